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
  return (message.split('\n', 1)[0] ?? '').trim().replace(/[.!]+$/, '');
}
