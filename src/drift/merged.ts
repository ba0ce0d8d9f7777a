import type { Difference } from '../evidence/difference.ts';
import { type Subject, subject } from '../findings/subject.ts';

/** Kinds whose cause lies beside the event, when several events show it: clock, connector, platform, mapping. */
const SHARED: Readonly<Record<string, (difference: Difference) => string | null>> = {
  'time-zone': ({ detail }) => `${detail['hours']}`,
  lag: () => '',
  delivery: ({ slice }) => slice,
  duplicates: ({ detail }) => `${detail['perLine']}`,
  'property-presence': ({ property, right }) => `${property} ${right.name === null}`,
  'renamed-property': ({ property, detail }) => `${property} ${detail['to']}`,
  type: ({ property, detail }) => `${property} ${detail['other']}`,
  'enum-domain': ({ property, detail }) => `${property} ${JSON.stringify(detail['values'])}`,
  categorical: ({ property }) => property,
  'numeric-factor': ({ property, detail }) => `${property} ${Number(detail['factor'] ?? 0).toPrecision(2)}`,
};

/**
 * One cause shows in every event that it touches: then it is one difference, about the first (largest) of them, and
 * the others are named as what it explains. Also several properties of one event that share a factor.
 */
export function merged(differences: readonly Difference[]): {
  readonly differences: readonly Difference[];
  readonly merged: number;
} {
  const groups = new Map<string, Difference[]>();
  for (const [i, difference] of differences.entries()) {
    const own = SHARED[difference.kind]?.(difference) ?? null;
    const key = own === null || difference.event === null ? `${i}` : `${difference.kind} ${own}`;
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const byEvent = [...groups.values()].map(first);
  const kept = byFactor(byEvent);
  return { differences: kept, merged: differences.length - kept.length };
}

function first(group: readonly Difference[]): Difference {
  const sorted = group.toSorted(
    (a, b) => rank(b) - rank(a) || b.left.n - a.left.n || ((a.event ?? '') < (b.event ?? '') ? -1 : 1),
  );
  const [main, ...others] = sorted;
  if (main === undefined) throw new Error('an empty group');
  if (others.length === 0) return main;
  return {
    ...main,
    subject: everywhere(main),
    needs: [...new Set(sorted.flatMap(({ needs }) => needs))],
    owners: [...new Set(sorted.flatMap(({ owners }) => owners))].sort(),
    absorbed: [...main.absorbed, ...others.map(nameOf)],
    detail: { ...main.detail, events: sorted.map(({ event }) => event ?? '') },
  };
}

/** A clock or a platform belongs to the system; a property keeps its first event. */
function everywhere(main: Difference): Subject {
  if (main.property !== null) return main.subject;
  return subject(['system', main.right.systems[0] ?? '']);
}

/** Total, value and revenue of one order are off by one factor for one reason. */
function byFactor(differences: readonly Difference[]): Difference[] {
  const kept: Difference[] = [];
  for (const difference of differences) {
    const factor = Number(difference.detail['factor'] ?? 0);
    const same =
      difference.kind !== 'numeric-factor'
        ? -1
        : kept.findIndex(
            (other) =>
              other.kind === 'numeric-factor' &&
              other.event === difference.event &&
              Math.abs(Number(other.detail['factor'] ?? 0) / factor - 1) < 0.01,
          );
    const main = kept[same];
    if (main === undefined) kept.push(difference);
    else kept[same] = { ...main, absorbed: [...main.absorbed, nameOf(difference)] };
  }
  return kept;
}

function nameOf({ kind, event, property }: Difference): string {
  return property === null ? `${kind} of ${event}` : `${kind} of ${property} in ${event}`;
}

function rank({ severity }: Difference): number {
  return { error: 2, warn: 1, info: 0 }[severity];
}
