import type { CallExpression, Decorator, Node } from 'oxc-parser';
import { type At, visit } from './collect.ts';
import type { Listens, Scope } from './module.ts';
import type { Pending } from './scope.ts';
import { write } from './writes.ts';

/** Calls that give back the function they are given: it keeps the name its variable has. */
const KEEPERS =
  /^(?:use[A-Z]\w*(?:Callback|Event|Fn|Handler|Mutation)\w*|use(?:Callback|Mutation|Event|Debounce\w*|Throttle\w*|Memo)|debounce\w*|throttle\w*|once|memo\w*|forwardRef|observer|action|cache|lazy|createAsyncThunk|defineStore|wrap\w*|with[A-Z]\w*)$/;

/** Methods of lists that call a function with each element. */
const EACH = /^(?:map|forEach|flatMap|filter|some|every|find|findIndex)$/;

/** Calls that take a key and a function that is called for it. */
const LISTEN =
  /^(?:on|once|addListener|subscribe|listen|handle|handleOnce|directive|ipc\w*(?:On|Once|Handle))$/;
const LISTENER = /^(?:On[A-Z]\w*|Subscribe|EventHandler|EventPattern|MessagePattern)$/;

/** A call, what it does to a variable, and what the functions in its arguments are called for. */
export function visitCall(node: CallExpression, at: At, pending: Pending): void {
  const { scope } = at;
  const { callee } = node;
  scope.module.calls.push({ node, scope, module: scope.module });
  changes(node, at, pending);
  visit(callee, { ...at, name: null, place: 'other' }, pending);
  const name = calleeName(callee);
  // `useCallback(() => …)` still belongs to the variable it is kept in.
  const within: At = KEEPERS.test(name)
    ? { ...at, place: at.place === 'other' ? 'argument' : at.place }
    : { ...at, name: null, place: 'argument', ...calledFor(node, name, scope) };
  for (const argument of node.arguments) visit(argument, within, pending);
}

/** `Object.assign(payload, …)`, `events.push(…)`. */
function changes({ callee, arguments: args, start }: CallExpression, at: At, pending: Pending): void {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return;
  const [first, ...others] = args;
  const name = calleeName(callee);
  const { name: object } = callee.object;
  if (object === 'Object' && name === 'assign' && first?.type === 'Identifier')
    for (const other of others)
      if (other.type !== 'SpreadElement')
        pending.push({ name: first.name, write: write('merge', [], other, '=', start, at) });
  if (name === 'push')
    for (const argument of args)
      if (argument.type !== 'SpreadElement')
        pending.push({ name: object, write: write('push', [], argument, '=', start, at) });
}

function calledFor(
  { callee, arguments: [first, ...others] }: CallExpression,
  name: string,
  scope: Scope,
): Pick<At, 'listens' | 'each'> {
  if (!first || first.type === 'SpreadElement') return {};
  if (others.length > 0) return LISTEN.test(name) ? { listens: { key: first, scope } } : {};
  const list = callee.type === 'MemberExpression' && callee.object.type !== 'Super' ? callee.object : null;
  return list && EACH.test(name) && first.type.endsWith('FunctionExpression')
    ? { each: { list, scope } }
    : {};
}

/** The key that a method's decorator says it is called for. */
export function listensTo(decorators: readonly Decorator[], scope: Scope): Listens | null {
  for (const { expression } of decorators) {
    if (expression.type !== 'CallExpression' || !LISTENER.test(calleeName(expression.callee))) continue;
    const [key] = expression.arguments;
    if (key && key.type !== 'SpreadElement') return { key, scope };
  }
  return null;
}

function calleeName(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
    ? callee.property.name
    : '';
}
