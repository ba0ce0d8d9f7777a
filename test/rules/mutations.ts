/**
 * Changes to the shop's plan, each with the rules that it must set off and no others. What follows from a
 * change is worked out from the plan before it is made: an event that nobody needs any more is an orphan too.
 */

// The plan as plain data; only what mutations touch is named.
type Shape = Record<string, unknown>;
interface EventDraft extends Shape {
  properties?: Record<string, Shape | string | null>;
  owner?: string;
  status?: string;
}
interface NeedDraft extends Shape {
  uses: string[];
  system?: string;
}
export interface Draft extends Shape {
  events: Record<string, EventDraft>;
  properties: Record<string, Shape>;
  needs: Record<string, NeedDraft>;
  governance: Shape;
  flows: { from: string | string[]; to: string | string[]; events?: string[] }[];
}

export type Random = <T>(list: readonly T[]) => T;
/** Changes the draft and says which rules must fire. */
type Mutation = (draft: Draft, random: Random) => readonly (string | false)[];

export function applicable(expected: readonly (string | false)[]): string[] {
  return [...new Set(expected.filter((rule): rule is string => rule !== false))];
}

const TAG = { description: 'Only here to be wrong.', privacy: 'none' };

/** Live track events with properties of their own, and no waiver or variant that a change could meet. */
const HOSTS = ['Product Added', 'Account Created', 'Newsletter Subscribed', 'Order Refunded'];

/** Adds a property of that shape to some event. */
function withProperty(name: string, shape: Shape, ...rules: string[]): Mutation {
  return (draft, random) => {
    const event = draft.events[random(HOSTS)];
    if (event) event.properties = { ...event.properties, [name]: shape };
    return rules;
  };
}

/** Adds an event of that name. Nobody needs it. */
function withEvent(name: string, ...rules: string[]): Mutation {
  return (draft, random) => {
    draft.events[name] = {
      description: `Added ${random(['by the agency', 'last spring', 'for a test that never ran'])}.`,
      properties: { topic: { type: 'string', enum: ['offers', 'news'], ...TAG } },
      examples: [{ topic: 'news' }],
    };
    return ['needs/orphan-event', ...rules];
  };
}

function eventOf(use: string): string {
  return use.split('.')[0] ?? use;
}

/** Events that only this one use of a need names: without it they are orphans. */
function isOnlyUse(draft: Draft, use: string): boolean {
  const all = Object.values(draft.needs).flatMap((need) => need.uses.map(eventOf));
  return (
    all.filter((each) => each === eventOf(use)).length === 1 &&
    eventOf(use) in draft.events &&
    eventOf(use) !== 'Any Page' &&
    eventOf(use) !== 'Account Created'
  );
}

function needNames(draft: Draft): string[] {
  return Object.keys(draft.needs);
}

