import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { importers, importPlan } from '../../src/convert/import/index.ts';
import { writePlan } from '../../src/convert/write.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { isObject, type Json } from '../../src/text/json.ts';

const folder = join(import.meta.dirname, '../../fixtures/convert');

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return path.includes('expected') ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

const files = filesOf(folder).map((path) => ({
  path: path.slice(folder.length + 1),
  text: readFileSync(path, 'utf8'),
}));
const read = (given: typeof files, format: string | null) =>
  importPlan(given, { format, name: 'shop', columns: new Map() });

describe('whatever is imported, a plan that loads comes out', () => {
  for (const { id } of importers) {
    it(`${id} on the files of every format`, async () => {
      for (const file of files) {
        const { draft } = await read([file], id);
        await expect(parsePlan(writePlan(draft))).resolves.toBeDefined();
      }
    });
  }

  const documents = files.filter(({ path }) => /\.(json|ya?ml)$/.test(path) && !path.startsWith('broken'));
  const foreign = fc.oneof(
    fc.constantFrom<Json>(null, true, 0, -1, 1e21, '', 'on', '__proto__', '#/definitions/x', [], {}, [[]], {
      type: 'object',
    }),
    fc.jsonValue({ maxDepth: 1 }).map((value) => value as Json),
  );

  it('files with a value somewhere that does not belong there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...documents),
        fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
        foreign,
        async (file, path, value) => {
          const json = file.path.endsWith('.json');
          const whole = parse(file.text.split('\n---\n')[0] ?? '') as Json;
          const changed = replaceAt(whole, path, value);
          const text = json ? JSON.stringify(changed) : stringify(changed);
          const { draft, report, findings } = await read([{ path: file.path, text }], null);
          expect(report.losses.length + findings.length).toBeGreaterThanOrEqual(0);
          await expect(parsePlan(writePlan(draft))).resolves.toBeDefined();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('files that end too soon', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (file, share) => {
          const { draft } = await read(
            [{ path: file.path, text: file.text.slice(0, Math.floor(file.text.length * share)) }],
            null,
          );
          await expect(parsePlan(writePlan(draft))).resolves.toBeDefined();
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** The value with what the path leads to (by turns, of its members) replaced. */
function replaceAt(value: Json, [first, ...rest]: readonly number[], by: Json): Json {
  if (first === undefined) return by;
  if (Array.isArray(value) && value.length > 0)
    return value.with(first % value.length, replaceAt(value[first % value.length] ?? null, rest, by));
  if (!isObject(value)) return by;
  const keys = Object.keys(value);
  const key = keys[first % keys.length];
  return key === undefined ? by : { ...value, [key]: replaceAt(value[key] ?? null, rest, by) };
}
