import { propertyCount } from '../../../src/rules/systems/property-count.ts';
import { propertyNameCharacters } from '../../../src/rules/systems/property-name-characters.ts';
import { propertyNameCollision } from '../../../src/rules/systems/property-name-collision.ts';
import { propertyNameLength } from '../../../src/rules/systems/property-name-length.ts';
import { propertyTotal } from '../../../src/rules/systems/property-total.ts';
import { reservedPropertyName } from '../../../src/rules/systems/reserved-property-name.ts';
import { testRule } from '../../rule-tester.ts';

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
