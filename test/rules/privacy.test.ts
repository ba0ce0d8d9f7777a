import { childrenRetention } from '../../src/rules/privacy/children-retention.ts';
import { combination } from '../../src/rules/privacy/combination.ts';
import { consentWithoutSignal } from '../../src/rules/privacy/consent-without-signal.ts';
import { controllerMissing } from '../../src/rules/privacy/controller-missing.ts';
import { deniedFlow } from '../../src/rules/privacy/denied-flow.ts';
import { freeText } from '../../src/rules/privacy/free-text.ts';
import { hashConflict } from '../../src/rules/privacy/hash-conflict.ts';
import { hashForbidden } from '../../src/rules/privacy/hash-forbidden.ts';
import { hashNotDeclared } from '../../src/rules/privacy/hash-not-declared.ts';
import { hashRequired } from '../../src/rules/privacy/hash-required.ts';
import { hipaaIdentifiers } from '../../src/rules/privacy/hipaa-identifiers.ts';
import { idleAllow } from '../../src/rules/privacy/idle-allow.ts';
import { notAllowed } from '../../src/rules/privacy/not-allowed.ts';
import { personalExample } from '../../src/rules/privacy/personal-example.ts';
import { personalName } from '../../src/rules/privacy/personal-name.ts';
import { processorAgreement } from '../../src/rules/privacy/processor-agreement.ts';
import { purposeMismatch } from '../../src/rules/privacy/purpose-mismatch.ts';
import { purposeMissing } from '../../src/rules/privacy/purpose-missing.ts';
import { purposeWithoutBasis } from '../../src/rules/privacy/purpose-without-basis.ts';
import { retentionExceeded } from '../../src/rules/privacy/retention-exceeded.ts';
import { retentionMissing } from '../../src/rules/privacy/retention-missing.ts';
import { sensitivityLowered } from '../../src/rules/privacy/sensitivity-lowered.ts';
import { signalNotCarried } from '../../src/rules/privacy/signal-not-carried.ts';
import { specialCategory } from '../../src/rules/privacy/special-category.ts';
import { unclassified } from '../../src/rules/privacy/unclassified.ts';
import { unknownCategory } from '../../src/rules/privacy/unknown-category.ts';
import { unknownSubject } from '../../src/rules/privacy/unknown-subject.ts';
import { unreachablePolicy } from '../../src/rules/privacy/unreachable-policy.ts';
import { unusedPurpose } from '../../src/rules/privacy/unused-purpose.ts';
import { urlQuery } from '../../src/rules/privacy/url-query.ts';
import { vendorConsent } from '../../src/rules/privacy/vendor-consent.ts';
import { testRule } from '../rule-tester.ts';

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

testRule(hashRequired, {
  passes: {
    'hashed on the way': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
traits: { person: { email: { type: string, privacy: user.contact.email, to: { meta: { name: em, handling: hashed } } } } }`,
    'a field that may be either': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, meta: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [meta] }]
events: { Purchase: }`,
  },
  fails: {
    'by what it is, and by the field it goes to': {
      plan: `
systems: { web: { role: source }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
traits: { person: { «phone»: { type: string, privacy: user.contact.phone_number }, «member»: { type: string, privacy: user.unique_id, to: { tiktok: user.external_id } } } }`,
      finds: [
        '"phone" goes to tiktok in clear, where it must be hashed (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/tiktok-conversions/reportWebEvent/formatter.ts).',
        '"member" goes to tiktok in clear as "user.external_id", where it must be hashed (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/tiktok_ads/data/TikTokTrackV2.json).',
      ],
    },
    'from a connector, a warning': {
      plan: `
systems: { web: { role: source }, reddit: {} }
flows: [{ from: web, to: [reddit] }]
context: { «ip»: { type: string, privacy: user.device.ip_address } }
events: { Purchase: }`,
      finds:
        '"ip" goes to reddit in clear, where it must be hashed (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/reddit-conversions-api/utils.ts).',
    },
  },
});

