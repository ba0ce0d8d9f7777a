import { closedEventList } from '../../../src/rules/systems/closed-event-list.ts';
import { eventCount } from '../../../src/rules/systems/event-count.ts';
import { eventNameCharacters } from '../../../src/rules/systems/event-name-characters.ts';
import { eventNameCollision } from '../../../src/rules/systems/event-name-collision.ts';
import { eventNameLength } from '../../../src/rules/systems/event-name-length.ts';
import { outdatedEventName } from '../../../src/rules/systems/outdated-event-name.ts';
import { reservedEventName } from '../../../src/rules/systems/reserved-event-name.ts';
import { testRule } from '../../rule-tester.ts';

testRule(eventNameLength, {
  passes: {
    'a name of just the length': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { abcdefghijabcdefghijabcdefghijabcdefghij: }`,
    'a system whose limit nobody knows': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Help Center Article About Returns And Refunds Opened: }`,
    'a pattern of names': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { Any page: { name: "https://shop.example/very/long/address/of/a/page*", call: page } }`,
  },
  fails: {
    'bytes where bytes count, with the name it has there': {
      plan: `
systems: { web: { role: source }, customerio: {} }
flows: [{ from: web, to: [customerio] }]
events: { «Order Completed»: { to: { customerio: "ééééééééééééééééééééééééééééééééééééééééééééééééééé" } } }`,
      finds:
        'Event name "ééééééééééééééééééééééééééééééééééééééééééééééééééé" has 102 bytes; customerio takes 100 (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/customerio/README.md).',
    },
    'a limit of the plan': {
      plan: `
systems: { web: { role: source }, braze: { limits: { event_name: { max_length: 10 } } } }
flows: [{ from: web, to: [braze] }]
events: { «Order Completed»: , Cart: }`,
      finds: 'Event name "Order Completed" has 15 characters; braze takes 10 (limits in the plan).',
    },
  },
});

testRule(eventNameCharacters, {
  passes: {
    'what the system’s naming makes of it': `
systems: { web: { role: source }, ga4: { naming: { events: { case: snake } } } }
flows: [{ from: web, to: [ga4] }]
events: { Order Completed: }`,
  },
  fails: {
    'a leading digit': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { «2nd_order_completed»: }`,
      finds:
        'Event name "2nd_order_completed" does not fit ^[A-Za-z][A-Za-z0-9_]*$, which ga4 asks of event names (https://support.google.com/analytics/answer/9267744).',
    },
    'once for each system': {
      plan: `
systems: { web: { role: source }, ga4: {}, other: { vendor: ga4 } }
flows: [{ from: web, to: [ga4, other] }]
events: { ««Order Completed»»: }`,
      finds: [
        'Event name "Order Completed" does not fit ^[A-Za-z][A-Za-z0-9_]*$, which ga4 asks of event names (https://support.google.com/analytics/answer/9267744).',
        'Event name "Order Completed" does not fit ^[A-Za-z][A-Za-z0-9_]*$, which other (ga4) asks of event names (https://support.google.com/analytics/answer/9267744).',
      ],
    },
  },
});

