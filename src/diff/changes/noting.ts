import type { Location } from '../../findings/finding.ts';
import type { Subject } from '../../findings/subject.ts';
import { locate } from '../../plan/locate.ts';
import type { Spot } from '../../plan/node.ts';
import type { Plan } from '../../plan/types.ts';
import type { Json } from '../../text/json.ts';
import { valueKey } from '../schema/values.ts';
import type { PlanChange } from './plan-change.ts';

export interface Versions {
  readonly before: Plan;
  readonly after: Plan;
  /** ISO date: what has ended by now. */
  readonly today: string;
}

/** Collects changes; fills in what most of them do not have. */
export class Notes {
  readonly changes: PlanChange[] = [];
  readonly versions: Versions;

  constructor(versions: Versions) {
    this.versions = versions;
  }

  /** `at` is in the new plan, `was` in the old. */
  add(
    change: Pick<PlanChange, 'kind' | 'subject'> &
      Partial<Omit<PlanChange, 'location' | 'previous'>> & { at: Spot; was?: Spot | null },
  ): void {
    const { at, was, ...rest } = change;
    this.changes.push({
      events: [],
      evidence: null,
      reach: [],
      shape: null,
      unit: null,
      systems: [],
      expired: false,
      ...rest,
      location: this.here(at),
      previous: was == null ? null : locate(this.versions.before.files, was),
    });
  }

  here(spot: Spot): Location {
    return locate(this.versions.after.files, spot);
  }

  /** A plain field of a thing that is in both versions. */
  field(
    kind: string,
    subject: Subject,
    before: Json | undefined,
    after: Json | undefined,
    places: { at: Spot; was: Spot },
    more: Partial<PlanChange> = {},
  ): void {
    if (valueKey(before ?? null) === valueKey(after ?? null)) return;
    this.add({
      kind,
      subject,
      ...(before == null ? {} : { before }),
      ...(after == null ? {} : { after }),
      ...places,
      ...more,
    });
  }
}

/** Where a section begins, for what is gone from it; else where the plan begins. */
export function sectionSpot(plan: Plan, section: string): Spot {
  return plan.root.entries.get(section)?.key ?? { file: 0, start: 0, end: 1 };
}

/** True when an announced end has come, that day included. */
export function hasEnded(sunset: string | null, today: string): boolean {
  return sunset !== null && sunset <= today;
}
