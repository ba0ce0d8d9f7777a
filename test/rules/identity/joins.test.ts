import { contactAsUserId } from '../../../src/rules/identity/contact-as-user-id.ts';
import { groupWithoutType } from '../../../src/rules/identity/group-without-type.ts';
import { idAsProperty } from '../../../src/rules/identity/id-as-property.ts';
import { mergeDisagreement } from '../../../src/rules/identity/merge-disagreement.ts';
import { mergeLoss } from '../../../src/rules/identity/merge-loss.ts';
import { unjoinableEvent } from '../../../src/rules/identity/unjoinable-event.ts';
import { unshared } from '../../../src/rules/identity/unshared.ts';
import { vendorId } from '../../../src/rules/identity/vendor-id.ts';
import { testRule } from '../../rule-tester.ts';

testRule(unjoinableEvent, {
  passes: {
    'nobody is meant to be known': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
events: { Cart Viewed: { identified_by: none } }`,
    'a variant that is joined by the link': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: { from: anonymous_id, to: user_id, at: [identify] }
events: { Cart Viewed: { identified_by: [anonymous_id] } }`,
    'no person in the plan': `
identity:
  types:
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
events: { Cart Viewed: { identified_by: [anonymous_id] } }`,
  },
  fails: {
    'a device alone': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
events: { «Cart Viewed»: { identified_by: [anonymous_id] } }`,
      finds: '"Cart Viewed" is identified by "anonymous_id" alone, which nothing links to a person.',
    },
  },
});

testRule(idAsProperty, {
  passes: {
    'somebody else’s': `
identity:
  types:
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
events: { Gift Sent: { properties: { email: { privacy: { subject: prospect } } } } }`,
    'an account’s id is a fact about the event': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    account_id: { of: account, known: true }
events: { Seat Added: { properties: { account_id: } } }`,
  },
  fails: {
    'in another spelling': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
events: { Order Completed: { properties: { «userId»: string } } }`,
      finds:
        '"Order Completed" carries "userId" as a plain property; it is the identifier "user_id", which belongs beside the event.',
    },
  },
});

testRule(unshared, {
  passes: {
    'tied by the link': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: { from: anonymous_id, to: user_id, at: [identify] }
systems: { web: { role: source }, amplitude: { identity: { device_id: anonymous_id } }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [amplitude, braze] }]
events: { Order Completed: }`,
    'a system that does not say': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
systems: { web: { role: source }, amplitude: { identity: { user_id: user_id } }, braze: {} }
flows: [{ from: web, to: [amplitude, braze] }]
events: { Order Completed: }`,
  },
  fails: {
    'nothing in common': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
systems: { web: { role: source }, amplitude: { identity: { user_id: user_id } }, meta: { «identity»: { em: email } } }
flows: [{ from: web, to: [amplitude, meta] }]
events: { Order Completed: }`,
      finds: 'amplitude knows people by "user_id" and meta by "email": their data cannot be joined.',
    },
  },
});

testRule(contactAsUserId, {
  passes: {
    'in its own field': `
identity:
  types:
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
systems: { web: { role: source }, braze: { identity: { email: email } } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
  },
  fails: {
    'a phone number': {
      plan: `
identity: { types: { phone: { of: person, known: true, privacy: user.contact.phone_number } } }
systems: { web: { role: source }, amplitude: { identity: { «user_id»: phone } } }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: }`,
      finds:
        '"phone" is the user id ("user_id") of amplitude: it changes, can be guessed, and is personal (https://amplitude.com/docs/apis/analytics/http-v2).',
    },
  },
});

testRule(vendorId, {
  passes: {
    'kept, but no key': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    mpid: { of: person }
  priority: [user_id]
systems: { web: { role: source }, mparticle: { identity: { mpid: mpid } } }
flows: [{ from: web, to: [mparticle] }]
events: { Order Completed: }`,
  },
  fails: {
    'under the field’s own name': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    «mpid»: { of: person, known: true }
  priority: [user_id, mpid]
systems: { web: { role: source }, mparticle: {} }
flows: [{ from: web, to: [mparticle] }]
events: { Order Completed: }`,
      finds:
        '"mpid" is "mpid", which mparticle makes itself: no other system knows it, so it joins nothing (https://docs.mparticle.com/guides/idsync/user-data/).',
    },
  },
});

testRule(groupWithoutType, {
  passes: {
    'a plan without identity': `
traits: { account: { seats: integer } }
events: { Order Completed: }`,
  },
  fails: {
    'a household': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
traits: { «household»: { size: integer } }
events: { Order Completed: }`,
      finds:
        'Traits of a household are planned, and no identity type is `of: household`: nothing says whose they are.',
    },
  },
});

testRule(mergeLoss, {
  passes: {
    'a known id that is always there': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Cart Viewed: { identified_by: [user_id, anonymous_id] } }`,
    'a system that keeps all': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Cart Viewed: }`,
  },
  fails: {
    'what may be anonymous': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Cart Viewed: , Order Completed: { identified_by: [user_id] } }`,
      finds:
        '"Cart Viewed" may reach braze before the person is known; when that person exists already, it drops custom attributes, custom events, purchase history (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle).',
    },
  },
});

testRule(mergeDisagreement, {
  passes: {
    'nobody is anonymous': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, amplitude: {}, braze: {} }
flows: [{ from: web, to: [amplitude, braze] }]
events: { Order Completed: }`,
  },
  fails: {
    'one keeps, one drops': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: { from: anonymous_id, to: user_id, at: [identify] }
systems: { web: { role: source }, posthog: {}, «braze»: {} }
flows: [{ from: web, to: [posthog, braze] }]
events: { Order Completed: }`,
      finds:
        'posthog keeps what people did before they were known and braze may drop it: counts of first visits differ by design (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle).',
    },
  },
});
