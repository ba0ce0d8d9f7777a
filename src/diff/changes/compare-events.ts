import type { Event } from '../../plan/types.ts';
import { valueKey } from '../schema/values.ts';
import { hasEnded, type Notes, sectionSpot } from './noting.ts';
import { matchNames } from './renames.ts';
import { type Unit, unitsOf } from './unit.ts';

/** Which event of the new plan each event of the old one is. */
export interface EventMatch {
  readonly key: string;
  readonly old: Event;
  readonly now: Event;
}

/** Notes events that came, went, were renamed or changed as a whole; gives those that live on, for their shapes. */
export function compareEvents(notes: Notes): EventMatch[] {
  const { before, after, today } = notes.versions;
  const live = (event: Event | undefined): boolean => event !== undefined && event.status !== 'retired';
  const matches: EventMatch[] = [];
  const removed: Event[] = [];
  const added: Event[] = [];
  for (const event of after.events.values())
    if (live(event) && !live(before.events.get(event.key))) added.push(event);
  for (const old of before.events.values()) {
    const now = after.events.get(old.key);
    if (!live(old)) {
      if (now === undefined) {
        notes.add({
          kind: 'event.forgotten',
          subject: old.subject,
          at: sectionSpot(after, 'events'),
          was: old.spot,
        });
      }
    } else if (now !== undefined && live(now)) matches.push({ key: old.key, old, now });
    else removed.push(old);
  }
  const renames = renamesOf(removed, added, notes);
  for (const old of removed) {
    const rename = renames.get(old.key);
    if (rename !== undefined) {
      notes.add({
        kind: 'event.renamed',
        subject: rename.now.subject,
        before: old.key,
        after: rename.now.key,
        evidence: rename.evidence,
        events: [old.key, rename.now.key],
        reach: [wholeOf(old)],
        unit: unitOf(old, notes),
        at: rename.now.spot,
        was: old.spot,
        expired: hasEnded(old.sunset, today),
      });
      matches.push({ key: rename.now.key, old, now: rename.now });
      continue;
    }
    const tombstone = after.events.get(old.key);
    notes.add({
      kind: tombstone === undefined ? 'event.removed' : 'event.retired',
      subject: old.subject,
      events: [old.key],
      reach: [wholeOf(old)],
      unit: unitOf(old, notes),
      at: tombstone?.spot ?? sectionSpot(after, 'events'),
      was: old.spot,
      expired: hasEnded(old.sunset, today),
    });
  }
  const renamedTo = new Set([...renames.values()].map(({ now }) => now.key));
  for (const now of added) {
    if (renamedTo.has(now.key)) continue;
    const grave = before.events.get(now.key);
    notes.add({
      kind: grave === undefined ? 'event.added' : 'event.returned',
      subject: now.subject,
      events: [now.key],
      reach: [wholeOf(now)],
      at: now.spot,
      was: grave?.spot ?? null,
      // The same shape under the same name is the same event, back again.
      evidence:
        grave === undefined ? null : sameShape(grave, now) ? 'with the shape it had' : 'with another shape',
    });
  }
  for (const match of matches) compareWhole(match, notes);
  return matches;
}

function wholeOf(event: Event) {
  return { event: event.key, traits: null, path: '' };
}

function unitOf(event: Event, notes: Notes): Unit | null {
  return unitsOf(notes.versions.before, new Map([[event.key, event]])).get(`event ${event.key}`) ?? null;
}

function sameShape(a: Event, b: Event): boolean {
  const text = (event: Event): string =>
    [...event.properties]
      .map(([name, use]) => `${name}${use.required}${valueKey(use.property.schema)}`)
      .sort()
      .join();
  return text(a) === text(b);
}

/** By `replaced_by` of what is retired, else by shape and likeness. */
function renamesOf(
  removed: readonly Event[],
  added: readonly Event[],
  notes: Notes,
): Map<string, { now: Event; evidence: string }> {
  const { after } = notes.versions;
  const byKey = new Map(added.map((event) => [event.key, event]));
  const found = new Map<string, { now: Event; evidence: string }>();
  for (const old of removed) {
    const next = after.events.get(old.key)?.replacedBy ?? null;
    const now = next === null ? undefined : byKey.get(next);
    if (now !== undefined)
      found.set(old.key, { now, evidence: `"${old.key}" is retired and replaced_by it` });
  }
  const taken = new Set([...found.values()].map(({ now }) => now.key));
  const names = (events: readonly Event[]): string[] => events.map(({ key }) => key);
  const gone = removed.filter(({ key }) => !found.has(key));
  const olds = new Map(gone.map((event) => [event.key, event]));
  const guesses = matchNames(
    names(gone),
    names(added).filter((key) => !taken.has(key)),
    (from, to) => {
      const [a, b] = [olds.get(from), byKey.get(to)];
      return a !== undefined && b !== undefined && a.properties.size > 0 && sameShape(a, b);
    },
  );
  for (const { from, to, evidence } of guesses) {
    const now = byKey.get(to);
    if (now !== undefined) found.set(from, { now, evidence });
  }
  return found;
}

/** What is said of an event beside its shape. */
function compareWhole({ old, now }: EventMatch, notes: Notes): void {
  const places = { at: now.spot, was: old.spot };
  const reach = [wholeOf(now)];
  const more = { events: [now.key], reach };
  const named = old.key === now.key || old.name !== old.key || now.name !== now.key;
  if (named) notes.field('event.name-changed', now.subject, old.name, now.name, places, more);
  notes.field('event.call-changed', now.subject, old.call, now.call, places, more);
  notes.field('event.condition-changed', now.subject, lines(old), lines(now), places, more);
  notes.field('event.status-changed', now.subject, old.status, now.status, places, more);
  notes.field('event.sunset-changed', now.subject, old.sunset, now.sunset, places, more);
  notes.field('event.owner-changed', now.subject, old.owner, now.owner, places, more);
  notes.field('event.documented', now.subject, old.description, now.description, places, more);
  notes.field('event.trigger-changed', now.subject, old.trigger, now.trigger, places, more);
  notes.field('event.phase-changed', now.subject, old.phase, now.phase, places, more);
  notes.field('event.stage-changed', now.subject, old.stage, now.stage, places, more);
  notes.field('event.intent-changed', now.subject, old.data, now.data, places, more);
  notes.field('event.tags-changed', now.subject, [...old.tags], [...now.tags], places, more);
  notes.field('event.successor-changed', now.subject, old.replacedBy, now.replacedBy, places, more);
  notes.field('event.approval-changed', now.subject, approvals(old), approvals(now), places, more);
  notes.field('event.version-changed', now.subject, old.version, now.version, places, more);
  notes.field('event.sampling-changed', now.subject, old.sampling, now.sampling, places, more);
  for (const system of old.from.filter((name) => !now.from.includes(name))) {
    notes.add({
      kind: 'event.sender-removed',
      subject: now.subject,
      before: system,
      systems: [system],
      ...places,
      ...more,
    });
  }
  for (const system of now.from.filter((name) => !old.from.includes(name))) {
    notes.add({
      kind: 'event.sender-added',
      subject: now.subject,
      after: system,
      systems: [system],
      ...places,
      ...more,
    });
  }
}

function approvals({ approved }: Event): string[] {
  return approved.map(({ by, date }) => `${by} ${date ?? ''}`.trim());
}

function lines(event: Event): string | null {
  return event.when === null
    ? null
    : event.when.lines.map(({ path, test }) => `${path}: ${JSON.stringify(test)}`).join('; ');
}
