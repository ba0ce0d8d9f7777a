import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { ValidateResult } from '../../src/samples/validate.ts';
import { lines, plainly, plainMap, plans } from './arbitrary.ts';
import { comparable, inProcess, linesLayout, onDuckdb } from './engines.ts';

/** A slice; each run is a plan of its own and up to forty lines. FUZZ_RUNS asks for more, FUZZ_SEED for others. */
const RUNS = Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 1500) / 150);

const layouts = [
  linesLayout('web'),
  linesLayout('web', { format: 'rudderstack' }),
  linesLayout('web', { format: 'plain', map: new Map(Object.entries(plainMap)) }),
];

test.each(layouts)(
  'any plan, any lines of $format: DuckDB counts what this process counts',
  { timeout: RUNS * 5000 + 30_000 },
  async (layout) => {
    await fc.assert(
      fc.asyncProperty(plans, lines, async (text, drawn) => {
        const plan = await parsePlan(text);
        const raw = layout.format === 'plain' ? drawn.map(plainly) : drawn;
        const [here, there] = [await inProcess(plan, raw, layout), await onDuckdb(plan, raw, layout)];
        // Which of two came first a table cannot tell without their times: where that was so, the result says it.
        const untold = there.notChecked.filter(({ why }) => /have no time on both sides/.test(why));
        const told = (result: ValidateResult) => ({
          ...result,
          findings: result.findings.filter(({ rule }) => !untold.some(({ what }) => what === rule)),
        });
        expect(comparable(told(there))).toEqual(comparable(told(here)));
      }),
      { numRuns: RUNS },
    );
  },
);
