import { ageLimit } from '../../../src/rules/time/age-limit.ts';
import { timeUnit } from '../../../src/rules/time/unit.ts';
import { testRule } from '../../rule-tester.ts';

testRule(ageLimit, {
  passes: {
    'straight from the site': `
systems: { web: { role: source }, lake: { vendor: bigquery }, ga4: {} }
flows: [{ from: web, to: [lake, ga4] }]
events: { purchase: }`,
    'a system that takes any age': `
systems: { web: { role: source }, lake: { vendor: bigquery }, braze: {} }
flows: [{ from: web, to: [lake] }, { from: lake, to: [braze] }]
events: { Order Completed: }`,
  },
  fails: {
    'by way of the warehouse': {
      plan: `
systems: { web: { role: source }, lake: { vendor: bigquery }, «ga4»: {} }
flows: [{ from: web, to: [lake] }, { from: lake, to: [ga4] }]
events: { purchase: , refund: }`,
      finds:
        '"purchase" and 1 more reach ga4 by way of lake (bigquery); it refuses what is older than 3 days, so a load that is late or repeated loses them (https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference).',
    },
  },
});

testRule(timeUnit, {
  passes: {
    'seconds or milliseconds, as the system likes it': `
systems: { server: { role: source }, mixpanel: {} }
flows: [{ from: server, to: [mixpanel] }]
events: { Purchase: { properties: { sent: { type: integer, unit: unix-ms, to: { mixpanel: time } } } } }`,
    'a plan that does not say': `
systems: { server: { role: source }, meta: {} }
flows: [{ from: server, to: [meta] }]
events: { Purchase: { properties: { sent: { type: integer, to: { meta: event_time } } } } }`,
    'a time that is no event’s': `
systems: { server: { role: source }, meta: {} }
flows: [{ from: server, to: [meta] }]
events: { Purchase: { properties: { paid_at: { type: integer, unit: unix-ms } } } }`,
  },
  fails: {
    'milliseconds for seconds': {
      plan: `
systems: { server: { role: source }, meta: {} }
flows: [{ from: server, to: [meta] }]
events: { Purchase: { properties: { «sent»: { type: integer, unit: unix-ms, to: { meta: event_time } } } } }`,
      finds:
        '"sent" is a time in milliseconds since 1970 and arrives in meta as "event_time", which is read as one in seconds since 1970 (https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/server-event/).',
    },
    'text for microseconds': {
      plan: `
systems: { server: { role: source }, ga4: {} }
flows: [{ from: server, to: [ga4] }]
events: { purchase: { properties: { «sent»: { type: string, format: date-time, to: { ga4: timestamp_micros } } } } }`,
      finds:
        '"sent" is a time written as ISO 8601 and arrives in ga4 as "timestamp_micros", which is read as one in microseconds since 1970 (https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference).',
    },
  },
});
