import { type Subject, subject } from '../../findings/subject.ts';
import type { KeyPlace, MapNode, Spot } from '../../plan/node.ts';
import type { Plan } from '../../plan/types.ts';
import { current, everyUse, isDangling } from '../uses.ts';

/** Something of the plan that people read about. */
export interface Described {
  readonly noun: 'Event' | 'Property' | 'Trait' | 'Need' | 'System' | 'Identity type' | 'Team' | 'Purpose';
  readonly name: string;
  readonly subject: Subject;
  readonly at: KeyPlace | Spot;
  readonly node: MapNode;
  readonly description: string | null;
  readonly owner: string | null;
}

const kept = new WeakMap<Plan, readonly Described[]>();

/**
 * Every thing that has a description of its own, once: a property that many events describe alike, or not at
 * all, is one thing. What is deprecated or retired is left alone.
 */
export function described(plan: Plan): readonly Described[] {
  const held = kept.get(plan) ?? describe(plan);
  kept.set(plan, held);
  return held;
}

function describe(plan: Plan): Described[] {
  const found: Described[] = [];
  const add = (
    noun: Described['noun'],
    things: Iterable<
      Omit<Described, 'noun' | 'name' | 'at'> & { key: string; spot: KeyPlace; status: string }
    >,
  ) => {
    for (const thing of things) {
      if (!current(thing)) continue;
      const { key: name, subject: about, spot: at, node, description, owner } = thing;
      found.push({ noun, name, subject: about, at, node, description, owner });
    }
  };
  add('Event', plan.events.values());
  add('Property', plan.properties.values());
  const seen = new Set<unknown>(plan.properties.values());
  const told = new Set<string>();
  for (const { use, in: home } of everyUse(plan)) {
    if (use.name === '[]' || seen.has(use.property) || !current(use.property)) continue;
    seen.add(use.property);
    // A use of a dictionary entry or an identity type has its description from there.
    if (use.property.layers.some((layer) => layer.from === 'dictionary' || layer.from === 'identity'))
      continue;
    const noun = home === 'traits' ? 'Trait' : 'Property';
    const { node, description, owner } = use.property;
    if (home === 'context' || isDangling(plan, use.spot)) continue;
    const alike = `${noun} ${use.name} ${description ?? ''}`;
    if (noun === 'Property' && told.has(alike)) continue;
    told.add(alike);
    const about = noun === 'Property' ? subject(['property', use.name]) : use.subject;
    found.push({ noun, name: use.name, subject: about, at: use.spot, node, description, owner });
  }
  add('Need', plan.needs.values());
  add('System', plan.systems.values());
  add('Purpose', plan.privacy.purposes.values());
  return found;
}

/** Where the description is written, else the thing. */
export function descriptionAt(thing: Described): Spot {
  return thing.node.entries.get('description')?.value ?? thing.at;
}
