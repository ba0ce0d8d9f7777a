import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';
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
        expect(comparable(there)).toEqual(comparable(here));
      }),
      { numRuns: RUNS },
    );
  },
);
