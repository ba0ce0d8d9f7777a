import { type Form, readSignature, type Signature, type Slot } from '../catalogue/sdks.ts';
import type { CallKind } from '../evidence/event.ts';
import { invoke } from './calls.ts';
import { force } from './evaluate.ts';
import { member } from './members.ts';
import { mergeObject, removeKey } from './objects.ts';
import {
  alternatives,
  concat,
  type Env,
  isNothing,
  literal,
  type Operand,
  UNDEFINED,
  union,
  type Value,
} from './value.ts';
import type { World } from './world.ts';

/** What a call says, slot by slot. */
export interface Reading {
  readonly kind: CallKind;
  readonly name: Value | null;
  readonly properties: Value;
  readonly traits: Value;
  readonly ids: readonly Value[];
  /** What the identifiers are called where they are given. */
  readonly idNames: readonly string[];
}

/** Reads a call by the first signature that fits; null when none does. */
export function readSlots(
  signatures: readonly Signature[],
  all: readonly Operand[],
  env: Env,
  world: World,
): Reading | null {
  const args = expand(all, world);
  const signature = signatures.find((one) =>
    one.when.every(([index, form]) => fits(args[index], form, env, world)),
  );
  if (!signature) return null;
  const at = (slot: Slot): Value => slotValue(slot, signature, args, env, world);
  const parts = (signature.join === null ? written(signature.name, args, world) : signature.name).map(at);
  let name: Value | null = signature.fixed === null ? null : literal(signature.fixed);
  if (name === null && parts.length > 0) {
    const join = signature.join;
    if (join === null) name = firstOf(parts);
    else
      name = parts
        .filter((part) => !isNothing(part))
        .reduce(
          (text, part, index) => (index === 0 ? part : concat(concat(text, literal(join)), part)),
          UNDEFINED as Value,
        );
    const pair = pairOf(name, world);
    if (pair) return readSlots([PAIR], pair, env, world);
    if (signature.prefix !== '') name = concat(literal(signature.prefix), name);
    if (signature.suffix !== '') name = concat(name, literal(signature.suffix));
  }
  const values = (signature.all ? signature.properties : written(signature.properties, args, world)).map(at);
  let properties = signature.all
    ? values.reduce((all, value) => mergeObject(all, value, false), {
        kind: 'object',
        properties: new Map(),
        rest: [],
      } as Value)
    : values.length > 0
      ? orWhole(firstOf(values), signature, args, world)
      : UNDEFINED;
  for (const key of signature.drop) properties = removeKey(properties, key);
  const given = signature.id.filter((slot) => !isNothing(at(slot)));
  const trait = signature.trait ? at(signature.trait) : null;
  const traits: Value =
    trait?.kind === 'literal' && typeof trait.value === 'string'
      ? {
          kind: 'object',
          properties: new Map([
            [
              trait.value,
              {
                operand: args[1] ?? { value: UNDEFINED },
                optional: false,
                module: env.scope.module,
                start: 0,
                frame: env.frame,
              },
            ],
          ]),
          rest: [],
        }
      : (trait ?? firstOf(signature.traits.map(at)));
  return {
    kind: signature.kind,
    name,
    properties,
    traits,
    ids: given.map(at),
    idNames: given.map((slot) => slot.path.at(-1) ?? 'id'),
  };
}

/** `logEvent([name, properties])`: the arguments in one. */
function pairOf(name: Value, world: World): readonly Operand[] | null {
  if (name.kind !== 'list') return null;
  const [first] = name.items;
  const text = first && !first.spread ? force(first, world) : UNDEFINED;
  return alternatives(text).some((one) => one.kind === 'literal' && typeof one.value === 'string')
    ? name.items
    : null;
}

const PAIR = readSignature({ name: 0, properties: 1 });

/** Keys around an event, not of it. */
const ENVELOPE =
  /^(?:(?:user|anonymous|distinct|message|device|session|group|previous|insert)_?id|context|timestamp|time|groups?|group(?:type|key)|integrations|options|uuid|type|sendFeatureFlags|disableGeoip)$/i;

/** `track({ event, plan })`: where the object that has the name has no place for properties, they stand beside it. */
function orWhole(
  properties: Value,
  { name, properties: slots }: Signature,
  args: readonly Operand[],
  world: World,
): Value {
  const [slot] = name;
  const inside =
    slot?.path.length === 1 && slots.every((one) => one.argument === slot.argument && one.path.length > 0);
  const operand = slot && inside && isNothing(properties) ? args[slot.argument] : undefined;
  const whole = operand ? force(operand, world) : UNDEFINED;
  if (whole.kind !== 'object' || !slot) return properties;
  if (slots.some((one) => whole.properties.has(one.path[0] ?? ''))) return properties;
  const beside = [...whole.properties].filter(([key]) => key !== slot.path[0] && !ENVELOPE.test(key));
  return beside.length > 0 ? { ...whole, properties: new Map(beside) } : properties;
}

