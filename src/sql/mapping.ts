import type { Plan } from '../plan/types.ts';
import { ConfigError } from '../system/errors.ts';
import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Held, JsonColumn, Layout, Partition, Relation } from './types.ts';
import { loaderColumn } from './write/tables.ts';

const KEYS = [
  'name',
  'system',
  'table',
  'lines',
  'event_format',
  'map',
  'partition',
  'columns',
  'loader',
  'schema',
  'tables',
];
const COLUMNS = [
  'event',
  'call',
  'version',
  'time',
  'received',
  'message_id',
  'properties',
  'traits',
  'context',
  'ids',
];
const FORMATS = ['segment', 'rudderstack', 'plain'] as const;
const LOADERS = ['segment', 'rudderstack', 'snowplow'] as const;
const HELD: readonly Held[] = ['text', 'json', 'struct'];

/** `tables` of the configuration as layouts. @throws ConfigError, with the entry and what it should be. */
export function layoutsOf(tables: readonly JsonObject[], plan: Plan, where: string): Layout[] {
  const names = new Set<string>();
  return tables.map((entry, i) => {
    const fail = (why: string): never => {
      throw new ConfigError(`${where}: tables[${i}]: ${why}`);
    };
    const layout = new Mapping(entry, plan, fail).layout();
    let name = layout.name;
    for (let n = 2; names.has(name); n++) name = `${layout.name}_${n}`;
    names.add(name);
    return { ...layout, name };
  });
}

class Mapping {
  constructor(
    private readonly entry: JsonObject,
    private readonly plan: Plan,
    private readonly fail: (why: string) => never,
  ) {
    this.only(entry, KEYS, '');
  }

  layout(): Layout {
    const { entry } = this;
    const system = this.text(entry['system'], 'system');
    if (system !== null && !this.plan.systems.has(system))
      this.fail(`the plan has no system "${system}".${didYouMean(system, this.plan.systems.keys())}`);
    const base = {
      name: (this.text(entry['name'], 'name') ?? system ?? 'events').replace(/[^A-Za-z0-9]+/g, '_'),
      system,
      partition: this.partition(),
    };
    if (entry['loader'] !== undefined) return this.loader(base);
    const from =
      this.relation(entry['table'], 'table') ??
      this.fail('"table" names what is read: schema.table, or a list of its parts.');
    const lines = this.text(entry['lines'], 'lines');
    if (lines !== null) {
      const format = this.choice(entry['event_format'], FORMATS, 'event_format');
      return { ...base, kind: 'lines', from, column: lines, format, map: this.texts(entry['map'], 'map') };
    }
    const columns = entry['columns'];
    if (!isObject(columns))
      return this.fail(
        'say "lines: COLUMN" for raw events, "columns: { event: … }" for a table of all events, or "loader".',
      );
    this.only(columns, COLUMNS, 'columns.');
    const column = (key: string) => this.text(columns[key], `columns.${key}`);
    return {
      ...base,
      kind: 'wide',
      from,
      columns: {
        event: column('event') ?? this.fail('"columns.event" names the column with the event\'s name.'),
        call: column('call'),
        version: column('version'),
        time: column('time'),
        received: column('received'),
        messageId: column('message_id'),
        properties: this.held(columns['properties'], 'columns.properties'),
        traits: this.held(columns['traits'], 'columns.traits'),
        context: this.held(columns['context'], 'columns.context'),
        ids: this.texts(columns['ids'], 'columns.ids'),
      },
    };
  }

