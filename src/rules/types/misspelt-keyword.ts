import type { MapNode, Node } from '../../plan/node.ts';
import { distance, nearest, spellingKey } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { everyProperty, firstMeeting } from '../uses.ts';
import { KEYWORDS, PLAN_KEYS } from './keywords.ts';

const KNOWN = [...KEYWORDS.keys(), ...PLAN_KEYS];

export const misspeltKeyword = defineRule({
  id: 'types/misspelt-keyword',
  summary: 'No key of a schema is one slip away from a keyword.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'schema'],
  messages: {
    misspelt: ({ property, key, better }: { property: string; key: string; better: string }) =>
      `"${key}" on "${property}" asserts nothing; the keyword is "${better}".`,
    unknown: ({ property, key }: { property: string; key: string }) =>
      `"${key}" on "${property}" is neither a JSON Schema keyword nor a key of plans, and asserts nothing; notes go under "x-…".`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyProperty(plan)) {
      for (const key of schemaKeys(property.node)) {
        if (KEYWORDS.has(key.name) || PLAN_KEYS.has(key.name) || key.name.startsWith('x-') || !first(key))
          continue;
        const better = likely(key.name);
        const place = { subject: property.subject, at: key, discriminator: key.name };
        if (better === null)
          report({
            message: 'unknown',
            data: { property: property.key, key: key.name },
            severity: 'warn',
            ...place,
          });
        else
          report({ message: 'misspelt', data: { property: property.key, key: key.name, better }, ...place });
      }
    }
  },
});

function likely(name: string): string | null {
  const found = nearest(name, KNOWN);
  if (found === null) return null;
  return spellingKey(found) === spellingKey(name) || distance(name.toLowerCase(), found.toLowerCase(), 2) <= 2
    ? found
    : null;
}

/** The keys of a schema, and of those inside that are no properties of their own: combinations and conditions. */
function* schemaKeys(node: MapNode): Generator<{ name: string; file: number; start: number; end: number }> {
  for (const [name, entry] of node.entries) {
    yield { ...entry.key, name };
    if (['allOf', 'anyOf', 'oneOf'].includes(name) && entry.value.kind === 'list') {
      for (const item of entry.value.items) yield* inner(item);
    } else if (['not', 'if', 'then', 'else', 'contains', 'propertyNames'].includes(name))
      yield* inner(entry.value);
  }
}

function* inner(node: Node): Generator<{ name: string; file: number; start: number; end: number }> {
  if (node.kind === 'map') yield* schemaKeys(node);
}
