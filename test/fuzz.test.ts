import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlanError } from '../src/plan/errors.ts';
import { parsePlan } from '../src/plan/parse-plan.ts';
import { lint } from '../src/rules/lint.ts';
import { registry } from '../src/rules/registry.ts';
import { Settings } from '../src/rules/settings.ts';
import { FileError } from '../src/system/errors.ts';
import { hostileLines, hostilePlans, ORDER } from './hostile.ts';
import { validateFiles } from './samples/shop.ts';

/** A slice; `FUZZ_RUNS=90000 FUZZ_SEED=n npx vitest run test/fuzz.test.ts` are 90,000 plans and 120,000 lines. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1500);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261121);

describe('whatever a plan file holds', () => {
  test('it loads, or says why it does not; rules run to their end', {
    timeout: RUNS * 50 + 30_000,
  }, async () => {
    const settings = new Settings({ preset: 'strict' });
    await fc.assert(
      fc.asyncProperty(hostilePlans(), async (text) => {
        const plan = await parsePlan(text).catch((error: unknown) => {
          if (error instanceof PlanError) {
            expect(error.errors.length).toBeGreaterThan(0);
            return null;
          }
          if (error instanceof FileError) return null;
          throw error;
        });
        if (!plan) return;
        const findings = lint(plan, { rules: registry, settings, today: '2026-11-21' });
        expect(
          findings.filter(({ rule }) => rule === 'run/internal-error').map(({ message }) => message),
        ).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

describe('whatever a sample file holds', () => {
  test('each line that is not blank has its verdict, in order', { timeout: RUNS * 50 + 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileLines(), { minLength: 1, maxLength: 40 }), async (hostile) => {
        // A file that begins with an event is read line by line, whatever follows.
        const lines = [ORDER, ...hostile];
        const { verdicts } = await validateFiles(
          { 'samples.ndjson': `${lines.join('\n')}\n` },
          { eventFormat: 'segment' },
        );
        const expected = lines.flatMap((line, index) => (/^[ \t]*$/.test(line) ? [] : index + 1));
        expect([...new Set(verdicts.map(({ line }) => line))]).toEqual(expected);
      }),
      // Forty lines a run: fewer runs look at as many inputs.
      { numRuns: Math.ceil(RUNS / 15), seed: SEED },
    );
  });
});
