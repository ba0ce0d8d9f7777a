import { hash } from 'node:crypto';
import { escapeMarkup } from '../../text/markup.ts';

/** Markup that is known to be safe: a template of ours and what fills it. Only the two functions below make one. */
class Markup {
  readonly #strings: readonly string[];
  readonly #values: readonly Value[];
  constructor(strings: readonly string[], values: readonly Value[]) {
    this.#strings = strings;
    this.#values = values;
  }
  toString(): string {
    let text = this.#strings[0] ?? '';
    this.#values.forEach((value, index) => {
      text += render(value) + (this.#strings[index + 1] ?? '');
    });
    return text;
  }
  /** For whoever makes something else than text of it. The strings of one template are always the same array. */
  parts(): { readonly strings: readonly string[]; readonly values: readonly Value[] } {
    return { strings: this.#strings, values: this.#values };
  }
}

export type Html = Markup;

/** What a template takes: text is escaped, markup is not, a list is joined, nothing is left out. */
export type Value = Html | string | number | null | undefined | false | readonly Value[];

/** The only way to make markup. Attributes are always written in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Markup(strings, values);
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
  return new Markup([text], []);
}

/** `sha256-…` of a text, for the page's content security policy. */
export function cspHash(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}

/** `e-order-completed-1f3a9c07` for what people link to, `p-2ad76495` for the many: its own for every name. */
export function anchor(kind: 'e' | 'n' | 'p' | 's', name: string): string {
  const own = hash('sha256', name).slice(0, 8);
  if (kind === 'p') return `p-${own}`;
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24);
  return `${kind}-${slug ? `${slug}-` : ''}${own}`;
}

/** The place of a finding in the list. */
export function findingAnchor(fingerprint: string): string {
  return `f-${fingerprint.replace(/[^0-9a-f]/g, '').slice(0, 12)}`;
}
