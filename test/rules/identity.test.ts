import { contactAsUserId } from '../../src/rules/identity/contact-as-user-id.ts';
import { contradictingLimit } from '../../src/rules/identity/contradicting-limit.ts';
import { groupWithoutType } from '../../src/rules/identity/group-without-type.ts';
import { idAsProperty } from '../../src/rules/identity/id-as-property.ts';
import { idlePriority } from '../../src/rules/identity/idle-priority.ts';
import { idleType } from '../../src/rules/identity/idle-type.ts';
import { immutableNotUnique } from '../../src/rules/identity/immutable-not-unique.ts';
import { knownDevice } from '../../src/rules/identity/known-device.ts';
import { knownPlaceholder } from '../../src/rules/identity/known-placeholder.ts';
import { linkDirection } from '../../src/rules/identity/link-direction.ts';
import { linkMissing } from '../../src/rules/identity/link-missing.ts';
import { linkNever } from '../../src/rules/identity/link-never.ts';
import { mergeDisagreement } from '../../src/rules/identity/merge-disagreement.ts';
import { mergeLoss } from '../../src/rules/identity/merge-loss.ts';
import { missingPriority } from '../../src/rules/identity/missing-priority.ts';
import { notNormalized } from '../../src/rules/identity/not-normalized.ts';
import { priorityOrder } from '../../src/rules/identity/priority-order.ts';
import { unconstrained } from '../../src/rules/identity/unconstrained.ts';
import { unjoinableEvent } from '../../src/rules/identity/unjoinable-event.ts';
import { unshared } from '../../src/rules/identity/unshared.ts';
import { vendorId } from '../../src/rules/identity/vendor-id.ts';
import { testRule } from '../rule-tester.ts';

testRule(immutableNotUnique, {
  passes: {
    neither: `
identity: { types: { email: { of: person, known: true } } }
events: { Order Completed: }`,
  },
  fails: {
    shared: {
      plan: `
identity: { types: { «user_id»: { of: person, known: true, immutable: true } } }
events: { Order Completed: }`,
      finds:
        '"user_id" is immutable but not unique: two people who share it could never be told apart again.',
    },
  },
});

testRule(knownDevice, {
  passes: {
    'an account': `
identity: { types: { shop_id: { of: account, known: true } } }
events: { Order Completed: }`,
  },
  fails: {
    'a session': {
      plan: `
identity: { types: { visit: { of: session, known: «true» } } }
events: { Order Completed: }`,
      finds: '"visit" is of a session and called known: a session says nothing of who uses it.',
    },
  },
});

testRule(linkDirection, {
  passes: {
    'to an account': `
identity:
  types:
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
    account_id: { of: account, known: true }
  link: { from: anonymous_id, to: account_id, at: identify }
events: { Order Completed: }`,
  },
  fails: {
    'both ends': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: { from: «user_id», to: «anonymous_id», at: identify }
events: { Order Completed: }`,
      finds: [
        'The link starts at "user_id", which already names a known person; it starts at a device or session.',
        'The link leads to "anonymous_id", which names no known person: mark it `known: true`, or lead to one that is.',
      ],
    },
  },
});

testRule(linkNever, {
  passes: {
    'a call': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: { from: anonymous_id, to: user_id, at: [identify] }
events: { Order Completed: }`,
    'an event that may carry any of the priority': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
  link: { from: anonymous_id, to: user_id, at: [Account Created] }
events: { Account Created: }`,
  },
  fails: {
    'an event that nobody sends yet': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: { from: anonymous_id, to: user_id, at: [identify, «Account Created»] }
events: { Account Created: { status: proposed } }`,
      finds: 'The link happens at "Account Created", which is proposed.',
    },
    'one that carries half of it': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: { from: anonymous_id, to: user_id, at: [«Account Created»] }
events: { Account Created: { identified_by: [user_id] } }`,
      finds:
        'The link happens at "Account Created", which does not carry "anonymous_id": it needs both identifiers.',
    },
    'nowhere at all': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  link: «{ from: anonymous_id, to: user_id }»
events: { Order Completed: }`,
      finds: 'The link from "anonymous_id" to "user_id" happens nowhere: `at` names no call and no event.',
    },
  },
});

