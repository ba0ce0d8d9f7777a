import type { Phase } from '../../plan/types.ts';

/** In the order of a product's life. */
export const PHASES: readonly Phase[] = [
  'concept',
  'development',
  'commercialization',
  'optimization',
  'extension',
];

/** True when `a` comes after `b`. */
export function isAfter(a: Phase, b: Phase): boolean {
  return PHASES.indexOf(a) > PHASES.indexOf(b);
}
