import { deflateSync } from 'node:zlib';
import { type Html, html, verbatim } from './html.ts';

/** Above this many events the details of the dictionary travel packed: the page would be megabytes. */
export const PACKED_ABOVE = 2000;

/** An element as data: its name, its attributes, what is in it. A text is itself. */
type Node = string | readonly [tag: string, attributes: Readonly<Record<string, string>>, children: Node[]];

/**
 * Takes the bodies out of `details` and gives the page without them, and them as one packed block, in order. The
 * page's own policy forbids making markup from text, so they travel as data, from which the script builds elements.
 */
export function packed(entries: readonly string[]): {
  readonly entries: readonly Html[];
  readonly block: Html;
} {
  const bodies: Node[][] = [];
  const heads = entries.map((entry) => {
    const end = entry.indexOf('</summary>') + '</summary>'.length;
    bodies.push(nodesOf(entry.slice(end, entry.lastIndexOf('</details>'))));
    return verbatim(`${entry.slice(0, end)}</details>\n`);
  });
  const data = deflateSync(JSON.stringify(bodies), { level: 6 }).toString('base64');
  return {
    entries: heads,
    block: html`<script type="application/octet-stream" id="packed">${verbatim(data)}</script>`,
  };
}

const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*>|([^<]+)/g;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/g;

/** Reads what our own template wrote, and nothing else: each element closed, each attribute in double quotes. */
function nodesOf(markup: string): Node[] {
  const root: Node[] = [];
  const open: { tag: string; children: Node[] }[] = [{ tag: '', children: root }];
  for (const [, closing, tag, attributes = '', text] of markup.matchAll(TOKEN)) {
    const inside = open.at(-1);
    if (inside === undefined) throw new Error('An element of the report is closed twice.');
    if (text !== undefined) inside.children.push(unescaped(text));
    else if (closing === '/') {
      if (inside.tag !== tag) throw new Error(`The report closes ${tag} where ${inside.tag} is open.`);
      open.pop();
    } else if (tag !== undefined) {
      const children: Node[] = [];
      const own = [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [
        name,
        unescaped(value),
      ]);
      inside.children.push([tag, Object.fromEntries(own), children]);
      open.push({ tag, children });
    }
  }
  return root;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
  '&#91;': '[',
};

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|#96|#91);/g, (entity) => ENTITIES[entity] ?? entity);
}
