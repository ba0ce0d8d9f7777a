import { refundAsPurchase } from '../../../src/rules/money/refund-as-purchase.ts';
import { refundLost } from '../../../src/rules/money/refund-lost.ts';
import { testRule } from '../../rule-tester.ts';

testRule(refundLost, {
  passes: {
    'the system gets both': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { Order Completed: { to: { ga4: purchase } }, Order Refunded: { to: { ga4: refund } } }`,
    'nothing is ever refunded': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Order Completed: { to: { meta: Purchase } } }`,
    'a refund that is only thought of': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Order Completed: { to: { meta: Purchase } }, Order Refunded: { status: proposed } }`,
  },
  fails: {
    'an advertising system has no such event': {
      plan: `
systems: { web: { role: source }, ads: { vendor: tiktok } }
flows: [{ from: web, to: [ads] }]
events: { Order Completed: { to: { ads: Purchase } }, «Order Refunded»: }`,
      finds:
        'ads (tiktok) counts "Order Completed" and has no event for "Order Refunded": its revenue stays as if nobody sent anything back (https://ads.tiktok.com/help/article/supported-standard-events).',
    },
    'one that has it does not get it': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze], events: [Order Completed] }]
events: { Order Completed: , «Order Refunded»: }`,
      finds:
        'braze counts "Order Completed" and "Order Refunded" never reaches it, although it has an event for refunds (ecommerce.order_refunded) (https://www.braze.com/docs/user_guide/data/activation/events/recommended_events/ecommerce_events).',
    },
  },
});

testRule(refundAsPurchase, {
  passes: {
    'an event of its own': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Refunded: { to: { braze: ecommerce.order_refunded } } }`,
  },
  fails: {
    'one more purchase': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { «Order Refunded»: { to: { braze: { as: purchase } } } }`,
      finds:
        '"Order Refunded" arrives in braze as a purchase of a negative price: the money is right and the number of purchases grows by one (https://www.braze.com/docs/api/objects_filters/purchase_object/).',
    },
  },
});
