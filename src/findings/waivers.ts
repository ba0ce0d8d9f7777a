import type { Finding, Location, RuleId } from './finding.ts';
import type { Subject } from './subject.ts';

/** Leave to differ from a rule, with a reason and, mostly, an end. */
export interface Waiver {
  readonly rules: readonly RuleId[];
  /** What it is about: a line of a file, or a subject (from `waivers.yaml`). */
  readonly target: { readonly file: string; readonly line: number } | { readonly subject: Subject };
  readonly reason: string;
  /** ISO date, that day included; null: no end. */
  readonly until: string | null;
  readonly owner: string | null;
  readonly ticket: string | null;
  readonly location: Location;
}

/** A comment or entry that wants to be a waiver and is none. */
export interface MalformedWaiver {
  /** What is wrong and how to write it. */
  readonly why: string;
  readonly text: string;
  readonly location: Location;
}

export const WAIVER_WORD = 'dataplan-ignore';

const FORM = /^(?:#|\/\/|\/\*|<!--)?\s*dataplan-ignore(?![\w-])\s*(?<rest>.*?)\s*(?:\*\/|-->)?$/s;

/**
 * Reads one comment: `# dataplan-ignore <rule>[, <rule>] [until=YYYY-MM-DD] -- <reason>`. Null for a comment that
 * does not begin with the word.
 */
export function parseWaiver(
  comment: string,
  target: Waiver['target'],
  location: Location,
): Waiver | MalformedWaiver | null {
  const rest = FORM.exec(comment.trim())?.groups?.['rest'];
  if (rest === undefined) return null;
  const malformed = (why: string): MalformedWaiver => ({ why, text: comment.trim(), location });
  const dash = rest.indexOf('--');
  if (dash < 0 || rest.slice(dash + 2).trim() === '')
    return malformed('the reason is missing: end it with "-- <reason>"');
  const words = rest
    .slice(0, dash)
    .split(/[\s,]+/)
    .filter(Boolean);
  const rules = words.filter((word) => !word.includes('='));
  if (rules.length === 0)
    return malformed('the rule is missing: name one, there is no waiver for everything');
  let until: string | null = null;
  for (const word of words.filter((each) => each.includes('='))) {
    const [key, value = ''] = word.split('=', 2);
    if (key !== 'until') return malformed(`"${key}=" means nothing here; only until=YYYY-MM-DD`);
    if (!isDate(value)) return malformed(`"${value}" is no date: until=YYYY-MM-DD`);
    until = value;
  }
  return { rules, target, reason: rest.slice(dash + 2).trim(), until, owner: null, ticket: null, location };
}

export function isMalformed(waiver: Waiver | MalformedWaiver): waiver is MalformedWaiver {
  return 'why' in waiver;
}

/** True for a day that exists, YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export interface Waived {
  readonly findings: readonly Finding[];
  /** Waivers that met at least one finding. */
  readonly used: ReadonlySet<Waiver>;
}

/** Marks what a live waiver covers. An expired one covers nothing. */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string,
): Waived {
  const live = waivers.filter((waiver) => !isExpired(waiver, today));
  const used = new Set<Waiver>();
  if (live.length === 0) return { findings, used };
  const byPlace = new Map<string, Waiver[]>();
  for (const waiver of live) {
    const key =
      'subject' in waiver.target ? waiver.target.subject : `${waiver.target.file}\n${waiver.target.line}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), waiver]);
  }
  const marked = findings.map((finding): Finding => {
    const { file, start } = finding.location;
    const near = [...(byPlace.get(`${file}\n${start.line}`) ?? []), ...(byPlace.get(finding.subject) ?? [])];
    const waiver = near.find(({ rules }) => rules.includes(finding.rule));
    if (!waiver) return finding;
    used.add(waiver);
    return { ...finding, status: 'waived' };
  });
  return { findings: marked, used };
}

export function isExpired(waiver: Waiver, today: string): boolean {
  return waiver.until !== null && waiver.until < today;
}
