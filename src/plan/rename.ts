import type { Edit } from '../findings/finding.ts';
import { matchesGlob } from '../text/glob.ts';
import { insertAfter, isFlow, replaceName, scalarText, sourceOf } from './edit.ts';
import type { Entry, MapNode, Node, Spot } from './node.ts';
import { propertySites, type Site } from './sites.ts';
import type { Event, Plan } from './types.ts';

/**
 * Gives an event another name wherever the plan uses it, and keeps the old name as a deprecated entry, since
 * code still sends it. Null where that cannot be done by itself: the new name is taken, the entry is layered
 * over a parent's, or a glob takes only one of the two names.
 */
export function renameEvent(plan: Plan, event: Event, name: string): Edit[] | null {
  const home = homeOf(plan, event.key);
  if (home === null || plan.events.has(name) || name === '') return null;
  for (const flow of plan.flows) {
    const takes = (each: string) => flow.events?.some((glob) => matchesGlob(each, glob));
    if (flow.events?.includes(event.key) !== true && takes(event.key) !== takes(name)) return null;
  }
  const { map, entry } = home;
  const named = entry.value.kind === 'map' ? entry.value.entries.get('name') : undefined;
  const successor = named === undefined ? name : event.key;
  const old = named === undefined ? event.key : oldKey(plan, event);
  const kept = insertAfter(plan, map, entry, old, retiredEntry(plan, event, entry, successor, old));
  if (named !== undefined) return [replaceName(plan, named.value, name), kept];
  const mentions = eventReferences(plan, event.key).map((spot) =>
    renameReference(plan, spot, event.key, name),
  );
  return [replaceName(plan, entry.key, name), kept, ...mentions];
}

/**
 * Gives a property another name wherever the plan uses it as one: dictionary, groups, events, objects, needs,
 * conditions, examples. The old name stays beside each as deprecated. Null where the new name is taken or a
 * parent plan uses the old one.
 */
export function renameProperty(plan: Plan, name: string, next: string): Edit[] | null {
  const sites = propertySites(plan);
  const found = sites.get(name);
  if (found === undefined || sites.has(next) || next === '') return null;
  if (found.some(({ spot }) => plan.files[spot.file]?.role === 'parent')) return null;
  return found.flatMap((site) => siteEdits(plan, site, name, next));
}

/** The one map and entry that define an event; null where several files do, or a parent plan. */
function homeOf(plan: Plan, key: string): { readonly map: MapNode; readonly entry: Entry } | null {
  const homes = plan.files.flatMap((file) => {
    const map = file.root.kind === 'map' ? file.root.entries.get('events')?.value : undefined;
    const entry = map?.kind === 'map' ? map.entries.get(key) : undefined;
    return map?.kind === 'map' && entry !== undefined ? [{ map, entry, role: file.role }] : [];
  });
  const [home, other] = homes;
  return home === undefined || other !== undefined || home.role === 'parent' ? null : home;
}

function oldKey(plan: Plan, event: Event): string {
  return plan.events.has(event.name) ? `${event.key} (old name)` : event.name;
}

/** What the old name still is: allowed as it comes, and on its way out. */
function retiredEntry(plan: Plan, event: Event, entry: Entry, successor: string, key: string): string {
  const parts = key === event.name ? [] : [`name: ${scalarText(event.name)}`];
  if (entry.value.kind === 'map') {
    for (const copied of ['call', 'when', 'from', 'identified_by', 'owner']) {
      const value = entry.value.entries.get(copied)?.value;
      const source = value === undefined ? '' : sourceOf(plan, value);
      // A block of lines does not fit into braces.
      if (value !== undefined && (value.kind === 'scalar' || isFlow(plan, value)))
        parts.push(`${copied}: ${source}`);
    }
  }
  parts.push('status: deprecated', `replaced_by: ${scalarText(successor)}`, 'additional_properties: true');
  return `{ ${parts.join(', ')} }`;
}

const references = new WeakMap<Plan, ReadonlyMap<string, readonly Spot[]>>();

/** Where the plan speaks of an event: in `replaced_by`, flows, the identity link and needs. */
function eventReferences(plan: Plan, key: string): readonly Spot[] {
  const known = references.get(plan) ?? collectReferences(plan);
  references.set(plan, known);
  return known.get(key) ?? [];
}

