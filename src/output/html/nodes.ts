import { unescapeMarkup } from '../../text/markup.ts';
import { visible } from '../../text/visible.ts';
import type { Html, Value } from './html.ts';

/** A template, read once: texts, places of values (by index), and elements with the same inside. */
type Part = string | number | Element;
interface Element {
  readonly tag: string;
  readonly attributes: readonly (readonly [name: string, value: readonly (string | number)[]])[];
  readonly children: Part[];
}

/**
 * Markup as data, without writing it out and reading it again: the JSON of a list in which an element is
 * `[tag, attributes, children]` and a text is itself.
 */
export function nodesJson(markup: Html): string {
  const nodes = new NodeWriter();
  addMarkup(markup, nodes);
  return `[${nodes.end()}]`;
}

/** Puts JSON together piece by piece. Texts beside each other are one, as they would be in a page. */
class NodeWriter {
  readonly #pieces: string[] = [];
  #text = '';
  #isFirst = true;

  text(text: string): void {
    this.#text += text;
  }

  open(tag: string, attributes: string): void {
    this.#endText();
    this.#pieces.push(this.#isFirst ? '["' : ',["', tag, '",{', attributes, '},[');
    this.#isFirst = true;
  }

  close(): void {
    this.#endText();
    this.#pieces.push(']]');
    this.#isFirst = false;
  }

  end(): string {
    this.#endText();
    return this.#pieces.join('');
  }

  #endText(): void {
    if (this.#text === '') return;
    if (!this.#isFirst) this.#pieces.push(',');
    this.#pieces.push(JSON.stringify(this.#text));
    this.#text = '';
    this.#isFirst = false;
  }
}

function addMarkup(markup: Html, to: NodeWriter): void {
  const { strings, values } = markup.parts();
  addParts(skeletonOf(strings), values, to);
}

function addParts(parts: readonly Part[], values: readonly Value[], to: NodeWriter): void {
  for (const part of parts) {
    if (typeof part === 'string') to.text(part);
    else if (typeof part === 'number') addValue(values[part], to);
    else {
      to.open(part.tag, attributesJson(part, values));
      addParts(part.children, values, to);
      to.close();
    }
  }
}

function addValue(value: Value, to: NodeWriter): void {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'string') to.text(visible(value));
  else if (typeof value === 'number') to.text(String(value));
  else if ('parts' in value) addMarkup(value, to);
  else for (const one of value) addValue(one, to);
}

function attributesJson({ attributes }: Element, values: readonly Value[]): string {
  return attributes
    .map(([name, pieces]) => {
      const text = pieces.map((piece) => (typeof piece === 'string' ? piece : attributeText(values[piece])));
      return `"${name}":${JSON.stringify(text.join(''))}`;
    })
    .join(',');
}

function attributeText(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'object') throw new Error('An attribute of the report takes text alone.');
  return visible(String(value));
}

const skeletons = new WeakMap<readonly string[], readonly Part[]>();

function skeletonOf(strings: readonly string[]): readonly Part[] {
  const known = skeletons.get(strings);
  if (known) return known;
  const made = readTemplate(strings);
  skeletons.set(strings, made);
  return made;
}

/** Stands for a value while a template is read: no template of ours has one. */
const VALUE = '\0';
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*>|([^<]+)|</g;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/g;

/** Reads what we wrote, and nothing else: each element closed, each attribute in double quotes. */
function readTemplate(strings: readonly string[]): Part[] {
  const root: Part[] = [];
  const open: { tag: string; children: Part[] }[] = [{ tag: '', children: root }];
  let index = 0;
  const pieces = (text: string): (string | number)[] =>
    text
      .split(VALUE)
      .flatMap((piece, at) => (at === 0 ? [unescapeMarkup(piece)] : [index++, unescapeMarkup(piece)]));
  for (const [token, closing, tag, attributes = '', text] of strings.join(VALUE).matchAll(TOKEN)) {
    const inside = open.at(-1);
    if (text !== undefined) inside?.children.push(...pieces(text));
    else if (tag === undefined || inside === undefined)
      throw new Error(`The report cannot be read at ${token}`);
    else if (closing === '/') {
      if (inside.tag !== tag) throw new Error(`The report closes ${tag} where ${inside.tag} is open.`);
      open.pop();
    } else {
      const own = [...attributes.matchAll(ATTRIBUTE)].map(
        ([, name = '', value = '']) => [name, pieces(value)] as const,
      );
      const element: Element = { tag, attributes: own, children: [] };
      inside.children.push(element);
      open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`The report leaves ${open.at(-1)?.tag} open.`);
  return root;
}
