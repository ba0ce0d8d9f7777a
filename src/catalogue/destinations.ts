import type { Destination } from './destination.ts';
import { read as adjust } from './destinations/adjust.yaml';
import { read as adobeAnalytics } from './destinations/adobe_analytics.yaml';
import { read as airship } from './destinations/airship.yaml';
import { read as amplitude } from './destinations/amplitude.yaml';
import { read as appsflyer } from './destinations/appsflyer.yaml';
import { read as bigquery } from './destinations/bigquery.yaml';
import { read as branch } from './destinations/branch.yaml';
import { read as braze } from './destinations/braze.yaml';
import { read as customerio } from './destinations/customerio.yaml';
import { read as databricks } from './destinations/databricks.yaml';
import { read as ga4 } from './destinations/ga4.yaml';
import { read as googleAds } from './destinations/google_ads.yaml';
import { read as heap } from './destinations/heap.yaml';
import { read as hubspot } from './destinations/hubspot.yaml';
import { read as intercom } from './destinations/intercom.yaml';
import { read as iterable } from './destinations/iterable.yaml';
import { read as klaviyo } from './destinations/klaviyo.yaml';
import { read as linkedin } from './destinations/linkedin.yaml';
import { read as meta } from './destinations/meta.yaml';
import { read as mixpanel } from './destinations/mixpanel.yaml';
import { read as mparticle } from './destinations/mparticle.yaml';
import { read as onesignal } from './destinations/onesignal.yaml';
import { read as pinterest } from './destinations/pinterest.yaml';
import { read as postgres } from './destinations/postgres.yaml';
import { read as posthog } from './destinations/posthog.yaml';
import { read as reddit } from './destinations/reddit.yaml';
import { read as redshift } from './destinations/redshift.yaml';
import { read as rudderstack } from './destinations/rudderstack.yaml';
import { read as salesforceMarketingCloud } from './destinations/salesforce_marketing_cloud.yaml';
import { read as segment } from './destinations/segment.yaml';
import { read as snapchat } from './destinations/snapchat.yaml';
import { read as snowflake } from './destinations/snowflake.yaml';
import { read as snowplow } from './destinations/snowplow.yaml';
import { read as theTradeDesk } from './destinations/the_trade_desk.yaml';
import { read as tiktok } from './destinations/tiktok.yaml';
import { read as zendesk } from './destinations/zendesk.yaml';

/** Receiving systems by id. Each is parsed when it is first asked for: a plan names a handful. */
const readers: ReadonlyMap<string, () => unknown> = new Map([
  ['adjust', adjust],
  ['adobe_analytics', adobeAnalytics],
  ['airship', airship],
  ['amplitude', amplitude],
  ['appsflyer', appsflyer],
  ['bigquery', bigquery],
  ['branch', branch],
  ['braze', braze],
  ['customerio', customerio],
  ['databricks', databricks],
  ['ga4', ga4],
  ['google_ads', googleAds],
  ['heap', heap],
  ['hubspot', hubspot],
  ['intercom', intercom],
  ['iterable', iterable],
  ['klaviyo', klaviyo],
  ['linkedin', linkedin],
  ['meta', meta],
  ['mixpanel', mixpanel],
  ['mparticle', mparticle],
  ['onesignal', onesignal],
  ['pinterest', pinterest],
  ['postgres', postgres],
  ['posthog', posthog],
  ['reddit', reddit],
  ['redshift', redshift],
  ['rudderstack', rudderstack],
  ['salesforce_marketing_cloud', salesforceMarketingCloud],
  ['segment', segment],
  ['snapchat', snapchat],
  ['snowflake', snowflake],
  ['snowplow', snowplow],
  ['the_trade_desk', theTradeDesk],
  ['tiktok', tiktok],
  ['zendesk', zendesk],
]);

const parsed = new Map<string, Destination>();

/** Ids of all receiving systems in the catalogue, sorted. */
export const destinationIds: readonly string[] = [...readers.keys()];

/** What a receiving system accepts, or null when the catalogue does not have it. */
export function destination(id: string): Destination | null {
  const known = parsed.get(id);
  if (known) return known;
  const read = readers.get(id);
  if (!read) return null;
  // The files are ours; test/catalogue holds each of them against the shape.
  const value = read() as Destination;
  parsed.set(id, value);
  return value;
}
