import { closedEventList } from '../../src/rules/systems/closed-event-list.ts';
import { columnName } from '../../src/rules/systems/column-name.ts';
import { defineFirst } from '../../src/rules/systems/define-first.ts';
import { doubleDelivery } from '../../src/rules/systems/double-delivery.ts';
import { eventCount } from '../../src/rules/systems/event-count.ts';
import { eventMeaning } from '../../src/rules/systems/event-meaning.ts';
import { eventNameCharacters } from '../../src/rules/systems/event-name-characters.ts';
import { eventNameCollision } from '../../src/rules/systems/event-name-collision.ts';
import { eventNameLength } from '../../src/rules/systems/event-name-length.ts';
import { identifierField } from '../../src/rules/systems/identifier-field.ts';
import { identifierLength } from '../../src/rules/systems/identifier-length.ts';
import { identifierMissing } from '../../src/rules/systems/identifier-missing.ts';
import { lineTotal } from '../../src/rules/systems/line-total.ts';
import { nestedValue } from '../../src/rules/systems/nested-value.ts';
import { outdatedEventName } from '../../src/rules/systems/outdated-event-name.ts';
import { prohibitedData } from '../../src/rules/systems/prohibited-data.ts';
import { propertyCount } from '../../src/rules/systems/property-count.ts';
import { propertyNameCharacters } from '../../src/rules/systems/property-name-characters.ts';
import { propertyNameCollision } from '../../src/rules/systems/property-name-collision.ts';
import { propertyNameLength } from '../../src/rules/systems/property-name-length.ts';
import { propertyTotal } from '../../src/rules/systems/property-total.ts';
import { reservedEventName } from '../../src/rules/systems/reserved-event-name.ts';
import { reservedPropertyName } from '../../src/rules/systems/reserved-property-name.ts';
import { reservedTable } from '../../src/rules/systems/reserved-table.ts';
import { reservedWord } from '../../src/rules/systems/reserved-word.ts';
import { screenedName } from '../../src/rules/systems/screened-name.ts';
import { standardEventName } from '../../src/rules/systems/standard-event-name.ts';
import { standardEventParameter } from '../../src/rules/systems/standard-event-parameter.ts';
import { unevenSampling } from '../../src/rules/systems/uneven-sampling.ts';
import { unreached } from '../../src/rules/systems/unreached.ts';
import { valueFromTwoProperties } from '../../src/rules/systems/value-from-two-properties.ts';
import { valueLength } from '../../src/rules/systems/value-length.ts';
import { valueList } from '../../src/rules/systems/value-list.ts';
import { valueType } from '../../src/rules/systems/value-type.ts';
import { valueWithoutCurrency } from '../../src/rules/systems/value-without-currency.ts';
import { testRule } from '../rule-tester.ts';

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

testRule(propertyNameLength, {
  passes: {
    'nested names are another matter': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { order_completed: { properties: { items: { type: array, items: { type: object, properties: { a_name_that_is_longer_than_forty_characters: string } } } } } }`,
  },
  fails: {
    'a trait, with its own limit': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
traits: { person: { «preferred_delivery_time_slot»: string } }`,
      finds:
        'Trait name "preferred_delivery_time_slot" has 28 characters; ga4 takes 24 (https://support.google.com/analytics/answer/9267744).',
    },
    'the dictionary’s entry, once for all events': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
properties: { «a_name_that_is_longer_than_forty_characters»: string }
events: { a: { properties: [a_name_that_is_longer_than_forty_characters] }, b: { properties: [a_name_that_is_longer_than_forty_characters] } }`,
      finds:
        'Property name "a_name_that_is_longer_than_forty_characters" has 43 characters; ga4 takes 40 (https://support.google.com/analytics/answer/9267744).',
    },
  },
});

testRule(propertyNameCharacters, {
  passes: {
    'a name that fits': `
systems: { web: { role: source }, hubspot: {} }
flows: [{ from: web, to: [hubspot] }]
events: { order_completed: { properties: { order_id: string } } }`,
  },
  fails: {
    'a leading sign': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { properties: { «"$total"»: number } } }`,
      finds:
        'Property name "$total" has "$" at its start, which braze does not take (https://www.braze.com/docs/user_guide/data/activation/events/custom_events).',
    },
    'a sign anywhere': {
      plan: `
systems: { web: { role: source }, intercom: {} }
flows: [{ from: web, to: [intercom] }]
events: { Order Completed: { properties: { «"total.net"»: number } } }`,
      finds:
        'Property name "total.net" has ".", which intercom does not take (https://www.intercom.com/help/ja/articles/175).',
    },
  },
});

