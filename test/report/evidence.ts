// The shop's plan, and evidence for it.
import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/findings/finding.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import type { CodeEvidence, Evidence, SampleEvidence } from '../../src/report/evidence.ts';
import { NO_EVIDENCE } from '../../src/report/evidence.ts';
import { finding } from '../output/shop.ts';

export const SHOP = readFileSync(new URL('./acme-shop.plan.yaml', import.meta.url), 'utf8');
export const TODAY = '2026-11-21';

export const shop = (change: (text: string) => string = (text) => text): Promise<Plan> =>
  parsePlan(change(SHOP));

export function code(events: Record<string, number>, unplanned: Record<string, number> = {}): CodeEvidence {
  return {
    events: new Map(Object.entries(events)),
    unplanned: new Map(Object.entries(unplanned)),
    unresolved: 0,
  };
}

export function samples(
  events: Record<string, [count: number, invalid: number]>,
  more: Partial<SampleEvidence> = {},
): SampleEvidence {
  const list = Object.entries(events);
  return {
    total: list.reduce((sum, [, [count]]) => sum + count, 0),
    newest: '2026-11-20',
    events: new Map(list.map(([key, [count, invalid]]) => [key, { count, invalid }])),
    unplanned: new Map(),
    traits: new Set(),
    ids: new Map(),
    ...more,
  };
}

export function evidence(over: Partial<Evidence>): Evidence {
  return { ...NO_EVIDENCE, ...over };
}

export function about(subject: string, rule: string, over: Partial<Finding> = {}): Finding {
  return finding({ subject, rule, ...over });
}
