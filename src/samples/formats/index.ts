import type { Format } from './format.ts';
import { segment } from './segment.ts';

/** Every format, the more particular before the more general: of equal certainty the first one counts. */
export const formats: readonly Format[] = [segment];
