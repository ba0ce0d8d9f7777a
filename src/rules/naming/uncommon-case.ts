import { CASE_EXAMPLES, type CaseName, matchesCase, toCase } from '../../text/case.ts';
import { defineRule } from '../rule.ts';
import { type NameKind, namesOf, standardOf } from './names.ts';
import { renaming } from './renaming.ts';

const KINDS: readonly NameKind[] = ['events', 'views', 'properties', 'traits'];
/** The more common case first: a lone word fits several. */
const CASES: readonly CaseName[] = [
  'snake',
  'title',
  'camel',
  'sentence',
  'kebab',
  'pascal',
  'lower',
  'dot',
  'constant',
];

export const uncommonCase = defineRule({
  id: 'naming/uncommon-case',
  summary: 'Where nearly all names are in one case and no standard says so, none is in another.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['naming'],
  options: {
    type: 'object',
    properties: {
      names: {
        type: 'integer',
        minimum: 2,
        default: 10,
        description: 'Least number of names to learn a case from.',
      },
      share: {
        type: 'number',
        minimum: 0.5,
        maximum: 1,
        default: 0.8,
        description: 'Share of names that makes a case the usual one.',
      },
    },
    additionalProperties: false,
  },
  defaults: { names: 10, share: 0.8 },
  messages: {
    uncommon: ({
      noun,
      name,
      usual,
      share,
      better,
    }: {
      noun: string;
      name: string;
      usual: string;
      share: number;
      better: string;
    }) => `${noun} name "${name}" is not in ${usual}, as ${share} % of them are; "${better}" would be.`,
  },
  check(plan, { report, options }) {
    for (const kind of KINDS) {
      if (standardOf(plan, kind)?.case) continue;
      const names = namesOf(plan, kind);
      if (names.length < options.names) continue;
      const counts = CASES.map((wanted) => names.filter(({ text }) => shows(text, wanted)).length);
      const most = Math.max(...counts);
      const usual = CASES[counts.indexOf(most)];
      if (usual === undefined || most === names.length || most < names.length * options.share) continue;
      for (const name of names.filter((each) => !matchesCase(each.text, usual))) {
        const { noun, text, subject, at } = name;
        const better = toCase(text, usual);
        const share = Math.floor((100 * most) / names.length);
        report({
          message: 'uncommon',
          data: { noun, name: text, usual: CASE_EXAMPLES[usual], share, better },
          subject,
          at,
          ...renaming(plan, name, better),
        });
      }
    }
  },
});

/** Whether a name speaks for a case. Every snake_case name fits dot.case as well: only one with a dot speaks for that. */
function shows(name: string, wanted: CaseName): boolean {
  return matchesCase(name, wanted) && (wanted !== 'dot' || name.includes('.'));
}
