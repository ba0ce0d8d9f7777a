import { arrivingProperties, groupOf, nounOf } from '../arrivals.ts';
import { about, cite, fits, namesOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const propertyNameCharacters = defineRule({
  id: 'systems/property-name-characters',
  summary: 'A property or trait arrives under a name of characters that the system takes.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'limits'],
  messages: {
    pattern: (data: {
      noun: string;
      name: string;
      system: string;
      pattern: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} name "${data.name}" does not fit ${data.pattern}, which ${data.system} asks of names${cite(data)}.`,
    character: (data: {
      noun: string;
      name: string;
      system: string;
      character: string;
      where: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} name "${data.name}" has "${data.character}"${data.where}, which ${data.system} does not take${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      if (each.nested) continue;
      const { system, name, use } = each;
      const thing = use.property;
      const data = { noun: nounOf(each), name, system: title(system) };
      const pattern = textOf(system, groupOf(each), 'key', 'pattern');
      if (pattern !== null && !fits(name, pattern.value)) {
        report({
          message: 'pattern',
          data: { ...data, pattern: pattern.value, ...sourceOf(pattern) },
          ...about(pattern, system, thing),
        });
        continue;
      }
      const leading = namesOf(system, groupOf(each), 'key', 'forbidden_leading');
      const first = leading?.value.find((character) => name.startsWith(character));
      const anywhere = namesOf(system, groupOf(each), 'key', 'forbidden_characters');
      const inside = anywhere?.value.find((character) => name.includes(character));
      const fact = first === undefined ? anywhere : leading;
      const character = first ?? inside;
      if (!fact || character === undefined) continue;
      report({
        message: 'character',
        data: { ...data, character, where: first === undefined ? '' : ' at its start', ...sourceOf(fact) },
        ...about(fact, system, thing),
      });
    }
  },
});