testRule(hashForbidden, {
  passes: {
    'in clear': `
systems: { web: { role: source }, google-ads: {} }
flows: [{ from: web, to: [google-ads] }]
traits: { person: { city: { type: string, privacy: user.contact.address.city } } }`,
  },
  fails: {
    'a click id': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
traits: { person: { «click»: { type: string, privacy: { category: user.unique_id.pseudonymous.click_id, handling: hashed }, to: { meta: fbc } } } }`,
      finds:
        '"click" goes to meta hashed as "fbc", where it must be in clear (https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters).',
    },
  },
});

testRule(hashConflict, {
  passes: {
    'two that normalise alike': `
systems: { web: { role: source }, meta: {}, snapchat: {}, pinterest: {} }
flows: [{ from: web, to: [meta, snapchat, pinterest] }]
traits: { person: { em: { type: string, privacy: { category: user.contact.email, handling: hashed } } } }`,
    'hashed on the way, each by its own recipe': `
systems: { web: { role: source }, meta: {}, google-ads: {} }
flows: [{ from: web, to: [meta, google-ads] }]
traits: { person: { email: { type: string, privacy: user.contact.email, to: { meta: { handling: hashed }, google-ads: { handling: hashed } } } } }`,
  },
  fails: {
    'phones with and without the plus': {
      plan: `
systems: { web: { role: source }, meta: {}, tiktok: {} }
flows: [{ from: web, to: [meta, tiktok] }]
traits: { person: { «ph»: { type: string, privacy: { category: user.contact.phone_number, handling: hashed } } } }`,
      finds:
        '"ph" is stored as one hash, but meta wants sha256 in hex of the digits of the number and tiktok sha256 in hex of the number with its plus sign: no value matches in both (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/tiktok-conversions/reportWebEvent/formatter.ts).',
    },
    'another encoding': {
      plan: `
systems: { web: { role: source }, meta: {}, ttd: { vendor: the_trade_desk } }
flows: [{ from: web, to: [meta, ttd] }]
traits: { person: { «em»: { type: string, privacy: { category: user.unique_id.pseudonymous.hashed_email, handling: hashed } } } }`,
      finds:
        '"em" is stored as one hash, but meta wants sha256 in hex of the address in lower case and ttd (the_trade_desk) sha256 in base64 of the address in lower case, without dots for Gmail, without a plus suffix for Gmail: no value matches in both (https://unifiedid.com/docs/getting-started/gs-normalization-encoding).',
    },
  },
});

testRule(hashNotDeclared, {
  passes: {
    'a hash of something else': `
events: { Account Created: { properties: { bundle_hash: { type: string, privacy: none } } } }`,
  },
  fails: {
    'its own category does not say it either': {
      plan: `
events: { Account Created: { properties: { «phone_md5»: { type: string, privacy: user.unique_id.pseudonymous.hashed_phone } } } }`,
      finds:
        '"phone_md5" is named a hash, but nothing says so: with `handling: hashed` a value in clear would be found.',
    },
  },
});

testRule(purposeMissing, {
  passes: {
    'a warehouse of one’s own': `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, lake: { vendor: snowflake } }
flows: [{ from: web, to: [lake] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
    'nothing personal': `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Account Created: { properties: { total: { type: number, privacy: none } } } }`,
  },
  fails: {
    'some kinds': {
      plan: `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email }, phone: { type: string, privacy: user.contact.phone_number } } } }`,
      finds: '"braze" gets personal data of 2 kinds (user.contact.email, …), and has no purpose.',
    },
    'one kind': {
      plan: `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
      finds: '"braze" gets personal data of a kind (user.contact.email), and has no purpose.',
    },
  },
});

testRule(purposeMismatch, {
  passes: {
    'one shared is enough': `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, braze: { purposes: [marketing, support] } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: { category: user.contact.email, purposes: [support] } } } } }`,
    'a system without purposes': `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { email: { type: string, privacy: { category: user.contact.email, purposes: [support] } } } } }`,
  },
  fails: {
    'none shared': {
      plan: `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, braze: { purposes: [marketing] } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { «email»: { type: string, privacy: { category: user.contact.email, purposes: [support] } } } } }`,
      finds: '"email" is for support, and braze uses what it gets for marketing.',
    },
  },
});

testRule(purposeWithoutBasis, {
  passes: {
    'every regime has its own': `
