import { ROUTED_ORDER } from '../../catalogue/index.ts';
import type { Property } from '../../plan/types.ts';
import { cite, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { basisOf, fieldMeaning, specMeaning, worths } from '../worth.ts';

export const taxBasis = defineRule({
  id: 'money/tax-basis',
  summary: 'An amount holds the tax where its receivers expect it, and leaves it out where they do not.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'systems', 'drift'],
  messages: {
    field: (data: {
      property: string;
      holds: string;
      system: string;
      field: string;
      means: string;
      source: string;
      checked: string;
    }) =>
      `"${data.property}" is an amount ${data.holds}, and ${data.system} reads "${data.field}" as: ${data.means}${cite(data)}.`,
    spec: (data: {
      property: string;
      holds: string;
      router: string;
      means: string;
      systems: string;
      source: string;
      checked: string;
    }) =>
      `"${data.property}" is described as an amount ${data.holds}; ${data.router} hands it to ${data.systems} as what its spec says: ${data.means}${cite(data)}.`,
  },
  check(plan, { report }) {
    const against = new Map<Property, { systems: Set<string>; first: ReturnType<typeof worths>[number] }>();
    for (const each of worths(plan)) {
      const { system, from, field, event, router, sources } = each;
      if (from === null) continue;
      const { property } = from.use;
      const said = basisOf(property.description);
      const spec = router === null ? null : specMeaning(from.path);
      const holds = said ?? basisOf(spec);
      const meaning = fieldMeaning(system);
      const wants = basisOf(meaning?.value ?? null);
      if (meaning !== null && holds !== null && wants !== null && holds !== wants) {
        report({
          message: 'field',
          data: {
            property: from.path,
            holds,
            system: title(system),
            field,
            means: meaning.value,
            ...sourceOf(meaning),
          },
          subject: event.subject,
          at: property.spot,
          severity: 'warn',
          discriminator: `${system.key}|${from.path}`,
          owners: [event.owner, system.owner],
        });
      }
      if (sources === null || said === null || basisOf(spec) === null || said === basisOf(spec)) continue;
      const known = against.get(property) ?? { systems: new Set<string>(), first: each };
      known.systems.add(title(system));
      against.set(property, known);
    }
    for (const [property, { systems, first }] of against) {
      const { from, router, sources, business } = first;
      const path = from?.path ?? '';
      if (sources === null || business?.canonical !== ROUTED_ORDER) continue;
      report({
        message: 'spec',
        data: {
          property: path,
          holds: basisOf(property.description) ?? '',
          router: router ?? '',
          means: specMeaning(path) ?? '',
          systems: [...systems].join(', '),
          ...sourceOf(sources),
        },
        subject: property.subject,
        at: property.spot,
        owners: [property.owner],
      });
    }
  },
});
