import { eventMeaning, type Standard, standardEvents } from '../../catalogue/index.ts';
import { cite, sourceOf, title } from '../facts.ts';
import { type RoutedEvent, routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const falseFriend = defineRule({
  id: 'flows/false-friend',
  summary: 'A business event arrives under a name that means the same in the system.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['flows', 'standard-events', 'drift'],
  messages: {
    other: (data: { event: string; name: string; system: string; means: string; meant: string }) =>
      `"${data.event}" arrives in ${data.system} as "${data.name}", which means ${data.means} there${data.meant === '' ? '' : `; its own name is "${data.meant}"`}.`,
    routed: (data: {
      event: string;
      name: string;
      system: string;
      router: string;
      means: string;
      meant: string;
      source: string;
      checked: string;
    }) =>
      `${data.router} hands "${data.event}" to ${data.system} as "${data.name}" by default, which means ${data.means} there; ${data.meant === '' ? 'it has no name for this' : `its own name is "${data.meant}"`}${cite(data)}.`,
  },
  check(plan, { report }) {
    const reported = new Set<string>();
    const arriving = routedEvents(plan);
    for (const each of arriving) {
      const { system, event, business, name, mapped, router } = each;
      const means = business === null ? null : otherMeaning(each, business);
      const once = `${system.key}|${event.key}|${name}`;
      if (business === null || means === null || reported.has(once)) continue;
      // Two events under one name are one finding: `flows/name-collapse`.
      if (mapped !== null && collapses(each, arriving)) continue;
      reported.add(once);
      const data = {
        event: event.key,
        name,
        system: title(system),
        means,
        meant: business.names[system.vendor ?? ''] ?? '',
      };
      const place = {
        subject: event.subject,
        at: event.spot,
        discriminator: system.key,
        owners: [event.owner],
      };
      if (mapped === null) report({ message: 'other', data, ...place });
      else {
        report({
          message: 'routed',
          data: { ...data, router: router ?? '', ...sourceOf(mapped) },
          ...place,
          severity: 'warn',
        });
      }
    }
  },
});

/** The event that the name stands for arrives as well, and is what this one is taken for. */
function collapses(each: RoutedEvent, arriving: readonly RoutedEvent[]): boolean {
  const { system, router, name, event } = each;
  return arriving.some(
    (other) =>
      other.system === system && other.router === router && other.name === name && other.event !== event,
  );
}

/** What the name means in the system, where that is another business event than ours; null: the same, or unknown. */
function otherMeaning({ system, name }: RoutedEvent, business: Standard): string | null {
  const vendor = system.vendor ?? '';
  // One name may stand for several business events; it fits when ours is among them.
  if (business.names[vendor] === name) return null;
  const friend = business.false_friends?.find((each) => each.system === vendor && each.name === name);
  if (friend !== undefined) return words(friend.is);
  if (isOldName(business, vendor, name)) return null;
  const there =
    eventMeaning(vendor, name) ?? standardEvents().find((each) => isOldName(each, vendor, name)) ?? null;
  return there === null || there === business ? null : words(there.canonical);
}

/** Systems still understand what they called it before. */
function isOldName(business: Standard, vendor: string, name: string): boolean {
  return business.older_names?.[vendor]?.includes(name) ?? false;
}

/** A neutral id as words; what the catalogue says in words stays. */
function words(meaning: string): string {
  const known = standardEvents().some(({ canonical }) => canonical === meaning);
  return known ? meaning.replaceAll('_', ' ') : `something else: ${meaning}`;
}
