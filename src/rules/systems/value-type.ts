import { arrivingProperties, groupOf, nounOf } from '../arrivals.ts';
import { about, cite, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { keyword, typesOf } from '../uses.ts';

/** What a system's words for types take of ours. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  string: ['string', 'date', 'datetime', 'time', 'json', 'link', 'image'],
  number: ['number', 'double', 'long', 'integer', 'json', 'date', 'time'],
  integer: ['number', 'double', 'long', 'integer', 'json', 'date', 'time'],
  boolean: ['boolean', 'json'],
};

export const valueType = defineRule({
  id: 'systems/value-type',
  summary: 'A property arrives with a type that the system takes.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'types', 'drift'],
  messages: {
    refused: (data: {
      noun: string;
      name: string;
      system: string;
      type: string;
      takes: string;
      source: string;
      checked: string;
    }) => `${data.noun} "${data.name}" is ${data.type}, and ${data.system} takes ${data.takes}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      if (each.nested || each.handling !== 'raw') continue;
      const { system, name, use } = each;
      const takes = namesOf(system, groupOf(each), 'value', 'types');
      if (takes === null || keyword(use.property, 'enum') !== undefined) continue;
      const type = typesOf(use.property).find(
        (own) => TAKES[own] !== undefined && !TAKES[own].some((word) => takes.value.includes(word)),
      );
      if (type === undefined) continue;
      report({
        message: 'refused',
        data: {
          noun: nounOf(each),
          name,
          system: title(system),
          type,
          takes: takes.value.join(', '),
          ...sourceOf(takes),
        },
        ...about(takes, system, use.property),
      });
    }
  },
});
