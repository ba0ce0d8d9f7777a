import type { CallExpression } from 'oxc-parser';
import { readSignature, type Sdk, type Signature, sdks } from '../catalogue/sdks.ts';
import { calledName, receiverName } from './callee.ts';
import { alternatives, type Value } from './value.ts';

/** Where events leave the code: a vendor's call, or what looks like one. */
export interface Sink {
  readonly sdk: string;
  readonly signatures: readonly Signature[];
  readonly confidence: 'certain' | 'likely';
  /**
   * The project's own endpoint. What a wrapper adds to a name on the way there belongs to the wire, as
   * nobody here sees what the other side makes of it: names are as the calls give them.
   */
  readonly own: boolean;
  /** It only says that it tracks. */
  readonly claimed?: boolean;
}

const byModule = new Map<string, Sdk>();

const byGlobal = new Map<string, Sdk>();

const byDistinct = new Map<string, Sdk>();
for (const sdk of sdks) {
  for (const name of sdk.modules) byModule.set(name, sdk);
  for (const name of sdk.globals) byGlobal.set(name, sdk);
  for (const name of sdk.distinct) byDistinct.set(name, sdk);
}

/** Keys that an event in one object has for its name. */
export const NAME_KEYS = [
  'event',
  'eventName',
  'event_name',
  'eventType',
  'event_type',
  'action',
  'name',
  'type',
];

