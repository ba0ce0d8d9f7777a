import { defineFirst } from '../../../src/rules/systems/define-first.ts';
import { doubleDelivery } from '../../../src/rules/systems/double-delivery.ts';
import { unevenSampling } from '../../../src/rules/systems/uneven-sampling.ts';
import { unreached } from '../../../src/rules/systems/unreached.ts';
import { testRule } from '../../rule-tester.ts';

testRule(unreached, {
  passes: {
    'one event’s own `to`': `
systems: { web: { role: source }, meta: {} }
events: { Order Completed: { to: { meta: Purchase } } }`,
    'a system that is only proposed': `
systems: { web: { role: source }, meta: { status: proposed } }
events: { Order Completed: }`,
    'a plan without events': `
systems: { web: { role: source }, meta: {} }`,
  },
  fails: {
    'a receiver and a sender': {
      plan: `
systems: { web: { role: source }, «ios»: { role: source }, «meta»: {} }
events: { Order Completed: { from: web } }`,
      finds: [
        'Source "ios" sends nothing: no event comes from it.',
        `Nothing flows to "meta": no flow and no event's \`to\` names it.`,
      ],
    },
  },
});

testRule(doubleDelivery, {
  passes: {
    'two sources, one way each': `
systems: { web: { role: source }, ios: { role: source }, meta: {} }
flows: [{ from: [web, ios], to: meta }]
events: { Purchase: }`,
    'an order id that tells copies apart': `
systems: { web: { role: source }, lake: {}, meta: {} }
flows: [{ from: web, to: [lake, meta] }, { from: lake, to: meta }]
events: { Purchase: { properties: { order_id: string } } }`,
  },
  fails: {
    'nothing known to help': {
      plan: `
systems: { web: { role: source }, lake: {}, heap: {} }
flows: [{ from: web, to: [lake, heap] }, { from: lake, to: heap }]
events: { «Order Completed»: }`,
      finds:
        '"Order Completed" reaches heap twice, by web → heap and by web → lake → heap; nothing is known to tell the copies apart.',
    },
  },
});

testRule(unevenSampling, {
  passes: {
    'one side only': `
systems: { web: { role: source }, amplitude: {}, mixpanel: {} }
flows: [{ from: web, to: [amplitude, mixpanel] }]
events: { Product Viewed: { to: { mixpanel: { sampling: 0.1 } } } }`,
  },
  fails: {
    'along the flows': {
      plan: `
systems: { web: { role: source }, amplitude: {}, meta: {} }
flows: [{ from: web, to: amplitude, sampling: 0.25 }, { from: web, to: meta }]
events: { «Product Viewed»: }`,
      finds: 'amplitude gets 25% of "Product Viewed" and meta 100%: their counts cannot agree.',
    },
  },
});

testRule(defineFirst, {
  passes: {
    'nothing flows there': `
systems: { web: { role: source }, adjust: {} }
events: { Order Completed: }`,
  },
  fails: {
    'once for all events': {
      plan: `
systems: { web: { role: source }, «adjust»: {} }
flows: [{ from: web, to: [adjust] }]
events: { Order Completed: , Cart Viewed: }`,
      finds:
        'adjust takes only events that were defined in it beforehand; 2 of this plan go there (https://segment.com/docs/connections/destinations/catalog/adjust/).',
    },
  },
});
