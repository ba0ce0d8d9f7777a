import { falseFriend } from '../../../src/rules/flows/false-friend.ts';
import { nameCollapse } from '../../../src/rules/flows/name-collapse.ts';
import { routerDefaultName } from '../../../src/rules/flows/router-default-name.ts';
import { twoMeanings } from '../../../src/rules/flows/two-meanings.ts';
import { testRule } from '../../rule-tester.ts';

const RUDDERSTACK =
  'https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations';
const SEGMENT =
  'https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations';

testRule(falseFriend, {
  passes: {
    'a name that two business events share': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Product Removed: { to: { braze: ecommerce.cart_updated } } }`,
    'an older name of the same event': `
systems: { web: { role: source }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { Order Completed: { to: { tiktok: CompletePayment } } }`,
    'two events under one name, which is another finding': `
systems: { web: { role: source, sdk: rudderstack }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Product Viewed: , Product List Viewed: }`,
    'an event that the catalogue does not know': `
systems: { web: { role: source, sdk: rudderstack }, branch: {} }
flows: [{ from: web, to: [branch] }]
events: { Gift Wrapped: }`,
    'the plan’s own name wins over the router’s': `
systems: { web: { role: source, sdk: rudderstack }, branch: {} }
flows: [{ from: web, to: [branch] }]
events: { Order Completed: { to: { branch: PURCHASE } } }`,
  },
  fails: {
    'the name of another event': {
      plan: `
systems: { web: { role: source }, pinterest: {} }
flows: [{ from: web, to: [pinterest] }]
events: { «Order Completed»: { to: { pinterest: initiate_checkout } } }`,
      finds:
        '"Order Completed" arrives in pinterest as "initiate_checkout", which means checkout started there; its own name is "checkout".',
    },
    'a name that only sounds right': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { «Products Searched»: { to: { ga4: view_search_results } } }`,
      finds:
        '"Products Searched" arrives in ga4 as "view_search_results", which means something else: the result page was shown there; its own name is "search".',
    },
    'what the router makes of it': {
      plan: `
systems: { app: { role: source, sdk: rudderstack }, branch: {} }
flows: [{ from: app, to: [branch] }]
events: { «order_completed»: }`,
      finds: `rudderstack hands "order_completed" to branch as "ADD_PAYMENT_INFO" by default, which means payment info entered there; its own name is "PURCHASE" (${RUDDERSTACK}/branch/data/eventMapping.js).`,
    },
  },
});

testRule(twoMeanings, {
  passes: {
    'the name tells what it is: a false friend, elsewhere': `
systems: { web: { role: source }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { Order Completed: { to: { ga4: purchase, meta: InitiateCheckout } } }`,
    'custom names have no meaning': `
systems: { web: { role: source }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { Basket Paid: { to: { ga4: basket_paid, meta: Purchase } } }`,
    'constructor is an ordinary name': `
systems: { web: { role: source }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { constructor: { to: { ga4: constructor, meta: __proto__ } } }`,
  },
  fails: {
    'a purchase here, the start of one there': {
      plan: `
systems: { web: { role: source }, ga4: {}, meta: {} }
flows: [{ from: web, to: [ga4, meta] }]
events: { «Basket Paid»: { to: { ga4: purchase, meta: InitiateCheckout } } }`,
      finds:
        '"Basket Paid" is "purchase" in ga4 (order completed) and "InitiateCheckout" in meta (checkout started): one event under two meanings.',
    },
  },
});

testRule(routerDefaultName, {
  passes: {
    'no router on the way': `
systems: { web: { role: source }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { Order Completed: }`,
    'a warehouse between the router and the system': `
systems: { web: { role: source, sdk: segment }, lake: { vendor: bigquery }, tiktok: {} }
flows: [{ from: web, to: [lake] }, { from: lake, to: [tiktok] }]
events: { Order Completed: }`,
    'one router with a name of its own': `
systems: { web: { role: source, sdk: segment }, snapchat: {} }
flows: [{ from: web, to: [snapchat] }]
events: { Product List Viewed: }`,
  },
  fails: {
    'an old name, from a server’s library too': {
      plan: `
systems: { server: { role: source, sdk: segment-node }, tiktok: {} }
flows: [{ from: server, to: [tiktok] }]
events: { «Order Completed»: }`,
      finds: `segment hands "Order Completed" to tiktok as "CompletePayment" unless it is told otherwise; tiktok calls it "Purchase" today: write the name into \`to\` (${SEGMENT}/tiktok-conversions/index.ts).`,
    },
    'two routers, two names; a router may be a system of the plan': {
      plan: `
systems: { web: { role: source }, hub: { vendor: segment }, app: { role: source, sdk: rudderstack }, snapchat: {} }
flows: [{ from: web, to: [hub] }, { from: [hub, app], to: [snapchat] }]
events: { «Product List Viewed»: }`,
      finds: `"Product List Viewed" arrives in snapchat as "LIST_VIEW" by segment and as "VIEW_CONTENT" by rudderstack: one event is counted as two (${SEGMENT}/snap-conversions-api/index.ts).`,
    },
  },
});

testRule(nameCollapse, {
  passes: {
    'Segment keeps them apart': `
systems: { web: { role: source, sdk: segment }, snapchat: {} }
flows: [{ from: web, to: [snapchat] }]
events: { Product List Viewed: , Product Viewed: }`,
    'the plan keeps them apart': `
systems: { web: { role: source, sdk: rudderstack }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Product Viewed: , Product List Viewed: { to: { meta: ListViewed } } }`,
  },
  fails: {
    'two views become one': {
      plan: `
systems: { web: { role: source, sdk: rudderstack }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Product Viewed: , «Product List Viewed»: }`,
      finds: `rudderstack hands "Product Viewed" and "Product List Viewed" to meta under one name, "ViewContent": there they cannot be told apart (${RUDDERSTACK}/facebook_pixel/config.js).`,
    },
    'one named by the plan, one by the router': {
      plan: `
systems: { web: { role: source, sdk: rudderstack }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Story Viewed: { to: { meta: ViewContent } }, «Product Viewed»: }`,
      finds: `rudderstack hands "Story Viewed" and "Product Viewed" to meta under one name, "ViewContent": there they cannot be told apart (${RUDDERSTACK}/facebook_pixel/config.js).`,
    },
  },
});
