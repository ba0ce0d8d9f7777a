import { visible } from '../../text/visible.ts';
import type { Relation } from '../types.ts';

/** An identifier as SQL's standard writes it; for engines that read it so. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal of engines in which a backslash is itself. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function relationText(relation: Relation, quote: (name: string) => string = quoted): string {
  return 'sql' in relation ? relation.sql : relation.name.map(quote).join('.');
}

/** `shop.public.events` by its parts; a part that holds a dot stands in double quotes. */
export function nameParts(text: string): readonly string[] {
  const parts = text.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  return parts.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part));
}

/** The first line of what an engine says, without what it adds to look good. */
export function firstLine(message: string): string {
  return visible((message.split('\n', 1)[0] ?? '').trim().replace(/[.!]+$/, ''));
}

/** What stands in quotes in an engine's message may be a value out of somebody's data: nobody else is to read it. */
export function withoutValues(message: string): string {
  return message.replace(/'[^']*'|"[^"]*"/g, '…');
}
