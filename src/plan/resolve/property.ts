import { type Subject, within } from '../../findings/subject.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { isFalse, merge } from '../merge.ts';
import type { KeyPlace, MapNode } from '../node.ts';
import { asMap, child, choiceAt, listAt, mapAt, textAt, textsAt, toJson } from '../read.ts';
import type { Layer, Named, PrivacyTag, Property, PropertyUse, Route } from '../types.ts';
import { life } from './life.ts';
import { HANDLINGS, routes } from './routes.ts';
import { schemaOf } from './schema.ts';
import type { Scope } from './scope.ts';

const SENSITIVITIES = ['public', 'internal', 'confidential', 'restricted'] as const;
const NO_CHILDREN: ReadonlyMap<string, PropertyUse> = new Map();

/** A property of which everything is in one node. */
export function make(
  scope: Scope,
  key: KeyPlace,
  subject: Subject,
  node: MapNode,
  layers: readonly Layer[],
  is: string | null,
  outer: PrivacyTag,
): Property {
  return new ResolvedProperty(
    scope,
    { key: key.name, subject, spot: key, ...life(node) },
    layers,
    is,
    privacyTag(node, outer),
  );
}

/** Schema and children are made when first asked for: many a plan's properties are only ever named. */
class ResolvedProperty implements Property {
  readonly key: string;
  readonly subject: Subject;
  readonly spot: KeyPlace;
  readonly node: MapNode;
  readonly description: Named['description'];
  readonly owner: Named['owner'];
  readonly status: Named['status'];
  readonly sunset: Named['sunset'];
  readonly replacedBy: Named['replacedBy'];
  readonly tags: Named['tags'];
  readonly links: Named['links'];
  readonly approved: Named['approved'];
  readonly privacy: PrivacyTag;
  readonly unit: string | null;
  readonly layers: readonly Layer[];
  readonly is: string | null;
  readonly to: ReadonlyMap<string, Route | false>;
  readonly #scope: Scope;
  #schema: JsonObject | boolean | null = null;
  #children: ReadonlyMap<string, PropertyUse> | null = null;
  #examples: readonly Json[] | null = null;

  constructor(scope: Scope, named: Named, layers: readonly Layer[], is: string | null, privacy: PrivacyTag) {
    this.key = named.key;
    this.subject = named.subject;
    this.spot = named.spot;
    this.node = named.node;
    this.description = named.description;
    this.owner = named.owner;
    this.status = named.status;
    this.sunset = named.sunset;
    this.replacedBy = named.replacedBy;
    this.tags = named.tags;
    this.links = named.links;
    this.approved = named.approved;
    this.privacy = privacy;
    this.unit = textAt(named.node, 'unit');
    this.layers = layers;
    this.is = is;
    this.to = routes(mapAt(named.node, 'to'));
    this.#scope = scope;
  }

  get shape(): Property {
    return this;
  }

  get schema(): JsonObject | boolean {
    this.#schema ??= schemaOf(this.node, this.#scope);
    return this.#schema;
  }

  get children(): ReadonlyMap<string, PropertyUse> {
    this.#children ??= childrenOf(this.#scope, this);
    return this.#children;
  }

  get examples(): readonly Json[] {
    this.#examples ??= listAt(this.node, 'examples').map((item) => toJson(item));
    return this.#examples;
  }
}

/**
 * A use that describes what the dictionary defines and says nothing else of it: every thing but the words is the
 * dictionary's. Plans have many of these, so what is joined is joined only when somebody looks.
 */
class DescribedProperty implements Property {
  readonly key: string;
  readonly subject: Subject;
  readonly spot: KeyPlace;
  readonly layers: readonly Layer[];
  readonly is: string | null;
  readonly description: string | null;
  readonly shape: Property;
  readonly #scope: Scope;
  readonly #own: readonly Layer[];
  #node: MapNode | null = null;
  #children: ReadonlyMap<string, PropertyUse> | null = null;

