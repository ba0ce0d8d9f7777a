import type { CallExpression } from 'oxc-parser';
import { readSignature, type Signature } from '../catalogue/sdks.ts';
import { calledName } from './callee.ts';
import { evaluate } from './evaluate.ts';
import type { Func } from './module.ts';
import { GENERIC, type Sink } from './sinks.ts';
import { alternatives, type Env, type Value } from './value.ts';
import type { World } from './world.ts';

const SAYS_TRACK =
  /^(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*$|^track(?:[A-Z]\w*)?$/;

const SAYS_EVENT = /^(?:track|capture|log|record|send|report)\w*Event$/;

const ABOUT = /analytic|telemetr|track|segment|amplitude|mixpanel|posthog/i;

/** `send('event', name, …)` as gtag has it. */
const EVENT_WORD = /^event$/;

/** Keys that only an event has. */
const EVENT_KEYS = ['event_name', 'eventName'];

/**
 * A function or interface of the project that says it tracks and whose way to a vendor cannot be followed: an injected
 * platform, a queue, a message to another process, generated code.
 */
export function claimedSink(callee: Value, node: CallExpression, env: Env, world: World): Sink | null {
  const name = calledName(node);
  if (name === null || !SAYS_TRACK.test(name)) return null;
  for (const one of alternatives(callee)) {
    if (one.kind !== 'function' && one.kind !== 'signature') continue;
    if (one.kind === 'function' && one.node.params.length === 0) continue;
    if (one.kind === 'function' && startsWithText(node, env, world) && !takesName(one.node)) continue;
    const later = one.kind === 'function' && !startsWithText(node, env, world) ? namedLater(one.node) : null;
    const signatures = later ? [later] : GENERIC;
    const about = one.kind === 'function' ? describe(one) : one.label;
    if (startsWithOperation(node, env, world)) continue;
    if (ABOUT.test(about) || (SAYS_EVENT.test(name) && givesEvent(node, env, world)))
      return {
        sdk: 'own',
        signatures: PAGE.test(name) ? signatures.map((each) => ({ ...each, kind: 'page' })) : signatures,
        confidence: 'likely',
        own: false,
        claimed: true,
      };
  }
  return null;
}

/** Whether a call is given an object that names an event. */
function givesEvent(node: CallExpression, env: Env, world: World): boolean {
  const [first] = node.arguments;
  if (!first || first.type === 'SpreadElement') return false;
  return alternatives(evaluate(first, env, world)).some(
    (one) => one.kind === 'object' && EVENT_KEYS.some((key) => one.properties.has(key)),
  );
}

const NAMING = /event|name|action|type|key|label|feature|category|schema|message|msg|topic|metric|^e$|^id$/i;

/** Whether a text that comes first may be an event's name: `sendEventMethodSelected(method)` says what it is instead. */
function takesName({ params: [first] }: Func): boolean {
  const pattern = first?.type === 'AssignmentPattern' ? first.left : first;
  return pattern?.type !== 'Identifier' || NAMING.test(pattern.name);
}

const NAMED = /^_?(?:event|event_?(?:name|type|key|id)|action|action_?name)$/i;

const CARRIES = /prop|attr|data|payload|param|meta|dimension|detail|extra|fields|info|values|body/i;

const PAGE = /page_?view/i;

/** `send('identifyUser', …)`: what is to be done, and no event. */
const OPERATION = /^(?:track|identify|page|screen|group|alias)(?:[A-Z]\w*)?$/;

function startsWithOperation({ arguments: [first] }: CallExpression, env: Env, world: World): boolean {
  if (!first || first.type === 'SpreadElement') return false;
  const options = alternatives(evaluate(first, env, world));
  return options.every(
    (one) =>
      one.kind === 'literal' && (OPERATION.test(String(one.value)) || EVENT_WORD.test(String(one.value))),
  );
}

function startsWithText({ arguments: [first] }: CallExpression, env: Env, world: World): boolean {
  if (!first || first.type === 'SpreadElement') return false;
  return alternatives(evaluate(first, env, world)).some(
    (one) => one.kind === 'text' || (one.kind === 'literal' && typeof one.value === 'string'),
  );
}

/** Where a function that only says it tracks takes a name that is not first: `(context, event, data)`. */
function namedLater({ params }: Func): Signature | null {
  const names = params.map((parameter) => {
    const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    return pattern.type === 'Identifier' ? pattern.name : '';
  });
  const at = names.findIndex((name) => NAMED.test(name));
  if (at <= 0) return null;
  const carries = names.findIndex((name, index) => index > at && CARRIES.test(name));
  return readSignature({ name: at, properties: carries < 0 ? at + 1 : carries });
}

function describe(value: Extract<Value, { kind: 'function' }>): string {
  const info = value.module.funcs.get(value.node);
  const owner = info?.owner ? (value.module.classes.get(info.owner)?.name ?? '') : '';
  const named = SAYS_EVENT.test(info?.name ?? '') && /^track/.test(info?.name ?? '') ? 'track' : '';
  return `${named} ${owner} ${value.module.path.split('/').slice(-2).join(' ')}`;
}
