import { isObject, type Json } from '../../text/json.ts';
import { compare as compareNumbers, decimal } from '../schema/decimal.ts';
import { collectRefs } from '../schema/refs.ts';
import { same, valueKey } from '../schema/values.ts';
import { compareTypes, typesOf } from './compare-types.ts';
import type { Step } from './focus.ts';
import { misspelt } from './misspelt.ts';
import { guessRenames } from './renames.ts';
import type { SchemaChange, SchemaChangeKind } from './schema-change.ts';
import { View } from './view.ts';

const DEEPEST = 60;

/**
 * What became different between two schemas, as data: no judgement. Sorted by place. Throws SchemaError where
 * a reference leads nowhere.
 */
export function compareSchemas(
  before: Json,
  after: Json,
  /** Names that are known to have become others. */
  successors: ReadonlyMap<string, string> = new Map(),
): SchemaChange[] {
  const walk = new Walk(successors);
  walk.compare(View.of(before), View.of(after), { path: [], steps: [] }, 0);
  return walk.changes;
}

interface Place {
  readonly path: readonly string[];
  readonly steps: readonly Step[];
}

const LIMITS: readonly (readonly [keyword: string, edge: 'min' | 'max'])[] = [
  ['minimum', 'min'],
  ['exclusiveMinimum', 'min'],
  ['minLength', 'min'],
  ['minItems', 'min'],
  ['minProperties', 'min'],
  ['maximum', 'max'],
  ['exclusiveMaximum', 'max'],
  ['maxLength', 'max'],
  ['maxItems', 'max'],
  ['maxProperties', 'max'],
];

const COMBINATIONS = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'minContains',
  'maxContains',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'prefixItems',
  'additionalItems',
  '$dynamicRef',
  '$recursiveRef',
];

class Walk {
  readonly changes: SchemaChange[] = [];
  private readonly compared = new Set<string>();
  private readonly successors: ReadonlyMap<string, string>;

  constructor(successors: ReadonlyMap<string, string>) {
    this.successors = successors;
  }

  compare(old: View, now: View, place: Place, depth: number): void {
    if (depth > DEEPEST || (same(old.schema, now.schema) && sameDefinitions(old, now))) return;
    // References lead to one place on many ways: it is compared on the first.
    const pair = `${old.pointer} ${now.pointer}`;
    if (this.compared.has(pair)) return;
    this.compared.add(pair);
    const note = (kind: SchemaChangeKind, keyword: string, more: Partial<SchemaChange> = {}): void =>
      this.note(kind, keyword, old, now, place, more);
    for (const kind of compareTypes(old, now)) note(kind, 'type');
    compareValues(old, now, note);
    compareLimits(old, now, note);
    compareTexts(old, now, note);
    misspelt(old, now, note);
    this.properties(old, now, place, depth);
    this.elements(old, now, place, depth);
    for (const keyword of COMBINATIONS) if (differs(old, now, keyword)) note('combination.changed', keyword);
    compareDocs(old, now, note);
  }

  private note(
    kind: SchemaChangeKind,
    keyword: string,
    old: View,
    now: View,
    { path, steps }: Place,
    more: Partial<SchemaChange>,
  ): void {
    const before = old.get(keyword);
    const after = now.get(keyword);
    this.changes.push({
      kind,
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      keyword,
      pointer: after === undefined ? now.pointer : `${now.pointer}/${keyword}`,
      previous: before === undefined ? old.pointer : `${old.pointer}/${keyword}`,
      focus: { steps, keywords: [keyword], key: null },
      evidence: null,
      traits: { type: typesOf(now) },
      ...more,
    });
  }