  constructor(
    scope: Scope,
    key: KeyPlace,
    subject: Subject,
    below: Property,
    is: string,
    own: readonly Layer[],
  ) {
    this.key = key.name;
    this.subject = subject;
    this.spot = key;
    this.layers = [...below.layers, ...own];
    this.is = is;
    const said = own.findLast(({ node }) => node.entries.has('description'));
    this.description = said ? textAt(said.node, 'description') : below.description;
    this.shape = below;
    this.#scope = scope;
    this.#own = own;
  }

  get node(): MapNode {
    this.#node ??= this.#own.reduce((lower, { node }) => asMap(merge(lower, node)), this.shape.node);
    return this.#node;
  }

  get children(): ReadonlyMap<string, PropertyUse> {
    // Inside, subjects begin with this one's.
    this.#children ??= this.shape.children.size === 0 ? NO_CHILDREN : childrenOf(this.#scope, this);
    return this.#children;
  }

  get schema(): JsonObject | boolean {
    return this.shape.schema;
  }

  get owner(): Named['owner'] {
    return this.shape.owner;
  }

  get status(): Named['status'] {
    return this.shape.status;
  }

  get sunset(): Named['sunset'] {
    return this.shape.sunset;
  }

  get replacedBy(): Named['replacedBy'] {
    return this.shape.replacedBy;
  }

  get tags(): Named['tags'] {
    return this.shape.tags;
  }

  get links(): Named['links'] {
    return this.shape.links;
  }

  get approved(): Named['approved'] {
    return this.shape.approved;
  }

  get privacy(): PrivacyTag {
    return this.shape.privacy;
  }

  get unit(): string | null {
    return this.shape.unit;
  }

  get examples(): readonly Json[] {
    return this.shape.examples;
  }

  get to(): ReadonlyMap<string, Route | false> {
    return this.shape.to;
  }
}

/** A use that only describes the property below it. */
export function describe(
  scope: Scope,
  key: KeyPlace,
  subject: Subject,
  below: Property,
  is: string,
  own: readonly Layer[],
): Property {
  return new DescribedProperty(scope, key, subject, below, is, own);
}

function childrenOf(scope: Scope, outer: Property): ReadonlyMap<string, PropertyUse> {
  const inside = mapAt(outer.node, 'properties');
  const items = mapAt(outer.node, 'items');
  if (!inside && !items) return NO_CHILDREN;
  const children = new Map<string, PropertyUse>();
  for (const [name, { key, value }] of inside?.entries ?? []) {
    if (!isFalse(value)) children.set(name, nested(scope, outer, name, key, asMap(value)));
  }
  const list = outer.node.entries.get('items');
  if (list && items) children.set('[]', nested(scope, outer, '[]', { ...list.key, name: '[]' }, items));
  return children;
}

function nested(scope: Scope, outer: Property, name: string, key: KeyPlace, node: MapNode): PropertyUse {
  const subject = within(outer.subject, 'property', name);
  const whole = scope.followIs(node);
  const layers: Layer[] = [{ from: 'nested', name, node }];
  const property = make(scope, key, subject, whole, layers, textAt(node, 'is'), outer.privacy);
  return {
    name,
    subject,
    spot: key,
    required: isRequired([{ from: 'nested', name, node: whole }]),
    from: null,
    property,
  };
}

function privacyTag(node: MapNode, outer: PrivacyTag): PrivacyTag {
  const tag = child(node, 'privacy');
  if (tag?.kind !== 'map') return outer;
  const purposes = child(tag, 'purposes');
  return {
    category: textAt(tag, 'category') ?? outer.category,
    sensitivity: choiceAt(tag, 'sensitivity', SENSITIVITIES) ?? outer.sensitivity,
    handling: choiceAt(tag, 'handling', HANDLINGS) ?? outer.handling,
    subject: textAt(tag, 'subject') ?? outer.subject,
    retention: textAt(tag, 'retention') ?? outer.retention,
    purposes: purposes ? textsAt(tag, 'purposes') : outer.purposes,
    node: tag,
  };
}

/** What the topmost layer that speaks of it says. */
export function isRequired(layers: readonly Layer[]): boolean {
  for (let at = layers.length - 1; at >= 0; at--) {
    const said = child(layers[at]?.node, 'required');
    if (said?.kind === 'scalar') return said.value === true;
  }
  return false;
}
