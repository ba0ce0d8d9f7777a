import type { Property } from '../../plan/types.ts';
import { words } from '../../text/words.ts';
import { arrivingProperties } from '../arrivals.ts';
import { cite, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { keyword } from '../uses.ts';

export const urlQuery = defineRule({
  id: 'privacy/url-query',
  summary: 'Addresses of pages are reviewed before they reach a system that forbids personal data in them.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['privacy', 'systems'],
  messages: {
    url: (data: { name: string; system: string; source: string; checked: string }) =>
      `"${data.name}" brings addresses to ${data.system}, which forbids personal data in them; their query may hold some${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, name, use } of arrivingProperties(plan)) {
      const places = namesOf(system, 'privacy', 'places_to_check');
      if (!places?.value.includes('page_url') || !isAddress(use.property)) continue;
      // A pattern can leave the query out; a category says that somebody has thought of it.
      if (keyword(use.property, 'pattern') !== undefined || use.property.privacy.category !== null) continue;
      report({
        message: 'url',
        data: { name, system: title(system), ...sourceOf(places) },
        subject: use.property.subject,
        at: use.property.spot,
        discriminator: system.key,
      });
    }
  },
});

function isAddress(property: Property): boolean {
  const format = keyword(property, 'format');
  if (format === 'uri' || format === 'url' || format === 'iri') return true;
  const last = words(property.key).at(-1)?.toLowerCase();
  return last === 'url' || last === 'referrer' || last === 'href';
}