testRule(reservedPropertyName, {
  passes: {
    'a field with a meaning is meant': `
systems: { web: { role: source }, segment: {} }
flows: [{ from: web, to: [segment] }]
events: { Order Completed: { properties: { revenue: number } } }`,
    'a standard attribute of people': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
traits: { person: { email: string } }`,
    'a known parameter with the vendor’s prefix': `
systems: { web: { role: source }, appsflyer: {} }
flows: [{ from: web, to: [appsflyer] }]
events: { Order Completed: { properties: { total: { type: number, to: { appsflyer: af_revenue } } } } }`,
  },
  fails: {
    'with what it does': {
      plan: `
systems: { web: { role: source }, mixpanel: {} }
flows: [{ from: web, to: [mixpanel] }]
events: { Order Completed: { properties: { «bucket»: string } } }`,
      finds:
        'Property name "bucket" is reserved in mixpanel: hides events in the interface (https://docs.mixpanel.com/docs/data-structure/property-reference/reserved-properties).',
    },
    'a prefix': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { order_completed: { properties: { «google_plan»: string } } }`,
      finds:
        'Property name "google_plan" starts with "google_", which ga4 keeps for its own (https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference).',
    },
    'on purchases only': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events:
  Order Completed: { to: { braze: { as: purchase } }, properties: { currency: string, «event_name»: string } }
  Cart Viewed: { properties: { quantity: integer } }`,
      finds:
        'Property name "event_name" is reserved in braze (https://www.braze.com/docs/user_guide/data/activation/events/purchase_events).',
    },
    'a trait': {
      plan: `
systems: { web: { role: source }, onesignal: {} }
flows: [{ from: web, to: [onesignal] }]
traits: { person: { «journey»: string } }`,
      finds:
        'Trait name "journey" is reserved in onesignal (https://documentation.onesignal.com/docs/add-user-data-tags).',
    },
  },
});

testRule(propertyNameCollision, {
  passes: {
    'two cases where case counts': `
systems: { web: { role: source }, mixpanel: {} }
flows: [{ from: web, to: [mixpanel] }]
events: { Order Completed: { properties: { total: number, Total: number } } }`,
    'two shapes of one name': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { properties: { total: number }, variants: [{ when: { version: "2" }, properties: { total: { type: number, minimum: 0 } } }] } }`,
  },
  fails: {
    'where case does not count': {
      plan: `
systems: { web: { role: source }, hubspot: {}, lake: { vendor: snowflake } }
flows: [{ from: web, to: [hubspot, lake] }]
events: { Order Completed: { properties: { total: number, ««Total»»: number } } }`,
      finds: [
        'hubspot does not tell "total" and "Total" apart: only their case differs (https://developers.hubspot.com/changelog/new-property-limits-for-the-custom-behavioural-events-api).',
        'lake (snowflake) does not tell "total" and "Total" apart: only their case differs (https://docs.snowflake.com/en/sql-reference/identifiers-syntax).',
      ],
    },
    'one name for two': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { to: { braze: { properties: { order_id: id, cart_id: id } } }, properties: { order_id: string, «cart_id»: string } } }`,
      finds: '"order_id" and "cart_id" both arrive in braze as "id".',
    },
  },
});

testRule(propertyCount, {
  passes: {
    'what `to` leaves out': `
systems: { web: { role: source }, intercom: { limits: { properties: { max_per_event: 1 } } } }
flows: [{ from: web, to: [intercom] }]
events: { Order Completed: { to: { intercom: { properties: { total: false } } }, properties: { total: number, coupon: string } } }`,
    'a limit that the source says does not exist': `
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: { properties: { a: string, b: string } } }`,
  },
  fails: {
    traits: {
      plan: `
