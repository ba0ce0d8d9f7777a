import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/findings/finding.ts';
import { insertAfter, removeEntry, scalarText, setEntry } from '../../src/plan/edit.ts';
import type { MapNode, Node } from '../../src/plan/node.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import { applyEdits } from '../../src/rules/fix.ts';

const HEAD = 'dataplan: 1\nname: acme-shop\nversion: 1.0.0\n';

/** The plan after an edit of the map under that path. */
async function edited(
  text: string,
  path: readonly string[],
  make: (plan: Plan, map: MapNode) => Edit | null,
): Promise<string | null> {
  const plan = await parsePlan(HEAD + text);
  let node: Node | undefined = plan.files[0]?.root;
  for (const step of path) node = node?.kind === 'map' ? node.entries.get(step)?.value : undefined;
  const edit = node?.kind === 'map' ? make(plan, node) : null;
  if (edit === null) return null;
  const after = applyEdits(HEAD + text, [edit]);
  await parsePlan(after);
  return after.slice(HEAD.length);
}

const SHELF = ['properties', 'shelf'];
const remove = (plan: Plan, map: MapNode) => removeEntry(plan, map, 'maxLength');

describe('an entry taken out', () => {
  test.each([
    [
      'in braces',
      'properties: { shelf: { type: integer, maxLength: 3, minimum: 1 } }',
      'properties: { shelf: { type: integer, minimum: 1 } }',
    ],
    [
      'last in braces',
      'properties: { shelf: { type: integer, maxLength: 3 } }',
      'properties: { shelf: { type: integer } }',
    ],
    [
      'on a line of its own',
      'properties:\n  shelf:\n    type: integer # whole\n    maxLength: 3\n    minimum: 1\n',
      'properties:\n  shelf:\n    type: integer # whole\n    minimum: 1\n',
    ],
    [
      'on the last line',
      'properties:\n  shelf:\n    type: integer\n    maxLength: 3',
      'properties:\n  shelf:\n    type: integer\n',
    ],
    [
      'with Windows line ends',
      'properties:\r\n  shelf:\r\n    maxLength: 3\r\n    type: integer\r\n',
      'properties:\r\n  shelf:\r\n    type: integer\r\n',
    ],
  ])('%s', async (_, before, after) => {
    expect(await edited(before, SHELF, remove)).toBe(after);
  });

  test.each([
    [
      'with a comment beside it',
      'properties:\n  shelf:\n    type: integer\n    maxLength: 3 # as the agency said\n',
    ],
    ['alone', 'properties: { shelf: { maxLength: 3 } }'],
  ])('not %s', async (_, before) => {
    expect(await edited(before, SHELF, remove)).toBeNull();
  });
});

test('an entry put after another keeps the comment of the line', async () => {
  const before =
    'properties:\n  shelf: # where it stood\n    type: integer # whole\n  rack: { type: string }\n';
  const after = await edited(before, ['properties'], (plan, map) => {
    const entry = map.entries.get('shelf');
    return entry === undefined ? null : insertAfter(plan, map, entry, 'row', '{ type: string }');
  });
  expect(after).toBe(
    'properties:\n  shelf: # where it stood\n    type: integer # whole\n  row: { type: string }\n  rack: { type: string }\n',
  );
});

test('a key that is there is replaced, another is added', async () => {
  const set = (key: string) => (plan: Plan, map: MapNode) => setEntry(plan, map, key, 'retired');
  expect(
    await edited('events: { Order Placed: { status: live } }', ['events', 'Order Placed'], set('status')),
  ).toBe('events: { Order Placed: { status: retired } }');
  expect(
    await edited(
      'events:\n  Order Placed:\n    owner: checkout\n',
      ['events', 'Order Placed'],
      set('status'),
    ),
  ).toBe('events:\n  Order Placed:\n    owner: checkout\n    status: retired\n');
});

test.each([
  ['Order Paid', 'Order Paid'],
  ['order_id', 'order_id'],
  ['Order: Paid', '"Order: Paid"'],
  ['true', '"true"'],
  ['2 Orders', '"2 Orders"'],
  ['a, b', '"a, b"'],
  ['Bestellung bezahlt', 'Bestellung bezahlt'],
])('%j is written %s', (text, written) => {
  expect(scalarText(text)).toBe(written);
});
