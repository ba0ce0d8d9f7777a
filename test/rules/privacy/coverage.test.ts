import { freeText } from '../../../src/rules/privacy/free-text.ts';
import { personalExample } from '../../../src/rules/privacy/personal-example.ts';
import { personalName } from '../../../src/rules/privacy/personal-name.ts';
import { sensitivityLowered } from '../../../src/rules/privacy/sensitivity-lowered.ts';
import { unclassified } from '../../../src/rules/privacy/unclassified.ts';
import { unknownCategory } from '../../../src/rules/privacy/unknown-category.ts';
import { unknownSubject } from '../../../src/rules/privacy/unknown-subject.ts';
import { urlQuery } from '../../../src/rules/privacy/url-query.ts';
import { testRule } from '../../rule-tester.ts';

testRule(unclassified, {
  passes: {
    'what stands inside a classified property': `
events: { Account Created: { properties: { delivery: { type: object, privacy: user.contact.address, properties: { street: string } } } } }`,
    'a deprecated property': `
events: { Account Created: { properties: { total: { type: number, privacy: none }, fax: { type: string, status: deprecated } } } }`,
    'a plan without properties': `
events: { Order Completed: }`,
  },
  fails: {
    'context and identifiers too, with what the name suggests': {
      plan: `
identity: { types: { «user_id»: { of: person } } }
context: { «ip»: string }
events: { Account Created: { properties: { total: { type: number, privacy: none }, «note»: string } } }`,
      finds: [
        '"user_id" is not classified; say `privacy: none` if it holds no personal data.',
        '"ip" is not classified; its name suggests user.device.ip_address.',
        '"note" is not classified; say `privacy: none` if it holds no personal data.',
      ],
    },
    'a plan that has not begun, once': {
      plan: `
dataplan: 1
«name»: acme-shop
version: 1.0.0
events: { Account Created: { properties: { email: string, total: number } } }`,
      finds:
        'None of the 2 properties says which personal data it holds, so that no policy can hold for them.',
    },
  },
});

testRule(personalName, {
  passes: {
    'types that cannot hold it': `
events: { Account Created: { properties: { email: { type: boolean, privacy: none }, phone_count: { type: integer, privacy: none } } } }`,
    'names about the thing': `
events: { Account Created: { properties: { email_verified: { type: string, privacy: none }, email_campaign: { type: string, privacy: none }, product_name: { type: string, privacy: none } } } }`,
    'an id of the shop’s own that a steward has reviewed': `
events: { Account Created: { properties: { customer_id: { type: string, privacy: none } } } }`,
    'tagged as what it is': `
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
  },
  fails: {
    'a hash of it': {
      plan: `
events: { Account Created: { properties: { total: { type: number, privacy: none }, «email_sha256»: { type: string, privacy: none } } } }`,
      finds:
        '"email_sha256" is tagged `none`, but a hash of personal data is still personal (user.unique_id.pseudonymous.hashed_email).',
    },
    'other languages, nested names': {
      plan: `
events: { Account Created: { properties: { kunde: { type: object, privacy: none, properties: { «geburtsdatum»: string } }, «courriel»: { type: string, privacy: none } } } }`,
      finds: [
        '"kunde.geburtsdatum" is tagged `none`, but "geburtsdatum" is a name for personal data (user.demographic.date_of_birth).',
        '"courriel" is tagged `none`, but "courriel" is a name for personal data (user.contact.email).',
      ],
    },
    'a person’s bare name': {
      plan: `
traits: { person: { «name»: { type: string, privacy: none } } }`,
      finds: '"name" is tagged `none`, but "name" is a name for personal data (user.name).',
    },
    'in a plan that classifies nothing': {
      plan: `
events: { Account Created: { properties: { «ssn»: string, total: number } } }`,
      finds:
        '"ssn" looks like personal data (user.government_id.national_identification_number) and is not classified.',
    },
  },
});

testRule(unknownCategory, {
  passes: {
    'a child below a known key': `
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email.work } } } }`,
  },
  fails: {
    'a slip, in a policy line and an approval too': {
      plan: `
