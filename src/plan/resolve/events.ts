import { subject, within } from '../../findings/subject.ts';
import type { JsonObject } from '../../text/json.ts';
import { isFalse } from '../merge.ts';
import type { Entry, MapNode } from '../node.ts';
import {
  asMap,
  child,
  choiceAt,
  entriesOf,
  listAt,
  mapAt,
  numberAt,
  textAt,
  textsAt,
  toJson,
} from '../read.ts';
import type {
  Call,
  Event,
  Group,
  IdentifiedBy,
  Phase,
  PropertyUse,
  Shape,
  System,
  Variant,
} from '../types.ts';
import { condition } from './condition.ts';
import { named } from './life.ts';
import { type Layered, useProperty } from './properties.ts';
import { routes } from './routes.ts';
import { schemaOf } from './schema.ts';
import type { Scope } from './scope.ts';

const CALLS: readonly Call[] = ['track', 'page', 'screen'];
export const PHASES: readonly Phase[] = [
  'concept',
  'development',
  'commercialization',
  'optimization',
  'extension',
];
const NO_NAMES: ReadonlySet<string> = new Set();

/** What events share: found once. */
interface Surroundings {
  readonly scope: Scope;
  readonly groups: ReadonlyMap<string, MapNode>;
  readonly sources: readonly string[];
  readonly priority: readonly string[];
}

export function resolveEvents(
  scope: Scope,
  systems: ReadonlyMap<string, System>,
): ReadonlyMap<string, Event> {
  const sources = [...systems.values()].filter(({ role }) => role === 'source').map(({ key }) => key);
  const groups = new Map(
    entriesOf(mapAt(scope.root, 'groups')).map(({ key, value }) => [key.name, asMap(value)]),
  );
  const around = { scope, groups, sources, priority: textsAt(mapAt(scope.root, 'identity'), 'priority') };
  const events = new Map<string, Event>();
  const alike = new Map<string, Event>();
  for (const entry of entriesOf(mapAt(scope.root, 'events'))) {
    const event = resolveEvent(around, entry);
    events.set(event.key, event);
    const identity = JSON.stringify([
      event.call,
      event.name,
      event.when ? toJson(event.when.node, true) : null,
    ]);
    const twin = alike.get(identity);
    if (twin) {
      scope.errors.add({
        code: 'ambiguous-event',
        message: `${JSON.stringify(event.key)} and ${JSON.stringify(twin.key)} have the same call, name and "when": a sample could be either.`,
        at: event.spot,
        related: [{ spot: twin.spot, note: 'the other one' }],
      });
    }
    alike.set(identity, event);
  }
  return events;
}

export function resolveGroups(scope: Scope): ReadonlyMap<string, Group> {
  return new Map(
    entriesOf(mapAt(scope.root, 'groups')).map(({ key, value }) => {
      const parent = subject(['group', key.name]);
      const uses = new Map<string, PropertyUse>();
      for (const [name, entry] of asMap(value).entries) {
        const use = useProperty(scope, name, [{ from: 'group', name: key.name, entry }], parent, 'property');
        if (use) uses.set(name, use);
      }
      return [key.name, { key: key.name, subject: parent, spot: key, properties: uses }];
    }),
  );
}

