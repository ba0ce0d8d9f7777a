import type { CallExpression, Expression, Super } from 'oxc-parser';
import { operands } from './calls.ts';
import { force } from './evaluate.ts';
import { member } from './members.ts';
import { mergeObject } from './objects.ts';
import { keyName } from './pattern.ts';
import { alternatives, type Env, isNothing, type Operand, type Property, type Value } from './value.ts';
import type { World } from './world.ts';

const ENDS = /^(?:build|done|finish|toEvent)$/;
const ADDS = /^(?:add|with|set|put)?(?:event)?(?:prop|attr|param|data|metadata|field)\w*$/i;
const STARTS = /event|builder|metric/i;

/**
 * `createEventBuilder(NAME).addProperties({ … }).build()`: builders keep what they are given in themselves, where
 * reading does not follow; their chain says it all. Null for any other call.
 */
export function built(node: CallExpression, env: Env, world: World): Value | null {
  const chain = chainOf(node);
  const [end, ...links] = chain;
  const start = links.pop();
  if (!end || !start || !ENDS.test(end.name) || !STARTS.test(start.name)) return null;
  const [given] = operands(start.args, env);
  if (!given) return null;
  let properties: Value = { kind: 'object', properties: new Map(), rest: [] };
  for (const { name, args } of links.reverse())
    if (ADDS.test(name)) {
      const [payload] = operands(args, env);
      if (payload) properties = mergeObject(properties, force(payload, world), false);
    }
  const name = nameIn(force(given, world), env, world);
  const property = (value: Value): Property => ({
    operand: { value } satisfies Operand,
    optional: false,
    module: env.scope.module,
    start: node.start,
    frame: env.frame,
  });
  const keys = { event: name, name, properties, attributes: properties };
  return {
    kind: 'object',
    properties: new Map(Object.entries(keys).map(([key, value]) => [key, property(value)])),
    rest: [],
  };
}

/** A name, or the one in an event that is a table's entry. */
function nameIn(given: Value, env: Env, world: World): Value {
  const [first] = alternatives(given);
  if (first?.kind !== 'object') return given;
  for (const key of ['name', 'event', 'category']) {
    const found = member(given, key, env, world);
    if (!isNothing(found)) return found;
  }
  return given;
}

/** The calls of a chain, the last first; empty where it is none. */
function chainOf(
  node: CallExpression,
): { readonly name: string; readonly args: CallExpression['arguments'] }[] {
  const calls: { name: string; args: CallExpression['arguments'] }[] = [];
  let at: Expression = node;
  while (at.type === 'CallExpression') {
    const callee: Expression | Super = at.callee;
    if (callee.type === 'Identifier') return [...calls, { name: callee.name, args: at.arguments }];
    if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return [];
    const key = keyName(callee.property, callee.computed);
    if (key === null) return [];
    const of: Expression = callee.object;
    // `EventBuilder.create(NAME)` starts by both of its names.
    const start = of.type === 'Identifier' ? `${of.name}.` : '';
    calls.push({ name: start + key, args: at.arguments });
    at = of;
  }
  if (at.type === 'NewExpression' && at.callee.type === 'Identifier')
    calls.push({ name: at.callee.name, args: at.arguments });
  return calls;
}
