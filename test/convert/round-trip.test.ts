import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifier } from '../../src/convert/export/columns.ts';
import { exportPlan } from '../../src/convert/export/index.ts';
import { strict } from '../../src/convert/export/strict.ts';
import { importPlan } from '../../src/convert/import/index.ts';
import type { Loss } from '../../src/convert/losses.ts';
import { sorted } from '../../src/convert/tidy.ts';
import { writePlan, writePlanFolder } from '../../src/convert/write.ts';
import { subject } from '../../src/findings/subject.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import { isObject, type Json } from '../../src/text/json.ts';
import { arbitraryDraft } from './arbitrary-plan.ts';

/** Iglu's default vendor: every schema there has one. */
const VENDOR = 'com.example';

/** Names that a format spells in its own way: what the export says it made of them. */
function renames(losses: readonly Loss[]): Map<string, string> {
  const out = new Map<string, string>();
  for (const { field, why } of losses) {
    const [, from, to] = (field === 'name' && /^"(.+)" became "([^"]+)"/.exec(why)) || [];
    if (from !== undefined && to !== undefined) out.set(from, to);
  }
  return out;
}

/** One way of writing what has several: a constant is a list of one, and values of one type say it themselves. */
function plain(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(plain);
  if (!isObject(schema)) return schema;
  const { const: only, ...rest } = schema;
  const values = only === undefined ? rest['enum'] : [only];
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, plain(value)]));
  if (!Array.isArray(values)) return inner;
  const { type: _, ...others } = inner;
  return { ...others, enum: values };
}

/** What a plan says of its events, by the subject it says it of. Schemas in the form that strict validators take. */
function facts(plan: Plan, renamed: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const out = new Map<string, string>();
  for (const event of plan.events.values()) {
    const about = subject(['event', renamed.get(event.name) ?? event.name]);
    out.set(
      about,
      JSON.stringify([
        event.call,
        event.description,
        sorted(event.additional),
        event.tags.filter((tag) => tag !== VENDOR),
      ]),
    );
    for (const [name, { required, property }] of event.properties) {
      const value = [required, property.description, sorted(plain(strict(property.schema)))];
      out.set(`${about}/${subject(['property', name])}`, JSON.stringify(value));
    }
  }
  return out;
}

/** A difference is told when a loss is about it, about what it belongs to, or about something inside it. */
function told(about: string, losses: readonly Loss[], renamed: ReadonlyMap<string, string>): boolean {
  const original = [...renamed].find(([, to]) => about.startsWith(subject(['event', to])))?.[0];
  if (
    original !== undefined &&
    told(
      about.replace(/^[^/]*/, () => subject(['event', original])),
      losses,
      new Map(),
    )
  )
    return true;
  const [event = '', ...rest] = about.split('/');
  return losses.some(({ subject: lost }) => {
    if (lost === about || lost === event || lost.startsWith(`${about}/`)) return true;
    // Tables flatten: the columns of `shipping` are called `shipping_city`.
    const [owner, property] = lost.split('/property:');
    if (property !== undefined && about.startsWith(`${owner}/property:${identifier(property)}_`)) return true;
    // The dictionary's own entry, which the event names.
    return rest.length > 0 && (lost === rest[0] || lost.startsWith(`${rest[0]}/`));
  });
}

describe('exporting and importing back gives the same plan, up to the loss reports', () => {
  for (const format of ['json-schema', 'mparticle', 'segment', 'iglu', 'rudderstack', 'csv', 'dbt']) {
    it(format, async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryDraft, async (draft) => {
          const before = await parsePlan(writePlan(draft));
          const out = exportPlan(before, format);
          const files = out.files.filter(({ path }) => path !== 'matrix.csv');
          const back = await importPlan(files, { format, name: 'acme-shop', columns: new Map() });
          expect(back.findings).toEqual([]);
          const after = await parsePlan(writePlan(back.draft));
          const losses = [...out.report.losses, ...back.report.losses];
          const renamed = renames(out.report.losses);
          const [was, is] = [facts(before, renamed), facts(after)];
          const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
            (about) => was.get(about) !== is.get(about),
          );
          const silent = changed.filter((about) => !told(about, losses, renamed));
          expect(silent.map((about) => [about, was.get(about), is.get(about)])).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });
  }
});

describe('a bundle', () => {
  const plan = `
dataplan: 1
name: acme-shop
version: 1.0.0
events: { Order Completed: { properties: { order_id: string } }, Cart Viewed: }`;

  it('is the events in it, alone or beside their own files', async () => {
    const { files } = exportPlan(await parsePlan(plan), 'json-schema');
    const bundle = files.filter(({ path }) => path === 'plan.bundle.json');
    for (const given of [files, bundle]) {
      const { draft, findings } = await importPlan(given, {
        format: null,
        name: 'acme-shop',
        columns: new Map(),
      });
      expect([...draft.events.keys()].sort()).toEqual(['Cart Viewed', 'Order Completed']);
      expect(findings).toEqual([]);
    }
  });
});

describe('what is written loads', () => {
  it('says the same in one file and in a folder of one an event', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDraft, async (draft) => {
        const [main, ...events] = writePlanFolder(draft);
        const folder = await parsePlan(
          main?.text ?? '',
          Object.fromEntries(events.map(({ path, text }) => [path, text])),
        );
        expect(facts(folder)).toEqual(facts(await parsePlan(writePlan(draft))));
      }),
      { numRuns: 20 },
    );
  });
});
