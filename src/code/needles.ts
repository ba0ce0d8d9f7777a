import { type Sdk, sdks } from '../catalogue/sdks.ts';
import { byteSearch } from './byte-search.ts';
import { VERB_WORDS } from './sinks.ts';

/*
 * What a file must hold before it is worth parsing. First a gate of a few stems, looked for in its bytes; then, for
 * the few that pass, what a call to a sink needs around it.
 */

/** Stems of at least five letters: the longer the shortest, the fewer bytes are looked at. */
export const passesGate = byteSearch([
  ...[
    'track',
    'Track',
    'nalytics',
    'elemetry',
    'gEvent',
    'dEvent',
    'mEvent',
    'egment',
    'identify',
    'apture(',
  ],
  ...[
    'gtag(',
    'gtag?',
    'gtag!',
    'dataLayer',
    'osthog',
    'ostHog',
    'mplitude',
    'lausible',
    'ReactGA',
    'reportI',
  ],
  ...['ixpanel', 'Particle', 'braze', 'udderstack', 'ntercom', 'ullstory', 'ullStory', 'nowplow', 'pendo'],
  ...['sa_event', 'sendG', "hj('e", 'hj("e', 'hj(`e'],
]);

const CALL = '\\s*(?:\\?\\.)?\\s*(?:<[^()]{0,200}>)?\\(';

/** The last names of everything that sends: vendors' methods, and verbs that trackers have. */
const METHODS = [
  ...unique(sdks.flatMap((sdk) => [...sdk.calls.keys()].map((call) => call.split('.').pop() ?? call))).map(
    escapeWord,
  ),
  ...VERB_WORDS,
].join('|');
/** `.people.set(`, `.getInstance().logEvent(`: a method, perhaps of a part. */
const METHOD = `\\s*\\??\\.\\s*(?:[\\w$]+(?:\\(\\))?\\s*\\??\\.\\s*)?(?:${METHODS})${CALL}`;

const SDK = sdkPattern(sdks);
/** A receiver that is called like a tracker or a vendor, and something that it may be asked to send. */
const RECEIVER = new RegExp(
  `(?:[aA]nalytics|[tT]elemetry|[tT]rack(?:er|ing)|[sS]egment|[mM]ixpanel|[aA]mplitude|[pP]ost[hH]og|[rR]udder|[sS]nowplow|[bB]raze|[mM][pP]article)\\w*(?:\\(\\)|!)?${METHOD}`,
);
/** An endpoint called like tracking, and something that sends. */
const ENDPOINT =
  /[/'"`](?:track(?:ing)?|telemetry|analytics|collect|measure|events?|e|metrics?|ingest|beacon|hit|log|page-?views?|user-?events?)[/'"`?]/;
const SENDER =
  /(?<![\w$])(?:\$?fetch|post|put|sendBeacon|request|ajax|axios|useFetch)\s*(?:<[^()]{0,80}>)?\(/;
/** A package called like tracking: no path of the project. */
const PACKAGE =
  /from\s*['"](?![./~]|@\/)[^'"\s]{0,60}(?:analytics|tracking|tracker|telemetry|segment)[^'"\s]{0,40}['"]/;
const VERB_CALL = new RegExp(`(?<![\\w$])(?:${VERB_WORDS.join('|')})${CALL}`);

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
      `(?:from|import|require)\\s*(?:\\(\\s*)?(?:/\\*[^*]*\\*/\\s*)?['"](?:${unique(modules).map(escapeWord).join('|')})['"/]`,
      `(?<![\\w$])(?:${unique([...functions, ...distinct])
        .map(escapeWord)
        .join('|')})${CALL}`,
      `(?<![\\w$])(?:${receivers.join('|')})(?:\\(\\)|!)?${METHOD}`,
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
  const all = [...words].sort();
  const any = all.map(escapeWord).join('|');
  const tags = all
    .filter((word) => /^[A-Z]/.test(word))
    .map(escapeWord)
    .join('|');
  const used = `(?<![\\w$])(?:${any})(?:\\s*(?:\\(|\\?\\.\\(|<|:\\s*[\\w$]+\\s*[,}=])|\\s+as\\s)`;
  return new RegExp(tags === '' ? used : `${used}|<(?:${tags})(?![\\w$])`);
}