  private properties(old: View, now: View, place: Place, depth: number): void {
    const had = new Set(old.names('properties'));
    const has = new Set(now.names('properties'));
    const added = [...has].filter((name) => !had.has(name));
    const removed = [...had].filter((name) => !has.has(name));
    const renames = guessRenames(old, now, removed, added, this.successors);
    for (const { from, to, evidence } of renames) {
      this.key('property.renamed', to, old, now, place, { before: from, after: to, evidence });
    }
    const renamed = new Set(renames.flatMap(({ from, to }) => [`-${from}`, `+${to}`]));
    for (const name of added) if (!renamed.has(`+${name}`)) this.key('property.added', name, old, now, place);
    for (const name of removed)
      if (!renamed.has(`-${name}`)) this.key('property.removed', name, old, now, place);
    for (const name of has) {
      if (!had.has(name)) continue;
      const inner = { path: [...place.path, name], steps: [...place.steps, ['properties', name] as Step] };
      this.requirement(name, old, now, place);
      this.compare(old.child('properties', name), now.child('properties', name), inner, depth + 1);
    }
    // Names that are only required, never described.
    for (const name of new Set([...old.required(), ...now.required()])) {
      if (!had.has(name) && !has.has(name)) this.requirement(name, old, now, place);
    }
    this.rest(old, now, place, depth);
  }

  private requirement(name: string, old: View, now: View, place: Place): void {
    if (old.requires(name) === now.requires(name)) return;
    const kind = now.requires(name) ? 'property.made-required' : 'property.made-optional';
    this.changes.push({
      kind,
      path: [...place.path, name],
      before: old.requires(name),
      after: now.requires(name),
      keyword: 'required',
      pointer: now.child('properties', name).pointer,
      previous: old.child('properties', name).pointer,
      focus: { steps: place.steps, keywords: [], key: name },
      evidence: null,
      traits: {
        type: typesOf(now.child('properties', name)),
        hasDefault: now.child('properties', name).get('default') !== undefined,
      },
    });
  }

  /** A property that came, went, or changed its name. */
  private key(
    kind: 'property.added' | 'property.removed' | 'property.renamed',
    name: string,
    old: View,
    now: View,
    place: Place,
    more: Partial<SchemaChange> = {},
  ): void {
    const gone = kind === 'property.removed';
    const was = kind === 'property.renamed' ? String(more.before) : name;
    const property = gone ? old.child('properties', was) : now.child('properties', name);
    this.changes.push({
      kind,
      path: [...place.path, name],
      ...(gone ? { before: old.ofKey(name) } : kind === 'property.added' ? { after: now.ofKey(name) } : {}),
      keyword: null,
      pointer: gone ? now.pointer : property.pointer,
      previous: kind === 'property.added' ? null : old.child('properties', was).pointer,
      focus: { steps: place.steps, keywords: [], key: name },
      evidence: null,
      traits: {
        required: now.requires(name),
        wasRequired: old.requires(was),
        hasDefault: property.get('default') !== undefined,
        open: gone ? now.open : old.open,
        type: typesOf(property),
      },
      ...more,
    });
  }

  /** Keys beside the named ones. */
  private rest(old: View, now: View, place: Place, depth: number): void {
    const [before, after] = [old.get('additionalProperties'), now.get('additionalProperties')];
    const note = (kind: SchemaChangeKind): void =>
      this.note(kind, 'additionalProperties', old, now, place, {});
    if (isObject(before) && isObject(after)) {
      const inner = {
        path: [...place.path, '{}'],
        steps: [...place.steps, ['additionalProperties'] as Step],
      };
      this.compare(old.child('additionalProperties'), now.child('additionalProperties'), inner, depth + 1);
    } else if (valueKey(before ?? true) !== valueKey(after ?? true)) {
      // From a rule to none it opens, from none to a rule it closes.
      if (after === false || (isObject(after) && before !== false)) note('content.closed');
      else note('content.opened');
    }
    for (const source of new Set([...old.names('patternProperties'), ...now.names('patternProperties')])) {
      if (
        !old.names('patternProperties').includes(source) ||
        !now.names('patternProperties').includes(source)
      ) {
        this.note('combination.changed', 'patternProperties', old, now, place, {
          focus: { steps: place.steps, keywords: ['patternProperties', 'additionalProperties'], key: null },
        });
        continue;
      }
      const inner = {
        path: [...place.path, '{}'],
        steps: [...place.steps, ['patternProperties', source] as Step],
      };
      this.compare(
        old.child('patternProperties', source),
        now.child('patternProperties', source),
        inner,
        depth + 1,
      );
    }
  }

  private elements(old: View, now: View, place: Place, depth: number): void {
    const tuple = [old, now].some(
      (view) => Array.isArray(view.get('items')) || view.get('prefixItems') !== undefined,
    );
    if (tuple || old.child('items').never || now.child('items').never) {
      if (differs(old, now, 'items')) this.note('combination.changed', 'items', old, now, place, {});
      return;
    }
    const inner = { path: [...place.path, '[]'], steps: [...place.steps, ['items'] as Step] };
    this.compare(old.child('items'), now.child('items'), inner, depth + 1);
  }
}

