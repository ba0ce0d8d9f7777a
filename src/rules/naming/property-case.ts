import { defineRule } from '../rule.ts';
import { renaming } from './renaming.ts';
import { wrongCaseMessages, wrongCases } from './wrong-case.ts';

export const propertyCase = defineRule({
  id: 'naming/property-case',
  summary: 'Names of properties are in the case that the standard asks for.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['naming'],
  messages: wrongCaseMessages,
  check(plan, { report }) {
    for (const { name, wanted, better } of wrongCases(plan, 'properties')) {
      report({
        message: 'wrongCase',
        data: { noun: name.noun, name: name.text, wanted, better },
        subject: name.subject,
        at: name.at,
        related: name.places.slice(1, 4),
        ...renaming(plan, name, better),
      });
    }
  },
});
