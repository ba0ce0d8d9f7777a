import { force } from './evaluate.ts';
import { GENERATED } from './files.ts';
import type { Call, Func, FuncInfo, Module } from './module.ts';
import { keyName } from './pattern.ts';
import { fileName } from './sources.ts';
import { inputs, type Value } from './value.ts';
import { PLAIN_VOCABULARY, VOCABULARY } from './vocabulary.ts';
import type { World } from './world.ts';

const PARAMETER =
  /^_?(?:event\w*|action|action_?(?:name|type)|(?:metric|telemetry|tracking)_?(?:name|key|id))$/i;

/** Whether a function that passes a parameter into the name is there to be called for that. */
export function forwards(
  info: FuncInfo,
  own: readonly Extract<Value, { kind: 'input' }>[],
  call: Call,
): boolean {
  const { name, place } = info;
  const file = fileName(info.outer.module.path);
  const owner = info.owner ? (info.outer.module.classes.get(info.owner)?.name ?? '') : '';
  if (info.listens) return true;
  if (place === 'argument' && name === null) return false;
  if (info.node === info.outer.module.self) return PLAIN_VOCABULARY.test(name ?? '');
  if (name !== null && /^[A-Z]/.test(name) && !info.owner && /\.[jt]sx$/.test(info.outer.module.path))
    return VOCABULARY.test(name);
  if (VOCABULARY.test(`${name ?? ''} ${owner}`)) return true;
  if (own.every((input) => input.path.length <= 1 && PARAMETER.test(input.path[0] ?? input.label)))
    return true;
  return VOCABULARY.test(file) || thin(info, call);
}

const SAYS_GENERATED = /@generated|generated (?:by|code|file)|auto-?generated|do not (?:edit|modify)/i;

/** Whether a module is a generated client: every function in it is called for the event that it names. */
export function isGenerated({ path, text }: Module): boolean {
  return GENERATED.test(path) || SAYS_GENERATED.test(text.slice(0, 600));
}

/** Nothing but the call: `(label) => track(label)`. */
function thin(info: FuncInfo, call: Call): boolean {
  const { body } = info.node;
  if (!body) return false;
  if (body.type !== 'BlockStatement') return true;
  const acts = body.body.filter(
    (one) =>
      !(
        one.type === 'IfStatement' &&
        (one.consequent.type === 'ReturnStatement' ||
          (one.consequent.type === 'BlockStatement' &&
            one.consequent.body.length === 1 &&
            one.consequent.body[0]?.type === 'ReturnStatement'))
      ),
  );
  const [only] = acts;
  return (
    acts.length === 1 &&
    only !== undefined &&
    only.start <= call.node.start &&
    only.end >= call.node.end &&
    (only.type === 'ExpressionStatement' || only.type === 'ReturnStatement')
  );
}

/** Whether other modules call it to track: a function or method, not a callback or a component. */
export function shared(info: FuncInfo): boolean {
  const { name, place } = info;
  if (name === null || place === 'argument' || place === 'returned') return false;
  const owner = info.owner ? (info.outer.module.classes.get(info.owner)?.name ?? '') : '';
  // Components and hooks are called to render and to set up, not to send.
  if (!info.owner && /^(?:[A-Z]|use[A-Z])/.test(name)) return false;
  const top =
    info.owner !== null || info.outer.parent === null || info.place === 'property' || isHandedOut(info, name);
  return (
    top &&
    !/^constructor$/.test(name) &&
    PLAIN_VOCABULARY.test(`${name} ${owner} ${fileName(info.outer.module.path)}`)
  );
}

/** Whether a hook or a maker returns a function that it holds: `return { identify }`. */
function isHandedOut({ outer }: FuncInfo, name: string): boolean {
  const maker = outer.func && outer.module.funcs.get(outer.func);
  if (!maker || !MAKER.test(maker.name ?? '')) return false;
  return maker.returns.some(
    ({ argument }) =>
      argument.type === 'ObjectExpression' &&
      argument.properties.some((one) => one.type === 'Property' && keyName(one.key, one.computed) === name),
  );
}

/** Functions that hand out others. */
const MAKER = /^(?:use|create|make|get|build|init)[A-Z]/;

/** Whether a function's parameters are in a value, at any depth that is cheap to look at. */
export function dependsOn(value: Value, func: Func, world: World, depth = 0): boolean {
  if (inputs(value).some((input) => input.func === func)) return true;
  if (depth > 3) return false;
  if (value.kind === 'union') return value.of.some((one) => dependsOn(one, func, world, depth + 1));
  if (value.kind !== 'object') return false;
  for (const property of value.properties.values())
    if (dependsOn(force(property.operand, world), func, world, depth + 1)) return true;
  return false;
}
