import { identifierField } from '../../../src/rules/systems/identifier-field.ts';
import { identifierLength } from '../../../src/rules/systems/identifier-length.ts';
import { identifierMissing } from '../../../src/rules/systems/identifier-missing.ts';
import { prohibitedData } from '../../../src/rules/systems/prohibited-data.ts';
import { screenedName } from '../../../src/rules/systems/screened-name.ts';
import { testRule } from '../../rule-tester.ts';

testRule(identifierField, {
  passes: {
    'a slot for other ids': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, mparticle: { identity: { other_id_2: user_id } } }
flows: [{ from: web, to: [mparticle] }]
events: { Order Completed: }`,
    'a system that the catalogue does not have': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, shop-crm: { identity: { number: user_id } } }
flows: [{ from: web, to: [shop-crm] }]
events: { Order Completed: }`,
  },
  fails: {
    'with the nearest': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, braze: { identity: { «external-id»: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
      finds:
        'braze has no identifier "external-id"; it takes external_id, braze_id, user_alias, email, phone (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle). Did you mean "external_id"?',
    },
  },
});

testRule(identifierMissing, {
  passes: {
    'a property that is the identifier': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  priority: [user_id]
systems: { web: { role: source }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { Gift Sent: { identified_by: none, properties: { receiver: { type: string, to: { braze: email } } } } }`,
    'events that do not say what they carry': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
    'a field that is called like a type': `
identity: { types: { user_id: { of: person, known: true } }, priority: [user_id] }
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: }`,
    'what every request has by itself is enough': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
systems: { web: { role: source }, snapchat: {} }
flows: [{ from: web, to: [snapchat] }]
events: { PURCHASE: { identified_by: [anonymous_id] } }`,
  },
  fails: {
    'an event': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
systems: { web: { role: source }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { «Cart Viewed»: { identified_by: [anonymous_id] }, Order Completed: }`,
      finds:
        '"Cart Viewed" may arrive in braze without any identifier that it takes (external_id): `identified_by` asks for none of them (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle).',
    },
    'a system without a map': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
  priority: [user_id]
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: , Cart Viewed: }`,
      finds:
        'braze needs external_id or user_alias or braze_id or email or phone, and its `identity` says for none of them what it is here (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle).',
    },
  },
});

testRule(identifierLength, {
  passes: {
    'a uuid where 52 are taken': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, iterable: { identity: { userId: user_id } } }
flows: [{ from: web, to: [iterable] }]
events: { Order Completed: }`,
  },
  fails: {
    'too short': {
      plan: `
identity: { types: { «customer»: { of: person, known: true, minLength: 3, maxLength: 20 } } }
systems: { web: { role: source }, amplitude: { identity: { user_id: customer } } }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: }`,
      finds:
        '"customer" may have only 3 characters; "user_id" of amplitude needs 5 (https://amplitude.com/docs/apis/analytics/http-v2).',
    },
    'a hash where a plain id is taken': {
      plan: `
identity: { types: { «member»: { of: person, known: true, privacy: { category: user.unique_id, handling: hashed } } } }
systems: { web: { role: source }, iterable: { identity: { userId: member } } }
flows: [{ from: web, to: [iterable] }]
events: { Order Completed: }`,
      finds:
        '"member" may have 64 characters; "userId" of iterable takes 52 (https://support.iterable.com/hc/en-us/articles/9216719179796-Project-Types-and-Unique-Identifiers).',
    },
  },
});

testRule(prohibitedData, {
  passes: {
    'another kind of personal data': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
traits: { person: { language: { type: string, privacy: user.demographic.language } } }`,
    'hashed on the way': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
traits: { person: { email: { type: string, privacy: user.contact.email, to: { meta: { name: em, handling: hashed } } } } }`,
  },
  fails: {
    'an identifier, a trait and context': {
      plan: `
identity:
  types:
    «email»: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
systems: { web: { role: source }, ga4: { identity: { user_id: email } } }
flows: [{ from: web, to: [ga4] }]
context: { «geo.lat»: { type: number, privacy: user.location.precise } }
traits: { person: { «phone»: { type: string, privacy: user.contact.phone_number } } }
events: { order_completed: }`,
      finds: [
        '"email" brings user.contact.email to ga4, whose terms forbid email (https://support.google.com/analytics/answer/6366371).',
        '"geo.lat" brings user.location.precise to ga4, whose terms forbid precise location (https://support.google.com/analytics/answer/6366371).',
        '"phone" brings user.contact.phone_number to ga4, whose terms forbid phone (https://support.google.com/analytics/answer/6366371).',
      ],
    },
    'health at an advertiser': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Quiz Completed: { properties: { «result»: { type: string, privacy: user.health_and_medical.condition } } } }`,
      finds:
        '"result" brings user.health_and_medical.condition to meta, whose terms forbid health condition (https://developers.facebook.com/docs/marketing-api/reference/custom-conversion).',
    },
  },
});

testRule(screenedName, {
  passes: {
    'a system that does not screen': `
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Diabetes Quiz Completed: }`,
    'part of a word': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Indebtedness Quiz Completed: }`,
  },
  fails: {
    'an event and a property': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { «Credit Score Checked»: { properties: { «has_arthritis»: boolean } } }`,
      finds: [
        '"Credit Score Checked" says "credit score"; meta screens names for hints at finance and may refuse to use it (https://developers.facebook.com/docs/marketing-api/reference/custom-conversion).',
        '"has_arthritis" says "arthritis"; meta screens names for hints at health and may refuse to use it (https://developers.facebook.com/docs/marketing-api/reference/custom-conversion).',
      ],
    },
  },
});
