import type { System } from '../plan/types.ts';
import { factOf, namesOf, numberOf, textOf } from './facts.ts';

/** Fields by which a system tells two copies of one event: its own id first, then the order's. */
export function dedupeFields(system: System): string[] {
  const order = factOf(system, 'commerce', 'order_id_field');
  return [...eventIdFields(system), ...(typeof order?.value === 'string' ? [order.value] : [])];
}

/** Those of them that any event may have. */
export function eventIdFields(system: System): string[] {
  const own = textOf(system, 'time', 'dedupe_field') ?? textOf(system, 'identity', 'dedupe_field');
  const key =
    namesOf(system, 'event_name', 'dedupe_key')?.value.filter((name) => name !== 'event_name') ?? [];
  return [...(own === null ? [] : [own.value]), ...key];
}

/** How long a system remembers these ids, in hours; null: no source says. */
export function dedupeHours(system: System): number | null {
  const hours = numberOf(system, 'event_name', 'dedupe_window_hours');
  if (hours !== null) return hours.value;
  const days =
    numberOf(system, 'time', 'dedupe_window_days') ?? numberOf(system, 'identity', 'dedupe_window_days');
  return days === null ? null : days.value * 24;
}
