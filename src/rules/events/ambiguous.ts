import type { Event } from '../../plan/types.ts';
import { matchesGlob } from '../../text/glob.ts';
import { defineRule } from '../rule.ts';

export const ambiguous = defineRule({
  id: 'events/ambiguous',
  summary: 'No sample can be two events.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['events'],
  messages: {
    both: ({ event, other, name }: { event: string; other: string; name: string }) =>
      `A ${name} can be both "${event}" and "${other}": nothing in their \`when\` keeps them apart, and the first one wins.`,
    globs: ({ event, other }: { event: string; other: string }) =>
      `One name can fit both globs, "${event}" and "${other}", and the first one wins.`,
  },
  check(plan, { report }) {
    // Exact names can only meet their like; a plan has few globs.
    const alike = new Map<string, Event[]>();
    for (const event of plan.events.values()) {
      const key = event.glob ? '*' : `=${event.name}`;
      const before = alike.get(key) ?? [];
      alike.set(key, [...before, event]);
      for (const other of before) {
        if (other.call !== event.call || !overlap(event, other) || !shareSender(event, other)) continue;
        const place = {
          subject: event.subject,
          at: event.spot,
          related: [other.spot],
          discriminator: other.key,
        };
        if (event.glob)
          report({ message: 'globs', data: { event: event.name, other: other.name }, ...place });
        else
          report({
            message: 'both',
            data: { event: event.key, other: other.key, name: `${event.call} "${event.name}"` },
            ...place,
          });
      }
    }
  },
});

/** An exact name wins over a glob, and one with a `when` over one without: only likes can be confused. */
function overlap(a: Event, b: Event): boolean {
  if (a.glob !== b.glob || (a.when === null) !== (b.when === null)) return false;
  const sameName = a.glob
    ? a.name !== b.name && (matchesGlob(a.name, b.name) || matchesGlob(b.name, a.name))
    : a.name === b.name;
  return sameName && !exclude(a, b);
}

/** True when some path must have values that share none. What cannot be told counts as kept apart. */
function exclude(a: Event, b: Event): boolean {
  for (const left of a.when?.lines ?? []) {
    const right = b.when?.lines.find((line) => line.path === left.path);
    if (right === undefined) continue;
    if (left.test.kind !== 'any' || right.test.kind !== 'any') return true;
    const values = right.test.values;
    if (!left.test.values.some((value) => values.includes(value))) return true;
  }
  return false;
}

function shareSender(a: Event, b: Event): boolean {
  return a.from.length === 0 || b.from.length === 0 || a.from.some((system) => b.from.includes(system));
}
