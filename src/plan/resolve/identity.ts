import { subject } from '../../findings/subject.ts';
import type { Spot } from '../node.ts';
import {
  asMap,
  choiceAt,
  entriesOf,
  flagAt,
  listAt,
  mapAt,
  numberAt,
  text,
  textAt,
  textsAt,
} from '../read.ts';
import type { Identity, IdentityOf, IdentityType } from '../types.ts';
import { dictionaryProperty } from './properties.ts';
import type { Scope } from './scope.ts';

const OF: readonly IdentityOf[] = ['person', 'account', 'household', 'device', 'session'];
const CALLS = ['identify', 'group', 'alias'];

/** Fills `scope.identityTypes`, which properties of the same names lie over. */
export function resolveIdentityTypes(scope: Scope): void {
  for (const entry of entriesOf(mapAt(mapAt(scope.root, 'identity'), 'types'))) {
    const node = asMap(entry.value);
    const property = dictionaryProperty(scope, entry, 'identity', subject(['identity', entry.key.name]));
    const type: IdentityType = Object.assign(property, {
      of: choiceAt(node, 'of', OF),
      known: flagAt(node, 'known'),
      unique: flagAt(node, 'unique'),
      immutable: flagAt(node, 'immutable'),
      normalize: textsAt(node, 'normalize'),
    });
    scope.identityTypes.set(entry.key.name, type);
  }
}

export function resolveIdentity(scope: Scope): Identity {
  const node = mapAt(scope.root, 'identity');
  const link = mapAt(node, 'link');
  const refer = (name: string, at: Spot) => {
    if (!scope.identityTypes.has(name)) {
      scope.dangling({
        what: 'identity',
        name,
        known: [...scope.identityTypes.keys()],
        subject: subject(['identity', name]),
        at,
      });
    }
    return name;
  };
  return {
    node,
    types: scope.identityTypes,
    priority: listAt(node, 'priority').flatMap((item) => refer(text(item) ?? '', item)),
    never: listAt(node, 'never').map((item) => text(item) ?? 'null'),
    link: link
      ? {
          from: refer(textAt(link, 'from') ?? '', link),
          to: refer(textAt(link, 'to') ?? '', link),
          at: linkPlaces(scope, listAt(link, 'at')),
          node: link,
        }
      : null,
    limits: listAt(node, 'limits').map((item) => ({
      of: refer(textAt(item, 'of') ?? '', item),
      per: refer(textAt(item, 'per') ?? '', item),
      max: numberAt(item, 'max') ?? 1,
      node: asMap(item),
    })),
  };
}

function linkPlaces(scope: Scope, items: ReturnType<typeof listAt>): string[] {
  const events = mapAt(scope.root, 'events')?.entries;
  return items.flatMap((item) => {
    const name = text(item);
    if (name === null) return [];
    if (!CALLS.includes(name) && !events?.has(name)) {
      scope.dangling({
        what: 'event',
        name,
        known: [...CALLS, ...(events?.keys() ?? [])],
        subject: subject(['identity', 'link']),
        at: item,
      });
    }
    return name;
  });
}
