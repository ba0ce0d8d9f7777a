import type { BindingPattern, Expression, JSXAttributeItem, Node, ParamPattern } from 'oxc-parser';
import type { At } from './collect.ts';
import type { Binding, Func, Scope, Write } from './module.ts';
import { bindPattern, patternType } from './pattern.ts';
import { bind } from './scope.ts';

export function parameters(parameter: ParamPattern, owner: Func, index: number, scope: Scope): void {
  const rest = parameter.type === 'RestElement';
  const pattern =
    parameter.type === 'TSParameterProperty' ? parameter.parameter : rest ? parameter.argument : parameter;
  const names: string[] = [];
  if (pattern.type === 'ObjectPattern')
    scope.module.declarations.push({
      names,
      start: pattern.start,
      end: Math.min(pattern.end, pattern.start + 400),
    });
  const type = patternType(parameter.type === 'RestElement' ? parameter.argument : pattern);
  bindPattern(pattern, rest ? [{ restFrom: index }] : [], (name, steps, own) => {
    names.push(name);
    bind(scope, name, {
      kind: 'parameter',
      func: owner,
      index: rest ? -1 : index,
      steps,
      type: own ?? (steps.length === 0 ? type : null),
      whole: type,
      scope,
      writes: [],
    });
  });
}

export function declare(
  pattern: BindingPattern,
  init: Expression | null,
  at: At,
  target: Scope,
  constant: boolean,
  each: boolean,
): void {
  const { scope } = at;
  const whole = patternType(pattern);
  // Svelte 5: `let { event, ...rest } = $props()`
  const props =
    scope.module.component &&
    init?.type === 'CallExpression' &&
    init.callee.type === 'Identifier' &&
    init.callee.name === '$props';
  const names: string[] = [];
  if (init)
    scope.module.declarations.push({
      names,
      start: pattern.start,
      end: Math.min(init.end, init.start + 400),
    });
  bindPattern(pattern, [], (name, steps, type) => {
    names.push(name);
    const step = steps[0];
    const fallback = steps.find((one) => 'fallback' in one);
    if (props && step && 'key' in step)
      bind(target, name, propBinding(step.key, fallback ? fallback.fallback : null, scope));
    else if (at.props && at.exported) bind(target, name, propBinding(name, init, scope));
    else
      bind(target, name, {
        kind: 'variable',
        init,
        steps,
        type: type ?? (steps.length === 0 ? whole : null),
        scope,
        start: pattern.start,
        constant,
        writes: [],
        each,
      });
  });
}

/** `const { mutate } = useMutation(send)`: `send` is called by the first name taken out. */
export function firstName(pattern: BindingPattern): string | null {
  if (pattern.type === 'Identifier') return pattern.name;
  let name: string | null = null;
  bindPattern(pattern, [], (found) => {
    name ??= found;
  });
  return name;
}

export function propBinding(
  name: string,
  fallback: Expression | null,
  scope: Scope,
  writes: Write[] = [],
): Binding {
  return { kind: 'prop', name, fallback, scope, writes };
}

export function provider(attributes: readonly JSXAttributeItem[], name: Node, scope: Scope): void {
  if (name.type !== 'JSXMemberExpression' || name.property.name !== 'Provider') return;
  if (name.object.type !== 'JSXIdentifier') return;
  for (const attribute of attributes)
    if (
      attribute.type === 'JSXAttribute' &&
      attribute.name.name === 'value' &&
      attribute.value?.type === 'JSXExpressionContainer'
    )
      if (attribute.value.expression.type !== 'JSXEmptyExpression')
        scope.module.providers.push({ name: name.object.name, value: attribute.value.expression, scope });
}

export function exportName(node: Extract<Node, { type: 'Identifier' | 'Literal' }>): string {
  return node.type === 'Literal' ? String(node.value) : node.name;
}
