import type { Change, Witness } from '../../evidence/change.ts';
import { parseSubject, type Subject } from '../../findings/subject.ts';
import { isObject, type Json } from '../../text/json.ts';
import { stringify } from '../../text/stringify.ts';

/** A change as the beginning of a sentence: `Property "coupon" of "Order Completed" was removed`. */
export function describeChange({ kind, subject, before, after }: Change): string {
  const what = nameOf(subject);
  const [was, is] = [show(before), show(after)];
  const said = PHRASES[kind];
  if (said !== undefined) return `${what} ${said(was, is, before, after)}`;
  const field = kind
    .slice(kind.indexOf('.') + 1)
    .replace(/-changed$/, '')
    .replaceAll('-', ' ');
  return `${what} has another ${field}: ${was || 'none'} became ${is || 'none'}`;
}

type Phrase = (was: string, is: string, before: Json | undefined, after: Json | undefined) => string;

const PHRASES: Readonly<Record<string, Phrase>> = {
  'event.added': () => 'is new',
  'event.removed': () => 'was removed',
  'event.retired': () => 'was retired',
  'event.returned': () => 'is back under the name of a retired event',
  'event.forgotten': () => 'is no longer listed as retired',
  'event.renamed': (was) => `was called ${was}`,
  'event.sender-added': (_, is) => `is sent by ${is}, too`,
  'event.sender-removed': (was) => `is no longer sent by ${was}`,
  'event.variant-added': () => 'is a new form of the event',
  'event.variant-removed': () => 'is no longer a form of the event',
  'event.documented': () => 'is described differently',
  'event.trigger-changed': () => 'happens at another moment',
  'event.name-changed': (was, is) => `is sent as ${is}, no longer as ${was}`,
  'property.added': () => 'is new',
  'property.removed': () => 'was removed',
  'property.renamed': (was) => `was called ${was}`,
  'property.made-required': () => 'has to be there now',
  'property.made-optional': () => 'may be missing now',
  'property.type-narrowed': (was, is) => `takes fewer types: ${was || 'any'} became ${is || 'any'}`,
  'property.type-widened': (was, is) => `takes more types: ${was || 'any'} became ${is || 'any'}`,
  'property.type-replaced': (was, is) => `changed its type from ${was} to ${is}`,
  'property.shape-changed': (was, is) => `changed its shape from ${was} to ${is}`,
  'property.null-added': () => 'may be null now',
  'property.null-removed': () => 'may not be null any more',
  'property.enum-value-added': (_, is) => `may also be ${is}`,
  'property.enum-value-removed': (was) => `may no longer be ${was}`,
  'property.enum-added': (_, is) => `takes only certain values now: ${is}`,
  'property.enum-removed': () => 'takes any value now',
  'property.enum-reordered': () => 'lists its values in another order',
  'property.limit-tightened': (was, is) => `has a tighter limit: ${was || 'none'} became ${is || 'none'}`,
  'property.limit-widened': (was, is) => `has a wider limit: ${was || 'none'} became ${is || 'none'}`,
  'property.format-added': (_, is) => `has to be of format ${is}`,
  'property.format-removed': (was) => `need not be of format ${was} any more`,
  'property.pattern-added': (_, is) => `has to match ${is}`,
  'property.pattern-removed': (was) => `need not match ${was} any more`,
  'property.keyword-fixed': (was, is) => `asserts ${is}, which was misspelt ${was} and never read`,
  'property.documented': () => 'is described differently',
  'content.closed': () => 'takes no other keys any more, or fewer',
  'content.opened': () => 'takes keys that are not named',
  'combination.changed': () => 'combines its schemas in another way',
  'delivery.added': (_, is) => `receives ${is} now`,
  'delivery.removed': (was) => `no longer receives ${was}`,
  'delivery.renamed': (was, is) => `receives ${was} under another name: ${is}`,
  'system.added': () => 'is new',
  'system.removed': () => 'was removed',
  'system.purpose-added': (_, is) => `uses data for one purpose more: ${is}`,
  'system.purpose-removed': (was) => `no longer uses data for ${was}`,
  'exposure.added': (_, __, ___, after) => `is new there: ${exposure(after)}`,
  'exposure.handling-changed': (was, is, before, after) =>
    `arrives there ${field(after, 'handling') || is}, no longer ${field(before, 'handling') || was}`,
  'purpose.removed': () => 'was removed',
  'regime.removed': () => 'no longer holds',
  'regime.added': () => 'holds now',
  'policy.deny-removed': () => 'forbids nothing any more',
  'policy.deny-added': () => 'is a new prohibition',
  'policy.allow-removed': () => 'allows nothing any more',
  'policy.allow-added': () => 'is a new permission',
  'policy.reordered': () => 'lists its policy in another order',
  'identity.added': () => 'is new',
  'identity.removed': () => 'was removed',
  'dictionary.added': () => 'is new in the dictionary',
  'dictionary.removed': () => 'left the dictionary',
  'schema.added': () => 'is new',
  'schema.removed': () => 'was removed',
  'schema.changed': () => 'changed as a whole',
  'shape.changed': () => 'changed as a whole',
  'table.missing': () => 'has no table',
  'table.unplanned': () => 'is a table that the plan does not fill',
  'column.missing': () => 'has no column',
  'column.type-differs': (was) => `does not fit its column of type ${was}`,
  'column.not-null': () => 'need not be there, and its column cannot be without it',
  'column.unplanned': () => 'is a column that the plan does not fill',
  'delivery.mapping-changed': () => 'receives it mapped in another way',
  'team.added': () => 'is new',
  'team.removed': () => 'was removed',
  'need.added': () => 'is new',
  'need.removed': () => 'was removed',
};

function exposure(value: Json | undefined): string {
  const handling = field(value, 'handling');
  return `${field(value, 'category')}, ${handling}`;
}

function field(value: Json | undefined, name: string): string {
  const inner = isObject(value) ? value[name] : undefined;
  return typeof inner === 'string' ? inner : '';
}

/** `Property "coupon" of event "Order Completed"`. */
export function nameOf(subject: Subject): string {
  const steps = parseSubject(subject).reverse();
  const text = steps
    .map(({ kind, name }, i) => {
      const word = WORDS[kind] ?? kind;
      return `${i === 0 ? word[0]?.toUpperCase() + word.slice(1) : word} "${name}"`;
    })
    .join(' of ');
  // What stands in a system reaches it.
  const [system, ...rest] = steps;
  if (system?.kind === 'system' && rest.length > 0) {
    const inner = nameOf(subject.slice(0, subject.lastIndexOf('/')));
    return `System "${system.name}" gets ${inner[0]?.toLowerCase()}${inner.slice(1)}, which`;
  }
  return text;
}

const WORDS: Readonly<Record<string, string>> = {
  schema: 'schema',
  event: 'event',
  identity: 'identifier',
  policy: 'policy line',
};

const LONGEST = 120;

function show(value: Json | undefined): string {
  if (value === undefined) return '';
  const list = Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
  return clip(list ? value.map((item) => stringify(item)).join(', ') : stringify(value));
}

function clip(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** `, shown by {…}`: valid on one side alone. */
export function proofOf(witness: Witness | null, side: Witness['validUnder']): string {
  if (witness === null || witness.validUnder !== side) return '';
  return `; ${side === 'old' ? 'valid before, not now' : 'valid now, not before'}: ${clip(stringify(witness.event))}`;
}
