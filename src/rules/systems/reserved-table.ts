import { destination, fact } from '../../catalogue/index.ts';
import { deliveries } from '../../plan/deliveries.ts';
import type { System } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import { about, cite, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const reservedTable = defineRule({
  id: 'systems/reserved-table',
  summary: 'An event does not want the table that a router keeps for its own calls.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'warehouse', 'reserved'],
  messages: {
    table: (data: {
      name: string;
      table: string;
      router: string;
      warehouse: string;
      source: string;
      checked: string;
    }) =>
      `Event "${data.name}" wants table "${data.table}" in ${data.warehouse}, which ${data.router} fills itself${cite(data)}.`,
  },
  check(plan, { report }) {
    const reported = new Set<string>();
    for (const [key, list] of deliveries(plan)) {
      const warehouse = plan.systems.get(key);
      if (warehouse?.role !== 'warehouse') continue;
      for (const { event, path } of list) {
        if (event === null || event.glob || event.call !== 'track') continue;
        const router = path.map((step) => plan.systems.get(step)).find(writesTables);
        const tables = router && tablesOf(router);
        if (!router || !tables) continue;
        const table = toCase(event.name, 'snake');
        const once = JSON.stringify([key, event.key]);
        if (!tables.value.includes(table) || reported.has(once)) continue;
        reported.add(once);
        report({
          message: 'table',
          data: {
            name: event.name,
            table,
            router: router.sdk ?? title(router),
            warehouse: title(warehouse),
            ...sourceOf(tables),
          },
          ...about(tables, warehouse, event),
        });
      }
    }
  },
});

function writesTables(system: System | undefined): boolean {
  return system !== undefined && tablesOf(system) !== null;
}

/** Of the system itself, or of the SDK a source sends with. */
function tablesOf(system: System): ReturnType<typeof namesOf> {
  const own = namesOf(system, 'warehouse_shape', 'reserved_tables');
  if (own !== null || system.sdk === null) return own;
  const found = fact(destination(system.sdk) ?? {}, ['warehouse_shape', 'reserved_tables']);
  return found === null || !Array.isArray(found.value) ? null : { ...found, value: found.value.map(String) };
}