export const MUTATIONS: readonly [readonly [string, Mutation], ...(readonly [string, Mutation])[]] = [
  [
    'a need with a misspelt event',
    (draft, random) => {
      const need = draft.needs[random(needNames(draft))];
      const use = random((need?.uses ?? []).filter((each) => eventOf(each) in draft.events));
      const orphan = isOnlyUse(draft, use);
      if (need) need.uses = need.uses.map((each) => (each === use ? `${eventOf(each)}x` : each));
      return ['plan/unknown-reference', orphan && 'needs/orphan-event'];
    },
  ],
  [
    'an owner who is not there',
    (draft, random) => {
      const event = draft.events[random(HOSTS)];
      if (event) event.owner = random(['chekout', 'growht', 'nobody at all']);
      return ['plan/unknown-reference'];
    },
  ],
  [
    'a dictionary entry that nobody uses',
    (draft, random) => {
      draft.properties[random(['basket_color', 'shelf_number', 'parcel_weight'])] = {
        type: 'string',
        maxLength: 9,
        ...TAG,
      };
      return ['plan/unused-property'];
    },
  ],
  [
    'a group that nobody uses',
    (draft) => {
      draft['groups'] = { ...(draft['groups'] as Shape), extras: ['sku'] };
      return ['plan/unused-group'];
    },
  ],
  [
    'a pattern that is none',
    withProperty('shelf', { type: 'string', pattern: '^[A-Z', ...TAG }, 'types/invalid-pattern'),
  ],
  [
    'an enum outside its type',
    withProperty('shelf', { type: 'string', enum: ['A', 7], ...TAG }, 'types/enum-outside-type'),
  ],
  [
    'an enum without the null of its type',
    withProperty('shelf', { type: ['string', 'null'], enum: ['A'], ...TAG }, 'types/nullable-enum'),
  ],
  [
    'bounds that cross',
    withProperty('shelf', { type: 'integer', minimum: 9, maximum: 1, ...TAG }, 'types/impossible-bounds'),
  ],
  [
    'an example that its own schema refuses',
    withProperty(
      'shelf',
      { type: 'string', maxLength: 2, examples: ['A12'], ...TAG },
      'types/invalid-example',
    ),
  ],
  [
    'a keyword for another type',
    withProperty('shelf', { type: 'integer', maxLength: 2, ...TAG }, 'types/dead-keyword'),
  ],
  [
    'a format that is none',
    withProperty('shelf', { type: 'string', format: 'datetime', ...TAG }, 'types/unknown-format'),
  ],
  [
    'one value in two spellings',
    withProperty(
      'shelf',
      { type: 'string', enum: ['upper', 'Upper', 'lower'], ...TAG },
      'types/duplicate-enum',
    ),
  ],
  [
    'a unit that is none',
    withProperty('shelf', { type: 'number', unit: 'parsecs', ...TAG }, 'types/unknown-unit'),
  ],
  ['no type', withProperty('shelf', { ...TAG }, 'types/untyped')],
  [
    'a boolean as text',
    withProperty('shelf', { type: 'string', enum: ['yes', 'no'], ...TAG }, 'types/boolean-as-text'),
  ],
  [
    'a time in any form',
    withProperty('shelf_at', { type: 'string', maxLength: 40, ...TAG }, 'types/loose-time', 'naming/affix'),
  ],
  ['an id that may be a fraction', withProperty('shelf_id', { type: 'number', ...TAG }, 'types/float-id')],
  [
    'no description',
    withProperty('shelf', { type: 'string', maxLength: 2, privacy: 'none' }, 'docs/missing-description'),
  ],
  [
    'a description that is the name',
    withProperty(
      'shelf_color',
      { type: 'string', maxLength: 2, description: 'The color of the shelf.', privacy: 'none' },
      'docs/repeats-name',
    ),
  ],
  [
    'a description still to come',
    withProperty(
      'shelf',
      { type: 'string', maxLength: 2, description: 'TODO', privacy: 'none' },
      'docs/placeholder-text',
    ),
  ],
  [
    'a property in another case',
    withProperty('shelfColor', { type: 'string', maxLength: 2, ...TAG }, 'naming/property-case'),
  ],
  ['a boolean without its prefix', withProperty('fragile', { type: 'boolean', ...TAG }, 'naming/affix')],
  [
    'a property that is nearly another',
    withProperty('signup_methods', { type: 'string', maxLength: 9, ...TAG }, 'naming/similar-properties'),
  ],
  [
    'a synonym in a property',
    withProperty('item_color', { type: 'string', maxLength: 9, ...TAG }, 'naming/synonym'),
  ],
  [
    'a property too long to say',
    withProperty(
      'color_of_the_shelf_on_which_it_stood_before',
      { type: 'string', maxLength: 9, ...TAG },
      'naming/name-length',
    ),
  ],
  ['an event in another case', withEvent('cart_viewed', 'naming/event-case')],
  ['an event with the action first', withEvent('Viewed Cart', 'naming/event-form')],
  ['an event in the present', withEvent('Cart View', 'naming/event-tense', 'naming/unknown-action')],
  ['an event about something else', withEvent('Basket Viewed', 'naming/unknown-object')],
  ['an event that does something else', withEvent('Cart Emptied', 'naming/unknown-action')],
  ['an event that is nearly another', withEvent('Orders Completed', 'naming/similar-events')],
  [
    'an event with an id in its name',
    withEvent('Order 1002341 Viewed', 'naming/data-in-name', 'naming/unknown-object'),
  ],
  ['an event with a hidden character', withEvent('Cart\u00a0Viewed', 'naming/invisible-character')],
  [
    'a contradiction with the dictionary: type',
    (draft, random) => {
      const event = draft.events[random(['Product Added', 'Product Viewed'])];
      if (event) event.properties = { ...event.properties, sku: { type: 'integer' } };
      return ['types/changed-type', 'events/invalid-example'];
    },
  ],
  [
    'a contradiction with the dictionary: category',
    (draft) => {
      const event = draft.events['Order Completed'];
      if (event)
        event.properties = { ...event.properties, gift_email: { is: 'email_address', privacy: 'none' } };
      return ['types/milder-category', 'privacy/personal-name'];
    },
  ],
  [
    'an example of an event that is wrong',
    (draft, random) => {
      const event = draft.events[random(HOSTS)];
      if (event) event['examples'] = [{ nobody_knows: 1 }];
      return ['events/invalid-example'];
    },
  ],
  [
    'an event past its sunset',
    (draft) => {
      const event = draft.events['Order Placed'];
      if (event) event['sunset'] = '2026-10-31';
      return ['lifecycle/past-sunset'];
    },
  ],
  [
    'deprecated, and no word about what now',
    (draft) => {
      const { 'Order Placed': event } = draft.events;
      if (event) {
        delete event['sunset'];
        delete event['replaced_by'];
      }
      return ['lifecycle/no-replacement'];
    },
  ],
  [
    'retired, and still needed',
    (draft, random) => {
      const name = random(['Product Added', 'Newsletter Subscribed', 'Order Refunded']);
      const event = draft.events[name];
      const alone = Object.values(draft.events).filter(
        (each) => each['stage'] === event?.['stage'] && (each.status ?? 'live') === 'live',
      );
      if (event) event.status = 'retired';
      const stageSpoken = Object.values(draft.needs).some((need) => need['stage'] === event?.['stage']);
      return ['needs/retired', alone.length === 1 && stageSpoken && 'needs/stage-without-event'];
    },
  ],
  [
    'only proposed, and already needed',
    (draft, random) => {
      const name = random(['Product Added', 'Order Refunded']);
      const event = draft.events[name];
      if (event) event.status = 'proposed';
      // The conversion rate is of a later phase than the product is in.
      return ['needs/not-live', name === 'Product Added' && 'needs/cross-stage', 'needs/stage-without-event'];
    },
  ],
  [
    'a need that uses nothing',
    (draft, random) => {
      const need = draft.needs[random(needNames(draft))];
      const orphans = (need?.uses ?? []).some((use) => isOnlyUse(draft, use));
      if (need) need.uses = [];
      return ['needs/uses-nothing', orphans && 'needs/orphan-event'];
    },
  ],
  [
    'a need where its data never arrives',
    (draft) => {
      const { 'Welcome series': need } = draft.needs;
      if (need) need.system = 'amplitude';
      return ['needs/not-delivered'];
    },
  ],
  [
    'an approval that was taken back',
    (draft) => {
      const { 'Order Completed': event } = draft.events;
      if (event) event['approved'] = [{ by: 'checkout', date: '2026-05-02' }];
      return ['governance/approval-owed'];
    },
  ],
  [
    'an approval from the future',
    (draft) => {
      const { 'Order Completed': event } = draft.events;
      if (event) event['approved'] = [{ by: 'privacy', date: '2027-05-02' }];
      return ['governance/future-approval'];
    },
  ],
  [
    'an end without notice',
    (draft, random) => {
      const event = draft.events[random(HOSTS)];
      if (event) event['sunset'] = '2026-12-24';
      return ['governance/sunset-too-soon'];
    },
  ],
  [
    'an event that reaches nobody',
    (draft) => {
      draft.events['Cart Viewed'] = {
        description: 'The basket was in sight.',
        to: { amplitude: false, lake: false },
      };
      return ['needs/orphan-event', 'events/goes-nowhere'];
    },
  ],
];
