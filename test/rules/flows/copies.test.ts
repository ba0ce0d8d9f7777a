import { granularity } from '../../../src/rules/flows/granularity.ts';
import { noDedupeKey } from '../../../src/rules/flows/no-dedupe-key.ts';
import { propertyDropped } from '../../../src/rules/flows/property-dropped.ts';
import { testRule } from '../../rule-tester.ts';

testRule(granularity, {
  passes: {
    'by the line everywhere': `
systems: { web: { role: source }, braze: { vendor: braze }, crm: { vendor: braze } }
flows: [{ from: web, to: [braze, crm] }]
events: { Order Completed: { to: { braze: { per: "products[]" }, crm: { per: "products[]" } }, properties: { products: array } } }`,
    'only one system': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Product Added: { to: { braze: ecommerce.cart_updated } } }`,
  },
  fails: {
    'an order here, its lines there': {
      plan: `
systems: { web: { role: source }, amplitude: {}, braze: {} }
flows: [{ from: web, to: [amplitude, braze] }]
events: { «Order Completed»: { to: { braze: { as: purchase, per: "products[]" } }, properties: { products: array } } }`,
      finds:
        '"Order Completed" becomes one record for each element of "products[]" in braze and stays one in amplitude: their counts differ by the lines of the basket.',
    },
    'the cart here, the line there': {
      plan: `
systems: { web: { role: source }, ga4: {}, iterable: {} }
flows: [{ from: web, to: [ga4, iterable] }]
events: { «Product Added»: { to: { ga4: add_to_cart, iterable: commerce/updateCart } } }`,
      finds:
        '"commerce/updateCart" in iterable is the whole cart, while ga4 gets the line that "Product Added" is about: neither counts nor quantities can be compared (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/iterable/config.js).',
    },
  },
});

const sides = 'systems: { web: { role: source }, amplitude: { side: product }, braze: { side: marketing } }';

testRule(propertyDropped, {
  passes: {
    'personal data is kept back on purpose': `
${sides}
flows: [{ from: web, to: [amplitude, braze] }]
events: { Order Completed: { properties: { note: { type: string, privacy: user.content, to: { braze: false } } } } }`,
    'an event of one side alone': `
${sides}
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: { properties: { coupon: { type: string, privacy: none } } } }`,
  },
  fails: {
    'a property that marketing does not get': {
      plan: `
${sides}
flows: [{ from: web, to: [amplitude, braze] }]
events: { Order Completed: { properties: { «coupon»: { type: string, privacy: none, to: { braze: false } } } } }`,
      finds: '"coupon" of "Order Completed" reaches amplitude and is left out for braze.',
    },
    'one that a need is made of': {
      plan: `
${sides}
flows: [{ from: web, to: [amplitude, braze] }]
events: { Order Completed: { properties: { «coupon»: { type: string, privacy: none, to: { braze: false } } } } }
needs: { Coupon hunters: { kind: audience, uses: [Order Completed.coupon] } }`,
      finds:
        '"coupon" of "Order Completed" reaches amplitude and is left out for braze, although "Coupon hunters" is made of it.',
    },
  },
});

testRule(noDedupeKey, {
  passes: {
    'two clients have different people': `
systems: { web: { role: source }, ios: { role: source }, meta: {} }
flows: [{ from: [web, ios], to: [meta] }]
events: { Purchase: { from: [web, ios], properties: { value: number } } }`,
    'nobody said that both send it': `
systems: { web: { role: source }, server: { role: source }, meta: {} }
flows: [{ from: [web, server], to: [meta] }]
events: { Purchase: { properties: { value: number } } }`,
    'the order’s number tells copies apart': `
systems: { web: { role: source }, server: { role: source }, ga4: {} }
flows: [{ from: [web, server], to: [ga4] }]
events: { Order Completed: { from: [web, server], to: { ga4: purchase }, properties: { transaction_id: string } } }`,
    'a warehouse keeps both': `
systems: { web: { role: source }, server: { role: source }, lake: { vendor: bigquery } }
flows: [{ from: [web, server], to: [lake] }]
events: { Purchase: { from: [web, server], properties: { value: number } } }`,
  },
  fails: {
    'browser and server, in two systems': {
      plan: `
systems: { web: { role: source, sdk: segment }, shop: { role: source, sdk: segment-node }, meta: {}, tiktok: {} }
flows: [{ from: [web, shop], to: [meta, tiktok] }]
events: { «Purchase»: { from: [web, shop], properties: { value: number, currency: string } } }`,
      finds:
        'web and shop both send "Purchase", and nothing arrives in meta, tiktok that tells the copies apart ("event_id"): each counts (https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters).',
    },
    'systems that remember for different times': {
      plan: `
systems: { web: { role: source }, order-api: { role: source }, amplitude: {}, meta: {} }
flows: [{ from: [web, order-api], to: [amplitude, meta] }]
events: { «Purchase»: { from: [web, order-api], properties: { event_id: { type: string, to: { amplitude: insert_id } } } } }`,
      finds:
        'meta knows the copies of "Purchase" for 48 hours and amplitude for 7 days: a copy that comes between counts in meta alone.',
    },
  },
});
