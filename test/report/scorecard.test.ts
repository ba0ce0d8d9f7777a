import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/findings/finding.ts';
import { deliveries } from '../../src/plan/deliveries.ts';
import type { Plan } from '../../src/plan/types.ts';
import { type Evidence, NO_EVIDENCE, type SampleEvidence } from '../../src/report/evidence.ts';
import { type PartId, type Scorecard, scorecard } from '../../src/report/scorecard/index.ts';
import { about, code, evidence, SHOP, samples, shop, TODAY } from './evidence.ts';

let plan: Plan;
beforeAll(async () => {
  plan = await shop();
});

const score = (of: Plan, seen: Evidence): Scorecard => scorecard(of, seen, TODAY);
const part = (card: Scorecard, id: PartId) => {
  const found = card.parts.find((one) => one.id === id);
  if (!found) throw new Error(`no part ${id}`);
  return found;
};
const obligation = (card: Scorecard, id: string) => {
  const found = card.parts.flatMap(({ obligations }) => obligations).find((one) => one.id === id);
  if (!found) throw new Error(`no obligation ${id}`);
  return found;
};

/** Random evidence about the shop: some systems looked at, some findings. */
const SYSTEMS = ['web', 'ios', 'amplitude', 'braze', 'meta-ads', 'lake'];
const EVENTS = ['Order Completed', 'Order Placed', 'Product Viewed', 'Home screen', 'Any page'];
const someSamples = fc
  .record({
    counts: fc.dictionary(fc.constantFrom(...EVENTS), fc.tuple(fc.nat(200), fc.nat(50))),
    unplanned: fc.dictionary(
      fc.constantFrom('Cart Added', 'order_completed'),
      fc.integer({ min: 1, max: 9 }),
    ),
    valid: fc.nat(100),
    trait: fc.boolean(),
  })
  .map(
    ({ counts, unplanned, valid, trait }): SampleEvidence =>
      samples(
        Object.fromEntries(
          Object.entries(counts).map(([key, [count, bad]]) => [key, [count, Math.min(count, bad)]]),
        ),
        {
          unplanned: new Map(Object.entries(unplanned)),
          ids: new Map([['user_id', { present: 100, valid }]]),
          traits: new Set(trait ? ['person.plan_tier'] : []),
        },
      ),
  );
const someCode = fc
  .tuple(fc.subarray(EVENTS), fc.subarray(['Cart Added', 'orderCompleted']))
  .map(([events, other]) =>
    code(Object.fromEntries(events.map((key) => [key, 1])), Object.fromEntries(other.map((key) => [key, 1]))),
  );
const someFinding = fc
  .tuple(
    fc.constantFrom(
      'naming/event-case',
      'systems/name-too-long',
      'identity/unknown-type',
      'lifecycle/past-sunset',
      'naming/similar-properties',
      'code/missing-property',
    ),
    fc.constantFrom('event:Order Completed', 'event:Order Placed', 'property:total', 'identity:email'),
    fc.constantFrom('error', 'warn', 'info'),
    fc.constantFrom('open', 'waived', 'baselined'),
  )
  .map(
    ([rule, subject, severity, status]): Finding =>
      about(subject, rule, { severity, status, data: { system: 'braze' } } as Partial<Finding>),
  );
const someEvidence = fc.record({
  findings: fc.array(someFinding, { maxLength: 8 }),
  code: fc.dictionary(fc.constantFrom('web', 'ios'), someCode).map((all) => new Map(Object.entries(all))),
  samples: fc.dictionary(fc.constantFrom(...SYSTEMS), someSamples).map((all) => new Map(Object.entries(all))),
  reference: fc.constant(null),
  drift: fc.constant(null),
});

/** Parts of `after` that stand higher than in `before`, as shown and in points. */
function higher(before: Scorecard, after: Scorecard): string[] {
  return after.parts.flatMap(({ id, score, met }) => {
    const was = part(before, id);
    return (score ?? 0) > (was.score ?? 0) || met > was.met + 0.05 ? [id] : [];
  });
}

