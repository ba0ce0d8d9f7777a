import type { Atom, Shape } from './shape.ts';

/**
 * Whether a shape asks about a value only to ask the same about the same value again, by way of `$ref`:
 * such a schema means nothing, and validators do not end on it.
 */
export function isGrounded(shapes: Iterable<Shape>): boolean {
  const state = new Map<Shape, 'open' | 'done'>();
  const visit = (shape: Shape): boolean => {
    const known = state.get(shape);
    if (known !== undefined) return known === 'done';
    state.set(shape, 'open');
    for (const atom of shape.atoms) for (const part of sameValue(atom)) if (!visit(part)) return false;
    state.set(shape, 'done');
    return true;
  };
  for (const shape of shapes) if (!visit(shape)) return false;
  return true;
}

/** Shapes that an atom holds the same value against. */
function sameValue(atom: Atom): readonly Shape[] {
  switch (atom.is) {
    case 'all':
      return [atom.shape()];
    case 'any':
    case 'one':
      return atom.shapes;
    case 'not':
    case 'dependent':
      return [atom.shape];
    case 'if':
      return [atom.test, atom.then, atom.else];
    default:
      return [];
  }
}