systems: { web: { role: source }, «ga4»: { limits: { user_properties: { max_count: 1 } } } }
flows: [{ from: web, to: [ga4] }]
traits: { person: { plan_tier: string, seats: integer } }`,
      finds: '2 traits of a person arrive in ga4, which takes 1 (limits in the plan).',
    },
    properties: {
      plan: `
systems: { web: { role: source }, hubspot: { limits: { properties: { max_per_event: 1 } } } }
flows: [{ from: web, to: [hubspot] }]
events: { «Order Completed»: { properties: { total: number, coupon: string } } }`,
      finds: '2 properties arrive in hubspot, which takes 1 an event (limits in the plan).',
    },
  },
});

testRule(propertyTotal, {
  passes: {
    'one name in many events': `
systems: { web: { role: source }, iterable: { limits: { properties: { max_distinct: 1 } } } }
flows: [{ from: web, to: [iterable] }]
events: { Order Completed: { properties: { total: number } }, Cart Viewed: { properties: { total: number } } }`,
  },
  fails: {
    'properties and traits, each': {
      plan: `
systems: { web: { role: source }, ««amplitude»»: { limits: { properties: { max_distinct: 1 }, user_properties: { max_distinct: 1 } } } }
flows: [{ from: web, to: [amplitude] }]
traits: { person: { plan_tier: string, seats: integer } }
events: { Order Completed: { properties: { total: number, coupon: string } } }`,
      finds: [
        '2 distinct properties arrive in amplitude, which takes 1 (limits in the plan).',
        '2 distinct traits arrive in amplitude, which takes 1 (limits in the plan).',
      ],
    },
  },
});

testRule(valueType, {
  passes: {
    'integers are numbers': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { order_completed: { properties: { quantity: integer } } }`,
    'hashed values are text': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { order_completed: { properties: { gift: { type: boolean, privacy: { category: user, handling: hashed } } } } }`,
  },
  fails: {
    'a trait': {
      plan: `
systems: { web: { role: source }, onesignal: {} }
flows: [{ from: web, to: [onesignal] }]
traits: { person: { «seats»: integer } }`,
      finds:
        'Trait "seats" is integer, and onesignal takes string (https://documentation.onesignal.com/docs/add-user-data-tags).',
    },
    'a property': {
      plan: `
systems: { web: { role: source }, intercom: {} }
flows: [{ from: web, to: [intercom] }]
events: { Order Completed: { properties: { «is_gift»: boolean } } }`,
      finds:
        'Property "is_gift" is boolean, and intercom takes string, number, date, link, rich_link, image, money, stripe (https://www.intercom.com/help/ja/articles/175).',
    },
  },
});

testRule(nestedValue, {
  passes: {
    'the one list that is taken': `
systems: { web: { role: source }, ga4: { naming: { events: { case: snake } } } }
flows: [{ from: web, to: [ga4] }]
events: { Order Completed: { properties: { products: { type: array, to: { ga4: items } } } } }`,
    'a system that takes them': `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: { properties: { delivery: object } } }`,
  },
  fails: {
    'a list, and what becomes of it': {
      plan: `
systems: { web: { role: source }, heap: {} }
flows: [{ from: web, to: [heap] }]
events: { Order Completed: { properties: { «coupons»: array } } }`,
      finds:
        'Property "coupons" is a list, and heap takes none (nested keys are joined with dots, arrays become text) (https://segment.com/docs/connections/destinations/catalog/heap/).',
    },
    'too deep': {
      plan: `