describe('what a score promises', () => {
  test('P1: severity, waivers, baseline and the order of findings change nothing', () => {
    fc.assert(
      fc.property(someEvidence, (seen) => {
        const other = {
          ...seen,
          findings: seen.findings
            .map((one): Finding => ({ ...one, severity: 'info', status: 'waived' }))
            .reverse(),
        };
        expect(score(plan, other)).toEqual(score(plan, seen));
      }),
    );
  });

  test('P1: beyond the first 20, counts never matter, only rates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 500 }), fc.nat(500), (count, bad) => {
        const of = (times: number) =>
          evidence({
            samples: new Map([
              ['web', samples({ 'Order Completed': [count * times, Math.min(bad, count) * times] })],
            ]),
          });
        expect(score(plan, of(2))).toEqual(score(plan, of(1)));
      }),
    );
  });

  test('P2: a first look never costs: what was not known never lowers a part', () => {
    fc.assert(
      fc.property(someEvidence, (seen) => {
        const blind = score(plan, { ...seen, samples: new Map(), code: new Map() });
        const looked = score(plan, seen);
        expect(higher(looked, blind)).toEqual([]);
      }),
    );
  });

  test('P3: dropping any one source of evidence never raises a part', () => {
    fc.assert(
      fc.property(someEvidence, fc.constantFrom(...SYSTEMS), (seen, system) => {
        const without = { ...seen, samples: new Map(seen.samples) };
        without.samples.delete(system);
        const unread = { ...seen, code: new Map(seen.code) };
        unread.code.delete(system);
        expect(higher(score(plan, seen), score(plan, without))).toEqual([]);
        expect(higher(score(plan, seen), score(plan, unread))).toEqual([]);
      }),
    );
  });

  test('P4: an event that is still sent or needed keeps counting after it was deleted', async () => {
    const gone = await shop((text) => text.replace(/^ {2}Order Placed:.*\n/m, ''));
    const seen = evidence({
      samples: new Map([['web', samples({}, { unplanned: new Map([['Order Placed', 9]]) })]]),
    });
    const before = evidence({ samples: new Map([['web', samples({ 'Order Placed': [9, 0] })]]) });
    expect(higher(score(plan, before), score(gone, { ...seen, reference: plan }))).toEqual([]);
    // Nobody sends it and nobody needs it: then it may go.
    expect(obligation(score(gone, { ...NO_EVIDENCE, reference: plan }), 'governance.owned').unmet).toEqual(
      [],
    );
  });

  test('P5: a proposed event changes nothing', async () => {
    const more = await shop((text) =>
      text.replace('\nneeds:', '\n  bad name!: { status: proposed }\nneeds:'),
    );
    expect(score(more, NO_EVIDENCE).parts).toEqual(score(plan, NO_EVIDENCE).parts);
  });

  test('P6: repairing one finding lowers no part', () => {
    fc.assert(
      fc.property(someEvidence, fc.nat(), (seen, at) => {
        fc.pre(seen.findings.length > 0);
        const fixed = { ...seen, findings: seen.findings.filter((_, n) => n !== at % seen.findings.length) };
        expect(higher(score(plan, fixed), score(plan, seen))).toEqual([]);
      }),
    );
  });

  test('P7: 100 if and only if everything is met, and the points add up', () => {
    fc.assert(
      fc.property(someEvidence, (seen) => {
        for (const { score: shown, met, unmet, unknown, obligations, stop } of score(plan, seen).parts) {
          if (shown === null) continue;
          const whole = obligations.every((one) => one.unmet.length === 0 && one.unknown.length === 0);
          expect(shown === 100).toBe(whole && stop === null);
          expect(met + unmet + unknown).toBeCloseTo(100, 0);
        }
      }),
    );
  });

  test('P8: padding with well-named events without content lowers governance, systems and needs', async () => {
    const padding = Array.from(
      { length: 10 },
      (_, n) =>
        `  Account ${'ABCDEFGHIJ'[n]} Viewed: { from: [web], to: { lake: false, amplitude: false } }\n`,
    );
    const padded = await shop((text) => text.replace('\nneeds:', `\n${padding.join('')}\nneeds:`));
    const [before, after] = [score(plan, NO_EVIDENCE), score(padded, NO_EVIDENCE)];
    for (const id of ['governance', 'systems', 'needs'] as const) {
      expect(part(after, id).met, id).toBeLessThan(part(before, id).met);
    }
  });
});

