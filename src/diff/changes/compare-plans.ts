import { subject } from '../../findings/subject.ts';
import { compareEvents } from './compare-events.ts';
import { comparePrivacy } from './compare-privacy.ts';
import { compareRest } from './compare-rest.ts';
import { compareShapes } from './compare-shapes.ts';
import { compareDictionary, compareIdentity, compareNeeds, compareSystems } from './compare-systems.ts';
import { Notes, sectionSpot, type Versions } from './noting.ts';
import type { PlanChange } from './plan-change.ts';
import { compareProperties } from './properties.ts';

/** Everything that became different between two plans, as data: no judgement. Sorted by place in the new plan. */
export function comparePlans(versions: Versions): PlanChange[] {
  const notes = new Notes(versions);
  const matches = compareEvents(notes);
  const renamed = new Map(
    matches.flatMap(({ old, now }) => (old.key === now.key ? [] : [[old.key, now.key]])),
  );
  compareShapes(matches, notes);
  compareDictionary(notes);
  compareProperties(notes);
  compareSystems(notes, renamed);
  comparePrivacy(notes, renamed);
  compareIdentity(notes);
  compareNeeds(notes);
  compareRest(notes);
  const { before, after } = versions;
  const places = { at: sectionSpot(after, 'version'), was: sectionSpot(before, 'version') };
  notes.field('plan.version-changed', subject(['plan', after.name]), before.version, after.version, places);
  return notes.changes.sort(byPlace);
}

function byPlace(a: PlanChange, b: PlanChange): number {
  return (
    order(a.location.file, b.location.file) ||
    a.location.start.line - b.location.start.line ||
    a.location.start.column - b.location.start.column ||
    order(a.kind, b.kind) ||
    order(a.subject, b.subject)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