systems: { web: { role: source }, mixpanel: {} }
flows: [{ from: web, to: [mixpanel] }]
events: { Order Completed: { properties: { a: { type: object, properties: { b: { type: object, properties: { c: { type: object, properties: { «d»: string } } } } } } } } }`,
      finds:
        'Property "a.b.c.d" stands 4 levels deep; mixpanel takes 3 (https://docs.mixpanel.com/docs/data-structure/events-and-properties).',
    },
  },
});

testRule(valueLength, {
  passes: {
    'a list of short values, whatever the length allowed': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { order_completed: { properties: { note: { type: string, enum: [a, b], maxLength: 500 } } } }`,
    'texts of no stated length': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { order_completed: { properties: { note: string } } }`,
    'an exception by name': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
events: { order_completed: { properties: { page_location: { type: string, maxLength: 1000 } } } }`,
  },
  fails: {
    'a value of the list': {
      plan: `
systems: { web: { role: source }, hubspot: {} }
flows: [{ from: web, to: [hubspot] }]
events: { order_completed: { properties: { «reason»: { type: string, enum: [late, "The parcel came late and the paper was wet and torn."] } } } }`,
      finds:
        'Property "reason" has planned values of 52 characters; hubspot takes 50 (https://developers.hubspot.com/changelog/new-property-limits-for-the-custom-behavioural-events-api).',
    },
    'a trait, with its own limit': {
      plan: `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
traits: { person: { «motto»: { type: string, maxLength: 80 } } }`,
      finds:
        'Trait "motto" may have 80 characters; ga4 takes 36 (https://support.google.com/analytics/answer/9267744).',
    },
  },
});