privacy: { policy: [{ deny: «user.contact.emial» }] }
governance: { approvals: [{ category: «user.location.percise», by: privacy }] }
events: { Account Created: { properties: { phone: { type: string, privacy: «phone_number» }, mood: { type: string, privacy: «weather» } } } }`,
      finds: [
        'No privacy category is called "user.contact.emial". Did you mean "user.contact.email"?',
        'No privacy category is called "user.location.percise". Did you mean "user.location.precise"?',
        'No privacy category is called "phone_number". Did you mean "user.contact.phone_number"?',
        'No privacy category is called "weather". `dataplan catalogue categories` lists them.',
      ],
    },
    'a key that moved, which is mended': {
      plan: `
events: { Account Created: { properties: { born: { type: string, privacy: «user.date_of_birth» }, sex: { type: string, privacy: { category: «user.gender», sensitivity: restricted } } } } }`,
      finds: [
        'The privacy category "user.date_of_birth" is called "user.demographic.date_of_birth" now.',
        'The privacy category "user.gender" is called "user.demographic.gender" now.',
      ],
      fixed: `
events: { Account Created: { properties: { born: { type: string, privacy: user.demographic.date_of_birth }, sex: { type: string, privacy: { category: user.demographic.gender, sensitivity: restricted } } } } }`,
    },
  },
});

testRule(unknownSubject, {
  passes: {
    'a child': `
events: { Account Created: { properties: { email: { type: string, privacy: { category: user.contact.email, subject: child } } } } }`,
  },
  fails: {
    'a property’s': {
      plan: `
events: { Account Created: { properties: { email: { type: string, privacy: { category: user.contact.email, subject: «pasenger» } } } } }`,
      finds: '"pasenger" is no kind of person that the taxonomy has. Did you mean "passenger"?',
    },
    'with none near': {
      plan: `
privacy: { subject: «robots» }
events: { Account Created: { properties: { total: { type: number, privacy: none } } } }`,
      finds:
        '"robots" is no kind of person that the taxonomy has. It has anonymous_user, child, citizen_voter, commuter, consultant, customer, employee, job_applicant, next_of_kin, passenger, patient, prospect, shareholder, supplier_vendor, trainee, visitor.',
    },
  },
});

testRule(sensitivityLowered, {
  passes: {
    raised: `
events: { Account Created: { properties: { email: { type: string, privacy: { category: user.contact.email, sensitivity: restricted } } } } }`,
  },
  fails: {
    'below its category': {
      plan: `
events: { Account Created: { properties: { iban: { type: string, privacy: { category: user.financial.bank_account, sensitivity: «confidential» } } } } }`,
      finds:
        '"iban" is called confidential, but user.financial.bank_account is restricted: a plan may raise a sensitivity, not lower it.',
    },
  },
});

testRule(freeText, {
  passes: {
    'a closed list, a format, a short code': `
events: { Account Created: { properties: { reason_text: { type: string, enum: [late, broken], privacy: none }, message: { type: string, format: uuid, privacy: none }, note: { type: string, maxLength: 8, privacy: none } } } }`,
    'an id of a message': `
events: { Account Created: { properties: { message_id: { type: string, privacy: none } } } }`,
  },
  fails: {
    'what people type': {
      plan: `
events: { Products Searched: { properties: { «search_term»: { type: string, privacy: none } } } }`,
      finds:
        '"search_term" is tagged `none`, but people type it: names, addresses and illnesses turn up in such text (user.content).',
    },
  },
});

testRule(urlQuery, {
  passes: {
    'a system that does not care': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Page Read: { properties: { page_url: string } } }`,
    classified: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { page_read: { properties: { page_url: { type: string, privacy: user.behavior.browsing_history } } } }`,
  },
  fails: {
    'by its name': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { page_read: { properties: { «referrer»: string } } }`,
      finds:
        '"referrer" brings addresses to ga4, which forbids personal data in them; their query may hold some (https://support.google.com/analytics/answer/6366371).',
    },
  },
});

testRule(personalExample, {
  passes: {
    'made-up addresses': `
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email, examples: [jo@example.com, jo@shop.test, "jo@acme.io"] } } } }`,
    'what only looks like one': `
events: { Account Created: { properties: { image: { type: string, privacy: none, examples: ["logo@2x.png is the logo"] } } } }`,
  },
  fails: {
    'inside an event’s example': {
      plan: `
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } }, examples: [«{ email: jo.miller@web.de }»] } }`,
      finds: 'The example j***@w***.de looks like somebody’s mail address; use one at example.com.',
    },
  },
});
