import type { BindingPattern, Expression, Node } from 'oxc-parser';
import { type At, visit } from './collect.ts';
import type { Scope, Write } from './module.ts';
import { bindPattern, keyName } from './pattern.ts';
import type { Pending } from './scope.ts';

export function assign(
  node: Extract<Node, { type: 'AssignmentExpression' }>,
  at: At,
  pending: Pending,
): void {
  const { left, right, operator } = node;
  const { module } = at.scope;
  if (left.type === 'Identifier') {
    pending.push({ name: left.name, write: write('assign', [], right, operator, node.start, at) });
  } else if (left.type === 'MemberExpression') {
    record('set', left, right, operator, node.start, at, pending);
    commonJs(left, right, at.scope);
    const field = left.object.type === 'ThisExpression' ? keyName(left.property, left.computed) : null;
    if (field !== null && at.scope.owner && operator === '=')
      module.fields.push({ owner: at.scope.owner, name: field, value: right, scope: at.scope });
  } else if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern') {
    bindPattern(left as BindingPattern, [], (name, steps) => {
      pending.push({ name, write: { ...write('assign', [], right, '=', node.start, at), steps } });
    });
  }
  const name =
    left.type === 'Identifier'
      ? left.name
      : left.type === 'MemberExpression' && left.property.type === 'Identifier' && !left.computed
        ? left.property.name
        : null;
  if (module.component && at.scope.parent === null && left.type === 'Identifier')
    visit(right, { ...at, name, place: 'variable' }, pending);
  else visit(right, { ...at, name, place: left.type === 'Identifier' ? 'variable' : 'property' }, pending);
}

/** `module.exports = …`, `exports.name = …`. */
function commonJs(left: Extract<Node, { type: 'MemberExpression' }>, right: Expression, scope: Scope): void {
  const chain = memberChain(left);
  if (!chain || scope.func) return;
  const [first, second, third] = chain;
  const { exports } = scope.module;
  const name =
    first === 'exports' && !third
      ? second
      : first === 'module' && second === 'exports'
        ? (third ?? 'export=')
        : undefined;
  if (typeof name !== 'string' || chain.length > 3) return;
  exports.set(name, { kind: 'value', node: right, scope });
  if (name === 'export=') {
    if (!exports.has('default')) exports.set('default', { kind: 'value', node: right, scope });
    scope.module.options.push({ node: right, scope });
  }
}

/** A write to a member of a variable. */
export function record(
  kind: 'set' | 'delete',
  target: Extract<Node, { type: 'MemberExpression' }>,
  value: Expression | null,
  operator: string,
  start: number,
  at: At,
  pending: Pending,
): void {
  const chain = memberChain(target);
  const name = chain?.[0];
  if (typeof name === 'string' && chain)
    pending.push({ name, write: write(kind, chain.slice(1), value, operator, start, at) });
}

/** `a.b[c]` as ['a', 'b', c]; null when it does not start at a name. */
function memberChain(node: Node): (string | Expression)[] | null {
  const keys: (string | Expression)[] = [];
  let at: Node = node;
  while (at.type === 'MemberExpression') {
    if (at.property.type === 'PrivateIdentifier') return null;
    keys.unshift(keyName(at.property, at.computed) ?? at.property);
    at = at.object;
  }
  return at.type === 'Identifier' ? [at.name, ...keys] : null;
}

export function write(
  kind: Write['kind'],
  keys: Write['keys'],
  value: Expression | null,
  operator: string,
  start: number,
  at: At,
): Write {
  return { kind, keys, value, steps: [], operator, start, scope: at.scope, branches: at.branches };
}

export function branch(at: At, node: Node): At['branches'] {
  return [...at.branches, [node.start, node.end] as const];
}