function collectReferences(plan: Plan): ReadonlyMap<string, readonly Spot[]> {
  const found = new Map<string, Spot[]>();
  const add = (name: string, spot: Spot) => {
    const spots = found.get(name);
    if (spots) spots.push(spot);
    else found.set(name, [spot]);
  };
  const addNames = (node: Node | undefined) => {
    for (const each of node?.kind === 'list' ? node.items : [node]) {
      if (each?.kind === 'scalar' && typeof each.value === 'string') add(each.value, each);
    }
  };
  for (const event of plan.events.values()) addNames(event.node.entries.get('replaced_by')?.value);
  for (const flow of plan.flows) addNames(flow.node.entries.get('events')?.value);
  addNames(plan.identity.link?.node.entries.get('at')?.value);
  for (const need of plan.needs.values())
    for (const use of need.uses) if (use.event !== null) add(use.event, use.node);
  return found;
}

/** `Order Paid` and the start of `Order Paid.total`. */
function renameReference(plan: Plan, spot: Spot, key: string, name: string): Edit {
  const written = sourceOf(plan, spot);
  const text = /^["']/.test(written) ? written.slice(1, -1) : written;
  return replaceName(plan, spot, text.startsWith(key) ? `${name}${text.slice(key.length)}` : name);
}

function itemText(plan: Plan, spot: Spot, name: string): string {
  return replaceName(plan, spot, name).text;
}

/** The new name at one site, with the old one beside it where the site defines the property. */
function siteEdits(plan: Plan, site: Site, name: string, next: string): Edit[] {
  switch (site.kind) {
    case 'entry': {
      const old = insertAfter(plan, site.map, site.entry, name, oldProperty(plan, site, name, next));
      return [replaceName(plan, site.spot, next), old];
    }
    case 'item':
      return [
        {
          ...replaceName(plan, site.spot, next),
          text: `${itemText(plan, site.spot, next)}, ${scalarText(name)}`,
        },
      ];
    case 'lines': {
      const edit = replaceName(plan, site.spot, next);
      const text = plan.files[site.spot.file]?.text ?? '';
      const lead = text.slice(text.lastIndexOf('\n', site.spot.start) + 1, site.spot.start);
      return [{ ...edit, text: `${edit.text}\n${lead}${scalarText(name)}` }];
    }
    case 'alone':
      return [{ ...replaceName(plan, site.spot, next), text: `[${scalarText(next)}, ${scalarText(name)}]` }];
    case 'mention':
      return [replaceName(plan, site.spot, next)];
    case 'path':
      return [renamePath(plan, site.spot, site.text, name, next)];
  }
}

function oldProperty(plan: Plan, site: Site & { kind: 'entry' }, name: string, next: string): string {
  const ending = `status: deprecated, replaced_by: ${scalarText(next)}`;
  if (site.home === 'dictionary') return `{ is: ${scalarText(next)}, ${ending} }`;
  // A use of the dictionary needs no words: what is deprecated is said there.
  if (site.home === 'use' && plan.properties.has(name)) return '';
  const type = typeText(plan, site.entry.value);
  const privacy = privacyText(plan, site.entry.value);
  // What was personal under the old name is personal under it until it goes.
  const parts = [
    ...(type === null ? [] : [`type: ${type}`]),
    ...(privacy === null ? [] : [`privacy: ${privacy}`]),
    ending,
  ];
  return `{ ${parts.join(', ')} }`;
}

function privacyText(plan: Plan, value: Node): string | null {
  const stated = value.kind === 'map' ? value.entries.get('privacy')?.value : undefined;
  return stated !== undefined && (stated.kind === 'scalar' || isFlow(plan, stated))
    ? sourceOf(plan, stated)
    : null;
}

const TYPES = /^(?:string|number|integer|boolean|object|array|null)$/;

function typeText(plan: Plan, value: Node): string | null {
  const stated = value.kind === 'map' ? value.entries.get('type')?.value : value;
  if (stated?.kind === 'list' && isFlow(plan, stated)) return sourceOf(plan, stated);
  return stated?.kind === 'scalar' && typeof stated.value === 'string' && TYPES.test(stated.value)
    ? sourceOf(plan, stated)
    : null;
}

function renamePath(plan: Plan, spot: Spot, text: string, name: string, next: string): Edit {
  const steps = text.split(/(\.|\[\])/);
  const index = steps.lastIndexOf(name);
  return replaceName(plan, spot, steps.with(index, next).join(''));
}
