import type { Editor, Mutation } from './mutation.ts';

/** Events without personal data, and where they arrive beside the lake. */
const PLAIN = ['Product Added', 'Product Viewed'] as const;
const LONG = 'x'.repeat(1025);

const limit = (plan: Editor, system: string, ...path: [...string[], unknown]) =>
  plan.set(['systems', system, 'limits', ...(path.slice(0, -1) as string[])], path.at(-1));

const documented = (value: object) => ({ description: 'Made up for a mutation.', privacy: 'none', ...value });

const fact = (path: string[], value: unknown, rule: string): Mutation[] => [
  {
    name: `braze takes ${path.join('.')} ${JSON.stringify(value)}`,
    change: (plan) => limit(plan, 'braze', ...path, value),
    rules: [rule],
  },
];

export const systems: readonly Mutation[] = [
  ...PLAIN.flatMap((event): Mutation[] => [
    {
      name: `${event} has a name too long for Amplitude`,
      change: (plan) =>
        plan.set(['events', event, 'to', 'amplitude'], {
          name: LONG,
          ...(event === 'Product Viewed' ? { sampling: 0.1 } : {}),
        }),
      rules: ['systems/event-name-length'],
    },
    ...['[Amplitude] Revenue', '[Amplitude] Start Session', '[Amplitude] Shop', '$identify'].map(
      (name): Mutation => ({
        name: `${event} is called ${name} in Amplitude`,
        change: (plan) =>
          plan.set(['events', event, 'to', 'amplitude'], {
            name,
            ...(event === 'Product Viewed' ? { sampling: 0.1 } : {}),
          }),
        rules: ['systems/reserved-event-name'],
      }),
    ),
    ...['order_refunded', 'order_placed'].map(
      (name): Mutation => ({
        name: `${event} is called ${name} in Braze`,
        change: (plan) => plan.set(['events', event, 'to', 'braze'], name),
        rules: ['systems/event-name-collision'],
      }),
    ),
    {
      name: `${event} goes to Pinterest under a name that it does not have`,
      change: (plan) => {
        plan.set(['systems', 'pinterest'], { owner: 'growth', purposes: ['marketing'], retention: 'P12M' });
        plan.set(['events', event, 'to', 'pinterest'], 'looked_around');
      },
      rules: ['privacy/consent-missing', 'systems/closed-event-list'],
    },
  ]),
  ...fact(['event_name', 'max_length'], 5, 'systems/event-name-length'),
  ...fact(['event_name', 'max_distinct'], 1, 'systems/event-count'),
  ...fact(['event_name', 'pattern'], '^[A-Z]+$', 'systems/event-name-characters'),
  ...fact(['event_name', 'reserved_names'], ['order_refunded'], 'systems/reserved-event-name'),
  ...fact(['event_name', 'reserved_prefixes'], ['order_'], 'systems/reserved-event-name'),
  ...fact(['properties', 'max_per_event'], 1, 'systems/property-count'),
  ...fact(['properties', 'max_distinct'], 1, 'systems/property-total'),
  ...fact(['properties', 'key', 'max_length'], 3, 'systems/property-name-length'),
  ...fact(['properties', 'key', 'pattern'], '^[A-Z]+$', 'systems/property-name-characters'),
  ...fact(['properties', 'key', 'forbidden_characters'], ['_'], 'systems/property-name-characters'),
  ...fact(['properties', 'key', 'reserved'], ['order_id'], 'systems/reserved-property-name'),
  ...fact(['properties', 'key', 'reserved_prefixes'], ['order'], 'systems/reserved-property-name'),
  ...fact(['properties', 'value', 'types'], ['number'], 'systems/value-type'),
  ...fact(['properties', 'value', 'arrays'], false, 'systems/nested-value'),
  ...fact(['properties', 'value', 'string_max_length'], 5, 'systems/value-length'),
  ...fact(['properties', 'enums', 'currency'], ['USD'], 'systems/value-list'),
  ...fact(['user_properties', 'enums', 'plan_tier'], ['gold'], 'systems/value-list'),
  ...['time', 'event_name'].map(
    (name): Mutation => ({
      name: `the SKU is called ${name} in Braze`,
      change: (plan) => plan.set(['properties', 'sku', 'to'], { braze: name }),
      rules: ['systems/reserved-property-name'],
    }),
  ),
  ...['$sku', '$x'].map(
    (name): Mutation => ({
      name: `the SKU is called ${name} in Braze`,
      change: (plan) => plan.set(['properties', 'sku', 'to'], { braze: name }),
      rules: ['systems/property-name-characters'],
    }),
  ),
  {
    name: 'the SKU has a name too long for Braze',
    change: (plan) => plan.set(['properties', 'sku', 'to'], { braze: 'x'.repeat(256) }),
    rules: ['systems/property-name-length'],
  },
  ...['Quantity', 'quantity'].map(
    (name): Mutation => ({
      name: `SKU and quantity are both ${name} in the lake`,
      change: (plan) => plan.set(['events', 'Product Added', 'to'], { lake: { properties: { sku: name } } }),
      rules: ['systems/property-name-collision'],
    }),
  ),
  ...(['order', 'select', 'from', 'group'] as const).map(
    (name): Mutation => ({
      name: `the currency is the column ${name}`,
      change: (plan) => plan.set(['properties', 'currency', 'to'], { lake: name }),
      rules: ['systems/reserved-word'],
    }),
  ),
  ...(['Currency Code', 'currency-code', '1currency'] as const).map(
    (name): Mutation => ({
      name: `the currency is the column ${name}`,
      change: (plan) => plan.set(['properties', 'currency', 'to'], { lake: name }),
      rules: ['systems/column-name'],
    }),
  ),
  {
    name: 'a field of Braze is misspelt, so that orders have no identifier there',
    change: (plan) => plan.set(['systems', 'braze', 'identity'], { externalid: 'user_id', email: 'email' }),
    rules: ['systems/identifier-field', 'systems/identifier-missing'],
  },
  ...['Product Added', 'Checkout Started'].map(
    (event): Mutation => ({
      name: `${event} carries nothing but an account`,
      change: (plan) => plan.set(['events', event, 'identified_by'], ['account_id']),
      rules: ['systems/identifier-missing'],
    }),
  ),
  {
    name: 'user ids may be too short for Amplitude',
    change: (plan) => {
      plan.delete('identity', 'types', 'user_id', 'format');
      plan.set(['identity', 'types', 'user_id', 'minLength'], 2);
    },
    rules: ['systems/identifier-length'],
  },
  {
    name: 'health data in an order',
    change: (plan) =>
      plan.set(
        ['events', 'Order Completed', 'properties', 'needs_care'],
        documented({ type: 'string', maxLength: 9, privacy: 'user.health_and_medical' }),
      ),
    rules: ['privacy/denied-flow', 'privacy/special-category', 'systems/prohibited-data'],
  },
  ...['has_diabetes', 'has_arthritis', 'is_bankrupt'].map(
    (name): Mutation => ({
      name: `orders say ${name}`,
      change: (plan) =>
        plan.set(['events', 'Order Completed', 'properties', name], documented({ type: 'boolean' })),
      rules: ['systems/screened-name'],
    }),
  ),
  {
    name: 'a purchase without its currency at Meta',
    change: (plan) =>
      plan.set(['events', 'Order Completed', 'to', 'meta-ads', 'properties', 'currency'], false),
    rules: ['systems/standard-event-parameter', 'money/currency'],
  },
  ...(['InitiateCheckout', 'AddToCart', 'ViewContent', 'Lead'] as const).map(
    (name): Mutation => ({
      name: `orders are called ${name} at Meta`,
      change: (plan) => plan.set(['events', 'Order Completed', 'to', 'meta-ads', 'name'], name),
      rules: ['flows/false-friend'],
    }),
  ),
  ...(['Sale', 'Order Done'] as const).map(
    (name): Mutation => ({
      name: `orders are called ${name} at Meta`,
      change: (plan) => plan.set(['events', 'Order Completed', 'to', 'meta-ads', 'name'], name),
      rules: ['systems/standard-event-name'],
    }),
  ),
  {
    name: 'the worth of an order comes from another property in Braze',
    change: (plan) =>
      plan.set(
        ['events', 'Order Completed', 'properties', 'margin'],
        documented({ type: 'number', unit: 'currency', to: { braze: 'total_value' } }),
      ),
    rules: ['money/different-source'],
  },
  ...['mixpanel', 'klaviyo'].map(
    (system): Mutation => ({
      name: `nothing flows to ${system}`,
      change: (plan) => plan.set(['systems', system], { owner: 'platform' }),
      rules: ['systems/unreached'],
    }),
  ),
  {
    name: 'products reach Braze from the browser as well',
    change: (plan) => plan.add(['flows'], { from: ['web'], to: ['braze'], events: ['Product Added'] }),
    rules: ['systems/double-delivery'],
  },
  ...([0.5, 0.01] as const).map(
    (share): Mutation => ({
      name: `Amplitude gets ${share} of the carts`,
      change: (plan) => plan.set(['events', 'Product Added', 'to'], { amplitude: { sampling: share } }),
      rules: ['systems/uneven-sampling'],
    }),
  ),
];
