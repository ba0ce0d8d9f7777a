import type { Fact } from '../../catalogue/index.ts';
import type { Property } from '../../plan/types.ts';
import { cite, sourceOf, title } from '../facts.ts';
import { type PersonalData, personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';
import { recipeOf } from './matching.ts';

export const hashConflict = defineRule({
  id: 'privacy/hash-conflict',
  summary: 'One stored hash serves only systems that normalise the value alike.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'hashing', 'drift'],
  messages: {
    differ: (data: {
      name: string;
      first: string;
      firstRecipe: string;
      second: string;
      secondRecipe: string;
      source: string;
      checked: string;
    }) =>
      `"${data.name}" is stored as one hash, but ${data.first} wants ${data.firstRecipe} and ${data.second} ${data.secondRecipe}: no value matches in both${cite(data)}.`,
  },
  check(plan, { report }) {
    const first = new Map<Property, { data: PersonalData; recipe: Fact<string> }>();
    const reported = new Set<Property>();
    for (const data of personalData(plan)) {
      // Hashed on the way to each system, every one can have its own recipe.
      if (data.tag.handling !== 'hashed' || reported.has(data.property)) continue;
      const recipe = recipeOf(data.system, data.category);
      if (recipe === null) continue;
      const known = first.get(data.property);
      if (known === undefined) first.set(data.property, { data, recipe });
      else if (known.recipe.value !== recipe.value) {
        reported.add(data.property);
        report({
          message: 'differ',
          data: {
            name: data.name,
            first: title(known.data.system),
            firstRecipe: known.recipe.value,
            second: title(data.system),
            secondRecipe: recipe.value,
            ...sourceOf(recipe),
          },
          subject: data.subject,
          at: data.spot,
          owners: [data.owner],
        });
      }
    }
  },
});