/** And for what is sent with it. */
const CONTAINER_NAMES = ['properties', 'props', 'data', 'payload', 'attributes', 'metadata', 'params'];
export const CONTAINERS: readonly string[] = CONTAINER_NAMES.flatMap((name) => [
  `@${name}`,
  `@event${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  `@event_${name}`,
]);

export const GENERIC: readonly Signature[] = [
  // In events with a category, the action is the name, and `event` at most a kind.
  readSignature({
    when: { 0: { has: ['category', 'eventCategory', 'event_category'] } },
    name: ['@action', '@eventAction', '@event_action', '@event', '@eventName', '@event_name', '@name'],
    properties: '...0',
  }),
  readSignature({
    when: { 0: { has: NAME_KEYS } },
    name: NAME_KEYS.map((key) => `@${key}`),
    properties: [...CONTAINERS, '...0'],
  }),
  readSignature({ when: { 1: { has: ['props'] } }, name: 0, properties: '1@props' }),
  readSignature({ name: 0, properties: 1 }),
];

const GENERIC_CALLS = new Map<string, readonly Signature[]>([
  [
    'identify',
    [
      readSignature({ kind: 'identify', when: { 0: 'object' }, traits: 0 }),
      readSignature({ kind: 'identify', id: 0, traits: 1 }),
    ],
  ],
  [
    'page',
    [
      readSignature({ kind: 'page', when: { 0: 'object' }, properties: 0 }),
      readSignature({ kind: 'page', name: 0, properties: 1 }),
    ],
  ],
  ['screen', [readSignature({ kind: 'screen', name: 0, properties: 1 })]],
  ['group', [readSignature({ kind: 'group', id: 0, traits: 1 })]],
  ['alias', [readSignature({ kind: 'alias', id: 0 })]],
]);

/** Verbs that, said to something called like a tracker, send an event: sources of patterns. */
export const VERB_WORDS: readonly string[] = [
  'track(?:Event|Analytics\\w*|Custom\\w*|Action|Click)?',
  'log(?:Custom|Analytics)?Event',
  'send(?:Track|Analytics|Telemetry|Custom)?Event(?:Telemetry)?',
  'record(?:Analytics)?Event',
  'capture(?:Event)?',
  'report(?:Analytics)?Event',
  'page(?:View)?',
  ...['identify', 'screen', 'group', 'alias'],
];

export const VERBS = new RegExp(`^(?:${VERB_WORDS.join('|')})$`);

/** Things called like a tracker. */
export const TRACKER =
  /(?:segment|analytics|mixpanel|amplitude|posthog|rudder(?:stack)?|telemetry|snowplow|mparticle|braze|tracker|tracking)(?:service|client|provider|manager|js|node|api|instance|logger|reporter)?$/i;

/** Packages called like one. */
const TRACKING_PACKAGE =
  /(?:^|[/@._-])(?:analytics|tracking|tracker|telemetry|segment|event-?tracking|metrics-client)(?:$|[/._-])/i;

/** Whether calls on what a package gives may send: only then do its types say anything to us. */
export function isTracking(module: string): boolean {
  const [scope = '', name = ''] = module.split('/');
  return (
    byModule.has(module) ||
    byModule.has(scope) ||
    byModule.has(`${scope}/${name}`) ||
    TRACKING_PACKAGE.test(module)
  );
}

/** The sink that a call reaches, when what is called is outside the project. */
export function sinkOf(callee: Value, node: CallExpression): Sink | null {
  for (const one of alternatives(callee)) {
    if (one.kind === 'outside') {
      const sink = known(one) ?? likely(one);
      if (sink) return sink;
    }
  }
  const name = calledName(node);
  const distinct = name === null ? undefined : byDistinct.get(name);
  const reachable = alternatives(callee).some((one) => one.kind === 'function');
  if (distinct && name !== null && !reachable) return certain(distinct, name);
  if (
    name !== null &&
    !reachable &&
    VERBS.test(name) &&
    alternatives(callee).every((one) => one.kind !== 'outside' || isHandedOut(one))
  ) {
    const receiver = receiverName(node);
    if (receiver !== null && TRACKER.test(receiver)) return generic(name, receiver);
  }
  return null;
}

/** Names of the object that holds all globals. */
export const WINDOW: ReadonlySet<string> = new Set(['window', 'globalThis', 'self', 'global']);

/** What a function of a package gave: `nullthrows(analytics)`, `inject('$analytics')`, or a member of it. */
export function isHandedOut({ path }: Extract<Value, { kind: 'outside' }>): boolean {
  return path.some((part) => part.endsWith('()') && part !== 'new()');
}

function known(value: Extract<Value, { kind: 'outside' }>): Sink | null {
  const path = value.path.filter((part) => !WINDOW.has(part) || value.module !== null);
  if (value.module === null) {
    const sdk = byGlobal.get((path[0] ?? '').replace(/\(\)$/, ''));
    if (!sdk) return null;
    return called(sdk, path.length === 1 ? path : path.slice(1), path[0] ?? '');
  }
  let name = value.module;
  for (;;) {
    const sdk = byModule.get(name);
    if (sdk) return called(sdk, path, sdk.globals[0] ?? '');
    const slash = name.lastIndexOf('/');
    if (slash <= 0) return null;
    name = name.slice(0, slash);
  }
}

function called(sdk: Sdk, path: readonly string[], self: string): Sink | null {
  const last = path[path.length - 1] ?? '';
  const two = path.slice(-2).join('.');
  const whole = last === 'default' || last === '';
  const name = sdk.calls.has(two) ? two : !whole ? last : self === '' ? 'default' : self;
  return sdk.calls.has(name) ? certain(sdk, name) : null;
}

function certain(sdk: Sdk, name: string): Sink | null {
  const signatures = sdk.calls.get(name);
  return signatures ? { sdk: sdk.id, signatures, confidence: 'certain', own: false } : null;
}

/** A package or global that is in no catalogue, but called like a tracker. */
function likely(value: Extract<Value, { kind: 'outside' }>): Sink | null {
  const last = value.path[value.path.length - 1] ?? '';
  if (!VERBS.test(last)) return null;
  const before = value.path[value.path.length - 2]?.replace(/\(\)$/, '') ?? '';
  const bare = /^(?:identify|page|screen|group|alias|capture)$/.test(last);
  if (value.module !== null)
    return TRACKING_PACKAGE.test(value.module) || (before !== '' && TRACKER.test(before))
      ? generic(last, value.module)
      : null;
  return value.path.length > 1 && TRACKER.test(before) && !(bare && before === 'tracker')
    ? generic(last, before)
    : null;
}

function generic(verb: string, from: string): Sink {
  return {
    sdk: `unknown:${from}`,
    signatures: GENERIC_CALLS.get(verb) ?? GENERIC,
    confidence: 'likely',
    own: false,
  };
}
