import { consentMissing } from '../../../src/rules/privacy/consent-missing.ts';
import { testRule } from '../../rule-tester.ts';

const plan = (flow: string, consent = 'boolean', signal = '{ context.consent: true }') => `
privacy: { purposes: { marketing: { basis: consent, signal: ${signal} } } }
systems: { web: { role: source }, «tiktok»: { purposes: [marketing] } }
flows: [${flow}]
context: { consent: ${consent} }
events: { Order Completed: { to: { tiktok: Purchase } }, Product Viewed: { to: { tiktok: ViewContent } } }`;

testRule(consentMissing, {
  passes: {
    'the flow asks first': plan('{ from: web, to: tiktok, when: { context.consent: true } }'),
    'the consent fills the vendor’s field': plan(
      '{ from: web, to: tiktok }',
      '{ type: boolean, to: { tiktok: limited_data_use } }',
    ),
    'a vendor without such a field': `
privacy: { purposes: { marketing: { basis: consent, signal: { context.consent: true } } } }
systems: { web: { role: source }, braze: { purposes: [marketing] } }
flows: [{ from: web, to: braze }]
context: { consent: boolean }
events: { Order Completed: }`,
  },
  fails: {
    'everybody is sent': {
      plan: plan('{ from: web, to: tiktok }'),
      finds:
        '"Order Completed" and 1 more reach tiktok for marketing whether or not people agreed: no `when` asks for the signal, and nothing fills "limited_data_use" (https://ads.tiktok.com/help/article/standard-events-parameters).',
    },
  },
});
