import { createHash } from 'node:crypto';
import { escapeMarkup } from '../../text/markup.ts';

/** Markup that is known to be safe. Only the template below makes one. */
class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type Html = Markup;

/** What a template takes: text is escaped, markup is not, a list is joined, nothing is left out. */
export type Value = Html | string | number | null | undefined | false | readonly Value[];

/** The only way to make markup. Attributes are always written in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    text += render(value) + (strings[index + 1] ?? '');
  });
  return new Markup(text);
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'object') return value.map(render).join('');
  return escapeMarkup(String(value));
}

/** Our own style and script, as they stand in the page. */
export function verbatim(text: string): Html {
  if (/<\/(style|script)/i.test(text)) throw new Error('Style and script must not close themselves.');
  return new Markup(text);
}

/** `sha256-…` of a text, for the page's content security policy. */
export function cspHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** `e-order-completed-1f3a9c07` for what people link to, `p-2ad76495` for the many: its own for every name. */
export function anchor(kind: 'e' | 'n' | 'p' | 's', name: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  if (kind === 'p') return `p-${hash}`;
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24);
  return `${kind}-${slug ? `${slug}-` : ''}${hash}`;
}

/** The place of a finding in the list. */
export function findingAnchor(fingerprint: string): string {
  return `f-${fingerprint.replace(/[^0-9a-f]/g, '').slice(0, 12)}`;
}
