import { codePoint, defuse, visible } from './visible.ts';

/** Text for XML and HTML, between tags and inside quoted attributes alike. */
export function escapeMarkup(text: string): string {
  return visible(text)
    .replace(/[&<>"'`]/g, (char) => MARKUP[char] ?? char)
    .replace(/(##[a-z]*)\[/gi, '$1&#91;');
}

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
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
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '""';
  const text = defuse(visible(String(value)));
  // A number of our own, such as -3, stays one.
  const formula = typeof value === 'string' && /^(\s|U\+[0-9A-F]{4})*[=+\-@|%＝＋－＠]/.test(text);
  return `"${formula ? "'" : ''}${text.replaceAll('"', '""')}"`;
}

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
