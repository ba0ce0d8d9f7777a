import type { Check } from '../check.ts';
import type { SampleEvent } from '../event.ts';
import { type KnownTexts, unknownTexts } from '../known-texts.ts';
import type { Place, Watcher } from '../watcher.ts';
import type { Detector } from './detector.ts';
import { type Allowance, PersonalScan, type ScanData } from './scan.ts';
import type { PersonalVerdict } from './tally.ts';

const parts = ['properties', 'traits', 'context'] as const;
const MOST_GROUPS = 10_000;
type ScannedPart = (typeof parts)[number];

/** What was seen where it should not be, by the number of the check that asked for that place. */
export interface NumberedSighting extends PersonalVerdict {
  readonly check: number;
  /** The plan's event, or the name as seen; null for context that every call has, and for traits. */
  readonly event: string | null;
  readonly part: ScannedPart;
  readonly path: readonly string[];
}

/** A check's place among those of its event and part. */
interface Asked {
  readonly index: number;
  readonly allowance: Allowance;
}

/**
 * Looks for personal values for the checks with the operation `personal`. Of all checks of one event and part
 * the one with the longest path decides what may stand at a place; checks of no event hold for every call.
 */
export class PersonalWatcher implements Watcher {
  private readonly scan: PersonalScan;
  /** Event → its group of properties. */
  private readonly groups = new Map<string, string | null>();
  /** Part, or part and event (`groupOf`) → checks. */
  private readonly asked = new Map<string, Asked[]>();

  constructor(detector: Detector, checks: readonly Check[], texts: KnownTexts = unknownTexts) {
    for (const [index, check] of checks.entries()) {
      if (check.operation.op !== 'personal' || !isScanned(check.part)) continue;
      const key = groupOf(check.event, check.part);
      const list = this.asked.get(key) ?? [];
      list.push({ index, allowance: { path: check.path, allow: check.operation.allow } });
      this.asked.set(key, list);
    }
    this.scan = new PersonalScan(detector, (group) => this.allowances(group), texts);
  }

  /** False when no check asks for personal values. */
  get watches(): boolean {
    return this.asked.size > 0;
  }

  watch(event: SampleEvent, key: string | null, _: number | null, place: Place): void {
    const properties = this.propertiesGroup(key ?? event.name);
    if (properties !== null) this.scan.look(properties, event.properties, place);
    if (this.asked.has('context')) this.scan.look('context', event.context, place);
    // Traits repeat on every call of some vendors; the call that sets them is enough.
    const sets = event.call === 'identify' || event.call === 'group';
    if (sets && this.asked.has('traits')) this.scan.look('traits', event.traits, place);
  }

  /** Null where nobody asks about this event's properties. */
  private propertiesGroup(event: string | null): string | null {
    const name = event ?? '';
    let group = this.groups.get(name);
    if (group === undefined) {
      const own = groupOf(event, 'properties');
      group = this.asked.has(own) || this.asked.has('properties') ? own : null;
      if (this.groups.size < MOST_GROUPS) this.groups.set(name, group);
    }
    return group;
  }

  save(): object {
    return this.scan.toJSON();
  }

  merge(saved: object): void {
    this.scan.absorb(saved as ScanData);
  }

  findings(): readonly NumberedSighting[] {
    return this.scan.findings().flatMap(({ group, ...finding }) => {
      const [part, event] = nameOf(group);
      const check = this.checkFor(group, part, finding.path);
      return check === null ? [] : [{ ...finding, check, event, part }];
    });
  }

  private allowances(group: string): readonly Allowance[] {
    const [part] = nameOf(group);
    const all = [...(this.asked.get(groupOf(null, part)) ?? []), ...(this.asked.get(group) ?? [])];
    return all.map(({ allowance }) => allowance);
  }

  /** The most particular check whose path leads to the place. */
  private checkFor(group: string, part: ScannedPart, path: readonly string[]): number | null {
    let best: Asked | null = null;
    for (const asked of [...(this.asked.get(groupOf(null, part)) ?? []), ...(this.asked.get(group) ?? [])]) {
      const steps = asked.allowance.path;
      if (!steps.every((step, i) => step === path[i])) continue;
      if (best === null || steps.length >= best.allowance.path.length) best = asked;
    }
    return best === null ? null : best.index;
  }
}

function isScanned(part: string): part is ScannedPart {
  return parts.some((each) => each === part);
}

/** A part's name, and after a line break the event: no part has one in its name. */
function groupOf(event: string | null, part: string): string {
  return event === null ? part : `${part}\n${event}`;
}

function nameOf(group: string): [ScannedPart, string | null] {
  const end = group.indexOf('\n');
  const part = end < 0 ? group : group.slice(0, end);
  return [isScanned(part) ? part : 'properties', end < 0 ? null : group.slice(end + 1)];
}
