import type { CallSite } from '../evidence/call-site.ts';
import type { MalformedWaiver, Waiver } from '../findings/waivers.ts';
import { parseWaiver, WAIVER_WORD } from '../findings/waivers.ts';
import { Lines } from './lines.ts';
import type { Module } from './module.ts';

const EVENT_WORD = /^\s*\*?\s*dataplan-event:\s*(.+?)\s*$/;

/** What comments of a module say to this tool. */
export interface Annotations {
  readonly waivers: readonly (Waiver | MalformedWaiver)[];
  /** `dataplan-event: Order Completed, Order Failed`, by the line that it is about. */
  readonly events: ReadonlyMap<number, readonly string[]>;
}

/** Reads `// dataplan-ignore …` and `// dataplan-event: …`, on a line or the line above. */
export function annotations(module: Module): Annotations {
  const waivers: (Waiver | MalformedWaiver)[] = [];
  const events = new Map<number, readonly string[]>();
  if (!module.text.includes('dataplan-')) return { waivers, events };
  const lines = new Lines(module.text);
  for (const comment of commentsOf(module)) {
    const start = lines.at(comment.start);
    const end = lines.at(comment.end);
    const before = module.text.slice(comment.start - start.column + 1, comment.start).trim();
    // In markup, a brace opens the expression that the comment stands in.
    const line = before === '' || before === '{' ? nextLine(module.text, end.line) : start.line;
    const named = EVENT_WORD.exec(comment.value)?.[1];
    if (named !== undefined)
      events.set(
        line,
        named
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      );
    if (!comment.value.includes(WAIVER_WORD)) continue;
    const location = { file: module.path, start, end, pointer: null };
    const waiver = parseWaiver(
      comment.value.trim().replace(/^\*+\s*/, ''),
      { file: module.path, line },
      location,
    );
    if (waiver) waivers.push(waiver);
  }
  return { waivers, events };
}

/** Comments of the code, and those of a component's markup. */
function commentsOf(
  module: Module,
): { readonly value: string; readonly start: number; readonly end: number }[] {
  if (!module.component) return module.comments;
  const markup = [...module.text.matchAll(/<!--([\s\S]*?)-->/g)].map((match) => ({
    value: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...module.comments, ...markup];
}

/** The first line below that holds more than a comment: annotations may be stacked. */
function nextLine(text: string, line: number): number {
  const lines = text.split('\n');
  let next = line + 1;
  while (
    next <= lines.length &&
    /^\s*(?:\/\/|<!--.*-->\s*$|\{?\/\*.*\*\/\}?\s*$|\s*$)/.test(lines[next - 1] ?? '')
  )
    next++;
  return next;
}

/** A site whose names its author wrote down, where reading does not show them all. */
export function annotate(site: CallSite, events: ReadonlyMap<number, readonly string[]>): CallSite {
  const names = events.get(site.line);
  if (!names || names.length === 0) return site;
  const [only] = names;
  return {
    ...site,
    event: names.length === 1 ? (only ?? null) : null,
    events: [...new Set([...site.events, ...names])].sort(),
    patterns: [],
    resolved: true,
    why: null,
  };
}
