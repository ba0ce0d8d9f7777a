import { defineRule } from '../rule.ts';
import { demand, demandOption, type Level } from './demand.ts';
import { described, descriptionAt } from './described.ts';

type Options = { unless_said: Level; min_length: number };
const shared = demandOption('recommended');

export const missingDescription = defineRule({
  id: 'docs/missing-description',
  summary: 'Events, properties, traits and needs are described.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs'],
  options: {
    ...shared,
    properties: {
      ...shared.properties,
      min_length: { type: 'integer', minimum: 1, default: 1, description: 'Least number of characters.' },
    },
  },
  defaults: { unless_said: 'recommended', min_length: 1 } as Options,
  messages: {
    missing: ({ noun, name }: { noun: string; name: string }) => `${noun} "${name}" has no description.`,
    short: ({ noun, name, length, least }: { noun: string; name: string; length: number; least: number }) =>
      `The description of ${noun.toLowerCase()} "${name}" has ${length} characters, fewer than ${least}.`,
  },
  check(plan, { options, report }) {
    const severity = demand(plan, 'description', options.unless_said);
    if (severity === null) return;
    for (const thing of described(plan)) {
      const { noun, name, subject } = thing;
      if (noun === 'System' || noun === 'Purpose' || noun === 'Need') continue;
      const length = [...(thing.description ?? '').trim()].length;
      if (length === 0) report({ message: 'missing', data: { noun, name }, subject, at: thing.at, severity });
      else if (length < options.min_length) {
        const data = { noun, name, length, least: options.min_length };
        report({ message: 'short', data, subject, at: descriptionAt(thing), severity });
      }
    }
  },
});
