import type { CallExpression, ParamPattern } from 'oxc-parser';
import { readSignature, type Signature } from '../catalogue/sdks.ts';
import { calledName, receiverName } from './callee.ts';
import { evaluate } from './evaluate.ts';
import { member } from './members.ts';
import { GENERIC, NAME_KEYS, type Sink } from './sinks.ts';
import { alternatives, type Env, isNothing, mayBeText, type Value } from './value.ts';
import type { World } from './world.ts';

const SAYS_TRACK =
  /^(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*$|^track(?:[A-Z]\w*)?$/;

/** What says it only of something that is called like a tracker: `analytics.report(…)`. */
const REPORTS =
  /^(?:report|record|send|capture|event)(?:Event|Action|Click|Interaction|View|Usage|Custom\w*)?$/;

const REPORTER = /(?:analytics|telemetry|track(?:er|ing)|event_?(?:logger|reporter|recorder|tracker))/i;

/** What emitters, lists and stores have, too: only of something that is for nothing else. */
const PASSES_ON =
  /^(?:emit|fire|publish|trigger|log|push|dispatch|submit)(?:Event|Action|Click|Interaction|View|Usage)?$|^handleEvent$/;

const PASSER =
  /(?:analytics|telemetry|event_?(?:logger|reporter|recorder|tracker))(?:service|client|provider|manager|api|instance|logger|reporter)?$/i;

function reports(node: CallExpression, name: string): boolean {
  const receiver = receiverName(node) ?? '';
  return (REPORTS.test(name) && REPORTER.test(receiver)) || (PASSES_ON.test(name) && PASSER.test(receiver));
}

/** A name that says it wherever the function comes from. */
const SAYS_ALL =
  /^(?:track|log|send|record|capture|report|fire|emit)\w*(?:Track|Analytics|Telemetry|Interaction)\w*$|^track\w*(?:Event|Click|View|Action|Interaction|Usage)\w*$/;

/** What is kept of a change for people to look up is no event. */
const KEEPS_RECORD = /(?:activity|audit|history)\w*log/i;

/** Longer names are nobody's, and slow to look at. */
const LONGEST = 200;

/** `_track` and `#track` say what `track` says. */
function saidName(node: CallExpression): string | null {
  const name = calledName(node);
  return name === null || name.length > LONGEST ? null : name.replace(/^[_#]+(?=[a-z])/, '');
}

/** Whether a call may be believed to send: asked before anything is followed. */
export function mayClaim(node: CallExpression): boolean {
  const name = saidName(node);
  return name !== null && !KEEPS_RECORD.test(name) && (SAYS_TRACK.test(name) || reports(node, name));
}

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
  const name = saidName(node);
  if (name === null || !mayClaim(node)) return null;
  for (const each of alternatives(callee)) {
    // A parameter that is a function by its type.
    const one = each.kind === 'input' && each.typed?.kind === 'signature' ? each.typed : each;
    if (one.kind !== 'function' && one.kind !== 'signature') {
      const says = SAYS_ALL.test(name) || reports(node, name);
      const known = says && comesFromElsewhere(one) ? signaturesFor(node, env, world) : null;
      if (known) return claim(name, known);
      continue;
    }
    if (one.kind === 'function' && one.node.params.length === 0) continue;
    const text = startsWithText(node, env, world);
    const parameters = parameterNames(one);
    const later = parameters ? namedLater(parameters, text) : null;
    if (parameters && !later && !takesName(parameters, name, text || !givesObject(node, env, world)))
      continue;
    const signatures = later ? [later] : GENERIC;
    const about = one.kind === 'function' ? describe(one) : one.label;
    if (startsWithOperation(node, env, world)) continue;
    const says = SAYS_TRACK.test(name)
      ? ABOUT.test(about) || (SAYS_EVENT.test(name) && givesEvent(node, env, world))
      : names(node, env, world);
    if (says) return claim(name, signatures);
  }
  return null;
}

function claim(name: string, signatures: readonly Signature[]): Sink {
  return {
    sdk: 'own',
    signatures: PAGE.test(name) ? signatures.map((each) => ({ ...each, kind: 'page' })) : signatures,
    confidence: 'likely',
    own: false,
    claimed: true,
  };
}

/** A function that nothing here declares, or that was handed in. */
function comesFromElsewhere(callee: Value): boolean {
  if (callee.kind === 'outside') return callee.module !== null || callee.path.length > 1;
  // A field that is filled somewhere else is nothing here.
  return callee.kind === 'input' || callee.kind === 'unknown' || isNothing(callee);
}

/** `log(CartViewed, { items })`: an event that is described elsewhere, and what is sent with it. */
const DEFINED: readonly Signature[] = [
  readSignature({ name: NAME_KEYS.map((key) => `@${key}`), properties: 1 }),
];

function isDefined({ arguments: [first, second] }: CallExpression): boolean {
  return first?.type !== 'ObjectExpression' && second !== undefined;
}

const SECOND: readonly Signature[] = [readSignature({ name: 1, properties: 2 })];

/** Where a function that is not there takes the name: first, or after something that is no text (`(user, name, …)`). */
function signaturesFor(node: CallExpression, env: Env, world: World): readonly Signature[] | null {
  if (names(node, env, world))
    return isDefined(node) && !startsWithText(node, env, world) ? DEFINED : GENERIC;
  const [first, second] = node.arguments;
  if (!first || !second || first.type === 'SpreadElement' || second.type === 'SpreadElement') return null;
  const own = ['Identifier', 'MemberExpression', 'ChainExpression'].includes(first.type);
  return own && mayBeText(evaluate(second, env, world)) ? SECOND : null;
}

/** Whether a call is given a text, or an object with one where events have their name. */
function names(node: CallExpression, env: Env, world: World): boolean {
  const [first] = node.arguments;
  if (!first || first.type === 'SpreadElement') return false;
  if (startsWithText(node, env, world)) return true;
  return alternatives(evaluate(first, env, world)).some(
    (one) => one.kind === 'object' && NAME_KEYS.some((key) => mayBeText(member(one, key, env, world))),
  );
}

/** Whether a call is given an object that names an event. */
function givesEvent(node: CallExpression, env: Env, world: World): boolean {
  const [first] = node.arguments;
  if (!first || first.type === 'SpreadElement') return false;
  return alternatives(evaluate(first, env, world)).some(
    (one) => one.kind === 'object' && EVENT_KEYS.some((key) => one.properties.has(key)),
  );
}

const NAMING = /event|name|action|type|key|label|feature|category|schema|message|msg|topic|metric|^e$/i;

/** What a function or a method of an interface calls its parameters; null where that is not known. */
function parameterNames(callee: Value): readonly string[] | null {
  const node = callee.kind === 'function' ? callee.node : callee.kind === 'signature' ? callee.key : null;
  const params: unknown = node && 'params' in node ? node.params : null;
  return Array.isArray(params) ? params.map(parameterName) : null;
}

function parameterName(parameter: ParamPattern): string {
  const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return pattern.type === 'Identifier' ? pattern.name : '';
}

/** Whether a text that comes first may be an event's name: `sendEventMethodSelected(method)` says what it is instead. */
function takesName([first = '']: readonly string[], called: string, single: boolean): boolean {
  // `trackEvent(id)`, but not `trackForm(id)`.
  if (first === 'id') return /event/i.test(called);
  return first === '' || NAMING.test(first) || !single || WHOLE.test(first);
}

/** Parameters that are the whole event: they have no other place for its name. */
const WHOLE = /^_?(?:payload|props|data|options|opts|params|args|input|details?|properties|body)$/i;

function givesObject({ arguments: [first] }: CallExpression, env: Env, world: World): boolean {
  if (!first || first.type === 'SpreadElement') return false;
  return alternatives(evaluate(first, env, world)).some((one) => one.kind === 'object');
}

const NAMED = /(?:^_?|[a-z]_?)(?:event|event_?(?:name|type|key|id)|action|action_?name)$/i;

/** What an event is sorted by: the first part of a name in two. */
const SORTED =
  /(?:category|view|feature|area|section|group|namespace|scope|source|component|object|screen)$/i;

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
  return first !== undefined && first.type !== 'SpreadElement' && mayBeText(evaluate(first, env, world));
}

/**
 * Where a function that only says it tracks takes a name that is not first: `(context, event, data)`; after a text,
 * only where that is what the event is sorted by: `(category, action, data)`.
 */
function namedLater(names: readonly string[], text: boolean): Signature | null {
  if (text && !SORTED.test(names[0] ?? '')) return null;
  const at = names.findIndex(
    (name, index) => NAMED.test(name) || (text && index === 1 && /^_?name$/i.test(name)),
  );
  if (at <= 0) return null;
  const carries = names.findIndex((name, index) => index > at && CARRIES.test(name));
  return readSignature({ name: at, properties: carries < 0 ? at + 1 : carries });
}

/** `sendVideoTrackingEvent` says it all. */
const SAYS_ABOUT = /tracking|analytics|telemetry/i;

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** A folder or package for nothing else. */
const FOLDER = /(?:^|[-_.])(?:analytics|telemetry|tracking)$/i;

function describe(value: Extract<Value, { kind: 'function' }>): string {
  const info = value.module.funcs.get(value.node);
  const owner = info?.owner ? (value.module.classes.get(info.owner)?.name ?? '') : '';
  const name = info?.name ?? '';
  const named = (SAYS_EVENT.test(name) && /^track/.test(name)) || SAYS_ABOUT.test(name) ? 'track' : '';
  const parts = value.module.path.split('/');
  const folders = parts.filter((part) => FOLDER.test(part));
  // A file that is called after the function says no more than its name.
  const own = letters(name);
  const near = parts
    .slice(-2)
    .filter((part) => own === 'track' || letters(part.replace(/\.\w+$/, '')) !== own);
  return [named, owner, ...near, ...folders].join(' ');
}