/** `track(...args)`: the arguments one by one, where they are known or are the caller's own. */
export function expand(args: readonly Operand[], world: World): readonly Operand[] {
  if (!args.some((arg) => arg.spread)) return args;
  return args.flatMap((arg): readonly Operand[] => {
    if (!arg.spread) return [arg];
    const value = force(arg, world);
    if (value.kind === 'list') return value.open ? [] : expand(value.items, world);
    if (value.kind !== 'input') return [arg];
    // A parameter that is a list of arguments.
    if (value.index >= 0)
      return [0, 1, 2, 3, 4].map((index) => ({
        value: { ...value, path: [...value.path, String(index)], label: `${value.label}[${index}]` },
      }));
    const from = -1 - value.index;
    return [0, 1, 2, 3, 4].map((offset) => ({
      value: { ...value, index: from + offset, label: `${value.label}[${offset}]` },
    }));
  });
}

/** Of several keys that a payload may have, the one that is written there, when one surely is. */
function written(slots: readonly Slot[], args: readonly Operand[], world: World): readonly Slot[] {
  if (slots.length < 2) return slots;
  for (const slot of slots) {
    const [key] = slot.path;
    const operand = args[slot.argument];
    if (key === undefined || !operand) continue;
    const value = force(operand, world);
    if (value.kind === 'object' && value.properties.get(key)?.optional === false) return [slot];
  }
  return slots;
}

/** The first of some values that is there; all that can be it where that is not certain. */
function firstOf(values: readonly Value[]): Value {
  const found: Value[] = [];
  for (const value of values) {
    const there = alternatives(value).filter((one) => !isNothing(one));
    found.push(...there);
    if (
      there.length > 0 &&
      there.length === alternatives(value).length &&
      there.every((one) => one.kind !== 'input' && one.kind !== 'unknown')
    )
      break;
  }
  return found.length === 0 ? UNDEFINED : union(found);
}

function slotValue(
  slot: Slot,
  signature: Signature,
  args: readonly Operand[],
  env: Env,
  world: World,
): Value {
  const operand = args[slot.argument];
  if (!operand) return UNDEFINED;
  let value = force(operand, world);
  // `track((props) => ({ action: … }))`: what it returns.
  if (value.kind === 'function' && (slot.path.length > 0 || slot.rest)) value = invoke(value, [], world);
  for (const key of slot.path) value = member(value, key, env, world);
  // What its class does not have, an event does not give.
  if (value.kind === 'unknown' && MISSING.test(value.why)) return UNDEFINED;
  if (slot.rest)
    for (const other of [...signature.name, ...signature.id])
      if (other.argument === slot.argument && other.path[slot.path.length] !== undefined)
        value = removeKey(value, other.path[slot.path.length] ?? '');
  return value;
}

function fits(operand: Operand | undefined, form: Form, env: Env, world: World): boolean {
  if (!operand) return false;
  const options = alternatives(force(operand, world));
  if (form === 'object')
    return options.some(
      (one) =>
        ['object', 'instance', 'interface', 'shape'].includes(one.kind) ||
        (one.kind === 'input' &&
          one.typed !== null &&
          ['instance', 'interface', 'shape', 'object'].includes(one.typed.kind)),
    );
  if (form === 'string')
    return options.some(
      (one) =>
        one.kind === 'text' ||
        (one.kind === 'literal' && typeof one.value === 'string') ||
        (one.kind === 'unknown' && one.type === 'string'),
    );
  if ('has' in form) return options.some((one) => form.has.some((key) => mayHave(one, key, env, world)));
  // `gtag(...args)`: whoever calls with another word is not read by this.
  if ('is' in form)
    return (
      options.some((one) => one.kind === 'literal' && one.value === form.is) ||
      options.every((one) => one.kind === 'input')
    );
  return options.some((one) => {
    const first = one.kind === 'list' ? member(one, '0', env, world) : UNDEFINED;
    return first.kind === 'literal' && first.value === form.first;
  });
}

const MISSING = / is (?:not in the type|no member of its class)$/;

/** Whether an object, or the type of a parameter, has a key. */
function mayHave(value: Value, key: string, env: Env, world: World): boolean {
  if (value.kind === 'object') return value.properties.has(key);
  if (value.kind === 'function')
    return alternatives(invoke(value, [], world)).some(
      (one) => one.kind === 'object' && one.properties.has(key),
    );
  const typed = value.kind === 'input' ? value.typed : value;
  if (!typed || !['instance', 'interface', 'shape', 'object'].includes(typed.kind)) return false;
  const found = member(typed, key, env, world);
  return found.kind === 'unknown' ? !MISSING.test(found.why) : !isNothing(found);
}