testRule(valueList, {
  passes: {
    'null says nothing': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { ViewContent: { properties: { content_type: { type: [string, "null"], enum: [product, null] } } } }`,
  },
  fails: {
    'a trait': {
      plan: `
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
traits: { person: { «gender»: { type: string, enum: [M, F, X] } } }`,
      finds:
        'Trait "gender" may be "X", and braze takes M, F, O, N, P (https://www.braze.com/docs/user_guide/data/activation/attributes/data_types).',
    },
  },
});

testRule(columnName, {
  passes: {
    'nested names are no columns': `
systems: { web: { role: source }, lake: { vendor: postgres } }
flows: [{ from: web, to: [lake] }]
events: { Order Completed: { properties: { delivery: { type: object, properties: { "post code": string } } } } }`,
  },
  fails: {
    'too long, in bytes': {
      plan: `
systems: { web: { role: source }, lake: { vendor: postgres } }
flows: [{ from: web, to: [lake] }]
events: { Order Completed: { properties: { «a_name_of_more_than_sixty_three_bytes_is_cut_off_by_this_warehouse»: string } } }`,
      finds:
        'Column "a_name_of_more_than_sixty_three_bytes_is_cut_off_by_this_warehouse" has 66 bytes; lake (postgres) takes 63 and cuts the rest off (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS).',
    },
    'a column of the system': {
      plan: `
systems: { web: { role: source }, lake: { vendor: redshift } }
flows: [{ from: web, to: [lake] }]
events: { Order Completed: { properties: { «oid»: string } } }`,
      finds:
        'Column "oid" is a column of the system itself in lake (redshift) (https://docs.aws.amazon.com/redshift/latest/dg/r_names.html).',
    },
    'a prefix of the system': {
      plan: `
systems: { web: { role: source }, lake: { vendor: bigquery } }
flows: [{ from: web, to: [lake] }]
events: { Order Completed: { properties: { «_TABLE_name»: string } } }`,
      finds:
        'Column "_TABLE_name" starts with "_TABLE_", which is reserved in lake (bigquery) (https://docs.cloud.google.com/bigquery/docs/schemas).',
    },
    characters: {
      plan: `
systems: { web: { role: source }, lake: { vendor: snowflake } }
flows: [{ from: web, to: [lake] }]
events: { Order Completed: { properties: { «order-id»: string } } }`,
      finds:
        'Column "order-id" does not fit ^[A-Za-z_][A-Za-z0-9_$]*$, so that it needs quotes in every query in lake (snowflake) (https://docs.snowflake.com/en/sql-reference/identifiers-syntax).',
    },
  },
});

testRule(reservedWord, {
  passes: {
    'another warehouse’s word': `
systems: { web: { role: source }, lake: { vendor: postgres } }
flows: [{ from: web, to: [lake] }]
events: { Order Completed: { properties: { qualify: string } } }`,
  },
  fails: {
    'in any case': {
      plan: `
systems: { web: { role: source }, lake: { vendor: snowflake } }
flows: [{ from: web, to: [lake] }]
events: { Order Completed: { properties: { «order»: string } } }`,
      finds:
        '"order" is a reserved word in lake (snowflake): as a column it needs quotes, or a router renames it (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/warehouse/config/ReservedKeywords.json).',
    },
  },
});

testRule(reservedTable, {
  passes: {
    'without a router': `
systems: { web: { role: source }, lake: { vendor: snowflake } }
flows: [{ from: web, to: lake }]
events: { Tracks: }`,
    'a page call': `
systems: { web: { role: source, sdk: segment }, lake: { vendor: snowflake } }
flows: [{ from: web, to: lake }]
events: { Pages: { call: page } }`,
  },
  fails: {
    'a router on the way': {
      plan: `
systems: { web: { role: source }, rudderstack: {}, lake: { vendor: snowflake } }
flows: [{ from: web, to: rudderstack }, { from: rudderstack, to: lake }]
events: { «Identifies»: }`,
      finds:
        'Event "Identifies" wants table "identifies" in lake (snowflake), which rudderstack fills itself (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/warehouse/index.js).',
    },
  },
});

testRule(identifierField, {
  passes: {
    'a slot for other ids': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, mparticle: { identity: { other_id_2: user_id } } }
flows: [{ from: web, to: [mparticle] }]
events: { Order Completed: }`,
    'a system that the catalogue does not have': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, shop-crm: { identity: { number: user_id } } }
flows: [{ from: web, to: [shop-crm] }]
events: { Order Completed: }`,
  },
  fails: {
    'with the nearest': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, braze: { identity: { «external-id»: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
      finds:
        'braze has no identifier "external-id"; it takes external_id, braze_id, user_alias, email, phone (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle). Did you mean "external_id"?',
    },
  },
});

testRule(identifierMissing, {
  passes: {
    'a property that is the identifier': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
  priority: [user_id]
systems: { web: { role: source }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { Gift Sent: { identified_by: none, properties: { receiver: { type: string, to: { braze: email } } } } }`,
    'events that do not say what they carry': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: }`,
    'what every request has by itself is enough': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
systems: { web: { role: source }, snapchat: {} }
flows: [{ from: web, to: [snapchat] }]
events: { PURCHASE: { identified_by: [anonymous_id] } }`,
  },
  fails: {
    'an event': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
systems: { web: { role: source }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [braze] }]
events: { «Cart Viewed»: { identified_by: [anonymous_id] }, Order Completed: }`,
      finds:
        '"Cart Viewed" arrives in braze without any identifier that it takes: external_id (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle).',
    },
    'a system without a map': {
      plan: `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
  priority: [user_id]
