import type { RuleId } from '../findings/finding.ts';

/** What `dataplan explain` shows: the Markdown page beside a rule. */
export interface Page {
  readonly id: RuleId;
  readonly text: string;
  /** By heading: What, Why, Examples, Options, When not to use it, Source. */
  readonly sections: ReadonlyMap<string, string>;
  readonly examples: readonly Example[];
}

/** A complete small plan on a page, with the options it is meant for. */
export interface Example {
  readonly verdict: 'incorrect' | 'correct';
  /** `yaml` for a plan; else what the example is written in. */
  readonly language: string;
  readonly options: unknown;
  readonly text: string;
}

export const SECTIONS = ['What', 'Why', 'Examples', 'Options', 'When not to use it', 'Source'] as const;

/** ` ```yaml incorrect {"max": 2}` */
const FENCE = /^```(\w+) (incorrect|correct)(?: (\{.*\}))?\n([\s\S]*?)^```$/gm;

/** Every page, by rule. Loaded when asked for: linting needs none. */
export async function loadPages(): Promise<ReadonlyMap<RuleId, Page>> {
  const { default: pages } = await import('./all.pages');
  return new Map(Object.entries(pages).map(([id, text]) => [id, parsePage(id, text)]));
}

/** Reads a page: its sections by heading, and its examples. */
export function parsePage(id: RuleId, text: string): Page {
  const sections = new Map<string, string>();
  for (const part of text.split(/^## /m).slice(1)) {
    const [heading = '', ...rest] = part.split('\n');
    sections.set(heading.trim(), rest.join('\n').trim());
  }
  const examples = [...text.matchAll(FENCE)].map(([, language = '', verdict, options, body = '']) => ({
    verdict: verdict === 'correct' ? ('correct' as const) : ('incorrect' as const),
    language,
    options: options === undefined ? undefined : (JSON.parse(options) as unknown),
    text: body,
  }));
  return { id, text, sections, examples };
}