testRule(linkMissing, {
  passes: {
    'an event that carries both': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
events: { Account Created: { identified_by: [user_id, anonymous_id] } }`,
    'no anonymous id': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
events: { Order Completed: }`,
  },
  fails: {
    'neither link nor event': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    «anonymous_id»: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
events: { Account Created: { identified_by: [user_id] } }`,
      finds:
        '"anonymous_id" and "user_id" are both planned, and no `link` says where the unknown becomes known.',
    },
  },
});

testRule(priorityOrder, {
  passes: {
    'sessions last': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
    visit: { of: session }
  priority: [user_id, email, visit]
events: { Order Completed: }`,
  },
  fails: {
    'what can change before what cannot': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  priority: «[email, user_id]»
events: { Order Completed: }`,
      finds: 'The priority has "email", which can change, before "user_id", which cannot.',
    },
    'a device first': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  priority: «[anonymous_id, user_id]»
events: { Order Completed: }`,
      finds: 'The priority has "anonymous_id" before "user_id": a shared device would win over the person.',
    },
  },
});

testRule(missingPriority, {
  passes: {
    'accounts need no place among people': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    account_id: { of: account, known: true }
  priority: [user_id]
events: { Order Completed: }`,
    'one is enough to win': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
events: { Order Completed: }`,
  },
  fails: {
    none: {
      plan: `
identity:
  «types»:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
events: { Order Completed: }`,
      finds: '2 identifiers name known people, and no `priority` says which wins when they disagree.',
    },
    'one left out': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    «email»: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  priority: [user_id]
events: { Order Completed: }`,
      finds: '"email" names known people, but has no place in the priority.',
    },
  },
});

testRule(idlePriority, {
  passes: {
    'a trait brings it': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  priority: [user_id, email]
traits: { person: { email: } }
events: { Order Completed: { identified_by: [user_id] } }`,
    'events that say nothing carry any': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  priority: [user_id, email]
events: { Order Completed: }`,
  },
  fails: {
    'no event': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  priority: [user_id, «email»]
events: { Order Completed: { identified_by: [user_id] } }`,
      finds: '"email" stands in the priority, and no event carries it.',
    },
  },
});

testRule(contradictingLimit, {
  passes: {
    'several devices a person': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  limits: [{ of: anonymous_id, per: user_id, max: 9 }]
events: { Order Completed: }`,
  },
  fails: {
    'two limits of one pair': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  limits: [{ of: email, per: user_id, max: 3 }, «{ of: email, per: user_id, max: 1 }»]
events: { Order Completed: }`,
      finds: 'The limit of "email" per "user_id" is given twice: 3 and 1.',
    },
    'two unchangeable ids for one person': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    card: { of: person, known: true, unique: true, immutable: true }
  limits: [«{ of: card, per: user_id, max: 2 }»]
events: { Order Completed: }`,
      finds: 'One "user_id" may have 2 "card" in its life, but "card" is immutable.',
    },
  },
});

testRule(notNormalized, {
  passes: {
    'stored hashed': `
identity: { types: { em: { of: person, known: true, privacy: { category: user.contact.email, handling: hashed } } } }
events: { Order Completed: }`,
  },
  fails: {
    'trimmed only': {
      plan: `
identity: { types: { «email»: { of: person, known: true, normalize: [trim], privacy: user.contact.email } } }
events: { Order Completed: }`,
      finds:
        '"email" is not normalised: "Jo@Example.com" and "jo@example.com" would be two people; add `normalize: [trim, lowercase]`.',
    },
  },
});

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
      finds: '"Cart Viewed" carries only "anonymous_id", which nothing links to a person.',
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

testRule(unconstrained, {
  passes: {
    'a pattern': `
identity: { types: { user_id: { of: person, known: true, pattern: "^u[0-9]+$" } } }
events: { Order Completed: }`,
  },
  fails: {
    'any text': {
      plan: `
identity: { types: { «user_id»: { of: person, known: true } } }
events: { Order Completed: }`,
      finds:
        'Any text passes for "user_id": a format, a pattern or a length would find ids of another kind in it.',
    },
  },
});

testRule(idleType, {
  passes: {
    'a system’s field': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    card: { of: person }
  priority: [user_id]
systems: { web: { role: source }, braze: { identity: { external_id: card } } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
  },
  fails: {
    nothing: {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    «card»: { of: person }
  priority: [user_id]
events: { Order Completed: }`,
      finds: 'Nothing carries "card": no event, no trait, no system and no link names it.',
    },
  },
});

testRule(knownPlaceholder, {
  passes: {
    'the shop’s own': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
  never: [ACME-TEST]
events: { Order Completed: }`,
  },
  fails: {
    'in any case': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
  never: [«Anonymous», ACME-TEST, «"0"»]
events: { Order Completed: }`,
      finds: [
        '"Anonymous" is a placeholder already: `never` need not name it.',
        '"0" is a placeholder already: `never` need not name it.',
      ],
    },
  },
});
