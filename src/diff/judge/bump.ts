import type { Bump, Verdict } from '../../evidence/change.ts';
import type { SchemaChange } from '../changes/schema-change.ts';

/**
 * How far a change moves a version. `revision` stands between a new major and an addition: data and readers
 * may be hit, or not. SchemaVer has a number for it, semver has none.
 */
export type Level = 'model' | 'revision' | 'addition' | 'docs' | 'none';

export type Scheme = 'semver' | 'schemaver';

const ORDER: readonly Level[] = ['none', 'docs', 'addition', 'revision', 'model'];

export function highest(levels: Iterable<Level>): Level {
  let top = 0;
  for (const level of levels) top = Math.max(top, ORDER.indexOf(level));
  return ORDER[top] ?? 'none';
}

const SEMVER: Readonly<Record<Level, Bump>> = {
  model: 'major',
  revision: 'minor',
  addition: 'minor',
  docs: 'patch',
  none: 'none',
};

/** MODEL-REVISION-ADDITION; documentation moves none of them. */
const SCHEMAVER: Readonly<Record<Level, Bump>> = {
  model: 'major',
  revision: 'minor',
  addition: 'patch',
  docs: 'none',
  none: 'none',
};

export function bumpOf(level: Level, scheme: Scheme): Bump {
  return (scheme === 'semver' ? SEMVER : SCHEMAVER)[level];
}

/** The word of the scheme for a bump. */
export function bumpWord(level: Level, scheme: Scheme): string {
  if (scheme === 'semver') return SEMVER[level];
  return { major: 'MODEL', minor: 'REVISION', patch: 'ADDITION', none: 'NONE' }[SCHEMAVER[level]];
}

/** The bump that one change of a schema asks for. `strict`: every break is a new model. */
export function levelOf(
  change: SchemaChange,
  backward: Verdict,
  warehouse: Verdict | null,
  strict: boolean,
): Level {
  if (warehouse === 'breaking') return 'model';
  if (strict && backward === 'breaking') return 'model';
  return byKind(change, backward);
}

function byKind({ kind, traits }: SchemaChange, backward: Verdict): Level {
  switch (kind) {
    case 'property.added':
      if (!traits.required) return 'addition';
      return traits.hasDefault ? 'revision' : 'model';
    case 'property.made-required':
      return traits.hasDefault ? 'revision' : 'model';
    case 'property.removed':
      return traits.open && !traits.wasRequired ? 'revision' : 'model';
    case 'property.renamed':
    case 'property.type-narrowed':
    case 'property.type-replaced':
    case 'property.shape-changed':
    case 'property.null-removed':
    case 'property.enum-value-removed':
    case 'property.enum-added':
    case 'property.limit-tightened':
    case 'property.keyword-fixed':
      return backward === 'compatible' ? 'revision' : 'model';
    case 'property.type-widened':
    case 'property.made-optional':
    case 'content.closed':
      return 'revision';
    case 'property.format-added':
    case 'property.format-changed':
    case 'property.pattern-added':
    case 'property.pattern-changed':
    case 'combination.changed':
      return backward === 'breaking' ? 'revision' : backward === 'compatible' ? 'addition' : 'revision';
    case 'property.null-added':
    case 'property.enum-value-added':
    case 'property.enum-removed':
    case 'property.limit-widened':
    case 'property.format-removed':
    case 'property.pattern-removed':
    case 'content.opened':
      return 'addition';
    case 'property.default-changed':
    case 'property.documented':
      return 'docs';
    case 'property.enum-reordered':
      return 'none';
  }
}
