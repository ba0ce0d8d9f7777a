import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importPlan } from '../../src/convert/import/index.ts';
import { writePlan } from '../../src/convert/write.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';

const folder = join(import.meta.dirname, '../../fixtures/convert');

function files(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

/** What a person would see: the plan, then what was lost and what was found, each with its place. */
async function imported(name: string): Promise<{ plan: string; notes: string }> {
  const root = join(folder, name);
  const inputs = files(root)
    .filter((path) => !path.includes('expected'))
    .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, 'utf8') }));
  const { draft, formats, report, findings } = await importPlan(inputs, {
    format: null,
    name,
    columns: new Map(),
  });
  const notes = [
    `formats ${formats.join(', ')}`,
    ...Object.entries(report.counts).map(([what, count]) => `${what} ${count}`),
    ...report.losses.map(
      (loss) => `loss ${loss.file}:${loss.line ?? '?'} ${loss.subject} ${loss.field}: ${loss.why}`,
    ),
    ...findings.map(
      (finding) =>
        `finding ${finding.file}:${finding.line}:${finding.column} ${finding.subject} ${finding.message}`,
    ),
  ];
  return { plan: writePlan(draft), notes: `${notes.join('\n')}\n` };
}

describe('a foreign plan becomes a plan, with nothing dropped silently', () => {
  for (const name of readdirSync(folder).sort()) {
    if (!statSync(join(folder, name)).isDirectory()) continue;
    it(name, async () => {
      const { plan, notes } = await imported(name);
      if (process.env['UPDATE_FIXTURES'] !== undefined) {
        writeFileSync(join(folder, name, 'expected.plan.yaml'), plan);
        writeFileSync(join(folder, name, 'expected.txt'), notes);
      }
      expect(plan).toBe(readFileSync(join(folder, name, 'expected.plan.yaml'), 'utf8'));
      expect(notes).toBe(readFileSync(join(folder, name, 'expected.txt'), 'utf8'));
      const loaded = await parsePlan(plan);
      expect(loaded.danglings).toEqual([]);
    });
  }
});
