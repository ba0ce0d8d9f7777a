import type { Node } from '../node.ts';
import { choiceAt, entriesOf, listAt, mapAt, text, textAt } from '../read.ts';
import type { Event, Need, PropertyUse, Use } from '../types.ts';
import { steps } from './condition.ts';
import { PHASES } from './events.ts';
import { named } from './life.ts';
import type { Scope } from './scope.ts';

type Traits = ReadonlyMap<string, ReadonlyMap<string, PropertyUse>>;

export function resolveNeeds(
  scope: Scope,
  events: ReadonlyMap<string, Event>,
  traits: Traits,
): ReadonlyMap<string, Need> {
  return new Map(
    entriesOf(mapAt(scope.root, 'needs')).map((entry) => {
      const common = named(entry, 'need');
      const uses = listAt(common.node, 'uses').map((item) =>
        use(scope, item, events, traits, common.subject),
      );
      const need: Need = {
        ...common,
        kind: textAt(common.node, 'kind'),
        phase: choiceAt(common.node, 'phase', PHASES),
        stage: textAt(common.node, 'stage'),
        system: textAt(common.node, 'system'),
        uses,
      };
      return [need.key, need];
    }),
  );
}

function use(
  scope: Scope,
  node: Node,
  events: ReadonlyMap<string, Event>,
  traits: Traits,
  subject: string,
): Use {
  const name = text(node) ?? '';
  const event = longestEvent(name, events);
  if (event) {
    const property = name.length > event.key.length ? name.slice(event.key.length + 1) : null;
    if (property !== null && !hasPath(event, property)) {
      const known = [...event.properties.keys()];
      scope.dangling({ what: 'property', name: property, known, subject, at: node });
    }
    return { text: name, event: event.key, trait: null, property, node };
  }
  const dot = name.indexOf('.');
  const kind = traits.get(name.slice(0, dot));
  const trait = name.slice(dot + 1);
  if (dot > 0 && kind) {
    if (!kind.has(trait))
      scope.dangling({ what: 'trait', name: trait, known: [...kind.keys()], subject, at: node });
    return {
      text: name,
      event: null,
      trait: { kind: name.slice(0, dot), name: trait },
      property: null,
      node,
    };
  }
  scope.dangling({ what: 'event', name, known: [...events.keys()], subject, at: node });
  return { text: name, event: null, trait: null, property: null, node };
}

function longestEvent(name: string, events: ReadonlyMap<string, Event>): Event | null {
  const exact = events.get(name);
  if (exact) return exact;
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const found = events.get(name.slice(0, dot));
    if (found) return found;
  }
  return null;
}

/** True where some live shape of the event has the path. A name that contains the dot wins. */
function hasPath(event: Event, path: string): boolean {
  return [event, ...event.variants].some((shape) => {
    if (shape.properties.has(path) || shape.additional !== false) return true;
    const [first = '', ...rest] = steps(path);
    let at = shape.properties.get(first);
    for (const step of rest) {
      if (at?.property.children.size === 0) return true;
      at = at?.property.children.get(step);
    }
    return at !== undefined;
  });
}
