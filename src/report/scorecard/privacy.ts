import { subject } from '../../findings/subject.ts';
import type { PropertyUse } from '../../plan/types.ts';
import { type InventoryRow, inventory } from '../inventory.ts';
import type { Judged, PartJudgement, Stop } from './obligation.ts';
import { concerns, type World } from './world.ts';

/** Privacy: every value reviewed, every category where it may be, kept as long as said, and nothing hidden. */
export function privacyPart(world: World): PartJudgement {
  const rows = inventory(world.plan);
  return {
    id: 'privacy',
    obligations: [
      {
        id: 'privacy.reviewed',
        points: 30,
        title: 'each property, trait and context key is reviewed',
        judged: reviewed(world),
      },
      {
        id: 'privacy.flows',
        points: 30,
        title: 'each category reaches each system by policy, for a purpose, on a ground, handled as demanded',
        judged: rows.map((row) =>
          world.judge(
            {
              subject: subject(['category', row.category], ['system', row.system]),
              owner: world.plan.systems.get(row.system)?.owner ?? null,
            },
            row.state !== 'denied' && row.gaps.every((gap) => gap === 'retention not declared'),
          ),
        ),
      },
      {
        id: 'privacy.kept',
        points: 15,
        title: 'each category is kept for a stated time, and special ones are approved',
        judged: kept(world, rows),
      },
      {
        id: 'privacy.observed',
        points: 25,
        title: 'the samples of each system hold no undeclared personal value and the consent they need',
        judged: [...world.plan.systems.values()].map((system) => {
          const read = world.evidence.samples.has(system.key);
          const found = world.evidence.findings.some(
            (finding) =>
              finding.rate !== null && /^privacy\//.test(finding.rule) && concerns(finding, system.key),
          );
          return world.judge(system, read ? !found : null);
        }),
      },
    ],
    stop: stop(rows),
  };
}

function reviewed(world: World): Judged[] {
  const { plan, events } = world;
  const uses = new Map<string, { use: PropertyUse; gone: boolean }>();
  const add = (use: PropertyUse, gone: boolean) => uses.set(use.subject, { use, gone });
  for (const use of plan.context.values()) add(use, false);
  for (const traits of plan.traits.values()) for (const use of traits.values()) add(use, false);
  for (const { event, gone } of events) {
    for (const use of event.properties.values()) if (use.property.is === null || gone) add(use, gone);
  }
  const dictionary = [...plan.properties.values()].map((property) =>
    world.judge(property, property.privacy.category !== null),
  );
  const others = [...uses.values()].map(({ use, gone }) =>
    world.judge(
      { subject: use.subject, owner: use.property.owner },
      use.property.privacy.category !== null,
      gone,
    ),
  );
  return [...dictionary, ...others];
}

function kept(world: World, rows: readonly InventoryRow[]): Judged[] {
  const categories = new Map<string, boolean>();
  for (const row of rows) {
    const holds = row.retention.length > 0;
    categories.set(row.category, (categories.get(row.category) ?? true) && holds);
  }
  return [...categories].sort().map(([category, holds]) => {
    const of = { subject: subject(['category', category]), owner: null };
    return world.judge(of, holds && world.findings(of.subject, /approv/, true).length === 0);
  });
}

function stop(rows: readonly InventoryRow[]): Stop | null {
  const denied = rows.find((row) => row.state === 'denied');
  if (!denied) return null;
  return {
    why: `${denied.category} reaches ${denied.system}, which the policy denies`,
    subject: subject(['category', denied.category], ['system', denied.system]),
  };
}
