import type { Argument, Expression, TSType } from 'oxc-parser';
import { exportedValue, identifier, optionsOf } from './bindings.ts';
import { call, construct } from './calls.ts';
import { computed, member } from './members.ts';
import type { FuncInfo, Scope } from './module.ts';
import { objectOf } from './objects.ts';
import { keyName } from './pattern.ts';
import { enclosingFunctions } from './scope.ts';
import { typeValue } from './types.ts';
import {
  alternatives,
  concat,
  type Env,
  literal,
  mayBeText,
  type Operand,
  UNDEFINED,
  union,
  unknown,
  type Value,
} from './value.ts';
import { MAX_DEPTH, type World } from './world.ts';

export function force(operand: Operand, world: World): Value {
  if ('any' in operand) return union(operand.any.map((one) => force(one, world)));
  return 'value' in operand ? operand.value : evaluate(operand.node, operand.env, world);
}

/** What an expression can be. Bounded in steps and depth, whatever it refers to. */
export function evaluate(node: Expression | Argument, env: Env, world: World): Value {
  if (world.steps-- <= 0 || world.depth >= MAX_DEPTH) {
    world.cut++;
    return unknown('it takes too many steps to follow');
  }
  world.depth++;
  try {
    return step(node, env, world);
  } finally {
    world.depth--;
  }
}

function step(node: Expression | Argument, env: Env, world: World): Value {
  switch (node.type) {
    case 'Literal':
      if ('regex' in node || 'bigint' in node) return unknown('a literal of another kind');
      return literal(node.value as string | number | boolean | null);
    case 'TemplateLiteral': {
      let text: Value = literal('');
      node.quasis.forEach((quasi, index) => {
        text = concat(text, literal(quasi.value.cooked ?? quasi.value.raw));
        const expression = node.expressions[index];
        if (expression) text = concat(text, scalar(evaluate(expression, env, world), expression));
      });
      return text;
    }
    case 'Identifier':
      return identifier(node.name, node.start, env, world);
    case 'MemberExpression': {
      if (node.object.type === 'Super') return unknown('a member of the parent class');
      const object = evaluate(node.object, env, world);
      if (node.property.type === 'PrivateIdentifier')
        return member(object, `#${node.property.name}`, env, world);
      const key = keyName(node.property, node.computed);
      if (key !== null) return member(object, key, env, world);
      return computed(object, evaluate(node.property, env, world), env, world);
    }
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return evaluate(node.expression, env, world);
    case 'TSAsExpression':
    case 'TSTypeAssertion': {
      const value = evaluate(node.expression, env, world);
      return refine(value, node.typeAnnotation, env, world);
    }
    case 'ConditionalExpression': {
      const known = truth(node.test, env, world);
      if (known !== null) return evaluate(known ? node.consequent : node.alternate, env, world);
      return union([evaluate(node.consequent, env, world), evaluate(node.alternate, env, world)]);
    }
    case 'LogicalExpression':
      return logical(node.operator, evaluate(node.left, env, world), () => evaluate(node.right, env, world));
    case 'BinaryExpression':
      if (node.operator === '+')
        return plus(evaluate(node.left, env, world), evaluate(node.right, env, world));
      return unknown('a computed value', [], /^[=!<>]|^in/.test(node.operator) ? 'boolean' : 'number');
    case 'ObjectExpression':
      return objectOf(node, env, world);
    case 'ArrayExpression':
      return {
        kind: 'list',
        items: node.elements.flatMap((item): Operand[] =>
          item === null ? [] : item.type === 'SpreadElement' ? [] : [{ node: item, env }],
        ),
        open: node.elements.some((item) => item?.type === 'SpreadElement'),
      };
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return { kind: 'function', node, module: env.scope.module, env };
    case 'ClassExpression':
      return { kind: 'class', node, module: env.scope.module, env };
    case 'ThisExpression':
      return self(env, world);
    case 'CallExpression':
      return call(node, env, world);
    case 'NewExpression':
      return construct(node, env, world);
    case 'AwaitExpression':
      return evaluate(node.argument, env, world);
    case 'AssignmentExpression':
      return evaluate(node.right, env, world);
    case 'SequenceExpression': {
      const last = node.expressions[node.expressions.length - 1];
      return last ? evaluate(last, env, world) : UNDEFINED;
    }
    case 'UnaryExpression':
      if (node.operator === 'void') return UNDEFINED;
      if (
        node.operator === '-' &&
        node.argument.type === 'Literal' &&
        typeof node.argument.value === 'number'
      )
        return literal(-node.argument.value);
      return unknown(
        'a computed value',
        [],
        node.operator === '!' ? 'boolean' : node.operator === 'typeof' ? 'string' : 'number',
      );
    case 'ImportExpression': {
      const source = evaluate(node.source, env, world);
      return source.kind === 'literal' && typeof source.value === 'string'
        ? exportedValue(world.project.imported(env.scope.module, source.value, '*'), world)
        : unknown('a module chosen at run time');
    }
    case 'SpreadElement':
      return evaluate(node.argument, env, world);
    case 'JSXElement':
    case 'JSXFragment':
      return unknown('an element', [], 'object');
    default:
      return unknown('an expression that is not followed');
  }
}

