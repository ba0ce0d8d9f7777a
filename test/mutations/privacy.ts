import type { Mutation } from './mutation.ts';

const documented = (value: object) => ({ description: 'Made up for a mutation.', ...value });
const onOrder =
  (name: string, value: object): Mutation['change'] =>
  (plan) =>
    plan.set(['events', 'Order Completed', 'properties', name], documented(value));

export const privacy: readonly Mutation[] = [
  ...['total', 'currency', 'sku', 'product', 'products', 'is_gift', 'order_id'].map(
    (name): Mutation => ({
      name: `${name} is not classified`,
      change: (plan) => plan.delete('properties', name, 'privacy'),
      rules: ['privacy/unclassified'],
    }),
  ),
  ...['country', 'app.version'].map(
    (name): Mutation => ({
      name: `the context ${name} is not classified`,
      change: (plan) => plan.delete('context', name, 'privacy'),
      rules: ['privacy/unclassified'],
    }),
  ),
  ...['user_id', 'anonymous_id', 'account_id'].map(
    (name): Mutation => ({
      name: `the identifier ${name} is not classified`,
      change: (plan) => plan.delete('identity', 'types', name, 'privacy'),
      rules: ['privacy/unclassified'],
    }),
  ),
  {
    name: 'an address is not personal',
    change: (plan) => plan.set(['identity', 'types', 'email', 'privacy'], 'none'),
    rules: ['privacy/personal-name'],
  },
  ...[
    'phone',
    'customer_name',
    'ip_address',
    'vorname',
    'dob',
    'zip',
    'iban',
    'password',
    'contact_email',
    'telefono',
  ].map(
    (name): Mutation => ({
      name: `orders carry ${name} as not personal`,
      change: onOrder(name, { type: 'string', maxLength: 9, privacy: 'none' }),
      rules: ['privacy/personal-name'],
    }),
  ),
  ...['email_campaign', 'phone_model', 'page_title', 'street_food', 'sender_system', 'zip_file'].map(
    (name): Mutation => ({
      name: `orders carry ${name}, which only sounds personal`,
      change: onOrder(name, { type: 'string', maxLength: 9, privacy: 'none' }),
      rules: [],
    }),
  ),
  ...[
    ['country', 'user.contact.country'],
    ['country', 'user.contact.addres.country'],
    ['country', 'user.contact.emial'],
    ['country', 'user.date_of_birth'],
    ['country', 'geography'],
  ].map(
    ([name = '', category = '']): Mutation => ({
      name: `the ${name} is ${category}`,
      change: (plan) => plan.set(['context', name, 'privacy'], category),
      rules: ['privacy/unknown-category'],
    }),
  ),
  ...['public', 'internal'].map(
    (sensitivity): Mutation => ({
      name: `an address is ${sensitivity}`,
      change: (plan) => plan.set(['properties', 'email_address', 'privacy', 'sensitivity'], sensitivity),
      rules: ['privacy/sensitivity-lowered'],
    }),
  ),
  ...['comment', 'gift_message', 'delivery_note', 'search_term'].map(
    (name): Mutation => ({
      name: `orders carry a ${name} as not personal`,
      change: onOrder(name, { type: 'string', maxLength: 90, privacy: 'none' }),
      rules: ['privacy/free-text'],
    }),
  ),
  {
    name: 'an example is somebody’s address',
    change: (plan) => plan.set(['identity', 'types', 'email', 'examples'], ['jane.doe@gmail.com']),
    rules: ['privacy/personal-example'],
  },
  ...['amplitude', 'braze', 'lake', 'meta-ads', 'advertising'].map(
    (to): Mutation => ({
      name: `ids are denied to ${to}`,
      change: (plan) => plan.set(['privacy', 'policy', 0], { deny: 'user.unique_id', to: [to] }),
      rules: ['privacy/denied-flow'],
    }),
  ),
  ...['braze', 'lake'].map(
    (to): Mutation => ({
      name: `addresses are allowed to ${to} alone`,
      change: (plan) => plan.set(['privacy', 'policy', 2, 'to'], [to]),
      rules: ['privacy/not-allowed'],
    }),
  ),
  {
    name: 'bank accounts in an order',
    change: onOrder('payer', {
      type: 'string',
      maxLength: 34,
      privacy: 'user.financial.bank_account',
      to: { 'meta-ads': false },
    }),
    // California's law treats bank accounts specially, too.
    rules: ['privacy/not-allowed', 'privacy/special-category'],
  },
  {
    name: 'religion in an order',
    change: onOrder('feast', {
      type: 'string',
      enum: ['easter', 'eid'],
      privacy: 'user.demographic.religious_belief',
    }),
    rules: ['privacy/not-allowed', 'privacy/special-category'],
  },
  {
    name: 'a line of the policy behind one that says it all',
    change: (plan) => plan.set(['privacy', 'policy', 1], { allow: 'user' }),
    rules: ['privacy/unreachable-policy'],
  },
  {
    name: 'an address reaches Meta in clear',
    change: (plan) => plan.delete('traits', 'person', 'email', 'to', 'meta-ads', 'handling'),
    rules: ['privacy/hash-required', 'privacy/not-allowed', 'systems/prohibited-data'],
  },
  {
    name: 'a hashed click id reaches Meta',
    change: (plan) =>
      plan.set(
        ['traits', 'person', 'click'],
        documented({
          owner: 'growth',
          type: 'string',
          privacy: { category: 'user.unique_id.pseudonymous.click_id', handling: 'hashed' },
          to: { 'meta-ads': 'fbc' },
          approved: [{ by: 'privacy', date: '2026-05-02' }],
        }),
      ),
    rules: ['privacy/hash-forbidden'],
  },
  {
    name: 'a hash that nothing calls one',
    change: onOrder('email_md5', {
      type: 'string',
      maxLength: 32,
      privacy: 'user.unique_id.pseudonymous.hashed_email',
    }),
    rules: ['privacy/hash-not-declared'],
  },
  ...['amplitude', 'braze', 'meta-ads'].map(
    (system): Mutation => ({
      name: `${system} has no purpose`,
      change: (plan) => plan.delete('systems', system, 'purposes'),
      rules: ['privacy/purpose-missing'],
    }),
  ),
  {
    name: 'an address is for marketing, and the lake has no such purpose',
    change: (plan) =>
      plan.set(
        ['events', 'Order Completed', 'properties', 'gift_email', 'privacy', 'purposes'],
        ['marketing'],
      ),
    rules: ['privacy/purpose-mismatch'],
  },
  ...['analytics', 'operations'].map(
    (purpose): Mutation => ({
      name: `${purpose} has no basis`,
      change: (plan) => plan.delete('privacy', 'purposes', purpose, 'basis'),
      rules: ['privacy/purpose-without-basis'],
    }),
  ),
  {
    name: 'consent without a signal',
    change: (plan) => plan.delete('privacy', 'purposes', 'marketing', 'signal'),
    rules: ['privacy/consent-without-signal'],
  },
  {
    name: 'Meta gets orders whether or not people agreed',
    change: (plan) => plan.delete('events', 'Order Completed', 'to', 'meta-ads', 'when'),
    rules: ['privacy/consent-missing'],
  },
  {
    name: 'nothing carries the opt-out',
    change: (plan) => plan.delete('context', 'consent.sale_opt_out'),
    rules: ['privacy/signal-not-carried'],
  },
  ...(['P13M', 'P1Y', 'P90D'] as const).map(
    (retention): Mutation => ({
      name: `the plan keeps data for ${retention}`,
      change: (plan) => plan.set(['privacy', 'retention'], retention),
      rules: ['privacy/retention-exceeded'],
    }),
  ),
  ...['amplitude', 'braze', 'meta-ads', 'lake'].flatMap((system): Mutation[] => [
    {
      name: `${system} keeps data for ten years`,
      change: (plan) => plan.set(['systems', system, 'retention'], 'P10Y'),
      rules: ['privacy/retention-exceeded'],
    },
    {
      name: `nothing says how long ${system} keeps data`,
      change: (plan) => {
        plan.delete('privacy', 'retention');
        plan.delete('systems', system, 'retention');
      },
      rules: ['privacy/retention-missing'],
    },
  ]),
  {
    name: 'customers are children, and nothing is ever deleted in the lake',
    change: (plan) => {
      plan.set(['privacy', 'subject'], 'child');
      plan.delete('privacy', 'retention');
      plan.delete('systems', 'lake', 'retention');
    },
    rules: ['privacy/children-retention', 'privacy/retention-missing'],
  },
  {
    name: 'a processor without an agreement',
    change: (plan) => plan.delete('systems', 'lake', 'processing', 'agreement'),
    rules: ['privacy/processor-agreement'],
  },
  {
    name: 'nobody answers for the data',
    change: (plan) => plan.delete('privacy', 'controller'),
    rules: ['privacy/controller-missing'],
  },
];