  private loader(base: Pick<Layout, 'name' | 'system' | 'partition'>): Layout {
    const { entry, plan } = this;
    const loader = this.choice(entry['loader'], LOADERS, 'loader');
    const made = { ...base, kind: 'loader', loader } as const;
    if (loader === 'snowplow') {
      const from =
        this.relation(entry['table'], 'table') ??
        this.fail('"table" names the table of all Snowplow events: atomic.events.');
      const events = this.texts(entry['columns'], 'columns');
      for (const key of events.keys()) this.event(key);
      return { ...made, from, events, tables: new Map() };
    }
    const tables = new Map<string, Relation>();
    const schema = this.relation(entry['schema'], 'schema');
    if (schema !== null && 'name' in schema) {
      for (const event of plan.events.values()) {
        const sent = base.system === null || event.from.length === 0 || event.from.includes(base.system);
        if (
          sent &&
          !event.glob &&
          event.call === 'track' &&
          event.status !== 'retired' &&
          event.status !== 'proposed'
        )
          tables.set(event.key, { name: [...schema.name, loaderColumn([event.name])] });
      }
    }
    const listed = entry['tables'];
    for (const [key, value] of Object.entries(isObject(listed) ? listed : {})) {
      this.event(key);
      if (value === false) tables.delete(key);
      else
        tables.set(
          key,
          this.relation(value, `tables.${key}`) ?? this.fail(`tables.${key} should be a table or false.`),
        );
    }
    if (tables.size === 0)
      this.fail(
        '"schema: NAME" takes the table of each event in it; "tables: { Event: table }" names them one by one.',
      );
    return { ...made, from: null, events: new Map(), tables };
  }

  private event(key: string): void {
    if (!this.plan.events.has(key))
      this.fail(`the plan has no event "${key}".${didYouMean(key, this.plan.events.keys())}`);
  }

  private partition(): Partition | null {
    const said = this.entry['partition'];
    if (said === undefined) return null;
    if (typeof said === 'string') return { column: said, type: 'timestamp' };
    if (!isObject(said))
      return this.fail('"partition" should be a column, or { column, type: timestamp | date }.');
    this.only(said, ['column', 'type'], 'partition.');
    const column =
      this.text(said['column'], 'partition.column') ??
      this.fail('"partition.column" names the column that the table is pruned by.');
    return {
      column,
      type:
        said['type'] === undefined
          ? 'timestamp'
          : this.choice(said['type'], ['timestamp', 'date'] as const, 'partition.type'),
    };
  }

  private held(value: Json | undefined, key: string): JsonColumn | null {
    if (value === undefined) return null;
    if (typeof value === 'string') return { column: value, as: 'json' };
    if (!isObject(value))
      return this.fail(`"${key}" should be a column, or { column, as: text | json | struct }.`);
    this.only(value, ['column', 'as'], `${key}.`);
    const column =
      this.text(value['column'], `${key}.column`) ?? this.fail(`"${key}.column" names the column.`);
    return { column, as: value['as'] === undefined ? 'json' : this.choice(value['as'], HELD, `${key}.as`) };
  }

  private relation(value: Json | undefined, key: string): Relation | null {
    if (value === undefined) return null;
    const parts: readonly Json[] =
      typeof value === 'string' ? value.split('.') : Array.isArray(value) ? value : [];
    const named = parts.filter((part): part is string => typeof part === 'string' && part !== '');
    if (named.length === 0 || named.length !== parts.length || named.length > 4)
      return this.fail(
        `"${key}" should be a name such as schema.table, or a list of its parts where a part holds a dot.`,
      );
    return { name: named };
  }

  private text(value: Json | undefined, key: string): string | null {
    if (value === undefined) return null;
    if (typeof value !== 'string' || value === '') return this.fail(`"${key}" should be a name.`);
    return value;
  }

  private texts(value: Json | undefined, key: string): ReadonlyMap<string, string> {
    if (value === undefined) return new Map();
    if (!isObject(value)) return this.fail(`"${key}" should be a map of names.`);
    return new Map(
      Object.entries(value).map(([name, each]) => [name, this.text(each, `${key}.${name}`) ?? '']),
    );
  }

  private choice<T extends string>(value: Json | undefined, known: readonly T[], key: string): T {
    const found = known.find((each) => each === value);
    if (found !== undefined) return found;
    return this.fail(
      `"${key}" should be one of ${known.join(', ')}.${typeof value === 'string' ? didYouMean(value, known) : ''}`,
    );
  }

  private only(object: JsonObject, known: readonly string[], prefix: string): void {
    for (const key of Object.keys(object))
      if (!known.includes(key) && !key.startsWith('x-'))
        this.fail(`there is no "${prefix}${key}".${didYouMean(key, known)}`);
  }
}
