import type { JudgedChange } from '../evidence/change.ts';
import { subject } from '../findings/subject.ts';
import type { Compared } from './diff-plans.ts';
import { DiffFindings, type RuleRun } from './findings.ts';
import { bumpOf, highest, type Level } from './judge/bump.ts';
import { judgeSchemaFiles } from './judge/schema-files.ts';
import type { JudgeOptions } from './judge/schemas.ts';
import { compareVersions, numbersOf } from './judge/version.ts';
import { largestBump, overallVerdict } from './result.ts';
import type { SchemaFile } from './sources/schema-file.ts';

export interface SchemaOptions extends JudgeOptions {
  /** Hold a version against all earlier ones of its major, not the last alone. */
  readonly transitive?: boolean;
}

/** One schema in two versions, or the same version twice: then it was edited in place. */
export function diffSchemaPair(
  before: SchemaFile,
  after: SchemaFile,
  run: RuleRun,
  options: SchemaOptions,
): Compared {
  const comparison = new SchemaComparison(run, options);
  comparison.pair(before, after);
  return comparison.result();
}

/**
 * Two states of a folder of schemas. A file in both is held against itself; a version that is new, against
 * the one before it in the new state.
 */
export function diffSchemaFolders(
  before: readonly SchemaFile[],
  after: readonly SchemaFile[],
  run: RuleRun,
  options: SchemaOptions,
): Compared {
  const comparison = new SchemaComparison(run, options);
  const olds = new Map(before.map((file) => [keyOf(file), file]));
  const news = new Map(after.map((file) => [keyOf(file), file]));
  for (const [key, now] of news) {
    const old = olds.get(key);
    if (old !== undefined) comparison.pair(old, now);
    else comparison.version(now, [...news.values(), ...olds.values()]);
  }
  for (const [key, old] of olds) if (!news.has(key)) comparison.removed(old, after[0] ?? old);
  return comparison.result();
}

function keyOf({ name, version }: SchemaFile): string {
  return version === null ? name : `${name} ${version}`;
}

class SchemaComparison {
  private readonly changes: JudgedChange[] = [];
  private readonly found: DiffFindings;
  private readonly options: SchemaOptions;
  private declared: Compared['verdict']['declared'] = null;

  constructor(run: RuleRun, options: SchemaOptions) {
    this.found = new DiffFindings(run, { before: null, after: null });
    this.options = options;
  }

  result(): Compared {
    this.found.judge(this.changes, this.options.warehouse != null);
    return {
      changes: this.changes,
      verdict: overallVerdict(this.changes, this.declared),
      findings: this.found.findings,
    };
  }

  pair(before: SchemaFile, after: SchemaFile): void {
    const place = { subject: subject(['schema', after.name]), at: after.at('') };
    const { changes, level, unreadable } = judgeSchemaFiles(before, after, this.options);
    if (unreadable !== null) {
      this.found.unreadable(unreadable, place);
      return;
    }
    this.changes.push(...changes);
    if (before.version === null || after.version === null) return;
    if (before.version === after.version) {
      const told = changes.filter(({ bump }) => bump !== 'none' && bump !== docsBump(after));
      if (told.length > 0) this.found.editedInPlace(after.name, after.version, told.length, place);
      return;
    }
    const { version: old } = before;
    const versions = { before: old, after: after.version, scheme: after.scheme };
    const bump = largestBump([bumpOf(level, after.scheme), ...changes.map((change) => change.bump)]);
    this.declared = largestBump([
      this.declared ?? 'none',
      this.found.version(versions, { bump, changes }, place) ?? 'none',
    ]);
  }

  /** A version that was not there: after the nearest below it, and on request after all of its major. */
  version(now: SchemaFile, all: readonly SchemaFile[]): void {
    const earlier = all
      .filter((file) => file.name === now.name && file.version !== null && now.version !== null)
      .filter((file) => compareVersions(file.version ?? '', now.version ?? '', now.scheme) < 0)
      .sort((a, b) => compareVersions(b.version ?? '', a.version ?? '', now.scheme));
    const [last, ...others] = [...new Map(earlier.map((file) => [keyOf(file), file])).values()];
    if (last === undefined) {
      this.changes.push(whole('schema.added', now, 'addition'));
      return;
    }
    this.pair(last, now);
    if (!this.options.transitive) return;
    const major = (file: SchemaFile): number | undefined => numbersOf(file.version ?? '', now.scheme)?.[0];
    for (const file of others.filter((each) => major(each) === major(now))) this.against(file, now);
  }

  /** An earlier version than the last: only breaks are of interest, the changes are known. */
  private against(before: SchemaFile, after: SchemaFile): void {
    const { changes } = judgeSchemaFiles(before, after, this.options);
    const known = new Set(this.changes.map(({ kind, subject: about }) => `${kind} ${about}`));
    for (const change of changes) {
      if (change.verdicts.backward !== 'breaking' || known.has(`${change.kind} ${change.subject}`)) continue;
      this.changes.push({
        ...change,
        why: [change.why, `since version ${before.version}`].filter(Boolean).join('; '),
      });
    }
  }

  removed(old: SchemaFile, near: SchemaFile): void {
    this.changes.push({ ...whole('schema.removed', old, 'model'), location: near.at('') });
  }
}

function docsBump(file: SchemaFile): ReturnType<typeof bumpOf> {
  return bumpOf('docs', file.scheme);
}

function whole(kind: 'schema.added' | 'schema.removed', file: SchemaFile, level: Level): JudgedChange {
  const gone = kind === 'schema.removed';
  return {
    kind,
    subject: subject(['schema', file.name]),
    ...(gone ? { before: file.version } : { after: file.version }),
    events: [],
    location: file.at(''),
    previous: gone ? file.at('') : null,
    evidence: null,
    verdicts: {
      backward: gone ? 'breaking' : 'compatible',
      forward: gone ? 'compatible' : 'risky',
      warehouse: 'compatible',
      consumers: gone ? 'risky' : 'compatible',
      privacy: 'compatible',
    },
    why: gone ? 'not proven: whether anything still uses it is not known' : null,
    hits: [],
    witness: null,
    bump: bumpOf(highest([level]), file.scheme),
  };
}
