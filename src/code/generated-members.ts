import type { CallExpression, Expression } from 'oxc-parser';
import { readSignature } from '../catalogue/sdks.ts';
import { evaluate } from './evaluate.ts';
import { opening } from './openings.ts';
import type { Sink } from './sinks.ts';
import { type Env, literal, type Property, UNDEFINED, type Value } from './value.ts';
import type { World } from './world.ts';

/** `telemetry.order_completed.emit({ … })`: an object that was generated for every event. */
export const MEMBER_CALL = opening(
  ['telemetry', 'Telemetry', 'analytics', 'Analytics', 'tracking', 'Tracking', 'metrics', 'Metrics'],
  /\s*\.\s*[a-z][a-zA-Z\d]*_\w+\s*\.\s*(?:emit|record|run)\s*(?:<[^()]{0,80}>)?\(/,
);

const SENDS = /^(?:emit|record|run)$/;
/** Instruments that count are `camelCase`; events of generated clients have a part before a line: `aws_openUrl`. */
const EVENT = /^[a-z][a-zA-Z\d]*_\w+$/;
const TELEMETRY = /^(?:\w*[tT]elemetry|analytics|tracking|metrics)$/;

const SIGNATURE = readSignature({ name: '@event', properties: '@properties' });

/** The member that a call is made on, where it is called like an event of telemetry; null for any other call. */
export function eventMember({ callee }: CallExpression): string | null {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
    return null;
  const of = callee.object;
  if (!SENDS.test(callee.property.name) || of.type !== 'MemberExpression' || of.computed) return null;
  if (of.property.type !== 'Identifier' || !EVENT.test(of.property.name)) return null;
  return isTelemetry(of.object as Expression) ? of.property.name : null;
}

/** The event that a call of a generated member sends; null for any other call. */
export function memberSink(
  node: CallExpression,
  env: Env,
  world: World,
): { readonly sink: Sink; readonly body: Value } | null {
  const event = eventMember(node);
  if (event === null) return null;
  const [first] = node.arguments;
  const given = first && first.type !== 'SpreadElement' ? evaluate(first, env, world) : UNDEFINED;
  const property = (value: Value): Property => ({
    operand: { value },
    optional: false,
    module: env.scope.module,
    start: node.start,
    frame: env.frame,
  });
  const body: Value = {
    kind: 'object',
    properties: new Map([
      ['event', property(literal(event))],
      // `run((span) => …)` sends what the span is given meanwhile.
      [
        'properties',
        property(
          given.kind === 'function'
            ? { kind: 'unknown', why: 'what its span records', from: [], type: null }
            : given,
        ),
      ],
    ]),
    rest: [],
  };
  return { sink: { sdk: 'own', signatures: [SIGNATURE], confidence: 'likely', own: false }, body };
}

function isTelemetry(node: Expression): boolean {
  if (node.type === 'Identifier') return TELEMETRY.test(node.name);
  return (
    node.type === 'MemberExpression' &&
    node.property.type === 'Identifier' &&
    TELEMETRY.test(node.property.name)
  );
}
