import { deniedFlow } from '../../../src/rules/privacy/denied-flow.ts';
import { idleAllow } from '../../../src/rules/privacy/idle-allow.ts';
import { notAllowed } from '../../../src/rules/privacy/not-allowed.ts';
import { unreachablePolicy } from '../../../src/rules/privacy/unreachable-policy.ts';
import { testRule } from '../../rule-tester.ts';

testRule(deniedFlow, {
  passes: {
    'an allow before the deny': `
privacy: { policy: [{ allow: user.contact.email, to: braze }, { deny: user.contact, to: engagement }] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
    'another form': `
privacy: { policy: [{ deny: user.contact.email, handling: raw }] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: { category: user.contact.email, handling: hashed } } } } }`,
    'taken away on the way': `
privacy: { policy: [{ deny: user.contact, to: meta }] }
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email, to: { meta: false } } } } }`,
  },
  fails: {
    'by its role, for a child of the category': {
      plan: `
privacy: { policy: [{ deny: user.contact, to: advertising }] }
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Account Created: { properties: { «email»: { type: string, privacy: user.contact.email } } } }`,
      finds: '"email" brings user.contact.email to meta, where the policy denies user.contact.',
    },
    'under one regime': {
      plan: `
privacy: { regimes: { ccpa: { when: { context.country: US } } }, policy: [{ deny: user.location, to: braze, under: ccpa }, { allow: user.location }] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { «place»: { type: string, privacy: user.location.imprecise } } } }`,
      finds:
        '"place" brings user.location.imprecise to braze, where the policy denies user.location under ccpa.',
    },
    'an identifier': {
      plan: `
privacy: { policy: [{ deny: user.contact.email, to: braze }] }
identity:
  types:
    «email»: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
systems: { web: { role: source }, braze: { identity: { email: email } } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
      finds: '"email" brings user.contact.email to braze, where the policy denies user.contact.email.',
    },
  },
});

testRule(notAllowed, {
  passes: {
    'what no line speaks of may go': `
privacy: { policy: [{ allow: user.contact.email, to: braze }] }
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Account Created: { properties: { language: { type: string, privacy: user.demographic.language } } } }`,
    'a plan without a policy': `
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Account Created: { properties: { iban: { type: string, privacy: user.financial.bank_account } } } }`,
  },
  fails: {
    'restricted, or raised to it': {
      plan: `
privacy: { policy: [{ allow: user.contact.email, to: braze }] }
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Account Created: { properties: { «iban»: { type: string, privacy: user.financial.bank_account }, «fax»: { type: string, privacy: { category: user.contact.fax_number, sensitivity: restricted } } } } }`,
      finds: [
        '"iban" brings raw user.financial.bank_account to amplitude: it is restricted, and no policy line allows it.',
        '"fax" brings raw user.contact.fax_number to amplitude: it is restricted, and no policy line allows it.',
      ],
    },
    'allowed in another form only': {
      plan: `
privacy: { policy: [{ allow: user.contact.email, handling: hashed }] }
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Account Created: { properties: { «email»: { type: string, privacy: user.contact.email } } } }`,
      finds:
        '"email" brings raw user.contact.email to amplitude, which no policy line allows; other systems or forms have one.',
    },
  },
});

testRule(unreachablePolicy, {
  passes: {
    'a narrower line first': `
privacy: { policy: [{ deny: user.location, to: braze }, { deny: user.location }] }
events: { Order Completed: }`,
    'another form': `
privacy: { policy: [{ allow: user.contact.email, handling: hashed }, { deny: user.contact.email }] }
events: { Order Completed: }`,
  },
  fails: {
    'all of it said before': {
      plan: `
privacy: { policy: [{ deny: user.contact, to: [braze, meta] }, «{ allow: user.contact.email, to: braze, handling: hashed }»] }
systems: { braze: {}, meta: {} }
events: { Order Completed: }`,
      finds:
        '"allow user.contact.email to braze" never counts: "deny user.contact to braze, meta" stands before it and covers all that it speaks of.',
    },
  },
});

testRule(idleAllow, {
  passes: {
    used: `
privacy: { policy: [{ allow: user.contact.email }] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
    'a deny guards what may come': `
privacy: { policy: [{ deny: user.health_and_medical }] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
  },
  fails: {
    'another form than allowed': {
      plan: `
privacy: { policy: [«{ allow: user.contact.email, to: braze, handling: hashed }»] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
      finds: 'The policy allows user.contact.email to braze, and nothing of the kind flows there.',
    },
  },
});
