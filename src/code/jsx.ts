import type { JSXOpeningElement } from 'oxc-parser';
import { evaluate } from './evaluate.ts';
import { spread } from './objects.ts';
import type { Env, Property, Value } from './value.ts';
import { literal } from './value.ts';
import type { World } from './world.ts';

/** A tag's attributes as the one object its component is called with. */
export function attributes(node: JSXOpeningElement, env: Env, world: World): Value {
  const properties = new Map<string, Property>();
  const rest: Value[] = [];
  for (const attribute of node.attributes) {
    const where = { optional: false, module: env.scope.module, start: attribute.start, frame: env.frame };
    if (attribute.type === 'JSXSpreadAttribute') {
      spread(properties, rest, evaluate(attribute.argument, env, world), false);
      continue;
    }
    const name = attribute.name.type === 'JSXIdentifier' ? attribute.name.name : attribute.name.name.name;
    const { value } = attribute;
    if (value === null) properties.set(name, { ...where, operand: { value: literal(true) } });
    else if (value.type === 'JSXExpressionContainer') {
      if (value.expression.type !== 'JSXEmptyExpression')
        properties.set(name, { ...where, operand: { node: value.expression, env } });
    } else if (value.type === 'Literal') properties.set(name, { ...where, operand: { node: value, env } });
  }
  return { kind: 'object', properties, rest };
}
