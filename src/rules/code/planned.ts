import type { CallProperty, CallSite } from '../../evidence/call-site.ts';
import type { Location } from '../../findings/finding.ts';
import type { Event, Plan, Shape } from '../../plan/types.ts';
import { matchesGlob } from '../../text/glob.ts';

/** What a plan says of one name a call can have. */
export interface Planned {
  /** As the call has it; a pattern has `*` for what is not known. */
  readonly name: string;
  readonly pattern: boolean;
  /** Events it can be, those of another call left out. */
  readonly events: readonly Event[];
  /** Events of this name that are planned as another call. */
  readonly otherCalls: readonly Event[];
}

/** Each name of a call, with the events that it can be. Calls that are no events give nothing. */
export function planned(site: CallSite, plan: Plan): Planned[] {
  if (site.kind !== 'track' && site.kind !== 'page' && site.kind !== 'screen') return [];
  const all = [...plan.events.values()].filter((event) => mayHold(event, site.system));
  const names = [
    ...site.events.map((name) => ({ name, pattern: false })),
    ...site.patterns.map((name) => ({ name, pattern: true })),
  ];
  return names.map(({ name, pattern }) => {
    const fitting = all.filter((event) => fits(event, name, pattern));
    const exact = fitting.filter((event) => !event.glob);
    const chosen = exact.length > 0 ? exact : fitting;
    return {
      name,
      pattern,
      events: chosen.filter((event) => event.call === site.kind),
      otherCalls: exact.filter((event) => event.call !== site.kind),
    };
  });
}

function fits(event: Event, name: string, pattern: boolean): boolean {
  if (pattern) return matchesGlob(event.name, name) || (event.glob && matchesGlob(name, event.name));
  return event.glob ? matchesGlob(name, event.name) : event.name === name;
}

/** A `when` about the system is known here, everything else may hold. */
function mayHold(event: Event, system: string | null): boolean {
  if (system === null) return true;
  for (const line of event.when?.lines ?? [])
    if (line.root === 'system' && line.test.kind === 'any' && !line.test.values.includes(system))
      return false;
  return true;
}

/** The event's own shape and its variants: a call is right when it fits any. */
export function shapesOf(event: Event): readonly Shape[] {
  return event.variants.length === 0 ? [event] : [event, ...event.variants];
}

/** The place of a call. */
export function placeOf(site: CallSite): Location {
  return {
    file: site.file,
    start: { line: site.line, column: site.column },
    end: { line: site.endLine, column: site.endColumn },
    pointer: null,
  };
}

/** The place of a key in a call; the call itself where the key is written elsewhere. */
export function keyPlace(site: CallSite, property: CallProperty): Location {
  if (property.file !== site.file) return placeOf(site);
  const start = { line: property.line, column: property.column };
  return {
    file: site.file,
    start,
    end: { line: property.line, column: property.column + property.name.length },
    pointer: null,
  };
}
