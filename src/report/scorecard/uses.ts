import { within } from '../../findings/subject.ts';
import type { Event, Need } from '../../plan/types.ts';
import type { Judged } from './obligation.ts';
import type { World } from './world.ts';

const RUNNING = ['live', 'deprecated'];

/** Events that a need names, resolved; null where one is not in the plan. */
export function usedEvents(world: World, need: Need): (Event | null)[] {
  const keys = new Set(need.uses.flatMap(({ event, trait, text }) => (trait ? [] : [event ?? text])));
  return [...keys].map((key) => world.plan.events.get(key) ?? null);
}

/** Everything a need names is in the plan and live. */
export function plannedLive(world: World, need: Need): boolean {
  const traits = need.uses.every(
    ({ trait }) => !trait || world.plan.traits.get(trait.kind)?.has(trait.name) === true,
  );
  return (
    traits &&
    need.uses.length > 0 &&
    usedEvents(world, need).every((event) => event !== null && RUNNING.includes(event.status))
  );
}

/** A need in thirds: its data is planned and live, in the code, and seen. */
export function thirds(world: World, need: Need, live = plannedLive(world, need)): Judged[] {
  const events = usedEvents(world, need);
  const part = (name: string, holds: boolean | null) =>
    world.judge({ subject: within(need.subject, 'standard', name), owner: need.owner }, holds);
  return [
    part('planned', live),
    part(
      'in code',
      everywhere(events, (event) => inCode(world, event)),
    ),
    part(
      'seen',
      everywhere(events, (event) => seen(world, event)),
    ),
  ];
}

/** Some source's code sends it; null where no code of a source of it was read. */
export function inCode({ evidence }: World, event: Event): boolean | null {
  const read = event.from.flatMap((system) => evidence.code.get(system) ?? []);
  return read.length === 0 ? null : read.some(({ events }) => events.has(event.key));
}

/** Some source's samples have it; null where no samples of a source of it were read. */
export function seen({ evidence }: World, event: Event): boolean | null {
  const read = event.from.flatMap((system) => evidence.samples.get(system) ?? []);
  return read.length === 0 ? null : read.some(({ events }) => events.has(event.key));
}

/** False as soon as one does not, null as soon as one cannot be told. */
function everywhere(
  events: readonly (Event | null)[],
  holds: (event: Event) => boolean | null,
): boolean | null {
  const results = events.map((event) => (event === null ? false : holds(event)));
  if (results.includes(false)) return false;
  return results.includes(null) || results.length === 0 ? null : true;
}
