import type { CallKind } from '../evidence/event.ts';
import type { JsonObject } from '../text/json.ts';
import { Lines } from './lines.ts';
import { namesOf } from './names.ts';
import type { Sink } from './sinks.ts';
import { inputs } from './value.ts';
import type { Knowledge, Target, Wrapper } from './wrappers.ts';

/** A wrapper that was inferred, for people to confirm. */
export interface WrapperReport {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly kind: CallKind;
  readonly carries: Wrapper['carries'];
  /** Catalogue id of the sink it ends in; `own` for an endpoint of the project's own. */
  readonly sdk: string;
  readonly calls: number;
  readonly confidence: 'certain' | 'likely';
  /** Ready for `wrappers` in the configuration; null where that cannot say it. */
  readonly config: JsonObject | null;
}

/** Most called first. */
export function wrapperReports(known: Knowledge): WrapperReport[] {
  const counts = new Map<Wrapper, number>();
  for (const { target } of known.calls.values())
    if (target.kind === 'wrapper') counts.set(target.wrapper, (counts.get(target.wrapper) ?? 0) + 1);
  return [...new Set(known.wrappers.values())]
    .map((wrapper) => report(wrapper, counts.get(wrapper) ?? 0, known))
    .sort((a, b) => b.calls - a.calls || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function report(wrapper: Wrapper, calls: number, known: Knowledge): WrapperReport {
  const [inner] = wrapper.inner;
  const classified = inner ? known.calls.get(inner.call.node) : undefined;
  const sink = inner ? end(inner.target) : null;
  return {
    name: wrapper.name,
    file: wrapper.module.path,
    line: new Lines(wrapper.module.text).at(wrapper.func.start).line,
    kind: classified?.reading.kind ?? 'track',
    carries: wrapper.carries,
    sdk: sink?.sdk ?? 'own',
    calls,
    confidence: sink?.confidence ?? 'likely',
    config: config(wrapper, known),
  };
}

function end(target: Target, depth = 0): Sink | null {
  if (target.kind === 'sink') return target.sink;
  const inner = target.wrapper.inner[0];
  return inner && depth < 8 ? end(inner.target, depth + 1) : null;
}

/** Argument positions, where parameters go to the sink as they are. */
function config(wrapper: Wrapper, known: Knowledge): JsonObject | null {
  const { func, info, carries } = wrapper;
  const [inner] = wrapper.inner;
  const reading = inner ? known.calls.get(inner.call.node)?.reading : undefined;
  if (!reading || info.name === null || info.name === 'default') return null;
  const named = reading.name ? namesOf(reading.name) : null;
  const [fixed] = named?.names ?? [];
  if (
    carries === 'properties' &&
    (fixed === undefined || named?.names.length !== 1 || named.patterns.length > 0)
  )
    return null;
  const slot = (value: Parameters<typeof inputs>[0] | null): string | number | undefined => {
    const [input] = value === null ? [] : inputs(value).filter((one) => one.func === func);
    if (!input || input.index < 0) return undefined;
    if (input.path.length === 0) return input.index;
    return input.index === 0 ? `@${input.path.join('.')}` : `${input.index}@${input.path.join('.')}`;
  };
  const event = slot(wrapper.given ?? reading.name);
  const properties = slot(reading.properties);
  const traits = slot(reading.traits);
  if (carries === 'name' && event === undefined) return null;
  return {
    function: info.owner ? `${lowerFirst(ownerName(wrapper))}.${info.name}` : info.name,
    ...(reading.kind === 'track' ? {} : { kind: reading.kind }),
    ...(event === undefined ? {} : { event }),
    ...(carries === 'properties' && fixed !== undefined ? { name: fixed } : {}),
    ...(properties === undefined ? {} : { properties }),
    ...(traits === undefined ? {} : { traits }),
  };
}

function ownerName({ info, module }: Wrapper): string {
  return (info.owner && module.classes.get(info.owner)?.name) ?? 'tracker';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
