import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { type Draft, type DraftProperty, record } from './draft.ts';

/**
 * Gives every property one home: what several events describe in the same words moves to the dictionary, and
 * the events only name it. A name that is described in two ways stays where it is, since an entry in the
 * dictionary would lie under both.
 */
export function shareProperties(draft: Draft): void {
  for (const [name, shared] of sharedDefinitions(draft)) {
    draft.properties.set(name, { value: shared });
    const definition = JSON.stringify(sorted(shared));
    for (const uses of places(draft)) {
      const use = uses.get(name);
      if (!use || definitionOf(use.value) !== definition) continue;
      uses.set(name, {
        ...use,
        value: record(use.value['required'] === true ? { required: true } : {}),
      });
    }
  }
  homeForBareNames(draft);
}

const ANY = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/**
 * Once there is a dictionary, a use that says nothing of its property is read as a name in it. Such names get an
 * entry that says nothing either: any value. One that is also an identity type's name has to say so where it stands.
 */
function homeForBareNames(draft: Draft): void {
  if (draft.properties.size === 0 && draft.identities.size === 0) return;
  const bare = new Set<string>();
  for (const uses of places(draft)) {
    for (const [name, use] of uses) {
      if (use === false) continue;
      const { type, is } = use.value;
      const untyped = type === undefined && is === undefined;
      if (untyped && draft.identities.has(name))
        uses.set(name, { ...use, value: record({ ...use.value, type: ANY }) });
      else if (definitionOf(use.value) === '{}') bare.add(name);
    }
  }
  for (const name of [...bare].sort()) {
    if (!draft.properties.has(name)) draft.properties.set(name, { value: record() });
  }
}

function sharedDefinitions(draft: Draft): [string, JsonObject][] {
  const found = new Map<string, { value: JsonObject; text: string; count: number; same: boolean }>();
  for (const uses of places(draft)) {
    for (const [name, use] of uses) {
      if (use === false) continue;
      const { value } = use;
      const text = definitionOf(value);
      const known = found.get(name);
      if (!known) found.set(name, { value, text, count: 1, same: true });
      else {
        known.count++;
        known.same &&= known.text === text;
      }
    }
  }
  const elsewhere = namesElsewhere(draft);
  return [...found]
    .filter(([name, { count, same, text }]) => count > 1 && same && text !== '{}' && !elsewhere.has(name))
    .map(([name, { value }]): [string, JsonObject] => [name, withoutRequired(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Names that already have a home, or that a variant describes in its own way. */
function namesElsewhere(draft: Draft): Set<string> {
  const names = new Set([...draft.properties.keys(), ...draft.identities.keys()]);
  for (const { fields } of draft.events.values()) {
    const variants = fields['variants'];
    if (!Array.isArray(variants)) continue;
    for (const variant of variants) {
      if (isObject(variant) && isObject(variant['properties'])) {
        for (const [name, value] of Object.entries(variant['properties'])) {
          if (isObject(value) && definitionOf(value) !== '{}') names.add(name);
        }
      }
    }
  }
  return names;
}

/** The map of one place whose entries the dictionary lies under. */
type Uses = Map<string, DraftProperty> | Map<string, DraftProperty | false>;

function* places(draft: Draft): Generator<Uses> {
  yield draft.context;
  yield* draft.traits.values();
  for (const event of draft.events.values()) yield* [event.properties, event.context];
}

function definitionOf(value: JsonObject): string {
  return JSON.stringify(sorted(withoutRequired(value)));
}

function withoutRequired(value: JsonObject): JsonObject {
  const { required, ...rest } = value;
  return required === true || required === false || required === undefined
    ? record(rest)
    : record({ ...rest, required });
}

/** Keys in one order at every depth, so that equal values have equal text. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return typeof value === 'bigint' ? String(value) : value;
  const out = record();
  for (const key of Object.keys(value).sort()) out[key] = sorted(value[key] ?? null);
  return out;
}
