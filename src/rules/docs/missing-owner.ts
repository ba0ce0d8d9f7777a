import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';
import { demand, demandOption, type Level } from './demand.ts';

export const missingOwner = defineRule({
  id: 'docs/missing-owner',
  summary: 'Where a plan has teams, events, needs and systems have an owner.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs', 'ownership'],
  options: demandOption('recommended'),
  defaults: { unless_said: 'recommended' } as { unless_said: Level },
  messages: {
    missing: ({ noun, name }: { noun: string; name: string }) =>
      `${noun} "${name}" has no owner: nobody to ask, and nobody to send its findings to.`,
  },
  check(plan, { options, report }) {
    const severity = demand(plan, 'owner', plan.teams.size > 0 ? options.unless_said : 'optional');
    if (severity === null) return;
    const owned = [
      ...[...plan.events.values()].map((thing) => ['Event', thing] as const),
      ...[...plan.needs.values()].map((thing) => ['Need', thing] as const),
      // A destination belongs to its vendor; who sends is ours.
      ...[...plan.systems.values()]
        .filter((system) => system.role === 'source')
        .map((thing) => ['System', thing] as const),
    ];
    for (const [noun, thing] of owned) {
      if (thing.owner !== null || !current(thing)) continue;
      report({
        message: 'missing',
        data: { noun, name: thing.key },
        subject: thing.subject,
        at: thing.spot,
        severity,
      });
    }
  },
});
