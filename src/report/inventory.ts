import { categorySensitivity, higherSensitivity, type Sensitivity } from '../catalogue/categories.ts';
import { deliveries } from '../plan/deliveries.ts';
import type { Plan, PrivacyTag, Purpose, System } from '../plan/types.ts';
import { policyVerdict } from './policy.ts';

/** One kind of personal data at one system: a line of the record of processing. */
export interface InventoryRow {
  readonly category: string;
  readonly sensitivity: Sensitivity | null;
  readonly system: string;
  readonly role: string | null;
  readonly purposes: readonly string[];
  /** `marketing: consent`, `marketing under ccpa: opt-out`; a purpose without a basis is left out. */
  readonly grounds: readonly string[];
  /** Purposes whose consent signal is declared. */
  readonly signals: readonly string[];
  readonly subjects: readonly string[];
  readonly handling: readonly string[];
  /** ISO durations. */
  readonly retention: readonly string[];
  readonly country: string | null;
  readonly agreement: string | null;
  /** Events by key, traits as `person.email`, `context.country`, identity types as `id user_id`. */
  readonly carriedBy: readonly string[];
  /** Properties by path, as sent. */
  readonly properties: readonly string[];
  readonly state: 'allowed' | 'denied' | 'incomplete';
  /** Why it is not simply allowed, a few words each. */
  readonly gaps: readonly string[];
}

interface Cell {
  readonly tags: PrivacyTag[];
  readonly handling: Set<string>;
  readonly carriedBy: Set<string>;
  readonly properties: Set<string>;
}

/** Category by system, sorted; what is denied first, then what is incomplete. */
export function inventory(plan: Plan): InventoryRow[] {
  const rows: InventoryRow[] = [];
  for (const [key, cells] of collect(plan)) {
    const system = plan.systems.get(key);
    if (!system) continue;
    for (const [category, cell] of cells) rows.push(row(plan, system, category, cell));
  }
  const rank = { denied: 0, incomplete: 1, allowed: 2 };
  return rows.sort(
    (a, b) => rank[a.state] - rank[b.state] || compare(a.category, b.category) || compare(a.system, b.system),
  );
}

/** By system, then by category: everything personal that arrives there. */
function collect(plan: Plan): Map<string, Map<string, Cell>> {
  const systems = new Map<string, Map<string, Cell>>();
  const filled = new Set<string>();
  const add = (system: string, tag: PrivacyTag, handling: string, carrier: string, property: string) => {
    if (tag.category === null || tag.category === 'none') return;
    const cells = systems.get(system) ?? new Map<string, Cell>();
    systems.set(system, cells);
    const cell = cells.get(tag.category) ?? {
      tags: [],
      handling: new Set(),
      carriedBy: new Set(),
      properties: new Set(),
    };
    cells.set(tag.category, cell);
    if (!cell.tags.includes(tag)) cell.tags.push(tag);
    cell.handling.add(handling);
    cell.carriedBy.add(carrier);
    cell.properties.add(property);
  };
  for (const [system, arriving] of deliveries(plan)) {
    for (const delivery of arriving) {
      const carrier = delivery.event?.key ?? delivery.traits ?? '';
      for (const { path, name: field, handling, use } of delivery.properties) {
        filled.add(JSON.stringify([system, field]));
        const name = delivery.event ? carrier : `${carrier}.${path}`;
        add(system, use.property.privacy, handling, name, path);
      }
      for (const { path, handling, use } of delivery.context) {
        add(system, use.property.privacy, handling, carrier, `context.${path}`);
      }
    }
  }
  for (const system of plan.systems.values()) {
    for (const [field, type] of system.identity) {
      const identity = plan.identity.types.get(type);
      // A field that a trait or property already fills there is that, not a second way.
      if (identity && !filled.has(JSON.stringify([system.key, field])))
        add(
          system.key,
          identity.privacy,
          handlingAt(identity.to.get(system.key), identity.privacy),
          `id ${type}`,
          field,
        );
    }
  }
  return systems;
}

function handlingAt(
  route: { readonly handling: string | null } | false | undefined,
  tag: PrivacyTag,
): string {
  return (route ? route.handling : null) ?? tag.handling;
}

function row(plan: Plan, system: System, category: string, cell: Cell): InventoryRow {
  const allowedPurposes = cell.tags.flatMap((tag) => tag.purposes ?? []);
  const purposes = system.purposes.filter(
    (purpose) => allowedPurposes.length === 0 || allowedPurposes.includes(purpose),
  );
  const known = purposes.flatMap((purpose) => plan.privacy.purposes.get(purpose) ?? []);
  const retention = unique(
    cell.tags.map((tag) => tag.retention ?? system.retention ?? plan.privacy.retention ?? ''),
  );
  const sensitivity = cell.tags.reduce<Sensitivity | null>(
    (highest, tag) => higherSensitivity(highest, tag.sensitivity),
    categorySensitivity(category),
  );
  const denied = [...cell.handling]
    .flatMap((handling) => cell.tags.map((tag) => ({ handling, tag })))
    .map(({ handling, tag }) => ({ handling, verdict: policyVerdict(plan, system, category, handling, tag) }))
    .find(({ verdict }) => !verdict.allowed);
  const gaps = [
    ...(denied ? [denialText(denied.handling, denied.verdict.line !== null, denied.verdict.under)] : []),
    ...(system.purposes.length === 0 ? ['no purpose declared'] : []),
    ...(system.purposes.length > 0 && purposes.length === 0 ? ['no purpose that the data may serve'] : []),
    ...(known.some(({ basis }) => basis === null) ? ['a purpose without legal basis'] : []),
    ...(known.some(({ basis, signal }) => basis === 'consent' && !signal)
      ? ['consent without a signal']
      : []),
    ...(retention.length === 0 ? ['retention not declared'] : []),
  ];
  return {
    category,
    sensitivity,
    system: system.key,
    role: system.role,
    purposes,
    grounds: known.flatMap(grounds),
    signals: known.filter(({ signal }) => signal !== null).map(({ key }) => key),
    subjects: unique(cell.tags.map((tag) => tag.subject ?? plan.privacy.subject ?? '')),
    handling: [...cell.handling].sort(),
    retention,
    country: system.processing?.country ?? null,
    agreement: system.processing?.agreement ?? null,
    carriedBy: [...cell.carriedBy].sort(compare),
    properties: [...cell.properties].sort(compare),
    state: denied ? 'denied' : gaps.length > 0 ? 'incomplete' : 'allowed',
    gaps,
  };
}

function denialText(handling: string, byLine: boolean, under: string | null): string {
  const where = under === null ? '' : ` under ${under}`;
  const what = handling === 'raw' ? 'as it is' : handling;
  return byLine ? `a policy line denies it ${what}${where}` : `no policy line allows it ${what}${where}`;
}

function grounds(purpose: Purpose): string[] {
  const own = purpose.basis ? [`${purpose.key}: ${purpose.basis}`] : [];
  const under = [...purpose.under].flatMap(([regime, { basis }]) =>
    basis ? [`${purpose.key} under ${regime}: ${basis}`] : [],
  );
  return [...own, ...under];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))].sort(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
