import { convertedCurrency } from '../../../src/rules/money/converted-currency.ts';
import { currency } from '../../../src/rules/money/currency.ts';
import { differentSource } from '../../../src/rules/money/different-source.ts';
import { lineOrUnit } from '../../../src/rules/money/line-or-unit.ts';
import { minorUnits } from '../../../src/rules/money/minor-units.ts';
import { noValue } from '../../../src/rules/money/no-value.ts';
import { taxBasis } from '../../../src/rules/money/tax-basis.ts';
import { testRule } from '../../rule-tester.ts';

const SEGMENT =
  'https://github.com/segmentio/action-destinations/tree/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations';
const RUDDERSTACK =
  'https://github.com/rudderlabs/rudder-transformer/tree/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src';

testRule(differentSource, {
  passes: {
    'the router fills both from the total': `
systems: { web: { role: source, sdk: segment }, ga4: {}, braze: {} }
flows: [{ from: web, to: [ga4, braze] }]
events: { Order Completed: { properties: { total: number, revenue: number } } }`,
    'the plan maps one property everywhere': `
systems: { web: { role: source, sdk: segment }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { Order Completed: { properties: { revenue: number, total: { type: number, to: { ga4: value, meta: value } } } } }`,
    'only the order’s sources are known': `
systems: { web: { role: source, sdk: segment }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { Checkout Started: { properties: { revenue: number, total: number } } }`,
  },
  fails: {
    'total here and revenue there, by the same router': {
      plan: `
systems: { web: { role: source, sdk: segment }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { «Order Completed»: { properties: { revenue: number, total: number } } }`,
      finds: `"Order Completed" is worth "total" (with tax and shipping) in ga4 by segment; and "revenue" (discounts taken off, no tax, no shipping) in meta by segment: their revenue cannot agree (${SEGMENT}).`,
    },
    'one system, two routers': {
      plan: `
systems: { web: { role: source, sdk: segment }, app: { role: source, sdk: rudderstack }, tiktok: {} }
flows: [{ from: [web, app], to: [tiktok] }]
events: { «Order Completed»: { properties: { revenue: number, value: { type: number, from: app } } } }`,
      finds: `"Order Completed" is worth "revenue" (discounts taken off, no tax, no shipping) in tiktok by segment; and "value" in tiktok by rudderstack: their revenue cannot agree (${SEGMENT}).`,
    },
  },
});

testRule(noValue, {
  passes: {
    'the event may have more than the plan names': `
systems: { web: { role: source, sdk: rudderstack }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { Order Completed: { additional_properties: true, properties: { total: number } } }`,
    'the second choice is there': `
systems: { web: { role: source, sdk: segment }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { Order Completed: { properties: { revenue: number } } }`,
  },
  fails: {
    'TikTok by RudderStack wants a value': {
      plan: `
systems: { web: { role: source, sdk: rudderstack }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { «Order Completed»: { properties: { total: number, revenue: number } } }`,
      finds: `"Order Completed" brings tiktok no money: rudderstack fills "value" from "value", which the event does not have (${RUDDERSTACK}).`,
    },
  },
});

testRule(taxBasis, {
  passes: {
    'a total with tax, where the spec has one': `
systems: { web: { role: source, sdk: segment }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { Order Completed: { properties: { total: { type: number, description: Paid amount with tax. } } } }`,
    'nobody says': `
systems: { web: { role: source }, pinterest: {} }
flows: [{ from: web, to: [pinterest] }]
events: { Order Completed: { properties: { paid: { type: number, description: What was paid., to: { pinterest: value } } } } }`,
  },
  fails: {
    'with tax where the system wants it without': {
      plan: `
systems: { web: { role: source }, pinterest: {} }
flows: [{ from: web, to: [pinterest] }]
events: { Order Completed: { properties: { «paid»: { type: number, description: Paid amount including VAT., to: { pinterest: value } } } } }`,
      finds:
        '"paid" is an amount with tax, and pinterest reads "value" as: total of the event, before tax and shipping recommended (https://github.com/pinterest/pinterest-python-generated-api-client/blob/main/docs/ConversionEventsCustomData.md).',
    },
    'revenue that holds the tax': {
      plan: `
systems: { web: { role: source, sdk: segment }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Order Completed: { properties: { «revenue»: { type: number, description: "Paid amount, incl. tax." } } } }`,
      finds: `"revenue" is described as an amount with tax; segment hands it to meta as what its spec says: discounts taken off, no tax, no shipping (${SEGMENT}).`,
    },
  },
});

testRule(minorUnits, {
  passes: {
    'cents in a property that is no money there': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { purchase: { properties: { total_cents: integer } } }`,
    'a percentage is no amount of cents': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { purchase: { properties: { percent: { type: number, to: { ga4: value } } } } }`,
  },
  fails: {
    'cents where whole units are read': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Purchase: { properties: { «paid»: { type: integer, description: Paid amount in cents., to: { meta: value } } } } }`,
      finds:
        '"paid" counts cents and arrives in meta as "value", which is read as whole units: a hundred times too much (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/facebook-conversions-api/shared/functions.ts).',
    },
    'decimals where cents are read': {
      plan: `
systems: { web: { role: source }, intercom: {} }
flows: [{ from: web, to: [intercom] }]
events: { placed-order: { properties: { «total»: { type: number, unit: EUR, to: { intercom: price.amount } } } } }`,
      finds:
        '"total" may have decimals, and intercom reads amounts as whole numbers of the smallest unit: a hundredth of the worth (https://developers.intercom.com/docs/references/2.6/rest-api/data-events/submitting-events).',
    },
  },
});

testRule(lineOrUnit, {
  passes: {
    'revenue alone': `
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: { properties: { revenue: number, quantity: integer } } }`,
  },
  fails: {
    'price and quantity beside the revenue': {
      plan: `
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { «Order Completed»: { properties: { revenue: number, price: number, quantity: integer } } }`,
      finds:
        '"Order Completed" brings amplitude "revenue", "price" and "quantity": it counts price times quantity and forgets "revenue" (https://amplitude.com/docs/apis/analytics/http-v2).',
    },
  },
});

testRule(currency, {
  passes: {
    'a router takes the spec’s own name': `
systems: { web: { role: source, sdk: segment }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { properties: { total: number, currency: string } } }`,
  },
  fails: {
    'a default is taken for it': {
      plan: `
systems: { web: { role: source, sdk: segment }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { «Order Completed»: { to: { meta: Purchase }, properties: { revenue: number } } }`,
      finds:
        '"Purchase" brings meta "value" without "currency"; an amount without its currency is taken for USD (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/facebook-conversions-api/shared/functions.ts).',
    },
  },
});

testRule(convertedCurrency, {
  passes: {
    'dollars stay dollars': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { properties: { total: number, currency: { type: string, const: USD } } } }`,
  },
  fails: {
    'euros become dollars': {
      plan: `
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { properties: { total: number, currency: { type: string, enum: [EUR, USD, GBP] } } } }`,
      finds:
        'braze keeps money as USD, converted with daily rates; amounts that are sent in EUR, GBP differ there from every other system by the rate of the day (https://www.braze.com/docs/api/objects_filters/purchase_object/).',
    },
  },
});
