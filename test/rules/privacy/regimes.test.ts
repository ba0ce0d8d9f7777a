import { childrenRetention } from '../../../src/rules/privacy/children-retention.ts';
import { combination } from '../../../src/rules/privacy/combination.ts';
import { controllerMissing } from '../../../src/rules/privacy/controller-missing.ts';
import { hipaaIdentifiers } from '../../../src/rules/privacy/hipaa-identifiers.ts';
import { processorAgreement } from '../../../src/rules/privacy/processor-agreement.ts';
import { retentionExceeded } from '../../../src/rules/privacy/retention-exceeded.ts';
import { retentionMissing } from '../../../src/rules/privacy/retention-missing.ts';
import { specialCategory } from '../../../src/rules/privacy/special-category.ts';
import { testRule } from '../../rule-tester.ts';

testRule(retentionMissing, {
  passes: {
    'at the data': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: { category: user.contact.email, retention: P90D } } } } }`,
    'at the system': `
systems: { web: { role: source }, braze: { retention: P2Y } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
  },
  fails: {
    'nowhere, once a system': {
      plan: `
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email }, phone: { type: string, privacy: user.contact.phone_number } } } }`,
      finds:
        '"braze" keeps personal data, such as "email", and nothing says for how long: not the system, not the data, not `privacy.retention`.',
    },
  },
});

testRule(retentionExceeded, {
  passes: {
    'the same in other units': `
privacy: { retention: P24M }
systems: { web: { role: source }, braze: { retention: P2Y } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
  },
  fails: {
    'the data’s own': {
      plan: `
privacy: { retention: P2Y }
systems: { web: { role: source }, braze: { retention: P1Y } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { «email»: { type: string, privacy: { category: user.contact.email, retention: P90D } } } } }`,
      finds: '"email" may be kept for P90D; "braze" keeps it for P1Y.',
    },
    'the plan’s, once': {
      plan: `
privacy: { retention: P1Y }
systems: { web: { role: source }, braze: { retention: «P400D» } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email }, phone: { type: string, privacy: user.contact.phone_number } } } }`,
      finds: '"braze" keeps data for P400D; the plan allows P1Y.',
    },
  },
});

testRule(specialCategory, {
  passes: {
    'no regime, no finding': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { diet: { type: string, privacy: user.health_and_medical } } } }`,
    'opt-out is enough in California': `
privacy: { regimes: [ccpa], purposes: { ads: { basis: opt-out, signal: { context.sale: false } } } }
systems: { web: { role: source }, braze: { purposes: [ads] } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { place: { type: string, privacy: user.location.precise } } } }`,
  },
  fails: {
    'no purpose at all': {
      plan: `
privacy: { regimes: [gdpr] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { «faith»: { type: string, privacy: user.demographic.religious_belief } } } }`,
      finds:
        '"faith" brings user.demographic.religious_belief to braze, special category of personal data (Art. 9 and 10) under GDPR, on no basis; it needs explicit consent, or another ground that Article 9 names (https://gdpr-info.eu/art-9-gdpr/).',
    },
    'two regimes, each for itself': {
      plan: `
privacy: { regimes: [gdpr, lgpd], purposes: { ads: { basis: legitimate-interest } } }
systems: { web: { role: source }, braze: { purposes: [ads] } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { ««gene»»: { type: string, privacy: user.health_and_medical.genetic } } } }`,
      finds: [
        '"gene" brings user.health_and_medical.genetic to braze, special category of personal data (Art. 9 and 10) under GDPR, on legitimate-interest; it needs explicit consent, or another ground that Article 9 names (https://gdpr-info.eu/art-9-gdpr/).',
        '"gene" brings user.health_and_medical.genetic to braze, sensitive personal data (Art. 5 II) under LGPD, on legitimate-interest; it needs specific and prominent consent, or another ground that the law names (https://jus.com.br/artigos/85042).',
      ],
    },
  },
});

testRule(childrenRetention, {
  passes: {
    adults: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
    'the plan’s retention': `
privacy: { retention: P1Y }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { age: { type: integer, privacy: user.childrens } } } }`,
  },
  fails: {
    'by its category': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { «school»: { type: string, privacy: user.childrens } } } }`,
      finds:
        '"school" is about a child and "braze" may keep it for ever: it needs a retention (https://thefederalregister.org/documents/2025-05904).',
    },
    'by the plan’s subject': {
      plan: `
privacy: { subject: child }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { «nickname»: { type: string, privacy: user.account.username } } } }`,
      finds:
        '"nickname" is about a child and "braze" may keep it for ever: it needs a retention (https://thefederalregister.org/documents/2025-05904).',
    },
  },
});

testRule(hipaaIdentifiers, {
  passes: {
    'the state of the address is no identifier': `
privacy: { regimes: [hipaa] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { reason: { type: string, privacy: user.health_and_medical.condition }, state: { type: string, privacy: user.contact.address.state } } } }`,
  },
  fails: {
    'an IP address in the context': {
      plan: `
privacy: { regimes: [hipaa] }
context: { ip: { type: string, privacy: user.device.ip_address } }
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { reason: { type: string, privacy: user.health_and_medical.condition } } } }`,
      finds:
        '"braze" gets "reason" (user.health_and_medical.condition) together with "ip" (user.device.ip_address), one of the 18 identifiers, and has no agreement (https://www.johndcook.com/blog/hipaa-identifiers-explained/).',
    },
  },
});

testRule(combination, {
  passes: {
    'with the name, it adds nothing': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
traits: { person: { name: { type: string, privacy: user.name }, born: { type: string, privacy: user.demographic.date_of_birth }, zip: { type: string, privacy: user.contact.address.postal_code }, gender: { type: string, privacy: user.demographic.gender } } }`,
  },
  fails: {
    'in one system': {
      plan: `
systems: { web: { role: source }, «amplitude»: {} }
flows: [{ from: web, to: [amplitude] }]
traits: { person: { born: { type: string, privacy: user.demographic.date_of_birth }, zip: { type: string, privacy: user.contact.address.postal_code }, gender: { type: string, privacy: user.demographic.gender } } }`,
      finds:
        '"amplitude" gets "born", "zip", "gender": birth date, postal code and gender together point at single people.',
    },
  },
});

testRule(processorAgreement, {
  passes: {
    'a controller of its own': `
systems: { web: { role: source }, meta: { processing: { as: controller } } }
flows: [{ from: web, to: [meta] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
    'nothing personal': `
systems: { web: { role: source }, braze: { processing: { as: processor } } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { total: { type: number, privacy: none } } } }`,
  },
  fails: {
    'a sub-processor': {
      plan: `
systems: { web: { role: source }, braze: { processing: «{ as: sub-processor, country: US }» } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
      finds: '"braze" processes personal data for us, and `processing.agreement` names no agreement.',
    },
  },
});

testRule(controllerMissing, {
  passes: {
    'another regime': `
privacy: { regimes: [ccpa] }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
  },
  fails: {
    'nobody named': {
      plan: `
privacy: { regimes: { «gdpr»: { when: { context.country: DE } } } }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
      finds: '"acme-shop" holds personal data under the GDPR, and `privacy.controller` names nobody.',
    },
  },
});
