import { columnName } from '../../../src/rules/systems/column-name.ts';
import { nestedValue } from '../../../src/rules/systems/nested-value.ts';
import { reservedTable } from '../../../src/rules/systems/reserved-table.ts';
import { reservedWord } from '../../../src/rules/systems/reserved-word.ts';
import { valueLength } from '../../../src/rules/systems/value-length.ts';
import { valueList } from '../../../src/rules/systems/value-list.ts';
import { valueType } from '../../../src/rules/systems/value-type.ts';
import { testRule } from '../../rule-tester.ts';

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
