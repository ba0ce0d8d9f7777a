import { amplitude } from './amplitude.ts';
import { braze } from './braze.ts';
import { cloudevents } from './cloudevents.ts';
import type { Format } from './format.ts';
import { ga4 } from './ga4.ts';
import { iterable } from './iterable.ts';
import { meta } from './meta.ts';
import { mixpanel } from './mixpanel.ts';
import { mparticle } from './mparticle.ts';
import { plain } from './plain.ts';
import { posthog } from './posthog.ts';
import { rudderstack } from './rudderstack.ts';
import { segment } from './segment.ts';
import { snowplow } from './snowplow.ts';
import { wikimedia } from './wikimedia.ts';

/** Every format, the more particular before the more general: of equal certainty the first one counts. */
export const formats: readonly Format[] = [
  cloudevents,
  mparticle,
  snowplow,
  wikimedia,
  ga4,
  meta,
  amplitude,
  braze,
  iterable,
  posthog,
  mixpanel,
  rudderstack,
  segment,
  plain,
];
