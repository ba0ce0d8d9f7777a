import { defineRule } from '../rule.ts';
import { type Name, namesOf } from './names.ts';

/** What stands in a name although it is a value, each with its word for the message. */
const DATA: readonly (readonly [string, RegExp])[] = [
  ['a template', /\$\{[^{}]{0,80}\}|\{\{[^{}]{0,80}\}\}|%[sd]\b|<[a-z_]{1,40}>/i],
  ['a web address', /https?:\/\/|www\./i],
  ['a date', /\b(?:19|20)\d\d([-/_.])(?:0[1-9]|1[0-2])(?:\1(?:[0-2]\d|3[01]))?\b/],
  ['an id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|\d{5,}/i],
  ['an e-mail address', /[^\s@]{1,64}@[^\s@.]{1,64}\.[a-z]{2,}/i],
];

/** `Help Center Article: Refunds`, `Quick Help - Shipping`: what stands before the separator. */
const FAMILY = /^([^:|>»–—-]{3,80}?)\s*(?::|\s[-–—|>»]+\s)\s*\S/u;

export const dataInName = defineRule({
  id: 'naming/data-in-name',
  summary: 'Event names hold no values: what differs from sample to sample is a property.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming'],
  options: {
    type: 'object',
    properties: {
      family: {
        type: 'integer',
        minimum: 2,
        default: 5,
        description: 'From how many names with one prefix on what follows it is data.',
      },
    },
    additionalProperties: false,
  },
  defaults: { family: 5 },
  messages: {
    value: ({ noun, name, what }: { noun: string; name: string; what: string }) =>
      `${noun} name "${name}" contains ${what}, which belongs in a property.`,
    family: ({ prefix, count }: { prefix: string; count: number }) =>
      `${count} event names begin with "${prefix}" and differ in what follows: one event with a property would do.`,
  },
  check(plan, { report, options }) {
    const families = new Map<string, Name[]>();
    for (const name of [...namesOf(plan, 'events'), ...namesOf(plan, 'views')]) {
      const { noun, text, subject, at } = name;
      const what = DATA.find(([, pattern]) => pattern.test(text))?.[0];
      if (what !== undefined) report({ message: 'value', data: { noun, name: text, what }, subject, at });
      const prefix = FAMILY.exec(text)?.[1];
      if (prefix !== undefined) families.set(prefix, [...(families.get(prefix) ?? []), name]);
    }
    for (const [prefix, family] of families) {
      const [first, ...others] = family;
      if (first === undefined || family.length < options.family) continue;
      report({
        message: 'family',
        data: { prefix, count: family.length },
        subject: first.subject,
        at: first.at,
        related: others.slice(0, 3).map((name) => name.at),
        discriminator: prefix,
      });
    }
  },
});
