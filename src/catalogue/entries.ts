import type { JsonObject } from '../text/json.ts';
import { read as readCategories } from './categories.yaml';
import { destination, destinationIds } from './destinations.ts';
import { read as readIdentifiers } from './identifiers.yaml';
import { read as readLifecycle } from './lifecycle.yaml';
import { read as readNames } from './personal-names.yaml';
import { read as readPurposes } from './purposes.yaml';
import { read as readRegimes } from './regimes.yaml';
import { read as readWords } from './screened-words.yaml';
import { read as readEvents } from './standard-events.yaml';

/** One thing that the catalogue holds: a receiving system, or a list such as the privacy categories. */
export interface CatalogueEntry {
  readonly id: string;
  readonly kind: string;
  /** What it is, in a few words. */
  readonly title: string;
  readonly read: () => JsonObject;
}

const LISTS: readonly (readonly [id: string, title: string, read: () => unknown])[] = [
  ['categories', 'kinds of personal data, their sensitivity, keys that moved', readCategories],
  ['purposes', 'what data is used for, in several vocabularies', readPurposes],
  ['regimes', 'privacy laws and what each treats specially', readRegimes],
  ['personal-names', 'names that personal data goes by, in several languages', readNames],
  ['screened-words', 'words in names that advertisers screen for', readWords],
  ['identifiers', 'kinds of identifiers: fields, formats, placeholders, hashing', readIdentifiers],
  ['standard-events', 'one business event or property across systems', readEvents],
  ['lifecycle', 'product phases, customer stages, metrics', readLifecycle],
];

/** Everything in the catalogue, receiving systems first. Nothing is parsed until it is read. */
export function catalogueEntries(): CatalogueEntry[] {
  const systems = destinationIds.map((id): CatalogueEntry => {
    const read = (): JsonObject => destination(id) ?? {};
    return { id, kind: 'system', title: String(read().name ?? id), read };
  });
  const lists = LISTS.map(
    ([id, title, read]): CatalogueEntry => ({ id, kind: 'list', title, read: () => read() as JsonObject }),
  );
  return [...systems, ...lists];
}
