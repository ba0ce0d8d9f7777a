import type { CallExpression, ParamPattern } from 'oxc-parser';
import { readSignature, type Signature } from '../catalogue/sdks.ts';
import { evaluate } from './evaluate.ts';
import { member } from './members.ts';
import { GENERIC, NAME_KEYS } from './sinks.ts';
import { alternatives, type Env, mayBeText, type Value } from './value.ts';
import type { World } from './world.ts';

/** `send('event', name, …)` as gtag has it. */
const EVENT_WORD = /^event$/;

/** Keys that only an event has. */
const EVENT_KEYS = ['event_name', 'eventName'];

/** `log(CartViewed, { items })`: an event that is described elsewhere, and what is sent with it. */
const DEFINED: readonly Signature[] = [
  readSignature({ name: NAME_KEYS.map((key) => `@${key}`), properties: 1 }),
];

function isDefined({ arguments: [first, second] }: CallExpression): boolean {
  return first?.type !== 'ObjectExpression' && second !== undefined;
}

const SECOND: readonly Signature[] = [readSignature({ name: 1, properties: 2 })];

/** Where a function that is not there takes the name: first, or after something that is no text (`(user, name, …)`). */
export function signaturesFor(node: CallExpression, env: Env, world: World): readonly Signature[] | null {
  if (names(node, env, world))
    return isDefined(node) && !startsWithText(node, env, world) ? DEFINED : GENERIC;
  const [first, second] = node.arguments;
  if (!first || !second || first.type === 'SpreadElement' || second.type === 'SpreadElement') return null;
  const own = ['Identifier', 'MemberExpression', 'ChainExpression'].includes(first.type);
  return own && mayBeText(evaluate(second, env, world)) ? SECOND : null;
}

/** Whether a call is given a text, or an object with one where events have their name. */
export function names(node: CallExpression, env: Env, world: World): boolean {
  const [first] = node.arguments;
  if (!first || first.type === 'SpreadElement') return false;
  if (startsWithText(node, env, world)) return true;
  return alternatives(evaluate(first, env, world)).some(
    (one) => one.kind === 'object' && NAME_KEYS.some((key) => mayBeText(member(one, key, env, world))),
  );
}

/** Whether a call is given an object that names an event. */
export function givesEvent(node: CallExpression, env: Env, world: World): boolean {
  const [first] = node.arguments;
  if (!first || first.type === 'SpreadElement') return false;
  return alternatives(evaluate(first, env, world)).some(
    (one) => one.kind === 'object' && EVENT_KEYS.some((key) => one.properties.has(key)),
  );
}

const NAMING = /event|name|action|type|key|label|feature|category|schema|message|msg|topic|metric|^e$/i;

/** What a function or a method of an interface calls its parameters; null where that is not known. */
export function parameterNames(callee: Value): readonly string[] | null {
  const node = callee.kind === 'function' ? callee.node : callee.kind === 'signature' ? callee.key : null;
  const params: unknown = node && 'params' in node ? node.params : null;
  return Array.isArray(params) ? params.map(parameterName) : null;
}

function parameterName(parameter: ParamPattern): string {
  const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return pattern.type === 'Identifier' ? pattern.name : '';
}

/** Whether a text that comes first may be an event's name: `sendEventMethodSelected(method)` says what it is instead. */
export function takesName([first = '']: readonly string[], called: string, single: boolean): boolean {
  // `trackEvent(id)`, but not `trackForm(id)`.
  if (first === 'id') return /event/i.test(called);
  return first === '' || NAMING.test(first) || !single || WHOLE.test(first);
}

/** Parameters that are the whole event: they have no other place for its name. */
const WHOLE = /^_?(?:payload|props|data|options|opts|params|args|input|details?|properties|body)$/i;

export function givesObject({ arguments: [first] }: CallExpression, env: Env, world: World): boolean {
  if (!first || first.type === 'SpreadElement') return false;
  return alternatives(evaluate(first, env, world)).some((one) => one.kind === 'object');
}

const NAMED = /(?:^_?|[a-z]_?)(?:event|event_?(?:name|type|key|id)|action|action_?name)$/i;

/** What an event is sorted by: the first part of a name in two. */
const SORTED =
  /(?:category|view|feature|area|section|group|namespace|scope|source|component|object|screen)$/i;

const CARRIES = /prop|attr|data|payload|param|meta|dimension|detail|extra|fields|info|values|body/i;

/** `send('identifyUser', …)`: what is to be done, and no event. */
const OPERATION = /^(?:track|identify|page|screen|group|alias)(?:[A-Z]\w*)?$/;

export function startsWithOperation({ arguments: [first] }: CallExpression, env: Env, world: World): boolean {
  if (!first || first.type === 'SpreadElement') return false;
  const options = alternatives(evaluate(first, env, world));
  return options.every(
    (one) =>
      one.kind === 'literal' && (OPERATION.test(String(one.value)) || EVENT_WORD.test(String(one.value))),
  );
}

export function startsWithText({ arguments: [first] }: CallExpression, env: Env, world: World): boolean {
  return first !== undefined && first.type !== 'SpreadElement' && mayBeText(evaluate(first, env, world));
}

/**
 * Where a function that only says it tracks takes a name that is not first: `(context, event, data)`; after a text,
 * only where that is what the event is sorted by: `(category, action, data)`.
 */
export function namedLater(names: readonly string[], text: boolean): Signature | null {
  if (text && !SORTED.test(names[0] ?? '')) return null;
  const at = names.findIndex(
    (name, index) => NAMED.test(name) || (text && index === 1 && /^_?name$/i.test(name)),
  );
  if (at <= 0) return null;
  const carries = names.findIndex((name, index) => index > at && CARRIES.test(name));
  return readSignature({ name: at, properties: carries < 0 ? at + 1 : carries });
}
