import type { DialectId } from './types.ts';

/** Something that a dialect or a layout cannot say: it is listed, with this reason. */
export class NotExpressible extends Error {
  override readonly name = 'NotExpressible';
}

/**
 * The one place where names and values become SQL. Whatever a plan or a configuration holds, the text stays one
 * identifier, one literal or one comment. @throws NotExpressible for what no SQL text can hold.
 */
export function identifier(dialect: DialectId, name: string): string {
  const plain = holdable(name);
  switch (dialect) {
    case 'bigquery':
      return `\`${plain.replace(/[\\`]/g, '\\$&').replace(CONTROL, escapedControl)}\``;
    case 'spark':
    case 'databricks':
      return `\`${plain.replaceAll('`', '``')}\``;
    case 'duckdb':
    case 'postgres':
    case 'redshift':
    case 'snowflake':
      return `"${plain.replaceAll('"', '""')}"`;
  }
}

/** A text literal, or for what a literal cannot hold safely an expression in brackets. */
export function literal(dialect: DialectId, value: string): string {
  const plain = holdable(value);
  const doubled = plain.replaceAll("'", "''");
  switch (dialect) {
    case 'duckdb':
      return `'${doubled}'`;
    case 'postgres':
      // Means the same whatever `standard_conforming_strings` says.
      return plain.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
    case 'redshift':
      // Whether a backslash escapes there is a setting: none is written.
      return plain.includes('\\') ? `('${doubled.replaceAll('\\', "' || CHR(92) || '")}')` : `'${doubled}'`;
    case 'snowflake':
      return `'${doubled.replaceAll('\\', '\\\\')}'`;
    case 'spark':
    case 'databricks':
      return `'${plain.replace(/[\\']/g, '\\$&')}'`;
    case 'bigquery':
      return `'${plain.replace(/[\\']/g, '\\$&').replace(CONTROL, escapedControl)}'`;
  }
}

/** One line that ends nowhere but at its end. */
export function comment(text: string): string {
  const points = [...text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim()];
  const line = points.slice(0, LONGEST_COMMENT).join('');
  return `-- ${line}${points.length > LONGEST_COMMENT ? '…' : ''}`;
}

/** SQL as a dbt model: what Jinja would take for its own stands as text. */
export function jinjaText(sql: string): string {
  return sql.replace(/\{[{%#]/g, (mark) => `{{ '${mark}' }}`);
}

const LONGEST_COMMENT = 200;
const CONTROL = /[\x01-\x1f\x7f]/g;

function escapedControl(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function holdable(text: string): string {
  if (text.includes('\0')) throw new NotExpressible('a name or value with a NUL character');
  if (/\p{Cs}/u.test(text)) throw new NotExpressible('a name or value with half a surrogate pair');
  return text;
}
