import type { CallExpression, Expression } from 'oxc-parser';

/** The last name of what is called. */
export function calledName(node: {
  readonly callee: Expression | { readonly type: 'Super' };
}): string | null {
  let callee = node.callee as Expression;
  while (
    callee.type === 'ChainExpression' ||
    callee.type === 'TSNonNullExpression' ||
    callee.type === 'TSAsExpression' ||
    callee.type === 'TSInstantiationExpression'
  )
    callee = callee.expression;
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression') return null;
  if (callee.property.type === 'PrivateIdentifier') return `#${callee.property.name}`;
  if (callee.computed) return callee.property.type === 'Literal' ? String(callee.property.value) : null;
  return callee.property.type === 'Identifier' ? callee.property.name : null;
}

export function receiverName(node: CallExpression): string | null {
  let callee: Expression = node.callee;
  while (callee.type === 'ChainExpression' || callee.type === 'TSNonNullExpression')
    callee = callee.expression;
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return null;
  let object: Expression = callee.object;
  while (
    object.type === 'ChainExpression' ||
    object.type === 'TSNonNullExpression' ||
    object.type === 'TSAsExpression'
  )
    object = object.expression;
  if (object.type === 'Identifier') return object.name;
  if (object.type === 'CallExpression') return calledName(object);
  return object.type === 'MemberExpression' && object.property.type === 'Identifier'
    ? object.property.name
    : null;
}
