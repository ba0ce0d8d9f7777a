import { removeEntry } from '../../plan/edit.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { called, everyShape, firstMeeting, typesOf } from '../uses.ts';
import { KEYWORDS } from './keywords.ts';

export const deadKeyword = defineRule({
  id: 'types/dead-keyword',
  summary: 'No keyword is about a type that the property cannot have.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  fixable: 'safe',
  tags: ['types', 'schema'],
  messages: {
    dead: ({
      property,
      keyword,
      about,
      type,
    }: {
      property: string;
      keyword: string;
      about: string;
      type: string;
    }) => `"${keyword}" on "${property}" asserts nothing: it is about ${about}, and the type is ${type}.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const types = typesOf(property);
      // Where layers disagree about the type, that is the finding.
      const stated = property.layers.filter((layer) => layer.node.entries.has('type')).length;
      if (types.length === 0 || stated > 1) continue;
      for (const [name, entry] of property.node.entries) {
        const about = KEYWORDS.get(name);
        if (!about || about.some((type) => types.includes(type)) || !first(entry.key)) continue;
        const data = {
          property: called(property),
          keyword: name,
          about: about.includes('number') ? 'numbers' : `${about[0]}s`,
          type: types.join(' or '),
        };
        const home = property.layers.find((layer) => layer.node.entries.get(name)?.key === entry.key);
        const fix = fixed(
          'safe',
          `Remove "${name}"`,
          home === undefined ? null : removeEntry(plan, home.node, name),
        );
        report({
          message: 'dead',
          data,
          subject: property.subject,
          at: entry.key,
          discriminator: name,
          ...fix,
        });
      }
    }
  },
});