describe('how it counts', () => {
  test('a subject that fails ten rules of one obligation fails once', () => {
    const one = evidence({ findings: [about('event:Order Completed', 'naming/event-case')] });
    const ten = evidence({
      findings: Array.from({ length: 10 }, () => about('event:Order Completed', 'naming/event-form')),
    });
    expect(part(score(plan, ten), 'naming').met).toBe(part(score(plan, one), 'naming').met);
    expect(obligation(score(plan, one), 'naming.events').unmet).toEqual(['event:Order Completed']);
  });

  test('without evidence the points are not known, not lost', () => {
    const { score: shown, met, unknown } = part(score(plan, NO_EVIDENCE), 'naming');
    expect([shown, met, unknown]).toEqual([80, 80, 20]);
  });

  test('a stop rule holds a part at 49, whatever the average: a denied flow', async () => {
    expect(part(score(plan, NO_EVIDENCE), 'privacy').stop).toBeNull();
    const leaking = await shop((text) => text.replace(', handling: hashed }\n', ', handling: tokenized }\n'));
    const { score: shown, stop } = part(score(leaking, NO_EVIDENCE), 'privacy');
    expect(shown).toBeLessThanOrEqual(49);
    expect(stop?.subject).toBe('category:user.contact.email/system:meta-ads');
  });

  test('a stop rule for systems: an event that every system it is sent to refuses', () => {
    const systems = [...deliveries(plan)]
      .filter(([, arriving]) => arriving.some(({ event }) => event?.key === 'Order Completed'))
      .map(([system]) => system);
    const refused = (by: string[], effect = ' and drops the event') =>
      part(
        score(
          plan,
          evidence({
            findings: by.map((system) =>
              about('event:Order Completed', 'systems/event-name-length', {
                data: { system: `${system} (vendor)`, effect },
              }),
            ),
          }),
        ),
        'systems',
      );
    expect(systems.length).toBeGreaterThan(1);
    expect(refused(systems).stop?.subject).toBe('event:Order Completed');
    expect(refused(systems).score).toBeLessThanOrEqual(49);
    expect(refused(systems.slice(1)).stop).toBeNull();
    expect(refused(systems, ' and cuts the rest off').stop).toBeNull();
  });

  test('a plan of three lines is not judged where it says nothing', async () => {
    const tiny = await shop(() => 'dataplan: 1\nname: shop\nversion: 1.0.0\n');
    expect(score(tiny, NO_EVIDENCE).parts.map((one) => one.score)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('a team with fewer than five subjects in a part has counts and no score', () => {
    const { growth } = score(plan, NO_EVIDENCE).teams;
    expect(growth?.parts.needs).toBeNull();
    expect(growth?.subjects).toBeGreaterThan(0);
  });

  test('fewer than 20 samples tell nothing, unless two are invalid', () => {
    const valid = (count: number, invalid: number) =>
      obligation(
        score(
          plan,
          evidence({ samples: new Map([['web', samples({ 'Order Completed': [count, invalid] })]]) }),
        ),
        'governance.valid',
      );
    expect(valid(19, 1).unknown).toContain('event:Order Completed/system:web');
    expect(valid(19, 2).unmet).toContain('event:Order Completed/system:web');
    expect(valid(200, 1).unmet).not.toContain('event:Order Completed/system:web');
    expect(valid(200, 2).unmet).toContain('event:Order Completed/system:web');
  });

  test('the shop is what the tests think it is', () => {
    expect(SHOP).toContain('handling: hashed }');
    expect(plan.events.size).toBe(5);
  });
});
