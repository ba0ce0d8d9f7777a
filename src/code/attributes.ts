import type { JSXOpeningElement } from 'oxc-parser';
import { readSignature, sdks } from '../catalogue/sdks.ts';
import { force } from './evaluate.ts';
import { attributes } from './jsx.ts';
import { isEventAttribute } from './markup-tags.ts';
import { GENERIC, type Sink } from './sinks.ts';
import type { Env, Property, Value } from './value.ts';
import type { World } from './world.ts';
import type { Target } from './wrappers.ts';

const ATTRIBUTES = readSignature({ name: '@event', properties: '@properties' });

/** `<button data-umami-event="Cart Viewed" data-umami-event-items={2}>`: an element that sends when it is clicked. */
export function attributeTarget(node: JSXOpeningElement, env: Env, world: World): Target | null {
  const name = node.attributes
    .map((one) => (one.type === 'JSXAttribute' && typeof one.name.name === 'string' ? one.name.name : ''))
    .find(isEventAttribute);
  const all = name === undefined ? null : attributes(node, env, world);
  if (name === undefined || all?.kind !== 'object') return null;
  const event = all.properties.get(name);
  if (!event) return null;
  const vendor = sdks.find((one) => one.attributes.includes(name));
  if (vendor) return { kind: 'sink', sink: sink(vendor.id, true), body: body(event, all, `${name}-`) };
  // The whole event, as an object or its JSON.
  const value = force(event.operand, world);
  if (value.kind === 'object')
    return { kind: 'sink', sink: { ...sink('own', false), signatures: GENERIC }, body: value };
  return { kind: 'sink', sink: sink('own', false), body: body(event, all, stem(name)) };
}

/** `data-track-event` and `data-track-label` begin alike. */
function stem(name: string): string {
  return name.replace(/(?:event-name|event|action|name)$/, '');
}

function body(event: Property, all: Extract<Value, { kind: 'object' }>, start: string): Value {
  const rest = [...all.properties].filter(([key, property]) => key.startsWith(start) && property !== event);
  const payload: Value = {
    kind: 'object',
    properties: new Map(rest.map(([key, value]) => [key.slice(start.length), value])),
    rest: [],
  };
  return {
    kind: 'object',
    properties: new Map([
      ['event', event],
      ['properties', { ...event, operand: { value: payload } }],
    ]),
    rest: [],
  };
}

function sink(sdk: string, vendor: boolean): Sink {
  return {
    sdk,
    signatures: [ATTRIBUTES],
    confidence: vendor ? 'certain' : 'likely',
    own: false,
    ...(vendor ? {} : { claimed: true }),
  };
}
