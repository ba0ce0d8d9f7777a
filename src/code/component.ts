import { trackingTags } from './markup-tags.ts';

/** A piece of a single-file component that holds code, at its offset in the file. */
export interface Block {
  readonly text: string;
  readonly start: number;
  readonly lang: string;
  readonly template: boolean;
  /** Names that the template itself declares around it. */
  readonly names?: readonly string[];
}

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/g;
const LANG = /\blang\s*=\s*["']?(\w+)/;

/** Scripts first, whatever their order in the file: templates see all of them. */
function scripts(text: string): { readonly blocks: Block[]; readonly rest: string } {
  const blocks: Block[] = [];
  const rest = text
    .replace(SCRIPT, (whole: string, attributes: string, body: string, at: number) => {
      const lang = LANG.exec(attributes)?.[1] ?? 'js';
      blocks.push({
        text: body,
        start: at + whole.indexOf('>') + 1,
        lang: lang === 'typescript' ? 'ts' : ['ts', 'tsx', 'jsx'].includes(lang) ? lang : 'jsx',
        template: false,
      });
      return ' '.repeat(whole.length);
    })
    .replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>|<!--[\s\S]*?-->/g, (whole) => ' '.repeat(whole.length));
  return { blocks, rest };
}

/**
 * Svelte: the scripts, and every expression in braces that calls something. Block heads
 * (`{#if …}`, `{#each … as …}`) are reduced to the expression in them.
 */
export function splitSvelte(text: string): Block[] {
  const { blocks, rest } = scripts(text);
  const lang = blocks.some((block) => block.lang === 'ts') ? 'ts' : 'js';
  const names = new Set<string>();
  const expressions: { start: number; end: number }[] = [];
  for (let at = rest.indexOf('{'); at >= 0; at = rest.indexOf('{', at + 1)) {
    const end = closing(rest, at);
    if (end < 0) break;
    let from = at + 1;
    const head =
      /^\s*(?:#if|:else if|#key|#await|#each|@html|@render|@const|@debug|#snippet|:then|:catch|:else|\/\w+|\.\.\.)\s*/.exec(
        rest.slice(from, from + 40),
      );
    let to = end;
    if (head) {
      const each = /^\s*#each/.test(head[0]);
      from += head[0].length;
      if (each) {
        const as = /\sas\s+([^(]*)/.exec(rest.slice(from, end));
        if (as) {
          to = from + as.index;
          for (const name of as[1]?.match(/[A-Za-z_$][\w$]*/g) ?? []) names.add(name);
        }
      } else if (/^\s*(?:#snippet|:then|:catch)/.test(head[0])) {
        for (const name of rest.slice(from, end).match(/[A-Za-z_$][\w$]*/g) ?? []) names.add(name);
        to = from;
      }
    }
    if (to > from && rest.slice(from, to).includes('(')) expressions.push({ start: from, end: to });
    at = end;
  }
  for (const { start, end } of expressions) blocks.push(expression(rest, start, end, lang, names));
  return [...blocks, ...tags(rest, names)];
}

/** Tags that may send are code too: see `trackingTags`. */
function tags(markup: string, names: ReadonlySet<string>): Block[] {
  return trackingTags(markup).map(({ text, start }) => ({
    text,
    start,
    lang: 'tsx',
    template: true,
    names: [...names],
  }));
}

function expression(
  text: string,
  start: number,
  end: number,
  lang: string,
  names: ReadonlySet<string>,
): Block {
  // The parenthesis takes the brace's place, so offsets stay.
  return {
    text: `(${text.slice(start, end)})`,
    start: start - 1,
    lang,
    template: true,
    names: [...names],
  };
}

/** Directives of the project's own: Vue's take no names of events. */
const DIRECTIVES =
  /(\s)(v-(?!(?:bind|on|if|else|else-if|for|show|model|html|text|slot|once|memo|pre|cloak)\b)[\w-]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Vue: the scripts, handlers (`@click`, `v-on:`), bindings (`:x`, `v-…`) and interpolations that call something. */
export function splitVue(text: string): Block[] {
  const { blocks, rest } = scripts(text);
  const lang = blocks.some((block) => block.lang.startsWith('ts')) ? 'ts' : 'js';
  const names = new Set<string>();
  for (const match of rest.matchAll(/\sv-for\s*=\s*(["'])(.*?)\s+(?:in|of)\s/g))
    for (const name of match[2]?.match(/[A-Za-z_$][\w$]*/g) ?? []) names.add(name);
  for (const match of rest.matchAll(/\s(?:@|v-on:|:|v-)[\w.:[\]-]*\s*=\s*("[^"]*"|'[^']*')/g)) {
    const quoted = match[1] ?? '';
    const body = quoted.slice(1, -1);
    if (!body.includes('(')) continue;
    const start = match.index + match[0].length - quoted.length + 1;
    // A handler may be statements; anything else is one expression.
    const handler = /^\s(?:@|v-on:)/.test(match[0]);
    blocks.push(
      handler && body.includes(';')
        ? { text: body, start, lang, template: true, names: [...names] }
        : expression(rest, start, start + body.length, lang, names),
    );
  }
  for (const match of rest.matchAll(DIRECTIVES)) {
    const [whole, space = '', name = '', quoted = ''] = match;
    const value = quoted.slice(1, -1);
    // `v-track="x"` is `v_track( x)`: of the same length, so offsets stay.
    const called = name.replace(/[-.:]/g, '_');
    blocks.push({
      text: `${called}${' '.repeat(whole.length - space.length - called.length - quoted.length - 1)}( ${value})`,
      start: match.index + space.length,
      lang,
      template: true,
      names: [...names],
    });
  }
  for (const match of rest.matchAll(/\{\{([\s\S]*?)\}\}/g)) {
    const body = match[1] ?? '';
    if (body.includes('(')) {
      const start = match.index + 2;
      blocks.push(expression(rest, start, start + body.length, lang, names));
    }
  }
  return [...blocks, ...tags(rest, names)];
}

/** Offset of the brace that closes the one at `open`, past strings, templates and comments; -1 at the end. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}') {
      if (--depth === 0) return at;
    } else if (char === '"' || char === "'") {
      const end = quoteEnd(text, at, char);
      if (end > 0) at = end;
    } else if (char === '`') at = templateEnd(text, at);
    else if (char === '/' && text[at + 1] === '*') at = Math.max(at, text.indexOf('*/', at));
    else if (char === '/' && text[at + 1] === '/' && text[at - 1] !== ':') {
      const line = text.indexOf('\n', at);
      if (line < 0) return -1;
      at = line;
    }
  }
  return -1;
}

/** An apostrophe in running text is no string: strings end on their line. */
function quoteEnd(text: string, open: number, quote: string): number {
  for (let at = open + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === quote) return at;
    else if (char === '\n') return -1;
  }
  return -1;
}

function templateEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at;
    else if (text[at] === '$' && text[at + 1] === '{') {
      const end = closing(text, at + 1);
      if (end < 0) return text.length;
      at = end;
    }
  }
  return text.length;
}