testRule(reservedEventName, {
  passes: {
    'the vendor’s own standard event, prefix and all': `
systems: { web: { role: source }, appsflyer: {} }
flows: [{ from: web, to: [appsflyer] }]
events: { Order Completed: { to: { appsflyer: af_purchase } } }`,
    'a page call': `
systems: { web: { role: source }, posthog: {} }
flows: [{ from: web, to: [posthog] }]
events: { Home: { call: page, to: { posthog: "$pageview" } } }`,
  },
  fails: {
    'in one surface of the system': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { «app_exception»: }`,
      finds:
        'Event name "app_exception" is reserved in ga4 (app) (https://firebase.google.com/docs/reference/swift/firebaseanalytics/api/reference/Classes/Analytics).',
    },
    'a prefix': {
      plan: `
systems: { web: { role: source }, appsflyer: {} }
flows: [{ from: web, to: [appsflyer] }]
events: { «af_gift_wrapped»: }`,
      finds:
        'Event name "af_gift_wrapped" starts with "af_", which appsflyer keeps for its own events (https://dev.appsflyer.com/hc/docs/in-app-events-sdk).',
    },
  },
});

testRule(closedEventList, {
  passes: {
    'a name of the list': `
systems: { web: { role: source }, snapchat: {} }
flows: [{ from: web, to: [snapchat] }]
events: { Order Completed: { to: { snapchat: PURCHASE } } }`,
    'a list that is not closed': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Gift Wrapped: }`,
  },
  fails: {
    'with the nearest': {
      plan: `
systems: { web: { role: source }, snapchat: {} }
flows: [{ from: web, to: [snapchat] }]
events: { «Order Completed»: { to: { snapchat: PURCHASED } } }`,
      finds:
        'snapchat accepts 31 event names and "PURCHASED" is none of them, but "PURCHASE" is (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/snapchat_conversion/config.js).',
    },
    'with none near': {
      plan: `
systems: { web: { role: source }, pinterest: {} }
flows: [{ from: web, to: [pinterest] }]
events: { «gift_wrapped»: }`,
      finds:
        'pinterest accepts 22 event names and "gift_wrapped" is none of them (https://developers.pinterest.com/docs/conversions/event/).',
    },
  },
});

testRule(outdatedEventName, {
  passes: {
    'the name of today': `
systems: { web: { role: source }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { Order Completed: { to: { tiktok: Purchase } } }`,
  },
  fails: {
    'with its successor': {
      plan: `
systems: { web: { role: source }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { «Order Completed»: { to: { tiktok: PlaceAnOrder } } }`,
      finds:
        'tiktok calls "PlaceAnOrder" now "Purchase" (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/tiktok_ads/config.js).',
    },
    'without one': {
      plan: `
systems: { web: { role: source }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
events: { «Button Clicked»: { to: { tiktok: ClickButton } } }`,
      finds:
        'tiktok no longer lists "ClickButton" among its standard events (https://ads.tiktok.com/help/article/supported-standard-events).',
    },
  },
});

testRule(eventNameCollision, {
  passes: {
    'one name told apart by `when`': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { New order: { name: Order Completed, when: { version: "2" } }, Old order: { name: Order Completed } }`,
    'a page and a track call': `
systems: { web: { role: source }, airship: {} }
flows: [{ from: web, to: [airship] }]
events: { Home: { call: page }, home: }`,
    'two objects made of them': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { to: { braze: { name: order, as: purchase } } }, Order Updated: { to: { braze: order } } }`,
  },
  fails: {
    'one name for two': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Order Completed: { to: { meta: Purchase } }, «Plan Renewed»: { to: { meta: Purchase } } }`,
      finds: 'Events "Order Completed" and "Plan Renewed" both arrive in meta as "Purchase".',
    },
    'after the system’s rules': {
      plan: `
systems: { web: { role: source }, airship: {} }
flows: [{ from: web, to: [airship] }]
events: { Cart Viewed: , «cart viewed»: }`,
      finds:
        'airship turns the names of "Cart Viewed" and "cart viewed" into the same "cart_viewed" (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/airship/transform.js).',
    },
  },
});

testRule(eventCount, {
  passes: {
    'as many as it takes': `
systems: { web: { role: source }, intercom: { limits: { event_name: { max_distinct: 2 } } } }
flows: [{ from: web, to: [intercom] }]
events: { Order Completed: , Cart Viewed: , Order Placed: { status: retired } }`,
  },
  fails: {
    'one too many': {
      plan: `
systems: { web: { role: source }, «amplitude»: { limits: { event_name: { max_distinct: 1 } } } }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: , Cart Viewed: }`,
      finds: '2 distinct events arrive in amplitude, which takes 1 (limits in the plan).',
    },
  },
});