type Note = (kind: SchemaChangeKind, keyword: string, more?: Partial<SchemaChange>) => void;

export function differs(old: View, now: View, keyword: string): boolean {
  const [before, after] = [old.get(keyword), now.get(keyword)];
  if (before === undefined || after === undefined) return before !== after;
  return !same(before, after);
}

/** Equal text with references means the same only if what they refer to does. */
function sameDefinitions(old: View, now: View): boolean {
  let refers = false;
  collectRefs(old.schema, () => {
    refers = true;
  });
  if (!refers) return true;
  const of = ({ document }: View, keyword: string): Json =>
    isObject(document) ? (document[keyword] ?? null) : null;
  return ['definitions', '$defs'].every((keyword) => same(of(old, keyword), of(now, keyword)));
}

function compareValues(old: View, now: View, note: Note): void {
  const values = (view: View): readonly Json[] | null => {
    const constant = view.get('const');
    const list = constant === undefined ? view.get('enum') : [constant];
    return Array.isArray(list) ? list : null;
  };
  const [before, after] = [values(old), values(now)];
  const keyword = now.get('const') === undefined && old.get('const') === undefined ? 'enum' : 'const';
  if (before === null && after === null) return;
  if (before === null || after === null) {
    note(before === null ? 'property.enum-added' : 'property.enum-removed', keyword);
    return;
  }
  const had = new Set(before.map(valueKey));
  const has = new Set(after.map(valueKey));
  const added = after.filter((value) => !had.has(valueKey(value)));
  const removed = before.filter((value) => !has.has(valueKey(value)));
  if (removed.length > 0) note('property.enum-value-removed', keyword, { before: removed });
  if (added.length > 0) note('property.enum-value-added', keyword, { after: added });
  if (added.length + removed.length === 0 && differs(old, now, keyword))
    note('property.enum-reordered', keyword);
}

function compareLimits(old: View, now: View, note: Note): void {
  for (const [keyword, edge] of LIMITS) {
    if (!differs(old, now, keyword)) continue;
    const [before, after] = [old.get(keyword), now.get(keyword)].map((value) =>
      typeof value === 'number' || typeof value === 'bigint' ? decimal(value) : null,
    );
    // draft-04's flag tightens when it is set; a limit that is no number says nothing.
    const flag = now.get(keyword) === true || old.get(keyword) === true;
    if (flag)
      note(now.get(keyword) === true ? 'property.limit-tightened' : 'property.limit-widened', keyword);
    else if (!before && !after) continue;
    else if (!before || !after) note(after ? 'property.limit-tightened' : 'property.limit-widened', keyword);
    else {
      const up = compareNumbers(after, before) > 0;
      note(up === (edge === 'min') ? 'property.limit-tightened' : 'property.limit-widened', keyword);
    }
  }
  if (differs(old, now, 'multipleOf')) {
    note(
      now.get('multipleOf') === undefined ? 'property.limit-widened' : 'property.limit-tightened',
      'multipleOf',
    );
  }
  if ((old.get('uniqueItems') === true) !== (now.get('uniqueItems') === true)) {
    note(
      now.get('uniqueItems') === true ? 'property.limit-tightened' : 'property.limit-widened',
      'uniqueItems',
    );
  }
}

function compareTexts(old: View, now: View, note: Note): void {
  for (const keyword of ['format', 'pattern'] as const) {
    if (!differs(old, now, keyword)) continue;
    if (old.get(keyword) === undefined) note(`property.${keyword}-added`, keyword);
    else
      note(
        now.get(keyword) === undefined ? `property.${keyword}-removed` : `property.${keyword}-changed`,
        keyword,
      );
  }
}

function compareDocs(old: View, now: View, note: Note): void {
  if (differs(old, now, 'default')) note('property.default-changed', 'default');
  const told = ['description', 'title', 'examples', 'deprecated'].filter((keyword) =>
    differs(old, now, keyword),
  );
  const [first] = told;
  if (first !== undefined) note('property.documented', first);
}
