import { expect, test } from 'vitest';
import { NO_EVIDENCE } from '../../src/report/evidence.ts';
import { nextTasks } from '../../src/report/next.ts';
import { judgeParts } from '../../src/report/scorecard/index.ts';
import { about, code, evidence, samples, shop, TODAY } from './evidence.ts';

const tasks = async (seen = NO_EVIDENCE, change?: (text: string) => string) =>
  nextTasks(judgeParts(await shop(change), seen, TODAY), seen, seen.findings, [], TODAY);

test('each says what to do, who, and what it brings; at most five, two an owner', async () => {
  const list = await tasks();
  expect(list.length).toBeLessThanOrEqual(5);
  for (const owner of new Set(list.flatMap((task) => task.owner ?? []))) {
    expect(list.filter((task) => task.owner === owner).length).toBeLessThanOrEqual(2);
  }
  expect(list.map(({ title }) => title)).toContain(
    'Describe Order Placed, Product Viewed, Home screen and 1 more',
  );
});

test('what nobody looked at is named by system, apart from what was looked at too little', async () => {
  const seen = evidence({
    code: new Map([['web', code({ 'Order Completed': 1 })]]),
    samples: new Map([['web', samples({ 'Order Completed': [100, 0] })]]),
  });
  const look = (await tasks(seen)).find(({ title }) => title.startsWith('Add '));
  expect(look?.title).toBe(
    'Add samples of amplitude, braze, ios and 2 more, code of ios, and more samples of web to the configuration',
  );
  expect(look?.to).toBeNull();
});

test('lifting a stop rule counts, and leads', async () => {
  const leaking = (text: string) => text.replace(', handling: hashed }\n', ', handling: tokenized }\n');
  const [first] = await tasks(NO_EVIDENCE, leaking);
  expect(first?.title).toBe('Stop, hash or allow user.contact.email to meta-ads');
  expect(first?.to).toBeGreaterThan(first?.from ?? 100);
});

test('it links to a finding about the same thing', async () => {
  const finding = about('event:Order Placed', 'docs/missing-description', { fingerprint: 'f'.repeat(64) });
  const task = (await tasks(evidence({ findings: [finding] }))).find(({ title }) =>
    title.startsWith('Describe'),
  );
  expect(task?.fingerprint).toBe('f'.repeat(64));
});

test.each([
  ['2026-11-30', true],
  ['2026-12-05', true],
  ['2026-12-06', false],
  ['2026-11-20', false],
])('a waiver that ends within two weeks is always in: %s', async (until, there) => {
  const endings = [
    { rule: 'naming/event-case', subject: 'event:Any page', until, owner: 'checkout', fingerprint: null },
  ];
  const list = nextTasks(judgeParts(await shop(), NO_EVIDENCE, TODAY), NO_EVIDENCE, [], endings, TODAY);
  expect(list.some(({ title }) => title === 'Renew or repair what is waived for naming/event-case')).toBe(
    there,
  );
});
