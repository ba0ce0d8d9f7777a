import type { MapNode } from '../node.ts';
import { child, choiceAt, mapAt, numberAt, text, textsAt } from '../read.ts';
import type { Case, NamingStandard, Standards, Vocabulary } from '../types.ts';
import type { Scope } from './scope.ts';

const CASES: readonly Case[] = [
  'title',
  'sentence',
  'snake',
  'camel',
  'pascal',
  'kebab',
  'constant',
  'lower',
  'dot',
];
const NAMED = ['events', 'views', 'properties', 'traits'] as const;
const DEGREES = ['required', 'recommended', 'optional'] as const;

export function resolveStandards(scope: Scope): Standards {
  const node = mapAt(scope.root, 'standards');
  const documentation: Record<string, (typeof DEGREES)[number]> = Object.create(null);
  const asked = mapAt(node, 'documentation');
  for (const name of asked?.entries.keys() ?? []) {
    const degree = choiceAt(asked, name, DEGREES);
    if (degree) documentation[name] = degree;
  }
  return {
    node,
    naming: namingOf(mapAt(node, 'naming')),
    vocabulary: vocabularyOf(mapAt(node, 'vocabulary')),
    documentation,
  };
}

export function namingOf(node: MapNode | null): Standards['naming'] {
  const naming: Partial<Record<(typeof NAMED)[number], NamingStandard>> = {};
  for (const name of NAMED) {
    const standard = mapAt(node, name);
    if (standard) naming[name] = namingStandard(standard);
  }
  return naming;
}

function namingStandard(node: MapNode): NamingStandard {
  const affixes = mapAt(node, 'affixes');
  return {
    case: choiceAt(node, 'case', CASES),
    form: choiceAt(node, 'form', ['object-action', 'action-object']),
    tense: choiceAt(node, 'tense', ['past', 'present']),
    maxLength: numberAt(node, 'max_length'),
    affixes: new Map(
      [...(affixes?.entries ?? [])].map(([type, { value }]) => [
        type,
        value.kind === 'list' ? textsAt(affixes, type) : [text(value) ?? ''],
      ]),
    ),
    node,
  };
}

function vocabularyOf(node: MapNode | null): Vocabulary | null {
  if (!node) return null;
  const synonyms = new Map<string, string>();
  const asked = mapAt(node, 'synonyms');
  for (const [preferred] of asked?.entries ?? []) {
    for (const word of textsAt(asked, preferred)) synonyms.set(word.toLowerCase(), preferred);
  }
  return {
    objects: child(node, 'objects') ? textsAt(node, 'objects') : null,
    actions: child(node, 'actions') ? textsAt(node, 'actions') : null,
    synonyms,
    node,
  };
}
