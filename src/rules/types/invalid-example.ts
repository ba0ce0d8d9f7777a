import { misfit, shown } from '../../text/fits.ts';
import { defineRule } from '../rule.ts';
import { called, entryOf, everyShape, firstMeeting, keyword, placeOf } from '../uses.ts';
import { plainOf } from './layers.ts';

export const invalidExample = defineRule({
  id: 'types/invalid-example',
  summary: 'Examples and defaults of a property are valid under its own schema.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'schema', 'examples'],
  messages: {
    misfit: ({
      property,
      value,
      why,
      place,
    }: {
      property: string;
      value: string;
      why: string;
      place: string;
    }) => `The ${place} ${value} of "${property}" ${why}.`,
    none: ({ property, pattern }: { property: string; pattern: string }) =>
      `No example of "${property}" matches its pattern ${pattern}: the pattern is probably wrong.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const node = property.node.entries.get('examples')?.value;
      // A use may narrow; the dictionary's examples are examples of the dictionary.
      const own = property.layers.at(-1)?.node.entries.has('examples') ?? true;
      const examples = own ? property.examples : [];
      const found = examples.flatMap((value, index) => {
        const wrong = misfit(value, property.schema);
        const at = node?.kind === 'list' ? (node.items[index] ?? node) : (node ?? property.spot);
        return wrong === null ? [] : [{ value, wrong, at }];
      });
      const pattern = keyword(property, 'pattern');
      // All wrong for one reason: it is the pattern, said once.
      if (typeof pattern === 'string' && found.length > 1 && found.length === examples.length) {
        const at = placeOf(property, 'pattern');
        if (found.every(({ wrong }) => wrong.keyword === 'pattern')) {
          if (first(at))
            report({
              message: 'none',
              data: { property: called(property), pattern },
              subject: property.subject,
              at,
            });
          continue;
        }
      }
      const stated = entryOf(property, 'default');
      const byDefault = stated === undefined ? undefined : plainOf(stated.value);
      const wrong = byDefault === undefined ? null : misfit(byDefault, property.schema);
      const all = [
        ...found.map((each) => ({ ...each, place: 'example' })),
        ...(wrong === null || byDefault === undefined
          ? []
          : [{ value: byDefault, wrong, at: placeOf(property, 'default'), place: 'default' }]),
      ];
      for (const { value, wrong: misfits, at, place } of all) {
        if (!first(at)) continue;
        const why = misfits.path === '' ? misfits.why : `is wrong at ${misfits.path}, which ${misfits.why}`;
        const data = { property: called(property), value: shown(value), why, place };
        report({ message: 'misfit', data, subject: property.subject, at, discriminator: shown(value) });
      }
    }
  },
});
