import type { Mutation } from './mutation.ts';

export const identity: readonly Mutation[] = [
  {
    name: 'user ids are not unique',
    change: (plan) => plan.delete('identity', 'types', 'user_id', 'unique'),
    rules: ['identity/immutable-not-unique'],
  },
  ...['device', 'session'].map(
    (of): Mutation => ({
      name: `the anonymous id is of a ${of} and known`,
      change: (plan) => {
        plan.set(['identity', 'types', 'anonymous_id', 'of'], of);
        plan.set(['identity', 'types', 'anonymous_id', 'known'], true);
      },
      rules: ['identity/known-device'],
    }),
  ),
  {
    name: 'the link goes from known to unknown',
    change: (plan) => {
      plan.set(['identity', 'link', 'from'], 'user_id');
      plan.set(['identity', 'link', 'to'], 'anonymous_id');
    },
    rules: ['identity/link-direction'],
  },
  ...['user_id', 'anonymous_id'].map(
    (type): Mutation => ({
      name: `accounts are created with ${type} alone`,
      change: (plan) => plan.set(['events', 'Account Created', 'identified_by'], [type]),
      rules: ['identity/link-never'],
    }),
  ),
  {
    name: 'the link happens nowhere',
    change: (plan) => plan.delete('identity', 'link', 'at'),
    rules: ['identity/link-never'],
  },
  ...[
    ['anonymous_id', 'user_id', 'email'],
    ['user_id', 'anonymous_id', 'email'],
    ['email', 'user_id', 'anonymous_id'],
  ].map(
    (priority): Mutation => ({
      name: `the priority is ${priority.join(', ')}`,
      change: (plan) => plan.set(['identity', 'priority'], priority),
      rules: ['identity/priority-order'],
    }),
  ),
  ...[
    ['user_id', 'anonymous_id'],
    ['email', 'anonymous_id'],
  ].map(
    (priority): Mutation => ({
      name: `the priority is ${priority.join(', ')} alone`,
      change: (plan) => plan.set(['identity', 'priority'], priority),
      rules: ['identity/missing-priority'],
    }),
  ),
  {
    name: 'two limits for one pair',
    change: (plan) => plan.add(['identity', 'limits'], { of: 'email', per: 'user_id', max: 9 }),
    rules: ['identity/contradicting-limit'],
  },
  ...[['trim'], []].map(
    (steps): Mutation => ({
      name: `addresses are normalised by ${steps.join(', ') || 'nothing'}`,
      change: (plan) => plan.set(['identity', 'types', 'email', 'normalize'], steps),
      rules: ['identity/not-normalized'],
    }),
  ),
  {
    name: 'carts belong to devices that nothing links to people',
    change: (plan) => {
      plan.delete('identity', 'link');
      plan.set(['events', 'Checkout Started', 'identified_by'], ['anonymous_id']);
    },
    rules: ['identity/unjoinable-event'],
  },
  ...['Product Added', 'Checkout Started', 'Order Refunded'].map(
    (event): Mutation => ({
      name: `${event} carries the user id as a property`,
      change: (plan) => plan.set(['events', event, 'properties', 'user_id'], null),
      rules: ['identity/id-as-property'],
    }),
  ),
  {
    name: 'Braze knows people by their address alone',
    change: (plan) => plan.set(['systems', 'braze', 'identity'], { email: 'email' }),
    rules: ['identity/unshared', 'systems/identifier-missing'],
  },
  {
    name: 'the address is the user id of Braze',
    change: (plan) =>
      plan.set(['systems', 'braze', 'identity'], { external_id: 'email', user_alias: 'user_id' }),
    rules: ['identity/contact-as-user-id'],
  },
  {
    name: 'the key is an id of Braze’s own',
    change: (plan) => {
      plan.set(['identity', 'types', 'braze_id'], {
        of: 'person',
        known: true,
        unique: true,
        immutable: true,
        format: 'uuid',
        privacy: 'user.unique_id',
        description: 'Made by Braze.',
      });
      plan.set(['identity', 'priority'], ['user_id', 'braze_id', 'email', 'anonymous_id']);
    },
    rules: ['identity/vendor-id'],
  },
  {
    name: 'accounts have traits and no identifier',
    change: (plan) => plan.delete('identity', 'types', 'account_id'),
    rules: ['identity/group-without-type'],
  },
];
