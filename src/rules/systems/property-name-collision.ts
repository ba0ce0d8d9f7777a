import { deliveries } from '../../plan/deliveries.ts';
import type { PropertyUse, System } from '../../plan/types.ts';
import { about, cite, factOf, flagOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const propertyNameCollision = defineRule({
  id: 'systems/property-name-collision',
  summary: 'Two properties of an event do not become one in a system.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'collision'],
  messages: {
    same: (data: { first: string; second: string; name: string; system: string }) =>
      `"${data.first}" and "${data.second}" both arrive in ${data.system} as "${data.name}".`,
    merged: (data: { first: string; second: string; system: string; source: string; checked: string }) =>
      `${data.system} does not tell "${data.first}" and "${data.second}" apart: only their case differs${cite(data)}.`,
  },
  check(plan, { report }) {
    const reported = new Set<string>();
    for (const [key, list] of deliveries(plan)) {
      const system = plan.systems.get(key);
      if (!system) continue;
      const blind = caseBlind(system);
      for (const delivery of list) {
        const taken = new Map<string, { name: string; path: string; use: PropertyUse }>();
        for (const { name, path, use } of delivery.properties) {
          if (path !== use.name) continue;
          const folded = blind ? name.toLowerCase() : name;
          const first = taken.get(folded);
          if (first === undefined) {
            taken.set(folded, { name, path, use });
            continue;
          }
          // Variants may give one name several shapes.
          if (first.path === path) continue;
          const again = JSON.stringify([key, first.use.subject, use.subject]);
          if (reported.has(again)) continue;
          reported.add(again);
          const data = { first: first.path, second: path, system: title(system) };
          const related = [first.use.spot];
          if (first.name === name) {
            report({
              message: 'same',
              data: { ...data, name },
              subject: use.subject,
              at: use.spot,
              related,
              discriminator: `${key}|${first.path}`,
              owners: [use.property.owner],
            });
          } else if (blind) {
            report({
              message: 'merged',
              data: { ...data, ...sourceOf(blind) },
              related,
              ...about(blind, system, use.property),
              discriminator: `${key}|${first.path}`,
            });
          }
        }
      }
    }
  },
});

/** Why a system does not tell upper from lower case in keys; null when it does, or nobody knows. */
function caseBlind(system: System): NonNullable<ReturnType<typeof factOf>> | null {
  const key = flagOf(system, 'properties', 'key', 'case_sensitive');
  if (key?.value === false) return key;
  const collision = factOf(system, 'properties', 'case_collision');
  if (collision !== null) return collision;
  const column = flagOf(system, 'column_name', 'case_sensitive');
  return column?.value === false ? column : null;
}