systems: { web: { role: source }, «braze»: {} }
flows: [{ from: web, to: [braze] }]
events: { Order Completed: , Cart Viewed: }`,
      finds:
        'braze needs external_id or user_alias or braze_id or email or phone, and its `identity` says for none of them what it is here (https://www.braze.com/docs/user_guide/data/unification/user_data/user_profile_lifecycle).',
    },
  },
});

testRule(identifierLength, {
  passes: {
    'a uuid where 52 are taken': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, iterable: { identity: { userId: user_id } } }
flows: [{ from: web, to: [iterable] }]
events: { Order Completed: }`,
  },
  fails: {
    'too short': {
      plan: `
identity: { types: { «customer»: { of: person, known: true, minLength: 3, maxLength: 20 } } }
systems: { web: { role: source }, amplitude: { identity: { user_id: customer } } }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: }`,
      finds:
        '"customer" may have only 3 characters; "user_id" of amplitude needs 5 (https://amplitude.com/docs/apis/analytics/http-v2).',
    },
    'a hash where a plain id is taken': {
      plan: `
identity: { types: { «member»: { of: person, known: true, privacy: { category: user.unique_id, handling: hashed } } } }
systems: { web: { role: source }, iterable: { identity: { userId: member } } }
flows: [{ from: web, to: [iterable] }]
events: { Order Completed: }`,
      finds:
        '"member" may have 64 characters; "userId" of iterable takes 52 (https://support.iterable.com/hc/en-us/articles/9216719179796-Project-Types-and-Unique-Identifiers).',
    },
  },
});

testRule(prohibitedData, {
  passes: {
    'another kind of personal data': `
systems: { web: { role: source }, ga4: {} }
flows: [{ from: web, to: [ga4] }]
traits: { person: { language: { type: string, privacy: user.demographic.language } } }`,
    'hashed on the way': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
traits: { person: { email: { type: string, privacy: user.contact.email, to: { meta: { name: em, handling: hashed } } } } }`,
  },
  fails: {
    'an identifier, a trait and context': {
      plan: `
identity:
  types:
    «email»: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
systems: { web: { role: source }, ga4: { identity: { user_id: email } } }
flows: [{ from: web, to: [ga4] }]
context: { «geo.lat»: { type: number, privacy: user.location.precise } }
traits: { person: { «phone»: { type: string, privacy: user.contact.phone_number } } }
events: { order_completed: }`,
      finds: [
        '"email" brings user.contact.email to ga4, whose terms forbid email (https://support.google.com/analytics/answer/6366371).',
        '"geo.lat" brings user.location.precise to ga4, whose terms forbid precise location (https://support.google.com/analytics/answer/6366371).',
        '"phone" brings user.contact.phone_number to ga4, whose terms forbid phone (https://support.google.com/analytics/answer/6366371).',
      ],
    },
    'health at an advertiser': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Quiz Completed: { properties: { «result»: { type: string, privacy: user.health_and_medical.condition } } } }`,
      finds:
        '"result" brings user.health_and_medical.condition to meta, whose terms forbid health condition (https://developers.facebook.com/docs/marketing-api/reference/custom-conversion).',
    },
  },
});

testRule(screenedName, {
  passes: {
    'a system that does not screen': `
systems: { web: { role: source }, amplitude: {} }
flows: [{ from: web, to: [amplitude] }]
events: { Diabetes Quiz Completed: }`,
    'part of a word': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { Indebtedness Quiz Completed: }`,
  },
  fails: {
    'an event and a property': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
events: { «Credit Score Checked»: { properties: { «has_arthritis»: boolean } } }`,
      finds: [
        '"Credit Score Checked" says "credit score"; meta screens names for hints at finance and may refuse to use it (https://developers.facebook.com/docs/marketing-api/reference/custom-conversion).',
        '"has_arthritis" says "arthritis"; meta screens names for hints at health and may refuse to use it (https://developers.facebook.com/docs/marketing-api/reference/custom-conversion).',
      ],
    },
  },
});

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

testRule(eventMeaning, {
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

testRule(valueWithoutCurrency, {
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

testRule(valueFromTwoProperties, {
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
      finds: '"purchase" gives ga4 its worth from "net" and braze from "total": their revenue cannot agree.',
    },
  },
});

testRule(lineTotal, {
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
        '"Order Completed" reaches heap twice, by web → lake → heap and by web → heap; nothing is known to tell the copies apart.',
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
