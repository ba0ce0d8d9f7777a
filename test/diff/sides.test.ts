import { describe, expect, test } from 'vitest';
import { runCli } from '../run-cli.ts';

const iglu = (version: string, properties: object, more: object = {}): string =>
  JSON.stringify({
    $schema: 'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#',
    self: { vendor: 'com.acme', name: 'order_completed', format: 'jsonschema', version },
    type: 'object',
    properties,
    additionalProperties: false,
    ...more,
  });

const total = { total: { type: 'number' } };
const at = (folder: string, version: string): string =>
  `${folder}/com.acme/order_completed/jsonschema/${version}`;

async function diff(files: Record<string, string>, ...argv: string[]) {
  const { stdout, stderr, exit } = await runCli(['diff', ...argv, '--json'], files);
  if (stdout === '') throw new Error(stderr);
  const document = JSON.parse(stdout);
  return {
    exit,
    document,
    rules: document.findings.map((finding: { rule: string }) => finding.rule),
    kinds: document.changes.map((change: { kind: string }) => change.kind),
  };
}

describe('a registry of self-describing schemas', () => {
  test('a new version is held against the one before it', async () => {
    const files = {
      [at('old', '1-0-0')]: iglu('1-0-0', total),
      [at('new', '1-0-0')]: iglu('1-0-0', total),
      [at('new', '1-0-1')]: iglu('1-0-1', { ...total, gift: { type: 'boolean' } }, { required: ['gift'] }),
    };
    const { rules, document, exit } = await diff(files, 'old', 'new');
    expect(document.changes[0]).toMatchObject({
      kind: 'property.added',
      backward: 'breaking',
      witness: { event: {} },
    });
    expect(rules).toContain('diff/bump-too-small');
    expect(exit).toBe(1);
  });

  test('a version that changes in place is a finding of its own', async () => {
    const files = {
      [at('old', '1-0-0')]: iglu('1-0-0', total),
      [at('new', '1-0-0')]: iglu('1-0-0', { total: { type: 'number', minimum: 0 } }),
    };
    expect((await diff(files, 'old', 'new')).rules).toContain('diff/edited-in-place');
  });

  test('documentation may be mended in place', async () => {
    const files = {
      [at('old', '1-0-0')]: iglu('1-0-0', total),
      [at('new', '1-0-0')]: iglu('1-0-0', { total: { type: 'number', description: 'With tax.' } }),
    };
    expect(await diff(files, 'old', 'new')).toMatchObject({
      rules: [],
      exit: 0,
      kinds: ['property.documented'],
    });
  });

  test('--transitive sees what only an earlier version of the model took', async () => {
    const versions = (folder: string) => ({
      [at(folder, '1-0-0')]: iglu('1-0-0', {
        total: { type: 'number' },
        coupon: { type: ['string', 'null'] },
      }),
      [at(folder, '1-0-1')]: iglu('1-0-1', { total: { type: 'number' }, coupon: { type: 'string' } }),
    });
    const files = {
      ...versions('old'),
      ...versions('new'),
      [at('new', '1-0-2')]: iglu('1-0-2', {
        total: { type: 'number' },
        coupon: { type: 'string' },
        gift: { type: 'boolean' },
      }),
    };
    expect((await diff(files, 'old', 'new')).kinds).toEqual(['property.added']);
    const { document } = await diff(files, 'old', 'new', '--transitive');
    expect(document.changes[1]).toMatchObject({
      kind: 'property.null-removed',
      backward: 'breaking',
      why: 'since version 1-0-0',
    });
  });
});

