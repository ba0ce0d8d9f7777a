import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { diffPlans } from '../../src/diff/diff-plans.ts';
import { diffSchemaPair } from '../../src/diff/diff-schemas.ts';
import type { Warehouse } from '../../src/diff/judge/warehouse.ts';
import { schemaFile } from '../../src/diff/sources/schema-file.ts';
import type { JudgedChange } from '../../src/evidence/change.ts';
import { Settings } from '../../src/rules/settings.ts';
import { parsePlan } from '../../src/testing.ts';

const FOLDER = 'fixtures/diff/catalogue';
const base = readFileSync(join(FOLDER, 'base.plan.yaml'), 'utf8');
const rows = readdirSync(FOLDER).filter((name) => !name.startsWith('base'));

interface Row {
  readonly row: string;
  readonly of?: 'schema';
  readonly before: object;
  readonly after: object;
  readonly expect: Readonly<
    Record<'change' | 'backward' | 'forward' | 'warehouse' | 'consumers' | 'privacy' | 'bump', string>
  > & {
    readonly redshift?: string;
    readonly hits: readonly string[];
  };
}

async function changesOf(row: Row, warehouse: Warehouse | null): Promise<readonly JudgedChange[]> {
  const run = { rules: [], settings: new Settings(), today: '2026-11-21' };
  if (row.of === 'schema') {
    const [before, after] = [
      await schemaFile(stringify(row.before), 'order.yaml'),
      await schemaFile(stringify(row.after), 'order.yaml'),
    ];
    return diffSchemaPair(before, after, run, { warehouse }).changes;
  }
  const plan = (part: object) =>
    parsePlan(
      stringify({ dataplan: 1, name: 'acme-shop', version: '1.0.0', extends: 'base.plan.yaml', ...part }),
      {
        'base.plan.yaml': base,
      },
    );
  return diffPlans(await plan(row.before), await plan(row.after), run, { scheme: 'semver', warehouse })
    .changes;
}

describe.each(rows.map((name) => [name]))('%s', (name) => {
  const row: Row = parse(readFileSync(join(FOLDER, name), 'utf8'));

  test(row.row, async () => {
    const changes = await changesOf(row, null);
    const change = changes.find(({ kind }) => kind === row.expect.change);
    if (change === undefined)
      throw new Error(`no ${row.expect.change} among ${changes.map(({ kind }) => kind).join(', ')}`);
    const { redshift, ...expected } = row.expect;
    const { verdicts, hits, bump } = change;
    expect({ change: change.kind, ...verdicts, hits, bump }).toEqual(expected);
    // Every break of a shape comes with an event, or says that it is not proven.
    for (const direction of ['backward', 'forward'] as const) {
      if (verdicts[direction] !== 'breaking') continue;
      expect(change.witness !== null || change.why !== null).toBe(true);
    }
    if (redshift === undefined) return;
    const there = (await changesOf(row, 'redshift')).find(({ kind }) => kind === row.expect.change);
    expect(there?.verdicts.warehouse).toBe(redshift);
    if (redshift === 'breaking') expect(there?.bump).toBe('major');
  });
});
