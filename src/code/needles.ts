import { type Sdk, sdks } from '../catalogue/sdks.ts';

/**
 * What a file must hold, as bytes, before it is worth parsing. First a gate of a few stems, which costs about
 * as much as reading the file again; then, for the few that pass, what a call to a sink needs around it.
 */
const GATE =
  /rack|nalytics|elemetry|gEvent|sendEvent|mEvent|gtag|dataLayer|egment|ost[hH]og|mplitude|lausible|identify|apture\(|ReactGA|reportI|sa_event|hj\(|FS\(|sendG/;

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
  /[/'"`](?:track(?:ing)?|telemetry|analytics|collect|measure|events?|e|metrics?|ingest|beacon|hit|log|page-?views?|user-?events?)[/'"`?]/;
const SENDER = /(?:fetch|post|put|sendBeacon|request|ajax|axios)\s*(?:<[^()]{0,80}>)?\(/;
/** A package called like tracking: no path of the project. */
const PACKAGE =
  /from\s*['"](?![./~]|@\/)[^'"\s]{0,60}(?:analytics|tracking|tracker|telemetry|segment)[^'"\s]{0,40}['"]/;
const VERB_CALL = new RegExp(`(?<![\\w$])(?:${VERB})\\w*${CALL}`);

/** Whether a file is worth a closer look. */
export function passesGate(bytes: string): boolean {
  return GATE.test(bytes);
}

/** Whether a file that passed the gate may reach a sink directly. */
export function mayReachSink(bytes: string): boolean {
  return (
    SDK.test(bytes) ||
    RECEIVER.test(bytes) ||
    (SENDER.test(bytes) && ENDPOINT.test(bytes)) ||
    (PACKAGE.test(bytes) && VERB_CALL.test(bytes))
  );
}

/** Functions that say they track: see `claimedSink`. */
export const CLAIM =
  /^(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*$|^track$/;
const CLAIMS =
  /(?<![\w$])(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*\s*(?:<|\(|\?\.\()|(?<![\w$])track\s*\(/;

/** Whether a file that passed the gate calls something that says it tracks. */
export function mayClaim(bytes: string): boolean {
  return CLAIMS.test(bytes);
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

/** Any of these words where it is called, rendered, or given another name. */
export function wordPattern(words: Iterable<string>): RegExp {
  const any = [...words].sort().map(escapeWord).join('|');
  return new RegExp(`(?<![\\w$])(?:${any})(?:\\s*(?:\\(|\\?\\.\\(|<|:)|\\s+as\\s)|<(?:${any})(?![\\w$])`);
}
