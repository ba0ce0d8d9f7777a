import type { EventProfile } from '../evidence/profile.ts';
import { entriesOf, IDS } from './matched.ts';

/** Finds which of many events have sampled ids in common with one, without holding each against each. */
export class SharedIds<T extends object> {
  private readonly owners = new Map<string, T[]>();

  add(owner: T, event: EventProfile): void {
    for (const key of keysOf(event)) {
      const own = this.owners.get(key);
      if (own === undefined) this.owners.set(key, [owner]);
      else own.push(owner);
    }
  }

  /** Those with at least one id of this event. */
  of(event: EventProfile): ReadonlySet<T> {
    return new Set(keysOf(event).flatMap((key) => this.owners.get(key) ?? []));
  }
}

function keysOf({ pairs }: EventProfile): string[] {
  return IDS.flatMap((by) => {
    const data = pairs[by];
    return data === undefined || data.rows === null ? [] : entriesOf(data).map(([h]) => `${by} ${h}`);
  });
}
