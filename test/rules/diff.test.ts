import { describe, expect, test } from 'vitest';
import { diffPlans } from '../../src/diff/diff-plans.ts';
import { diffSchemaPair } from '../../src/diff/diff-schemas.ts';
import { schemaFile } from '../../src/diff/sources/schema-file.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { diffRules } from '../../src/rules/diff/index.ts';
import { loadPages } from '../../src/rules/pages.ts';
import { Settings } from '../../src/rules/settings.ts';
import { parsePlan } from '../../src/testing.ts';

/** What the first finding about each page's incorrect example says. */
const SAYS: Readonly<Record<string, string>> = {
  'diff/backward-break':
    'Property "currency" of event "Order Completed" may no longer be "GBP", so data that was valid is not any more; valid before, not now: {"event":"Order Completed","properties":{"currency":"GBP"}}.',
  'diff/forward-break':
    'Property "coupon" of event "Order Completed" is new: whoever still validates by the old version rejects what is sent by the new one; valid now, not before: {"event":"Order Completed","properties":{"coupon":""}}.',
  'diff/warehouse-break':
    'Property "total" of event "Order Completed" changed its type from "integer" to "string", which breaks its table; the column changes its type.',
  'diff/consumer-break':
    'Property "coupon" of event "Order Completed" was removed, and is relied on by need "Coupon hunters".',
  'diff/privacy-break':
    'Property "email" has another handling: "hashed" became "raw"; it is no longer hashed.',
  'diff/risky-change':
    'Property "currency" of event "Order Completed" may also be "GBP": a risk for those who rely on it.',
  'diff/undecided-change': 'what it does to data sent before is not known; pattern',
  'diff/bump-too-small':
    '1.0.0 became 1.0.1, but the changes need a major version: Property "coupon" of event "Order Completed" was removed.',
  'diff/bump-too-large': '1.0.0 became 2.0.0, and the changes need a minor version only.',
  'diff/version-lowered': 'Version 1.2.0 became 1.1.0, which is lower.',
  'diff/edited-in-place':
    'com.acme/order_completed changed in 1 way and is still version 1-0-0: whoever knows that version reads it differently.',
  'diff/name-returned':
    'Event "Cart Shared" is back under the name of a retired event: old data under that name will be read as the new thing.',
  'diff/no-tombstone':
    '"Cart Shared" is gone from the plan. Keep it as "status: retired", so that the name does not come back with another meaning.',
  'diff/unreadable-schema':
    'What changed cannot be told: the new schema cannot be read: maximum is a number, not "9223372036854776000" (/properties/total/maximum).',
};

const pages = await loadPages();

async function findingsOf(text: string): Promise<readonly Finding[]> {
  const [before = '', after = ''] = text.split('\n---\n');
  const run = { rules: diffRules, settings: new Settings({ preset: 'strict' }), today: '2026-11-21' };
  if (!text.startsWith('dataplan:')) {
    return diffSchemaPair(
      await schemaFile(before, 'order.yaml'),
      await schemaFile(after, 'order.yaml'),
      run,
      {},
    ).findings;
  }
  const [old, now] = [await parsePlan(before), await parsePlan(after)];
  return diffPlans(old, now, run, { scheme: 'semver', warehouse: 'redshift' }).findings;
}

describe.each(diffRules.map(({ id }) => [id]))('%s', (id) => {
  const examples = pages.get(id)?.examples ?? [];

  test.each(examples.map((example) => [example.verdict, example.text]))(
    'is right about what is %s',
    async (verdict, text) => {
      const said = (await findingsOf(text)).filter(({ rule }) => rule === id).map(({ message }) => message);
      if (verdict === 'correct') expect(said).toEqual([]);
      else expect(said[0]).toContain(SAYS[id]);
    },
  );
});
