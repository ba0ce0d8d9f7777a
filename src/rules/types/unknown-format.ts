import { replaceName } from '../../plan/edit.ts';
import { nearest } from '../../text/nearest.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { called, everyShape, firstMeeting, keyword, placeOf } from '../uses.ts';

/** Those that are asserted on samples. */
const FORMATS = (
  'date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference ' +
  'uri-template uuid json-pointer relative-json-pointer regex byte int32 int64 float double password binary iso-time iso-date-time url'
).split(' ');

export const unknownFormat = defineRule({
  id: 'types/unknown-format',
  summary: 'Every format is one that is checked.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['types', 'schema'],
  messages: {
    unknown: ({ property, format, better }: { property: string; format: string; better: string | null }) =>
      `Format "${format}" of "${property}" is unknown and asserts nothing${better === null ? '; a pattern would.' : `; did you mean "${better}"?`}`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const format = keyword(property, 'format');
      const at = placeOf(property, 'format');
      if (typeof format !== 'string' || FORMATS.includes(format) || !first(at)) continue;
      const better = nearest(format, FORMATS);
      const edit = better === null ? null : replaceName(plan, at, better);
      report({
        message: 'unknown',
        data: { property: called(property), format, better },
        subject: property.subject,
        at,
        ...fixed('unsafe', `Write "${better}"`, edit),
      });
    }
  },
});
