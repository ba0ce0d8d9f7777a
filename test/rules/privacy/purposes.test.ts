import { consentWithoutSignal } from '../../../src/rules/privacy/consent-without-signal.ts';
import { purposeMismatch } from '../../../src/rules/privacy/purpose-mismatch.ts';
import { purposeMissing } from '../../../src/rules/privacy/purpose-missing.ts';
import { purposeWithoutBasis } from '../../../src/rules/privacy/purpose-without-basis.ts';
import { signalNotCarried } from '../../../src/rules/privacy/signal-not-carried.ts';
import { unusedPurpose } from '../../../src/rules/privacy/unused-purpose.ts';
import { vendorConsent } from '../../../src/rules/privacy/vendor-consent.ts';
import { testRule } from '../../rule-tester.ts';

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
