import { screenedWords } from '../../catalogue/index.ts';
import type { System } from '../../plan/types.ts';
import { arrivingEvents, arrivingProperties } from '../arrivals.ts';
import { about, cite, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const screenedName = defineRule({
  id: 'systems/screened-name',
  summary: 'No name hints at health or money troubles where the system screens names for that.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'privacy'],
  messages: {
    hint: (data: {
      name: string;
      system: string;
      words: string;
      hint: string;
      source: string;
      checked: string;
    }) =>
      `"${data.name}" says "${data.words}"; ${data.system} screens names for hints at ${data.hint} and may refuse to use it${cite(data)}.`,
  },
  check(plan, { report }) {
    const screens = ({ system }: { system: System }) => textOf(system, 'privacy', 'name_screening') !== null;
    const names = [
      ...arrivingEvents(plan)
        .filter(screens)
        .map(({ system, event, delivery }) => ({
          system,
          name: delivery.name,
          thing: event,
        })),
      ...arrivingProperties(plan)
        .filter(screens)
        .map(({ system, name, use }) => ({
          system,
          name,
          thing: use.property,
        })),
    ];
    for (const { system, name, thing } of names) {
      const screening = textOf(system, 'privacy', 'name_screening');
      const found = screening === null ? null : screenedWords(name);
      if (screening === null || found === null) continue;
      report({
        message: 'hint',
        data: { name, system: title(system), words: found.words, hint: found.hint, ...sourceOf(screening) },
        ...about(screening, system, thing),
        severity: 'warn',
      });
    }
  },
});