describe('tables against the plan', () => {
  const plan = `dataplan: 1
name: acme-shop
version: 1.0.0
events:
  Order Completed:
    properties:
      order_id: { type: string, maxLength: 8, required: true }
      total: number
      items: { type: array, items: { type: string } }
      paid_at: { type: string, format: date-time }
      coupon: { type: string, maxLength: 40 }
      note: string
`;
  const expected = [
    ['column.not-null', 'event:Order Completed/property:total', 'breaking'],
    ['column.type-differs', 'event:Order Completed/property:coupon', 'breaking'],
    ['column.missing', 'event:Order Completed/property:note', 'risky'],
    ['table.unplanned', 'schema:old_carts', 'compatible'],
  ];
  const tables: Record<string, string> = {
    'shop.sql': `-- made by hand
CREATE TABLE IF NOT EXISTS analytics."order_completed" (
  id BIGINT NOT NULL, -- of the loader
  order_id VARCHAR(8) NOT NULL,
  total DOUBLE PRECISION NOT NULL,
  items SUPER,
  paid_at TIMESTAMP WITH TIME ZONE,
  coupon VARCHAR(20),
  PRIMARY KEY (id)
);
create table old_carts (cart_id integer);`,
    'shop.csv': `table_schema,table_name,column_name,data_type,character_maximum_length,is_nullable
analytics,order_completed,order_id,character varying,8,NO
analytics,order_completed,total,double precision,,NO
analytics,order_completed,items,super,,YES
analytics,order_completed,paid_at,timestamp with time zone,,YES
analytics,order_completed,coupon,character varying,20,YES
analytics,old_carts,cart_id,integer,,YES
`,
    'schema.yml': `version: 2
models:
  - name: order_completed
    columns:
      - { name: order_id, data_type: varchar(8), tests: [not_null] }
      - { name: total, data_type: float64, data_tests: [not_null] }
      - { name: items, data_type: variant }
      - { name: paid_at, data_type: timestamp }
      - { name: coupon, data_type: varchar(20) }
  - name: old_carts
    columns: [{ name: cart_id, data_type: int64 }]
`,
    'manifest.json': JSON.stringify({
      metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json' },
      nodes: {
        'model.shop.order_completed': {
          resource_type: 'model',
          name: 'order_completed',
          schema: 'analytics',
          columns: {
            order_id: { name: 'order_id', data_type: 'VARCHAR(8)', constraints: [{ type: 'not_null' }] },
            total: { name: 'total', data_type: 'FLOAT', constraints: [{ type: 'not_null' }] },
            items: { name: 'items', data_type: 'ARRAY' },
            paid_at: { name: 'paid_at', data_type: 'TIMESTAMP_NTZ' },
            coupon: { name: 'coupon', data_type: 'VARCHAR(20)' },
          },
        },
        'model.shop.old_carts': {
          resource_type: 'model',
          name: 'old_carts',
          columns: { cart_id: { name: 'cart_id', data_type: 'INT' } },
        },
      },
    }),
  };

  test.each(Object.keys(tables))('%s', async (name) => {
    const { document, exit } = await diff(
      { [name]: tables[name] ?? '', 'shop.plan.yaml': plan },
      name,
      'shop.plan.yaml',
    );
    const told = document.changes.map((change: Record<string, string>) => [
      change['kind'],
      change['subject'],
      change['warehouse'],
    ]);
    expect(told).toEqual(expected);
    expect(exit).toBe(1);
  });

  test('tables and tables cannot be compared', async () => {
    const { stderr, exit } = await runCli(['diff', 'shop.sql', 'shop.csv'], tables);
    expect(stderr).toContain('tables and tables cannot be compared');
    expect(exit).toBe(2);
  });
});

describe('a dictionary change', () => {
  const plan = (type: string) => `dataplan: 1
name: acme-shop
version: 1.0.0
properties:
  sku: { type: ${type} }
  product: { type: object, additionalProperties: false, properties: { sku: { is: sku } } }
  products: { type: array, items: { is: product } }
events:
  Order Completed: { properties: [products] }
  Cart Viewed: { properties: [products, sku] }
  Product Viewed: { properties: [product] }
`;

  test('is one change with its events, however deep they use it', async () => {
    const { document } = await diff(
      { 'a.yaml': plan('string'), 'b.yaml': plan('integer') },
      'a.yaml',
      'b.yaml',
    );
    expect(document.changes).toMatchObject([
      {
        kind: 'property.type-replaced',
        subject: 'property:sku',
        events: ['Cart Viewed', 'Order Completed', 'Product Viewed'],
      },
    ]);
  });

  test('keeps the digits of a limit beyond 2^53', async () => {
    const of = (maximum: string) => plan(`integer, maximum: ${maximum}`);
    const files = { 'a.yaml': of('9223372036854775807'), 'b.yaml': of('9223372036854775806') };
    const { document } = await diff(files, 'a.yaml', 'b.yaml');
    expect(document.changes).toMatchObject([
      { kind: 'property.limit-tightened', backward: 'breaking', witness: null },
    ]);
    expect(document.changes[0].why).toContain('not proven');
  });
});

test('a plan and a schema cannot be compared', async () => {
  const { stderr, exit } = await runCli(['diff', 'a.yaml', 'b.json'], {
    'a.yaml': 'dataplan: 1\nname: shop\nversion: 1.0.0\n',
    'b.json': '{"type":"object"}',
  });
  expect(stderr).toContain('A plan and a schema cannot be compared: give two plans');
  expect(exit).toBe(2);
});
