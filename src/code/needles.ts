import { sdks } from '../catalogue/sdks.ts';
import { byteSearch } from './byte-search.ts';
import { MEMBER_CALL } from './generated-members.ts';
import { EVENT_ATTRIBUTES, OWN_ATTRIBUTE, tagName } from './markup-tags.ts';
import { anyOpening, type Opening, ofText, opening, when } from './openings.ts';
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

/** The rest of a name, as long as names are: a file may be one word without end. */
const REST = '\\w{0,100}';

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
const RECEIVER = opening(
  [
    ...capitals('analytics', 'telemetry', 'tracker', 'tracking', 'segment', 'mixpanel', 'amplitude'),
    ...capitals('rudder', 'snowplow', 'braze', 'posthog', 'postHog', 'mparticle', 'mParticle'),
  ],
  new RegExp(`${REST}(?:\\(\\)|!)?${METHOD}`),
);
const SENDERS = ['fetch', '$fetch', 'post', 'put', 'sendBeacon', 'request', 'ajax', 'axios', 'useFetch'];
const SENT = /\s*(?:<[^()]{0,80}>)?\(\s*/;
const ENDPOINT =
  /[/'"`](?:track(?:ing)?|telemetry|analytics|collect|measure|events?|e|metrics?|ingest|beacon|hit|log|page-?views?|user-?events?)[/'"`?]/;
/** Something that sends, to a text with a path like tracking in it or to a name, in a file with an endpoint called so. */
const SENDER = when(
  opening(
    SENDERS,
    new RegExp(
      `${SENT.source}(?:[\\w$]|(['"\`])(?:(?!\\1)[^\\n])*(?:track|telemetry|analytics|collect|measure|event|e\\b|metric|ingest|beacon|hit|log|page-?view))`,
    ),
    true,
  ),
  ENDPOINT,
);
/** `post(ENDPOINTS.ANALYTICS_EVENT, …)`. */
const NAMED_SENDER = opening(
  SENDERS,
  new RegExp(`${SENT.source}[\\w$.]*(?:[aA]nalytics|ANALYTICS|[tT]elemetry|TELEMETRY|[tT]rack|TRACK)`),
  true,
);
/** A package called like tracking: no path of the project. */
const PACKAGE = /^(?![./~]|@\/).*(?:analytics|tracking|tracker|telemetry|segment)/;
const VERB_CALL = new RegExp(`(?<![\\w$])(?:${VERB_WORDS.join('|')})${CALL}`);
const hasVerbCall = ofText(VERB_CALL);
/** An attribute that a vendor's script reads, or the project's own. */
const ATTRIBUTES: readonly Opening[] = [
  { words: EVENT_ATTRIBUTES, holds: () => true },
  opening(['data-'], new RegExp(OWN_ATTRIBUTE), true),
];
/** `const { capture } = useTelemetry()`: a hook called like a tracker, of whatever package. */
const HOOK = when(
  opening(
    ['use'],
    new RegExp(
      `${REST}(?:Analytics|Telemetry|Track(?:ing|er)|PostHog|Segment|Mixpanel|Amplitude)${REST}\\s*\\(`,
    ),
    true,
  ),
  VERB_CALL,
);
const IMPORTED = /\s*(?:\(\s*)?(?:\/\*[^*]*\*\/\s*)?['"]([^'"\n]+)['"]/y;
/** A vendor's package with the word of one of its calls, or a package called like tracking with a verb. */
const IMPORT: Opening = {
  words: ['from', 'import', 'require'],
  holds: (text, at, word) => {
    IMPORTED.lastIndex = at + word.length;
    const name = IMPORTED.exec(text)?.[1];
    if (name === undefined) return false;
    const calls = CALLS_OF.get(packageOf(name));
    return calls ? calls(text) : PACKAGE.test(name) && hasVerbCall(text);
  },
};

/** Words of the calls by package. What is called itself may have any name. */
const CALLS_OF = callsByPackage();

function callsByPackage(): ReadonlyMap<string, (text: string) => boolean> {
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
      all.includes('') ? () => true : ofText(new RegExp(`(?<![\\w$])(?:${unique(all).join('|')})(?![\\w$])`)),
    ]),
  );
}

/** `@scope/name/part` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Whether a file that passed the gate may reach a sink directly; the text has one character a byte. */
export const mayReachSink = anyOpening([
  ...[MEMBER_CALL, ...ATTRIBUTES, IMPORT, NAMED_SENDER, SENDER, RECEIVER, HOOK],
  ...vendors(),
]);

/** Whether a file that passed the gate calls something that says it tracks (`claims.ts`); one character a byte. */
export const mayHoldClaim = anyOpening([
  opening(
    ['track', 'log', 'send', 'record', 'capture', 'report', 'emit', 'fire', 'publish'].flatMap(marked),
    new RegExp(`${REST}(?:Event|Telemetry|Analytics|Interaction|Usage)${REST}\\s*(?:<|\\(|\\?\\.\\()`),
    true,
  ),
  opening(marked('track'), /(?:[A-Z]\w*)?\s*(?:<|\(|\?\.\()/, true),
  // `analytics.report(…)`: what only says it of a tracker.
  opening(
    capitals(
      ...['analytics', 'telemetry', 'tracker', 'tracking'],
      ...[
        'eventLogger',
        'eventReporter',
        'eventRecorder',
        'event_logger',
        'event_reporter',
        'event_recorder',
      ],
    ),
    new RegExp(
      `${REST}(?:\\(\\))?[!?]?\\.(?:report|record|send|capture|emit|fire|publish|trigger|log|push|dispatch|submit|event|handleEvent)${REST}\\s*(?:<|\\(|\\?\\.\\()`,
    ),
  ),
]);

/** A vendor's function, or a vendor's global that something is called on. */
function vendors(): readonly Opening[] {
  const globals = sdks.flatMap((sdk) =>
    sdk.globals.map((name) => ({
      name,
      calls: [...sdk.calls.keys()].map((call) => call.split('.')[0] ?? call),
    })),
  );
  const functions = globals.filter(({ name, calls }) => calls.includes(name)).map(({ name }) => name);
  const distinct = sdks.flatMap((sdk) => sdk.distinct);
  return [
    opening([...functions, ...distinct], new RegExp(CALL), true),
    opening(
      globals.map(({ name }) => name),
      new RegExp(`(?:\\(\\)|!)?${METHOD}`),
      true,
    ),
  ];
}

/** A method's name, also as that of a private one. */
function marked(word: string): string[] {
  return [word, `_${word}`];
}

/** Words with a small and with a capital letter first. */
function capitals(...words: readonly string[]): string[] {
  return words.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)]);
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
  const used = `(?<![\\w$])(?:${any})(?:\\s*(?:\\(|\\?\\.\\(|<|:\\s*[\\w$]+\\s*[,}=])|\\s+as\\s|\\.(?:bind|call|apply)\\s*\\()`;
  return new RegExp(tags === '' ? used : `${used}|<(?:${tags})(?![\\w$])`);
}
