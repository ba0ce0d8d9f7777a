import type { Hit } from '../check.ts';
import { detectors } from './sighting.ts';
import type { NumberedSighting } from './watcher.ts';

/** A sighting as the data of a rule's message. The keyword is the detector, or `test` for test data. */
export function personalHit(found: NumberedSighting): Hit {
  const [example] = found.examples;
  const parameter =
    example?.key === undefined || example.key === null ? '' : ` in the parameter "${example.key}"`;
  const path = found.path.reduce(
    (text, step) => (step === '[]' ? `${text}[]` : text === '' ? step : `${text}.${step}`),
    // Properties are what is meant unless another part is named.
    found.part === 'properties' ? '' : found.part,
  );
  return {
    event: found.event,
    path,
    keyword: found.kind === 'test' ? 'test' : found.detector,
    expected: found.category,
    seen: `${detectors[found.detector].title}${parameter}${example === undefined ? '' : ` (${example.seen})`}: ${found.because}`,
    nearest: null,
  };
}
