import { codePoint, defuse, visible } from './visible.ts';

/** Text for XML and HTML, between tags and inside quoted attributes alike. */
export function escapeMarkup(text: string): string {
  const shown = visible(text);
  const escaped = ACTIVE.test(shown) ? shown.replace(ACTIVE_EACH, (char) => MARKUP[char] ?? char) : shown;
  return escaped.includes('##') ? escaped.replace(/(##[a-z]*)\[/gi, '$1&#91;') : escaped;
}

const ACTIVE = /[&<>"'`]/;
const ACTIVE_EACH = /[&<>"'`]/g;

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** What `escapeMarkup` wrote, as the text that it shows. */
export function unescapeMarkup(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|#96|#91);/g, (entity) => TEXTS[entity] ?? entity);
}

const TEXTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(MARKUP).map(([char, entity]) => [entity, char])),
  '&#91;': '[',
};

/**
 * Text inside Markdown as GitHub and GitLab render it: no markup, no HTML, no table cell's end. The hosts look
 * for `@name`, `#12`, `~label` and the like after rendering, where no backslash helps: a word joiner parts them.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[@#!%^~$&](?=[\w"'])|\b(?:GH|GL)(?=-\d)/gi, '$&\u2060')
    .replace(/[\\`*_{}[\]>|~$]|(?<=www)\.|:(?=\/\/)|^[-+=]/gi, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/** A name as it is sent, in a code span that no run of backticks inside it can end; safe in a table's cell. */
export function codeSpan(text: string): string {
  const shown = defuse(visible(text)).replaceAll('|', '\\|');
  if (shown === '') return '``';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/**
 * One cell of a CSV file. A spreadsheet runs what begins like a formula, after blanks too: an apostrophe makes
 * it text. Line breaks and other controls are shown as code points.
 */
function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '""';
  if (typeof value !== 'string' || PLAIN.test(value)) return `"${value}"`;
  const text = defuse(visible(value));
  const formula = /^(\s|U\+[0-9A-F]{4})*[=+\-@|%＝＋－＠]/.test(text);
  return `"${formula ? "'" : ''}${text.replaceAll('"', '""')}"`;
}

/** Nothing to escape and no formula, which may also stand behind a code point (`U+0009`): most of what there is. */
const PLAIN = /^(?:[a-tv-z0-9][ !$-~]*)?$/i;

/** Rows as a spreadsheet opens them: UTF-8 with its mark, CRLF, every cell quoted. */
export function* csvRows(rows: Iterable<readonly (string | number | boolean | null)[]>): Iterable<string> {
  yield '\ufeff';
  for (const row of rows) yield `${row.map(csvCell).join(',')}\r\n`;
}

/** `a b/ü.yaml` → `a%20b/%C3%BC.yaml`: a relative URI reference with nothing in it but a path. */
export function pathUri(path: string): string {
  return path
    .split('/')
    .map((segment) =>
      encodeURIComponent(
        segment.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, codePoint),
      ),
    )
    .join('/');
}
