import { type Subject, subject, within } from '../../findings/subject.ts';
import { locate } from '../../plan/locate.ts';
import type { Spot } from '../../plan/node.ts';
import type { Plan, Property } from '../../plan/types.ts';
import { SchemaError } from '../schema/refs.ts';
import { same, valueKey } from '../schema/values.ts';
import type { EventMatch } from './compare-events.ts';
import { compareSchemas } from './compare-schemas.ts';
import { withDigits } from './digits.ts';
import { hasEnded, type Notes } from './noting.ts';
import type { PlanChange } from './plan-change.ts';
import { defaultOf } from './properties.ts';
import type { SchemaChange } from './schema-change.ts';
import { pathText, type Unit, unitsOf, useAt } from './unit.ts';

/** Notes what changed inside events, traits and context. A change of the dictionary is noted once, with its uses. */
export function compareShapes(matches: readonly EventMatch[], notes: Notes): void {
  const { before, after } = notes.versions;
  const olds = unitsOf(before, new Map(matches.map(({ key, old }) => [key, old])));
  const news = unitsOf(after, new Map(matches.map(({ key, now }) => [key, now])));
  const dictionary = new Dictionary(notes);
  const successors = new Map(
    [...after.properties.values()].flatMap(({ key, replacedBy }) =>
      replacedBy === null ? [] : [[key, replacedBy]],
    ),
  );
  for (const [id, now] of news) {
    const old = olds.get(id) ?? unsaid(now);
    if (old === null) {
      if (id.includes(' when ') && now.part === 'properties') noteVariant('event.variant-added', now, notes);
      continue;
    }
    if (id.includes(' when ') && now.part === 'properties') compareVariant(old, now, notes);
    for (const change of changesOf(old, now, successors)) dictionary.assign(change, old, now);
  }
  for (const [id, old] of olds) {
    const now = unsaid(old);
    if (!news.has(id) && now !== null)
      for (const change of changesOf(old, now, successors)) dictionary.assign(change, old, now);
    if (!news.has(id) && id.includes(' when ') && old.part === 'properties')
      noteVariant('event.variant-removed', old, notes);
  }
  dictionary.finish();
}

/** Context and traits that one version says nothing about are not checked there: anything goes. */
function unsaid(unit: Unit): Unit | null {
  if (unit.event !== null) return null;
  return { ...unit, schema: { type: 'object' }, uses: new Map() };
}

function changesOf(old: Unit, now: Unit, successors: ReadonlyMap<string, string>): SchemaChange[] {
  try {
    return compareSchemas(old.schema, now.schema, successors);
  } catch (error) {
    if (error instanceof SchemaError) return [];
    throw error;
  }
}

function compareVariant(old: Unit, now: Unit, notes: Notes): void {
  const sunsetOf = ({ event, subject: about }: Unit): string | null =>
    event?.variants.find((variant) => variant.subject === about)?.sunset ?? null;
  const places = { at: now.spot, was: old.spot };
  const more = { events: now.event === null ? [] : [now.event.key] };
  notes.field('event.variant-sunset-changed', now.subject, sunsetOf(old), sunsetOf(now), places, more);
}

function noteVariant(kind: string, unit: Unit, notes: Notes): void {
  const key = unit.event?.key ?? '';
  const now = notes.versions.after.events.get(key);
  const gone = kind === 'event.variant-removed';
  const sunset = unit.event?.variants.find((variant) => variant.subject === unit.subject)?.sunset ?? null;
  notes.add({
    kind,
    subject: unit.subject,
    events: [key],
    reach: [{ event: key, traits: null, path: '' }],
    unit,
    at: gone ? (now?.spot ?? notes.versions.after.root) : unit.spot,
    was: gone ? unit.spot : null,
    expired: gone && hasEnded(sunset, notes.versions.today),
  });
}

/** Sorts changes of shapes into those of one unit and those that come from a dictionary entry. */
class Dictionary {
  private readonly notes: Notes;
  /** Changes of an entry itself, by their key. */
  private readonly entries = new Map<string, { entry: Property; change: SchemaChange; uses: PlanChange[] }>();

  constructor(notes: Notes) {
    this.notes = notes;
    const { before, after } = notes.versions;
    for (const [name, now] of dictionaryOf(after)) {
      const old = dictionaryOf(before).get(name);
      if (old === undefined || same(withDigits(old.schema, old.node), withDigits(now.schema, now.node)))
        continue;
      const nested = { subject: now.subject, spot: now.spot, uses: now.children };
      for (const change of compareSafely(old, now)) {
        // What comes from an entry inside this one is that entry's.
        if (innerEntry(nested.uses, change.path, after) !== null) continue;
        this.entries.set(keyOf(name, change.path, change), { entry: now, change, uses: [] });
      }
    }
  }

