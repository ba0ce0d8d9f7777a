import type { BindingPattern, Node, ParamPattern, TSType } from 'oxc-parser';
import type { Step } from './module.ts';

/** Calls back for every name that a destructuring pattern binds, with the steps that lead to it. */
export function bindPattern(
  pattern: BindingPattern | ParamPattern,
  steps: readonly Step[],
  found: (name: string, steps: readonly Step[], type: TSType | null) => void,
): void {
  switch (pattern.type) {
    case 'Identifier':
      found(pattern.name, steps, patternType(pattern));
      return;
    case 'AssignmentPattern':
      bindPattern(pattern.left, [...steps, { fallback: pattern.right }], found);
      return;
    case 'ObjectPattern': {
      const seen: string[] = [];
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          bindPattern(property.argument, [...steps, { rest: seen }], found);
          continue;
        }
        const key = keyName(property.key, property.computed);
        if (key === null) continue;
        seen.push(key);
        bindPattern(property.value, [...steps, { key }], found);
      }
      return;
    }
    case 'ArrayPattern':
      pattern.elements.forEach((element, index) => {
        if (element?.type === 'RestElement')
          bindPattern(element.argument, [...steps, { restFrom: index }], found);
        else if (element) bindPattern(element, [...steps, { index }], found);
      });
      return;
    default:
      return;
  }
}

/** The annotation on a pattern, if it has one. */
export function patternType(pattern: Node): TSType | null {
  if (pattern.type === 'AssignmentPattern') return patternType(pattern.left);
  return 'typeAnnotation' in pattern &&
    pattern.typeAnnotation &&
    pattern.typeAnnotation.type === 'TSTypeAnnotation'
    ? pattern.typeAnnotation.typeAnnotation
    : null;
}

/** A key's text where syntax alone shows it. */
export function keyName(key: Node, computed: boolean): string | null {
  if (key.type === 'Identifier') return computed ? null : key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number'))
    return String(key.value);
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0)
    return key.quasis[0]?.value.cooked ?? null;
  return null;
}