privacy: { regimes: [ccpa], purposes: { ads: { under: { ccpa: { basis: opt-out, signal: { context.sale: false } } } } } }
events: { Order Completed: }`,
  },
  fails: {
    none: {
      plan: `
privacy: { purposes: { «ads»: { description: Advertisements. } } }
events: { Order Completed: }`,
      finds:
        'Purpose "ads" names no basis: consent, opt-out, contract, legal-obligation, vital-interest, public-interest or legitimate-interest.',
    },
  },
});

testRule(consentWithoutSignal, {
  passes: {
    'another basis': `
privacy: { purposes: { ads: { basis: legitimate-interest } } }
events: { Order Completed: }`,
    'a regime that keeps the signal': `
privacy: { regimes: [ccpa], purposes: { ads: { basis: consent, signal: { context.ads: true }, under: { ccpa: { basis: opt-out } } } } }
events: { Order Completed: }`,
  },
  fails: {
    'under a regime': {
      plan: `
privacy: { regimes: [ccpa], purposes: { «ads»: { basis: legitimate-interest, under: { ccpa: { basis: opt-out } } } } }
events: { Order Completed: }`,
      finds:
        'Purpose "ads" rests on opt-out under ccpa, but no `signal` says how a sample shows it: nothing can check it.',
    },
  },
});

testRule(signalNotCarried, {
  passes: {
    'in the context of every call': `
privacy: { purposes: { marketing: { basis: consent, signal: { context.consent.marketing: true } } } }
context: { consent.marketing: boolean }
systems: { web: { role: source }, braze: { purposes: [marketing] } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
    'inside an object of the context': `
privacy: { purposes: { marketing: { basis: consent, signal: { context.consent.marketing: true } } } }
context: { consent: object }
systems: { web: { role: source }, braze: { purposes: [marketing] } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
  },
  fails: {
    'by one event and not by another': {
      plan: `
privacy: { purposes: { marketing: { basis: consent, signal: { context.consent.marketing: true } } } }
systems: { web: { role: source }, braze: { purposes: [marketing] } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { context: { consent.marketing: { type: boolean } } }, «Cart Viewed»: }`,
      finds:
        '"Cart Viewed" reaches braze for marketing, but does not carry "context.consent.marketing", the signal that says it may.',
    },
  },
});

testRule(unusedPurpose, {
  passes: {
    'data that is collected for it': `
privacy: { purposes: { marketing: { basis: legitimate-interest }, support: { basis: contract } } }
systems: { web: { role: source }, braze: { purposes: [marketing] } }
flows: [{ from: web, to: [braze] }]
events: { Account Created: { properties: { phone: { type: string, privacy: { category: user.contact.phone_number, purposes: [support] } } } } }`,
  },
  fails: {
    nobody: {
      plan: `
privacy: { purposes: { marketing: { basis: legitimate-interest }, «support»: { basis: contract } } }
systems: { web: { role: source }, braze: { purposes: [marketing] } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
      finds: 'No system has the purpose "support", and no data is collected for it.',
    },
  },
});

testRule(vendorConsent, {
  passes: {
    'where no European is meant': `
privacy: { regimes: [ccpa], purposes: { ads: { basis: opt-out, signal: { context.sale: false } } } }
systems: { web: { role: source }, google-ads: { purposes: [ads] } }
flows: [{ from: web, to: [google-ads] }]
events: { Purchase: }`,
    'consent under the regime': `
privacy: { regimes: [gdpr], purposes: { ads: { basis: opt-out, signal: { context.sale: false }, under: { gdpr: { basis: consent } } } } }
systems: { web: { role: source }, google-ads: { purposes: [ads] } }
flows: [{ from: web, to: [google-ads] }]
events: { Purchase: }`,
  },
  fails: {
    'another basis': {
      plan: `
privacy: { regimes: [gdpr], purposes: { ads: { basis: contract } } }
systems: { web: { role: source }, «google-ads»: { purposes: [ads] } }
flows: [{ from: web, to: [google-ads] }]
events: { Purchase: }`,
      finds:
        'google-ads (google_ads) wants consent (ad_user_data) for people in Europe, and none of its purposes rests on consent there (https://support.google.com/google-ads/answer/13802165).',
    },
  },
});

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
