import { type Subject, type SubjectKind, subject as toSubject } from '../../findings/subject.ts';
import type { Entry, MapNode, Node } from '../node.ts';
import { asMap, choiceAt, flagAt, listAt, mapAt, text, textAt, textsAt } from '../read.ts';
import type { Approval, Named, Status } from '../types.ts';

const STATUSES: readonly Status[] = ['proposed', 'approved', 'live', 'deprecated', 'retired'];

/** What may stand on anything named. */
export function named(
  entry: Entry,
  kind: SubjectKind,
  subject: Subject = toSubject([kind, entry.key.name]),
): Named {
  return { key: entry.key.name, subject, spot: entry.key, ...life(asMap(entry.value)) };
}

export function life(node: MapNode): Omit<Named, 'key' | 'subject' | 'spot'> {
  const deprecated = flagAt(node, 'deprecated');
  return {
    node,
    description: textAt(node, 'description'),
    owner: textAt(node, 'owner'),
    status: choiceAt(node, 'status', STATUSES) ?? (deprecated ? 'deprecated' : 'live'),
    sunset: textAt(node, 'sunset'),
    replacedBy: textAt(node, 'replaced_by'),
    tags: textsAt(node, 'tags'),
    links: links(mapAt(node, 'links')),
    approved: listAt(node, 'approved').map(approval),
  };
}

const NO_LINKS: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

function links(node: MapNode | null): Readonly<Record<string, string>> {
  if (!node) return NO_LINKS;
  const found: Record<string, string> = Object.create(null);
  for (const [name, { value }] of node.entries) found[name] = text(value) ?? '';
  return found;
}

function approval(node: Node): Approval {
  return { by: textAt(node, 'by') ?? '', date: textAt(node, 'date'), link: textAt(node, 'link'), node };
}
