import { parseSubject } from '../../findings/subject.ts';
import { clip } from '../../text/visible.ts';
import { type Html, html, type Value } from './html.ts';

/** State is never colour alone: a mark, a word, and then a colour. */
export type State = 'good' | 'warn' | 'bad' | 'unknown';

const MARKS: Readonly<Record<State, string>> = { good: '✓', warn: '◆', bad: '✕', unknown: '?' };

export function state(kind: State, words: string, mark = MARKS[kind]): Html {
  return html`<span class="state ${kind}"><span aria-hidden="true">${mark}</span> ${words}</span>`;
}

/** A name as it is sent. */
export function name(text: string, limit = 200): Html {
  return html`<code>${clip(text, limit)}</code>`;
}

export function soft(text: string): Html {
  return html`<span class="soft">${text}</span>`;
}

/** `2026-11-21` → `21 Nov 2026`. */
export function day(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[date.getUTCMonth()];
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** `P25M` → `25 months`; what is no plain duration stays as it is. */
export function duration(iso: string): string {
  const match = /^P(\d+)([YMWD])$/.exec(iso);
  if (!match) return iso;
  const unit = { Y: 'year', M: 'month', W: 'week', D: 'day' }[match[2] ?? ''] ?? '';
  return `${match[1]} ${unit}${match[1] === '1' ? '' : 's'}`;
}

/** `user.contact.email` → `contact email`: a word for people who have no taxonomy. */
export function plainCategory(key: string): string {
  return key.split('.').slice(1).slice(-2).join(' ').replaceAll('_', ' ') || key;
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return 'under 0.1 %';
  if (value < 100 && value > 99.9) return 'over 99.9 %';
  return `${Number(value.toFixed(1))} %`;
}

/** A subject for people: `Order Completed, property total`. */
export function readableSubject(subject: string): string {
  return parseSubject(subject)
    .filter(({ kind, name }) => kind !== 'standard' || name.startsWith('stage '))
    .map(({ kind, name }, at) => (at === 0 ? name : `${kind} ${name}`))
    .join(', ');
}

/** The first few, then how many more. */
export function few(values: readonly Value[], most: number): Value;
export function few<T>(values: readonly T[], most: number, show: (value: T) => Value): Value;
export function few<T extends Value>(
  values: readonly T[],
  most: number,
  show: (value: T) => Value = (value) => value,
): Value {
  const rest = values.length - most;
  const shown = values
    .slice(0, most)
    .flatMap((value, at) => (at === 0 ? [show(value)] : [', ', show(value)]));
  return rest > 0 ? [...shown, ` and ${rest} more`] : shown;
}

/** A section opens with a sentence that says what matters in it. */
export function section(id: string, title: Value, lead: Value, body: Value): Html {
  return html`<section id="${id}" aria-labelledby="h-${id}">
<h2 id="h-${id}">${title}</h2>
${lead ? html`<p class="sub">${lead}</p>\n` : ''}${body}
</section>
`;
}

/** A box that may scroll sideways, so it can be reached by the keyboard. */
export function wideBox(label: string, body: Value): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${body}</div>`;
}
