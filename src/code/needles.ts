import { sdks } from '../catalogue/sdks.ts';
import { byteSearch } from './byte-search.ts';
import { MEMBER_CALL } from './generated-members.ts';
import { EVENT_ATTRIBUTES, tagName } from './markup-tags.ts';
import { VERB_WORDS } from './sinks.ts';

/*
 * What a file must hold before it is worth parsing. First a gate of a few stems, looked for in its bytes; then, for
 * the few that pass, what a call to a sink needs around it.
 */

/**
 * Stems of five letters and more that end on a rare pair of letters within the first five: the longer the shortest
 * and the rarer that pair, the fewer bytes are looked at.
 */
export const passesGate = byteSearch([
  ...['track', 'Track', 'nalytics', 'emetry', 'logEv', 'LogEv', 'tomEv', 'sendE', 'SendE', 'cordE', 'egment'],
  ...['ntify', 'apture(', 'gtag(', 'gtag?', 'gtag!', 'dataLayer', 'sthog', 'stHog', 'litude', 'ausible'],
  ...['actGA', 'portI', 'mixpa', 'Mixpa', 'mPart', 'MPart', 'braze', 'rudder', 'Rudder', 'ntercom', 'nowpl'],
  ...['fullS', 'FullS', 'fullst', 'sa_event', 'sendG', 'umami', "hj('e", 'hj("e', 'hj(`e'],
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

/** A receiver that is called like a tracker or a vendor, and something that it may be asked to send. */
const RECEIVER = new RegExp(
  `(?:[aA]nalytics|[tT]elemetry|[tT]rack(?:er|ing)|[sS]egment|[mM]ixpanel|[aA]mplitude|[pP]ost[hH]og|[rR]udder|[sS]nowplow|[bB]raze|[mM][pP]article)\\w*(?:\\(\\)|!)?${METHOD}`,
);
/** A vendor's function, or a vendor's global that something is called on. */
const VENDOR = vendorPattern();
/** An endpoint called like tracking, and something that sends. */
const ENDPOINT =
  /[/'"`](?:track(?:ing)?|telemetry|analytics|collect|measure|events?|e|metrics?|ingest|beacon|hit|log|page-?views?|user-?events?)[/'"`?]/;
/** What it sends to is a text with such a path in it, or a name. */
const SENDER =
  /(?<![\w$])(?:\$?fetch|post|put|sendBeacon|request|ajax|axios|useFetch)\s*(?:<[^()]{0,80}>)?\(\s*(?:[\w$]|(['"`])(?:(?!\1)[^\n])*(?:track|telemetry|analytics|collect|measure|event|e\b|metric|ingest|beacon|hit|log|page-?view))/;
/** `post(ENDPOINTS.ANALYTICS_EVENT, …)`. */
const NAMED_SENDER =
  /(?<![\w$])(?:\$?fetch|post|put|sendBeacon|request|ajax|axios|useFetch)\s*(?:<[^()]{0,80}>)?\(\s*[\w$.]*(?:[aA]nalytics|ANALYTICS|[tT]elemetry|TELEMETRY|[tT]rack|TRACK)/;
/** A package called like tracking: no path of the project. */
const PACKAGE = /^(?![./~]|@\/).*(?:analytics|tracking|tracker|telemetry|segment)/;
const VERB_CALL = new RegExp(`(?<![\\w$])(?:${VERB_WORDS.join('|')})${CALL}`);

/** Whether a file that passed the gate may reach a sink directly. */
export function mayReachSink(text: string): boolean {
  return (
    importsVendor(text) ||
    MEMBER_CALL.test(text) ||
    EVENT_ATTRIBUTES.some((name) => text.includes(name)) ||
    NAMED_SENDER.test(text) ||
    RECEIVER.test(text) ||
    VENDOR.test(text) ||
    (ENDPOINT.test(text) && SENDER.test(text))
  );
}

const IMPORT = /(?:from|import|require)\s*(?:\(\s*)?(?:\/\*[^*]*\*\/\s*)?['"]([^'"\n]+)['"]/g;

/** A vendor's package with the word of one of its calls, or a package called like tracking with a verb. */
function importsVendor(text: string): boolean {
  for (const [, name = ''] of text.matchAll(IMPORT)) {
    const calls = CALLS_OF.get(packageOf(name));
    if (calls ? calls.test(text) : PACKAGE.test(name) && VERB_CALL.test(text)) return true;
  }
  return false;
}

/** Words of the calls by package. What is called itself may have any name. */
const CALLS_OF: ReadonlyMap<string, RegExp> = callsByPackage();

function callsByPackage(): Map<string, RegExp> {
  const words = new Map<string, string[]>();
  for (const { modules, globals, calls } of sdks)
    for (const name of modules) {
      const own = [...calls.keys()].flatMap((call) =>
        globals.includes(call) || call === 'default' ? [] : call.split('.').slice(-1),
      );
      const all = own.length < calls.size ? [''] : own.map(escapeWord);
      words.set(packageOf(name), [...(words.get(packageOf(name)) ?? []), ...all]);
    }
  return new Map(
    [...words].map(([name, all]) => [
      name,
      all.includes('') ? /(?:)/ : new RegExp(`(?<![\\w$])(?:${unique(all).join('|')})(?![\\w$])`),
    ]),
  );
}

/** `@scope/name/part` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Functions that say they track: see `claimedSink`. */
export const CLAIM =
  /^(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*$|^track$/;
/** Their last words are rarer than their first. */
const CLAIM_END = /(?:Event|Telemetry|Analytics|Interaction|Usage)\w*\s*(?:<|\(|\?\.\()|(?<![\w$])track\s*\(/;
const CLAIMS =
  /(?<![\w$])(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*\s*(?:<|\(|\?\.\()|(?<![\w$])track\s*\(/;

/** Whether a file that passed the gate calls something that says it tracks. */
export function mayClaim(text: string): boolean {
  return CLAIM_END.test(text) && CLAIMS.test(text);
}

function vendorPattern(): RegExp {
  const globals = sdks.flatMap((sdk) =>
    sdk.globals.map((name) => ({
      name,
      calls: [...sdk.calls.keys()].map((call) => call.split('.')[0] ?? call),
    })),
  );
  const functions = globals.filter(({ name, calls }) => calls.includes(name)).map(({ name }) => name);
  const distinct = sdks.flatMap((sdk) => sdk.distinct);
  const called = unique([...functions, ...distinct])
    .map(escapeWord)
    .join('|');
  const receivers = unique(globals.map(({ name }) => name))
    .map(escapeWord)
    .join('|');
  return new RegExp(`(?<![\\w$])(?:(?:${called})${CALL}|(?:${receivers})(?:\\(\\)|!)?${METHOD})`);
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
    .flatMap((word) => [word, tagName(word)])
    .map(escapeWord)
    .join('|');
  const used = `(?<![\\w$])(?:${any})(?:\\s*(?:\\(|\\?\\.\\(|<|:\\s*[\\w$]+\\s*[,}=])|\\s+as\\s)`;
  return new RegExp(tags === '' ? used : `${used}|<(?:${tags})(?![\\w$])`);
}
