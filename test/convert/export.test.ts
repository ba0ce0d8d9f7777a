import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ExportOptions } from '../../src/convert/export/exporter.ts';
import { exporters, exportPlan } from '../../src/convert/export/index.ts';
import { strict } from '../../src/convert/export/strict.ts';
import { writePlan } from '../../src/convert/write.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { isObject, type Json } from '../../src/text/json.ts';
import { arbitraryDraft } from './arbitrary-plan.ts';

const folder = join(import.meta.dirname, '../../fixtures/export');
const text = readFileSync(join(folder, 'plan.yaml'), 'utf8');

describe('a plan goes out in every format, with what it leaves behind', () => {
  for (const { id } of exporters) {
    it(id, async () => {
      const { files, report } = exportPlan(await parsePlan(text), id);
      const losses = report.losses
        .map((loss) => `${loss.pointer} ${loss.subject} ${loss.field}: ${loss.why}\n`)
        .join('');
      for (const { path, text: made } of [...files, { path: 'losses.txt', text: losses }]) {
        const expected = join(folder, id, path);
        if (process.env['UPDATE_FIXTURES'] !== undefined) {
          mkdirSync(dirname(expected), { recursive: true });
          writeFileSync(expected, made);
        }
        expect(made).toBe(readFileSync(expected, 'utf8'));
      }
      if (process.env['UPDATE_FIXTURES'] === undefined) return;
      rmSync(join(folder, id, 'plan.yaml'), { force: true });
    });
  }
});

describe('whole numbers beyond 2^53', () => {
  const plan = `
dataplan: 1
name: acme-shop
version: 1.0.0
events:
  Order Completed:
    when: { lot: 9007199254740993 }
    properties:
      order_number: { type: integer, maximum: 9223372036854775807, examples: [9007199254740993] }
      lot: { type: integer, enum: [9007199254740993, 2] }
    examples: [{ order_number: 9007199254740993 }]`;

  it.each(exporters.map(({ id }) => id))('%s writes them', async (id) => {
    const { files } = exportPlan(await parsePlan(plan), id);
    expect(files.every(({ text: made }) => made.length > 0)).toBe(true);
  });

  it('keep their digits in examples', async () => {
    const { files } = exportPlan(await parsePlan(plan), 'json-schema');
    expect(files[0]?.text).toContain('"order_number": 9007199254740993');
  });
});

describe('exported JSON Schemas', () => {
  const addFormats = ajvFormats.default as unknown as { default?: (ajv: Ajv) => Ajv } & ((ajv: Ajv) => Ajv);
  const compiler = (options: Partial<ExportOptions>) => {
    const ajv = options.draft === 'draft-07' ? new Ajv({ strict: true }) : new Ajv2020({ strict: true });
    (addFormats.default ?? addFormats)(ajv);
    if (options.annotations !== 'none') ajv.addVocabulary(['x-plan']);
    return ajv;
  };
  const variants: Partial<ExportOptions>[] = [
    { draft: '2020-12', annotations: 'x-plan' },
    { draft: '2020-12', annotations: 'none' },
    { draft: 'draft-07', annotations: 'x-plan' },
    { draft: 'draft-07', annotations: 'comment' },
  ];
  for (const options of variants) {
    it(`compile in strict ajv: ${options.draft}, annotations ${options.annotations}`, async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryDraft, async (draft) => {
          const plan = await parsePlan(writePlan(draft));
          const ajv = compiler(options);
          for (const { path, text: made } of exportPlan(plan, 'json-schema', options).files) {
            if (path.endsWith('.schema.json')) ajv.compile(JSON.parse(made) as object);
          }
        }),
        { numRuns: 10 },
      );
    });
  }

  it('accept and refuse the same values in strict words', () => {
    const loose = new Ajv2020({ strict: false });
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(arbitraryDraft, value, (draft, json) => {
        for (const { properties } of draft.events.values()) {
          for (const use of properties.values()) {
            if (use === false) continue;
            const { required: _, ...schema } = use.value;
            const plain = withoutMarks(schema);
            const narrow = strict(plain) as object;
            expect(loose.validate(narrow, json)).toBe(loose.validate(plain as object, json));
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** `required: true` is the plan's; formats are not what this is about. */
function withoutMarks(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutMarks);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== 'format' && !(key === 'required' && value === true))
      .map(([key, value]) => [key, withoutMarks(value)]),
  );
}

describe('exported contracts', () => {
  it('dbt has the documented keys, under `config` and `arguments`, and without them for older versions', async () => {
    const plan = await parsePlan(text);
    const [made] = exportPlan(plan, 'dbt').files;
    const document = parse(made?.text ?? '');
    const [table] = document.sources[0].tables;
    expect(Object.keys(table)).toEqual(['name', 'description', 'config', 'columns']);
    const currency = table.columns.find(({ name }: { name: string }) => name === 'currency');
    expect(currency.data_tests).toEqual([
      'not_null',
      { accepted_values: { arguments: { values: ['EUR', 'USD'] } } },
    ]);
    const old = parse(exportPlan(plan, 'dbt', { dbtLegacy: true }).files[0]?.text ?? '').sources[0].tables[0];
    expect(Object.keys(old)).toEqual(['name', 'description', 'meta', 'tags', 'columns']);
    expect(old.columns[1].tests).toEqual(['not_null', { accepted_values: { values: ['EUR', 'USD'] } }]);
  });

  it('ODCS 3.1 lists values as a quality rule, 3.2 as an enum', async () => {
    const plan = await parsePlan(text);
    const currency = (odcsVersion: ExportOptions['odcsVersion']) => {
      const contract = parse(exportPlan(plan, 'odcs', { odcsVersion }).files[0]?.text ?? '');
      return contract.schema[0].properties.find(({ name }: { name: string }) => name === 'currency');
    };
    expect(currency('3.1.0')).toMatchObject({
      quality: [{ metric: 'invalidValues', arguments: { validValues: ['EUR', 'USD'] }, mustBe: 0 }],
    });
    expect(currency('3.2.0')).toMatchObject({ enum: [{ value: 'EUR' }, { value: 'USD' }] });
  });

  it('an unknown format names the nearest', async () => {
    const plan = await parsePlan(text);
    expect(() => exportPlan(plan, 'segmnet')).toThrow('Did you mean "segment"?');
  });
});
