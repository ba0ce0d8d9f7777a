import { falseFriend } from '../../../src/rules/flows/false-friend.ts';
import { currency } from '../../../src/rules/money/currency.ts';
import { differentSource } from '../../../src/rules/money/different-source.ts';
import { lineOrUnit } from '../../../src/rules/money/line-or-unit.ts';
import { standardEventName } from '../../../src/rules/systems/standard-event-name.ts';
import { standardEventParameter } from '../../../src/rules/systems/standard-event-parameter.ts';
import { testRule } from '../../rule-tester.ts';

testRule(standardEventParameter, {
  passes: {
    'another event’s parameters': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { login: { properties: { method: string } } }`,
    'more properties than the plan names': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Purchase: { additional_properties: true } }`,
  },
  fails: {
    'by its name': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { «purchase»: { properties: { value: number, items: array } } }`,
      finds:
        '"purchase" arrives in ga4 without transaction_id, which the standard event requires (https://github.com/rudderlabs/rudder-transformer/tree/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/ga4/data).',
    },
    'by what is made of it': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { «Order Completed»: { to: { braze: { as: purchase } }, properties: { price: number, currency: string } } }`,
      finds:
        '"Order Completed" arrives in braze without product_id, which the standard event requires (https://www.braze.com/docs/api/objects_filters/purchase_object/).',
    },
  },
});

testRule(standardEventName, {
  passes: {
    'the standard name': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { Order Completed: { to: { ga4: purchase } } }`,
    'an event of the shop’s own': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Gift Wrapped: }`,
    'engagement systems have no standard': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
  },
  fails: {
    'another spelling is another name': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { «Order Completed»: { to: { meta: purchase } } }`,
      finds:
        '"Order Completed" arrives in meta as "purchase", a custom event; its standard name there is "Purchase" (https://developers.facebook.com/documentation/meta-pixel/reference).',
    },
  },
});

testRule(falseFriend, {
  passes: {
    'one name for several, ours among them': `
systems: { web: { role: source }, branch: {} }
flows: [{ from: web, to: [branch] }]
events: { Product Viewed: { to: { branch: VIEW_ITEM } } }`,
  },
  fails: {
    'another meaning': {
      plan: `
systems: { web: { role: source }, pinterest: {}, branch: {} }
flows: [{ from: web, to: [pinterest, branch] }]
events: { ««Order Completed»»: { to: { pinterest: initiate_checkout, branch: ADD_PAYMENT_INFO } } }`,
      finds: [
        '"Order Completed" arrives in pinterest as "initiate_checkout", which means checkout started there; its own name is "checkout".',
        '"Order Completed" arrives in branch as "ADD_PAYMENT_INFO", which means payment info entered there; its own name is "PURCHASE".',
      ],
    },
  },
});

testRule(currency, {
  passes: {
    'no amount': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { sign_up: { properties: { method: string } } }`,
    both: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Purchase: { properties: { value: number, currency: string } } }`,
  },
  fails: {
    'on the event that requires it': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { «Order Completed»: { to: { meta: Purchase }, properties: { total: { type: number, to: { meta: value } } } } }`,
      finds:
        '"Purchase" brings meta "value" without "currency"; an amount without its currency is counted wrong or not at all (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/facebook-conversions-api/shared/functions.ts).',
    },
  },
});

testRule(differentSource, {
  passes: {
    'one property everywhere': `
systems: { web: { role: source }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { purchase: { properties: { total: { type: number, to: { ga4: value, meta: value } } } } }`,
  },
  fails: {
    two: {
      plan: `
systems: { web: { role: source }, ga4: {}, braze: {} }
flows: [{ from: web, to: [ga4, braze] }]
events: { «purchase»: { properties: { total: { type: number, to: { braze: total_value } }, net: { type: number, to: { ga4: value } } } } }`,
      finds: '"purchase" is worth "net" in ga4; and "total" in braze: their revenue cannot agree.',
    },
  },
});

testRule(lineOrUnit, {
  passes: {
    'a system that multiplies': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { purchase: { properties: { products: { type: array, to: { ga4: items }, items: { type: object, properties: { price: number } } } } } }`,
  },
  fails: {
    'a unit price': {
      plan: `
systems: { web: { role: source }, adobe: { vendor: adobe_analytics } }
flows: [{ from: web, to: [adobe] }]
events: { purchase: { properties: { products: { type: array, items: { type: object, properties: { «price»: number } } } } } }`,
      finds:
        '"products[].price" arrives in adobe (adobe_analytics) as the price of the whole line and is not multiplied by the quantity (https://experienceleague.adobe.com/en/docs/analytics/implementation/vars/page-vars/events/event-purchase).',
    },
  },
});