function resolveEvent(around: Surroundings, entry: Entry): Event {
  const node = asMap(entry.value);
  const common = named(entry, 'event');
  const name = textAt(node, 'name') ?? entry.key.name;
  const shape = shapeOf(around, common.subject, node, null);
  const variants = listAt(node, 'variants').map((item, index): Variant => {
    const over = asMap(item);
    const own = within(common.subject, 'variant', String(index));
    return {
      index,
      subject: own,
      when: condition(child(over, 'when')),
      sunset: textAt(over, 'sunset'),
      version: textAt(over, 'version'),
      node: over,
      ...shapeOf(around, common.subject, node, over),
    };
  });
  // Field by field: so many fields spread into one object make a hash table of it, of 18 kB for each event.
  return {
    key: common.key,
    subject: common.subject,
    spot: common.spot,
    node,
    description: common.description,
    owner: common.owner,
    status: common.status,
    sunset: common.sunset,
    replacedBy: common.replacedBy,
    tags: common.tags,
    links: common.links,
    approved: common.approved,
    name,
    glob: name.includes('*'),
    call: choiceAt(node, 'call', CALLS) ?? 'track',
    when: condition(child(node, 'when')),
    trigger: textAt(node, 'trigger'),
    version: textAt(node, 'version'),
    phase: choiceAt(node, 'phase', PHASES),
    stage: textAt(node, 'stage'),
    data: textAt(node, 'data'),
    from: child(node, 'from') ? textsAt(node, 'from') : around.sources,
    to: routes(mapAt(node, 'to')),
    sampling: numberAt(node, 'sampling') ?? 1,
    use: textsAt(node, 'use'),
    examples: listAt(node, 'examples').map((item) => ({ value: toJson(item), node: item })),
    properties: shape.properties,
    absent: shape.absent,
    context: shape.context,
    identifiedBy: shape.identifiedBy,
    additional: shape.additional,
    variants,
  };
}

/** The event's own shape, or that of a variant laid over it. */
function shapeOf(around: Surroundings, parent: string, event: MapNode, variant: MapNode | null): Shape {
  const layers = new Map<string, Layered[]>();
  const add = (from: Layered['from'], source: string, map: MapNode | null) => {
    for (const [name, entry] of map?.entries ?? []) {
      const before = layers.get(name);
      const layer = { from, name: source, entry };
      if (before) before.push(layer);
      else layers.set(name, [layer]);
    }
  };
  const use = variant && child(variant, 'use') ? textsAt(variant, 'use') : textsAt(event, 'use');
  for (const group of use) add('group', group, around.groups.get(group) ?? null);
  add('event', parent, mapAt(event, 'properties'));
  if (variant) add('variant', parent, mapAt(variant, 'properties'));
  const properties = new Map<string, PropertyUse>();
  const absent = new Set<string>();
  for (const [name, stack] of layers) {
    const found = useProperty(around.scope, name, stack, parent, 'property');
    if (found) properties.set(name, found);
    else if (stack.some(({ entry }) => isFalse(entry.value))) absent.add(name);
  }
  return {
    properties,
    absent: absent.size > 0 ? absent : NO_NAMES,
    context: contextOf(around.scope, parent, event, variant),
    identifiedBy: identifiedBy(around.priority, event, variant),
    additional: additionalOf(around.scope, event, variant),
  };
}

function contextOf(
  scope: Scope,
  parent: string,
  event: MapNode,
  variant: MapNode | null,
): ReadonlyMap<string, PropertyUse> {
  const own = [mapAt(event, 'context'), variant ? mapAt(variant, 'context') : null];
  if (!own[0] && !own[1]) return scope.context;
  const context = new Map(scope.context);
  const names = new Set(own.flatMap((map) => [...(map?.entries.keys() ?? [])]));
  for (const name of names) {
    const stack: Layered[] = [];
    const shared = mapAt(scope.root, 'context')?.entries.get(name);
    if (shared) stack.push({ from: 'context', name, entry: shared });
    own.forEach((map, index) => {
      const entry = map?.entries.get(name);
      if (entry) stack.push({ from: index === 0 ? 'event' : 'variant', name: parent, entry });
    });
    const found = useProperty(scope, name, stack, parent, 'context');
    if (found) context.set(name, found);
    else context.delete(name);
  }
  return context;
}

function identifiedBy(priority: readonly string[], event: MapNode, variant: MapNode | null): IdentifiedBy {
  const node = variant && child(variant, 'identified_by') ? variant : event;
  const types = textsAt(node, 'identified_by');
  if (types.length === 1 && types[0] === 'none') return { kind: 'none' };
  if (types.length > 0) return { kind: 'all', types };
  return priority.length > 0 ? { kind: 'any', types: priority } : { kind: 'none' };
}

function additionalOf(scope: Scope, event: MapNode, variant: MapNode | null): boolean | JsonObject {
  const node =
    (variant ? child(variant, 'additional_properties') : null) ?? child(event, 'additional_properties');
  return node ? schemaOf(node, scope) : false;
}