  assign(change: SchemaChange, before: Unit, after: Unit): void {
    const noted = this.planChange(change, before, after);
    const inner = innerEntry(after.uses, change.path, this.notes.versions.after);
    const home = inner === null ? undefined : this.entries.get(keyOf(inner.name, inner.rest, change));
    if (home === undefined) this.notes.changes.push(noted);
    else home.uses.push(noted);
  }

  finish(): void {
    for (const { entry, change, uses } of this.entries.values()) {
      const [first] = uses;
      const at = pathText(change.path);
      const home = at === '' ? entry.subject : within(entry.subject, 'property', at);
      const location = this.notes.here(entry.spot);
      if (first === undefined) {
        this.notes.add({ ...bare(change), subject: home, at: entry.spot, evidence: 'nothing uses it' });
      } else {
        const events = [...new Set(uses.flatMap((use) => use.events))].sort();
        this.notes.changes.push({
          ...first,
          subject: home,
          location,
          events,
          reach: uses.flatMap((use) => use.reach),
        });
      }
    }
  }

  private planChange(change: SchemaChange, before: Unit, after: Unit): PlanChange {
    const gone = change.kind === 'property.removed';
    const path =
      change.kind === 'property.renamed' ? [...change.path.slice(0, -1), String(change.before)] : change.path;
    const use = useAt(after, gone ? change.path.slice(0, -1) : change.path);
    const was = useAt(before, path);
    const spot: Spot = use?.spot ?? after.spot;
    const events = after.event === null ? [] : [after.event.key];
    // Readers of a renamed event may still name it as it was.
    const keys = [...new Set([after.event?.key ?? null, before.event?.key ?? null])];
    const inPath = after.part === 'properties' || after.part === 'traits' ? '' : `${after.part}.`;
    const traits = { ...change.traits, hasDefault: use !== null && defaultOf(use.property) !== null };
    return {
      ...bare(change),
      subject: subjectOf(after, change.path),
      events,
      reach: keys.map((event) => ({ event, traits: after.traits, path: `${inPath}${pathText(path)}` })),
      location: this.notes.here(spot),
      previous: was === null ? null : locate(this.notes.versions.before.files, was.spot),
      evidence: change.evidence,
      shape: { before, after, change: { ...change, traits } },
      unit: null,
      systems: [],
      expired: gone && hasEnded(was?.property.sunset ?? null, this.notes.versions.today),
    };
  }
}

function bare({ kind, before, after }: SchemaChange): Pick<PlanChange, 'kind' | 'before' | 'after'> {
  return {
    kind,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function subjectOf(unit: Unit, path: readonly string[]): Subject {
  const name = pathText(path);
  if (unit.part === 'traits')
    return subject(['trait', name === '' ? (unit.traits ?? '') : `${unit.traits}.${name}`]);
  if (name === '') return unit.subject;
  if (unit.part === 'context' && unit.event === null) return subject(['context', name]);
  return within(
    unit.subject,
    unit.part === 'context' ? 'context' : unit.part === 'ids' ? 'identity' : 'property',
    name,
  );
}

function dictionaryOf(plan: Plan): ReadonlyMap<string, Property> {
  return new Map<string, Property>([...plan.identity.types, ...plan.properties]);
}

function compareSafely(old: Property, now: Property): SchemaChange[] {
  try {
    return compareSchemas(withDigits(old.schema, old.node), withDigits(now.schema, now.node));
  } catch (error) {
    if (error instanceof SchemaError) return [];
    throw error;
  }
}

/** The dictionary entry nearest to the end of a path, and what is left of the path inside it. */
function innerEntry(
  uses: Unit['uses'],
  path: readonly string[],
  plan: Plan,
): { readonly name: string; readonly rest: readonly string[] } | null {
  let found: { name: string; rest: readonly string[] } | null = null;
  let children = uses;
  for (let i = 0; i < path.length; i++) {
    const use = children.get(path[i] ?? '');
    if (use === undefined) break;
    const layer = use.property.layers[0];
    const name =
      use.property.is ?? (layer?.from === 'dictionary' || layer?.from === 'identity' ? layer.name : null);
    if (name !== null && (plan.properties.has(name) || plan.identity.types.has(name)))
      found = { name, rest: path.slice(i + 1) };
    children = use.property.children;
  }
  return found;
}

function keyOf(
  name: string,
  rest: readonly string[],
  { kind, keyword, before, after }: SchemaChange,
): string {
  return JSON.stringify([name, rest, kind, keyword, valueKey(before ?? null), valueKey(after ?? null)]);
}
