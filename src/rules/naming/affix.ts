import type { NamingStandard, Property } from '../../plan/types.ts';
import { article } from '../../text/fits.ts';
import { matchesGlob } from '../../text/glob.ts';
import { defineRule } from '../rule.ts';
import { current, everyUse, keyword, typesOf } from '../uses.ts';

export const affix = defineRule({
  id: 'naming/affix',
  summary: 'Names of a type or format carry the prefix or suffix that the standard gives it.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming'],
  messages: {
    missing: ({ noun, name, type, wanted }: { noun: string; name: string; type: string; wanted: string }) =>
      `${noun} "${name}" is ${article(type)}, whose names match ${wanted}.`,
    misleading: ({
      noun,
      name,
      type,
      is,
      wanted,
    }: {
      noun: string;
      name: string;
      type: string;
      is: string;
      wanted: string;
    }) => `${noun} "${name}" is named like ${article(type)} (${wanted}), but is ${article(is)}.`,
  },
  check(plan, { report }) {
    const told = new Set<string>();
    for (const { use, in: home } of everyUse(plan)) {
      if (home === 'context' || use.name === '[]' || !current(use.property)) continue;
      const noun = home === 'traits' ? 'Trait' : 'Property';
      const standard = plan.standards.naming[home === 'traits' ? 'traits' : 'properties'];
      if (!standard || standard.affixes.size === 0 || told.has(`${noun} ${use.name}`)) continue;
      const kinds = kindsOf(use.property);
      const [type] = kinds;
      if (type === undefined) continue;
      const at = {
        subject: use.property.is === null ? use.subject : use.property.subject,
        at: use.property.spot,
      };
      const missing = kinds.find((kind) => !fits(standard, kind, use.name));
      if (missing !== undefined) {
        told.add(`${noun} ${use.name}`);
        report({
          message: 'missing',
          data: { noun, name: use.name, type: missing, wanted: affixesOf(standard, missing) },
          ...at,
        });
        continue;
      }
      const other = [...standard.affixes.keys()].find(
        (kind) => !kinds.includes(kind) && fits(standard, kind, use.name),
      );
      if (other === undefined || kinds.some((kind) => standard.affixes.has(kind))) continue;
      told.add(`${noun} ${use.name}`);
      report({
        message: 'misleading',
        data: { noun, name: use.name, type: other, is: type, wanted: affixesOf(standard, other) },
        ...at,
      });
    }
  },
});

/** Format first, as the more telling: `date-time`, then `string`. */
function kindsOf(property: Property): string[] {
  const format = keyword(property, 'format');
  const types = typesOf(property).filter((type) => type !== 'null');
  return types.length === 1 ? [...(typeof format === 'string' ? [format] : []), ...types] : [];
}

function fits(standard: NamingStandard, kind: string, name: string): boolean {
  const globs = standard.affixes.get(kind);
  return globs === undefined || globs.some((glob) => matchesGlob(name, glob));
}

function affixesOf(standard: NamingStandard, kind: string): string {
  return (standard.affixes.get(kind) ?? []).map((glob) => `"${glob}"`).join(' or ');
}
