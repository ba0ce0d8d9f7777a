/** What a helper is called whose callers count although it names the event itself. */
export const PLAIN_VOCABULARY =
  /track|analytic|telemetr|log_?event|gtag|gtm|pixel|segment|amplitude|mixpanel|posthog|snowplow|plausible|ampli|typewriter|rudder_?typer|snowtype|report_?(?:interaction|event|ui)|identif|page_?view|screen_?view|impression/i;

/** Words that say a function is about tracking. */
export const VOCABULARY =
  /track|analytic|telemetr|tagging|log_?event|event|capture|record(?:event|ui|click|page)|metric|segment|amplitude|mixpanel|posthog|gtag|gtm|pixel|snowplow|plausible|report(?:interaction|event|ui)|identif|page_?view|screen_?view|impression|instrument/i;
