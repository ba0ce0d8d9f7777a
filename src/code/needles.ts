import { type Sdk, sdks } from '../catalogue/sdks.ts';

const VERB_TEXT =
  'track|log|send|record|capture|report|identify|page|screen|group|alias|push|event|set|add|import|login|modify|update|change';

/**
 * What a file must hold, as bytes, before it is worth parsing. Cheap and generous: a file that matches
 * may have no call, a file that does not match has none that could be told.
 */
export const SEED = seedPattern(sdks);

function seedPattern(all: readonly Sdk[]): RegExp {
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
  return new RegExp(
    [
      `['"](?:${unique(modules).map(escapeWord).join('|')})['"/]`,
      `\\b(?:${unique([...functions, ...distinct])
        .map(escapeWord)
        .join('|')})\\s*(?:\\?\\.)?\\s*[(<]`,
      // A receiver that is a vendor's global or is called like a tracker, and a verb.
      `(?:${unique(globals.map(({ name }) => name))
        .map(escapeWord)
        .join(
          '|',
        )}|[Aa]nalytics\\w*|[Tt]elemetry\\w*|[Tt]rack(?:er|ing)\\w*|[Ss]egment\\w*|[Mm]ixpanel\\w*|[Aa]mplitude\\w*|[Pp]osthog\\w*|[Rr]udder\\w*)(?:\\(\\)|!)?\\s*\\??\\.\\s*(?:people\\s*\\.\\s*)?(?:${VERB_TEXT})\\w*\\s*(?:\\?\\.)?\\(`,
      // A package or an endpoint called like tracking.
      `['"\`](?:[^'"\`\\s]{0,80}[/@._-])?(?:analytics|tracking|tracker|telemetry|segment|track|collect|measure)[/'"\`?_.-]`,
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
