import type { JudgedChange, Verdict } from '../../evidence/change.ts';
import { subject, within } from '../../findings/subject.ts';
import { deliveries } from '../../plan/deliveries.ts';
import { locate } from '../../plan/locate.ts';
import type { Plan } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import type { Column, Table } from '../sources/tables.ts';
import { fits } from './column-fit.ts';

/** One column that a plan asks for. */
interface Wanted {
  readonly event: string;
  readonly path: string;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly schema: Parameters<typeof fits>[1];
  readonly location: JudgedChange['location'];
}

/**
 * Tables as they are, against what a plan will load into them. Tables are called like events and columns like
 * properties, as a system that is a warehouse names them, or in snake case.
 */
export function judgeTables(tables: readonly Table[], plan: Plan): JudgedChange[] {
  const wanted = wantedTables(plan);
  const known = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
  const changes: JudgedChange[] = [];
  for (const [name, columns] of wanted) {
    const table = known.get(name.toLowerCase());
    const event = [...columns.values()][0]?.event ?? '';
    if (table === undefined) {
      const home = plan.events.get(event);
      if (home === undefined) continue;
      const at = locate(plan.files, home.spot);
      changes.push(make('table.missing', home.subject, event, at, 'risky', `there is no table ${name}`));
      continue;
    }
    changes.push(...judgeTable(table, columns));
  }
  for (const table of tables) {
    if ([...wanted.keys()].some((name) => name.toLowerCase() === table.name.toLowerCase())) continue;
    const about = subject(['schema', table.name]);
    changes.push(
      make(
        'table.unplanned',
        about,
        null,
        table.location,
        'compatible',
        'no event of the plan is loaded into it',
      ),
    );
  }
  return changes;
}

function judgeTable(table: Table, wanted: ReadonlyMap<string, Wanted>): JudgedChange[] {
  const changes: JudgedChange[] = [];
  const columns = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  for (const [name, want] of wanted) {
    const about = within(subject(['event', want.event]), 'property', want.path);
    const column = columns.get(name.toLowerCase());
    const told = (kind: string, verdict: Verdict, why: string | null): void => {
      changes.push(make(kind, about, want.event, want.location, verdict, why, column));
    };
    if (column === undefined) {
      told('column.missing', 'risky', `table ${table.name} has no column ${name}`);
      continue;
    }
    const fit = fits(column.type, want.schema);
    if (fit.verdict !== 'compatible') told('column.type-differs', fit.verdict, fit.why);
    if (!column.nullable && (!want.required || want.nullable)) {
      const how = want.required ? 'may be null' : 'may be missing';
      told(
        'column.not-null',
        'breaking',
        `column ${name} of ${table.name} is NOT NULL, and the property ${how}`,
      );
    }
  }
  for (const column of table.columns) {
    const planned = [...wanted.keys()].some((name) => name.toLowerCase() === column.name.toLowerCase());
    const about = within(subject(['schema', table.name]), 'property', column.name);
    if (planned || isOwn(column.name)) continue;
    const event = [...wanted.values()][0]?.event ?? null;
    const verdict = column.nullable ? 'compatible' : 'breaking';
    const why = column.nullable
      ? 'nothing in the plan fills it'
      : 'nothing in the plan fills it, and it is NOT NULL';
    changes.push(make('column.unplanned', about, event, column.location, verdict, why));
  }
  return changes;
}

/** Columns that loaders add to every table. */
function isOwn(name: string): boolean {
  return /^(_.*|id|event|event_text|event_name|event_time|timestamp|time|received_at|sent_at|original_timestamp|loaded_at|uuid_ts|user_id|anonymous_id|context_.*|message_id)$/i.test(
    name,
  );
}

function make(
  kind: string,
  about: string,
  event: string | null,
  location: JudgedChange['location'],
  warehouse: Verdict,
  why: string | null,
  column?: Column,
): JudgedChange {
  return {
    kind,
    subject: about,
    ...(column?.type == null ? {} : { before: column.type }),
    events: event === null ? [] : [event],
    location,
    previous: column?.location ?? null,
    evidence: null,
    verdicts: {
      backward: 'compatible',
      forward: 'compatible',
      warehouse,
      consumers: 'compatible',
      privacy: 'compatible',
    },
    why,
    hits: [],
    witness: null,
    bump: 'none',
  };
}

/** Tables with their columns, from what reaches the systems that are warehouses; without one, from all events. */
function wantedTables(plan: Plan): Map<string, Map<string, Wanted>> {
  const tables = new Map<string, Map<string, Wanted>>();
  const add = (table: string, column: string, want: Wanted): void => {
    const columns = tables.get(table) ?? new Map<string, Wanted>();
    if (!columns.has(column)) columns.set(column, want);
    tables.set(table, columns);
  };
  const houses = [...plan.systems.values()].filter(({ role }) => role === 'warehouse');
  for (const house of houses) {
    for (const { event, name, properties } of deliveries(plan).get(house.key) ?? []) {
      if (event === null || event.glob || event.status === 'retired') continue;
      for (const property of properties) {
        // What lies inside has no column of its own: its parent is one.
        if (/[.[]/.test(property.path)) continue;
        add(
          toCase(name, 'snake'),
          toCase(property.name, 'snake'),
          wantOf(plan, event.key, property.path, property.use),
        );
      }
    }
  }
  if (houses.length > 0) return tables;
  for (const event of plan.events.values()) {
    if (event.glob || event.status === 'retired') continue;
    for (const [name, use] of event.properties) {
      add(toCase(event.name, 'snake'), toCase(name, 'snake'), wantOf(plan, event.key, name, use));
    }
  }
  return tables;
}

function wantOf(plan: Plan, event: string, path: string, use: Parameters<typeof nullableOf>[0]): Wanted {
  return {
    event,
    path,
    required: use.required,
    nullable: nullableOf(use),
    schema: use.property.schema,
    location: locate(plan.files, use.spot),
  };
}

function nullableOf({
  property,
}: Plan['context'] extends ReadonlyMap<string, infer Use> ? Use : never): boolean {
  const type = typeof property.schema === 'boolean' ? undefined : property.schema['type'];
  return type === undefined || type === 'null' || (Array.isArray(type) && type.includes('null'));
}
