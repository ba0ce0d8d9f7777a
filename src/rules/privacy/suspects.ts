import { type PersonalName, personalName } from '../../catalogue/index.ts';
import type { Plan, Property } from '../../plan/types.ts';
import { current, everyUse, keyword, typesOf } from '../uses.ts';

/** A property whose name says that it is personal. */
export interface Suspect {
  readonly property: Property;
  readonly path: string;
  readonly found: PersonalName;
  /** The plan's own words on the values agree: `format: email`, an example that is one. */
  readonly confirmed: boolean;
}

const kept = new WeakMap<Plan, readonly Suspect[]>();

/** Every property, once, whose name personal data goes by, whatever its classification. */
export function suspects(plan: Plan): readonly Suspect[] {
  const known = kept.get(plan);
  if (known) return known;
  const found: Suspect[] = [];
  const seen = new Set<Property>();
  const suspectOf = suspecting();
  for (const { use, path } of everyUse(plan)) {
    const { property } = use;
    if (seen.has(property) || !current(property)) continue;
    seen.add(property);
    const suspect = suspectOf(property, path, use.subject.startsWith('trait:person'));
    if (suspect) found.push(suspect);
  }
  for (const property of plan.properties.values()) {
    if (seen.has(property) || !current(property)) continue;
    const suspect = suspectOf(property, property.key, false);
    if (suspect) found.push(suspect);
  }
  kept.set(plan, found);
  return found;
}

/** Uses of one shape under one name are suspected of the same. */
function suspecting(): (property: Property, path: string, person: boolean) => Suspect | null {
  const known = new Map<Property, Map<string, Suspect | null>>();
  return (property, path, person) => {
    const of = known.get(property.shape) ?? new Map<string, Suspect | null>();
    known.set(property.shape, of);
    const key = `${person} ${path}`;
    const first = of.get(key) ?? (of.has(key) ? null : suspectOf(property, path, person));
    of.set(key, first);
    return first && { ...first, property };
  };
}

function suspectOf(property: Property, path: string, person: boolean): Suspect | null {
  const steps = path.replaceAll('[]', '').split('.').filter(Boolean);
  const closed = keyword(property, 'enum') !== undefined || keyword(property, 'const') !== undefined;
  const found = personalName(steps, { person, types: typesOf(property), closed });
  return found && { property, path, found, confirmed: confirms(property, found.category) };
}

function confirms(property: Property, category: string): boolean {
  const format = keyword(property, 'format');
  if (category === 'user.contact.email')
    return format === 'email' || format === 'idn-email' || examples(property, /^[^\s@]+@[^\s@]+\.[^\s@]+$/);
  if (category === 'user.device.ip_address') return format === 'ipv4' || format === 'ipv6';
  if (category === 'user.demographic.date_of_birth') return format === 'date';
  return false;
}

function examples(property: Property, shape: RegExp): boolean {
  return property.examples.some(
    (value) => typeof value === 'string' && value.length < 320 && shape.test(value),
  );
}

/** True when the plan tags anything at all: only then can a tag be missing. */
export function classifies(plan: Plan): boolean {
  return (
    plan.privacy.policy.length > 0 || everyUse(plan).some(({ use }) => use.property.privacy.category !== null)
  );
}