/** A value inside a text: what is no text and no parameter is a hole. */
function scalar(value: Value, node: Expression): Value {
  switch (value.kind) {
    case 'literal':
    case 'text':
    case 'input':
    case 'unknown':
      return value;
    case 'union':
      return union(value.of.map((one) => scalar(one, node)));
    default:
      return unknown('a part that is not known');
  }
}

function plus(left: Value, right: Value): Value {
  if (
    left.kind === 'literal' &&
    right.kind === 'literal' &&
    typeof left.value === 'number' &&
    typeof right.value === 'number'
  )
    return literal(left.value + right.value);
  // `count + 1` is a number where nothing says that it is a text.
  if (isNumber(left) !== isNumber(right) && ![left, right].some(mayBeText))
    return unknown('a computed value', [left, right], 'number');
  const text = (value: Value): Value =>
    ['literal', 'text', 'input', 'unknown', 'union'].includes(value.kind)
      ? value
      : unknown('a part that is not known');
  return concat(text(left), text(right));
}

function isNumber(value: Value): boolean {
  return value.kind === 'literal' && typeof value.value === 'number';
}

export function logical(operator: string, left: Value, right: () => Value): Value {
  const options = alternatives(left);
  if (operator === '&&') {
    const known = left.kind === 'literal' ? Boolean(left.value) : null;
    if (known === false) return left;
    return known === true ? right() : union([literal(false), right()]);
  }
  const kept = options.filter((one) =>
    one.kind !== 'literal'
      ? true
      : operator === '??'
        ? one.value !== null && one.value !== undefined
        : Boolean(one.value),
  );
  // What cannot be empty hides what comes after it.
  if (
    kept.length === options.length &&
    kept.every((one) => one.kind === 'literal' || one.kind === 'object' || one.kind === 'list')
  )
    return left;
  return union([...kept, right()]);
}

/** Whether a test is known to hold, asked only of those that are cheap to ask. */
function truth(test: Expression, env: Env, world: World): boolean | null {
  if (!env.frame) return null;
  if (test.type === 'UnaryExpression' && test.operator === '!') {
    const inner = truth(test.argument, env, world);
    return inner === null ? null : !inner;
  }
  if (test.type === 'LogicalExpression' && test.operator !== '??') {
    const left = truth(test.left, env, world);
    const decided = test.operator !== '&&';
    return left === decided ? decided : left === null ? null : truth(test.right, env, world);
  }
  if (
    test.type === 'BinaryExpression' &&
    test.left.type !== 'PrivateIdentifier' &&
    /^[!=]==?$/.test(test.operator)
  ) {
    const [left, right] = [evaluate(test.left, env, world), evaluate(test.right, env, world)];
    const same = equality(left, right);
    return same === null ? null : same === test.operator.startsWith('=');
  }
  if (test.type !== 'Identifier' && test.type !== 'MemberExpression') return null;
  const value = evaluate(test, env, world);
  return value.kind === 'literal' ? Boolean(value.value) : null;
}

/** Whether two values are the same: known where all that they can be is. */
function equality(left: Value, right: Value): boolean | null {
  const pairs = alternatives(left).flatMap((a) => alternatives(right).map((b) => [a, b] as const));
  const known = pairs.map(([a, b]) =>
    a.kind === 'literal' && b.kind === 'literal' ? a.value === b.value : null,
  );
  const [first = null] = known;
  return known.every((one) => one === first) ? first : null;
}

/** A value that reading does not show, seen through the type that is claimed for it. */
export function refine(value: Value, type: TSType | null, env: Env, world: World): Value {
  if (!type || (value.kind !== 'unknown' && value.kind !== 'input')) return value;
  if (
    type.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    type.typeName.name === 'const'
  )
    return value;
  const typed = typeValue(type, env, world);
  if (value.kind === 'input') return value.typed ? value : { ...value, typed: callable(typed) };
  if (callable(typed) || typed.kind === 'literal') return typed;
  return typed.kind === 'unknown' && typed.type && !value.type ? { ...value, type: typed.type } : value;
}

/** A type that calls can be made on. */
export function callable(value: Value): Value | null {
  return [
    'instance',
    'interface',
    'shape',
    'outside',
    'signature',
    'class',
    'union',
    'object',
    'function',
  ].includes(value.kind)
    ? value
    : null;
}

/** The instance of the class around here; in a method of an object, that object, or the Vue component that it is of. */
function self(env: Env, world: World): Value {
  const { scope } = env;
  const { owner, module } = scope;
  const place = owner && module.classes.get(owner);
  if (place) return { kind: 'instance', node: owner, module, env: { scope: place.inner, frame: null } };
  const lost = unknown('`this` outside a class');
  const home = homeOf(scope);
  if (!home) return lost;
  const members = objectOf(home.node, { scope: home.scope, frame: null }, world);
  const options = optionsOf(module, world);
  const properties = new Map(
    [...options, members].flatMap((one) => (one.kind === 'object' ? [...one.properties] : [])),
  );
  return { kind: 'object', properties, rest: [lost] };
}

/** The object whose method this scope is in. */
function homeOf(scope: Scope): FuncInfo['home'] {
  for (const func of enclosingFunctions(scope))
    if (func.type !== 'ArrowFunctionExpression') return scope.module.funcs.get(func)?.home ?? null;
  return null;
}
