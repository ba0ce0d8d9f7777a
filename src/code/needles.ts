import { type Sdk, sdks } from '../catalogue/sdks.ts';

/**
 * What a file must hold, as bytes, before it is worth parsing. First a gate of a few stems, which costs about
 * as much as reading the file again; then, for the few that pass, what a call to a sink needs around it.
 */
const GATE =
  /[aA]nalytics|[tT]rack|[tT]elemetry|[sS]egment|[mM]ixpanel|[aA]mplitude|[pP]ost[hH]og|gtag|dataLayer|[rR]udder|[sS]nowplow|logEvent|sendEvent|identify|apture\(|lausible|[bB]raze|m[pP]article|fbq|ttq|customerio|terable|_paq|umami|hotjar|heap\.|pendo|ppcues|serpilot|LogRocket|ullStory|FS\(|ntercom|atsig|rowthbook|ReactGA|react-ga|irebase|_satellite|alloy|intrk|snaptr|twq|rdt\(|laviyo|neSignal|ppsflyer|djust|ptimizely|jitsu|htevents|reshpaint|sa_event|athom|openpanel|hj\(|report(?:Interaction|Event)|measure|collect|sendGTM|sendGA/;

const VERB =
  'track|log|send|record|capture|report|identify|page|screen|group|alias|push|event|set|add|import|login|modify|update|change';
const CALL = '\\s*(?:\\?\\.)?\\s*(?:<[^()]{0,200}>)?\\(';

const SDK = sdkPattern(sdks);
/** A receiver that is called like a tracker, and a verb. */
const RECEIVER = new RegExp(
  `(?:[aA]nalytics|[tT]elemetry|[tT]rack(?:er|ing)|[sS]egment|[mM]ixpanel|[aA]mplitude|[pP]ost[hH]og|[rR]udder|[sS]nowplow|[bB]raze|[mM]particle)\\w*(?:\\(\\)|!)?\\s*\\??\\.\\s*(?:people\\s*\\.\\s*)?(?:${VERB})\\w*${CALL}`,
);
/** An endpoint called like tracking, and something that sends. */
const ENDPOINT =
  /['"`](?:https?:|\/|\$\{|v\d|api)[^'"`\s]{0,120}(?:track|telemetry|analytics|collect|measure|events?|metrics?|ingest|beacon|hit|log|page-?views?)|['"`](?:track|telemetry|analytics|collect|events?)['"`]/i;
const SENDER = /(?:fetch|post|put|sendBeacon|request|ajax|axios)\s*(?:<[^()]{0,80}>)?\(/;
/** A package called like tracking: no path of the project. */
const PACKAGE =
  /from\s*['"](?![./~]|@\/)[^'"\s]{0,60}(?:analytics|tracking|tracker|telemetry|segment)[^'"\s]{0,40}['"]/;
const VERB_CALL = new RegExp(`(?<![\\w$])(?:${VERB})\\w*${CALL}`);

/** Whether a file may reach a sink directly. */
export function mayReachSink(bytes: string): boolean {
  if (!GATE.test(bytes)) return false;
  return (
    SDK.test(bytes) ||
    RECEIVER.test(bytes) ||
    (ENDPOINT.test(bytes) && SENDER.test(bytes)) ||
    (PACKAGE.test(bytes) && VERB_CALL.test(bytes))
  );
}

/** Functions that say they track: see `claimedSink`. */
export const CLAIM =
  /^(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*$|^track$/;
const CLAIMS =
  /(?<![\w$])(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*\s*(?:<|\(|\?\.\()|(?<![\w$])track\s*\(/;

/** Whether a file calls something that says it tracks. */
export function mayClaim(bytes: string): boolean {
  return GATE.test(bytes) && CLAIMS.test(bytes);
}

function sdkPattern(all: readonly Sdk[]): RegExp {
  const modules = all
    .flatMap((sdk) => sdk.modules)
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  const globals = all.flatMap((sdk) =>
    sdk.globals.map((name) => ({
      name,
      calls: [...sdk.calls.keys()].map((call) => call.split('.')[0] ?? call),
    })),
  );
  const functions = globals.filter(({ name, calls }) => calls.includes(name)).map(({ name }) => name);
  const distinct = all.flatMap((sdk) => sdk.distinct);
  const receivers = unique(globals.map(({ name }) => name)).map(escapeWord);
  return new RegExp(
    [
      `['"](?:${unique(modules).map(escapeWord).join('|')})['"/]`,
      `(?<![\\w$])(?:${unique([...functions, ...distinct])
        .map(escapeWord)
        .join('|')})${CALL}`,
      `(?<![\\w$])(?:${receivers.join('|')})\\s*\\??\\.\\s*(?:people\\s*\\.\\s*)?(?:${VERB})\\w*${CALL}`,
    ].join('|'),
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort((a, b) => b.length - a.length);
}

export function escapeWord(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Any of these words, as bytes. */
export function wordPattern(words: Iterable<string>): RegExp {
  return new RegExp(`(?<![\\w$])(?:${[...words].sort().map(escapeWord).join('|')})(?![\\w$])`);
}
