import type { CallExpression } from 'oxc-parser';
import { readSignature } from '../catalogue/sdks.ts';
import { calledName } from './callee.ts';
import { evaluate } from './evaluate.ts';
import { member } from './members.ts';
import { CONTAINERS, NAME_KEYS, type Sink } from './sinks.ts';
import type { Env, Value } from './value.ts';
import { PLAIN_VOCABULARY } from './vocabulary.ts';
import type { World } from './world.ts';

/** Paths that many endpoints have: only in a function that is called for tracking. */
const WEAK_PATH = /(?:^|[/_.-])(?:events?|e|log|metrics?|ingest|beacon|hit)(?:$|[/?_.-])/i;

const PATH =
  /(?:^|[/_.-])(?:track(?:ing)?|telemetry|analytics|collect|measure|user-?events?|page-?views?)(?:$|[/?_.-])/i;

/** Whether a call may send to an endpoint called like tracking: asked before anything is followed. */
export function maySend({ arguments: args }: CallExpression, name: string): boolean {
  if (!SEND.test(name) || args.length < 2) return false;
  const [url] = args;
  if (url?.type === 'Literal') return typeof url.value === 'string' && called(url.value);
  if (url?.type === 'TemplateLiteral') return url.quasis.some((quasi) => called(quasi.value.raw));
  return url?.type === 'Identifier' || url?.type === 'MemberExpression' || url?.type === 'BinaryExpression';
}

function called(path: string): boolean {
  return PATH.test(path) || WEAK_PATH.test(path);
}

const SEND = /^(?:fetch|\$fetch|post|put|sendBeacon|request|ajax|axios|useFetch)$/;

/** `post('/v1/telemetry', { event, … })`: an endpoint of the project's own that takes events. */
export function ownSink(
  node: CallExpression,
  env: Env,
  world: World,
  within: string,
): { readonly sink: Sink; readonly body: Value } | null {
  const name = calledName(node);
  const [url, second] = node.arguments;
  if (name === null || !SEND.test(name) || !url) return null;
  const path = spoken(evaluate(url, env, world));
  if (!second || !(PATH.test(path) || (WEAK_PATH.test(path) && PLAIN_VOCABULARY.test(within)))) return null;
  let body = evaluate(second, env, world);
  if (body.kind === 'object' && body.properties.has('body')) {
    const inner = body.properties.get('body')?.operand;
    const text = inner && 'node' in inner ? inner.node : null;
    const json =
      text?.type === 'CallExpression' && calledName(text) === 'stringify' ? text.arguments[0] : null;
    body =
      json && inner && 'env' in inner ? evaluate(json, inner.env, world) : member(body, 'body', env, world);
  } else if (second.type === 'CallExpression' && calledName(second) === 'stringify' && second.arguments[0]) {
    body = evaluate(second.arguments[0], env, world);
  }
  if (body.kind !== 'object' || !NAME_KEYS.some((key) => body.kind === 'object' && body.properties.has(key)))
    return null;
  return { sink: { sdk: 'own', signatures: [OWN], confidence: 'likely', own: true }, body };
}

const OWN = readSignature({
  name: NAME_KEYS.map((key) => `@${key}`),
  properties: [...CONTAINERS, '...0'],
});

function spoken(value: Value): string {
  if (value.kind === 'literal') return String(value.value);
  if (value.kind === 'text')
    return value.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return value.kind === 'union' ? value.of.map(spoken).join(' ') : '';
}
