import { contradictingLimit } from '../../../src/rules/identity/contradicting-limit.ts';
import { idlePriority } from '../../../src/rules/identity/idle-priority.ts';
import { idleType } from '../../../src/rules/identity/idle-type.ts';
import { immutableNotUnique } from '../../../src/rules/identity/immutable-not-unique.ts';
import { knownDevice } from '../../../src/rules/identity/known-device.ts';
import { knownPlaceholder } from '../../../src/rules/identity/known-placeholder.ts';
import { linkDirection } from '../../../src/rules/identity/link-direction.ts';
import { linkMissing } from '../../../src/rules/identity/link-missing.ts';
import { linkNever } from '../../../src/rules/identity/link-never.ts';
import { missingPriority } from '../../../src/rules/identity/missing-priority.ts';
import { notNormalized } from '../../../src/rules/identity/not-normalized.ts';
import { priorityOrder } from '../../../src/rules/identity/priority-order.ts';
import { unconstrained } from '../../../src/rules/identity/unconstrained.ts';
import { testRule } from '../../rule-tester.ts';

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
        'The link happens at "Account Created", whose `identified_by` does not ask for "anonymous_id": it needs both identifiers.',
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
