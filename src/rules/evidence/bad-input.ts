import { defineRule } from '../rule.ts';

/** Data of these messages: the file, and what else there is to say. */
interface BadInput {
  readonly file: string;
  readonly why: string;
}

/** Found while samples are read: what could not be checked, or only in part. */
function badInput(
  name: string,
  summary: string,
  severity: 'error' | 'warn',
  message: (data: BadInput) => string,
) {
  return defineRule({
    id: `evidence/${name}`,
    summary,
    severity,
    preset: 'minimal',
    on: 'run',
    tags: ['evidence', 'samples'],
    messages: { seen: message },
  });
}

export const badInputRules = [
  badInput(
    'malformed-json',
    'Every line, and every value of a document, is JSON.',
    'error',
    ({ file }) => `${file} has records that are no JSON; they were not checked.`,
  ),
  badInput(
    'not-an-object',
    'Every record is an object.',
    'error',
    ({ file }) =>
      `${file} has records that are no object (null, a list, a bare value); they were not checked.`,
  ),
  badInput(
    'line-too-long',
    'No record is longer than what is kept in memory.',
    'error',
    ({ file, why }) => `${file} has a record of ${why}; it was passed over. --max-record allows more.`,
  ),
  badInput(
    'truncated-input',
    'Every file is whole.',
    'error',
    ({ file, why }) => `${file} breaks off: ${why} What came before was checked.`,
  ),
  badInput(
    'invalid-utf8',
    'Text is UTF-8.',
    'error',
    ({ file }) => `${file} has records whose bytes are not UTF-8; they were not checked.`,
  ),
  badInput(
    'unreadable-record',
    'Every record has the shape of its format.',
    'error',
    ({ file, why }) => `${file} has records that are no event of its format: ${why}.`,
  ),
  badInput(
    'mixed-formats',
    'A file holds events of one format.',
    'warn',
    ({ file, why }) =>
      `${file} has events of another format among its own: ${why}. They were checked as such.`,
  ),
  badInput(
    'duplicate-key',
    'No object has one key twice.',
    'error',
    ({ file, why }) =>
      `${file} has records in which a key stands twice (${why}); readers keep one of the two values, not always the same one.`,
  ),
  badInput(
    'inexact-number',
    'No number has more digits than readers keep.',
    'warn',
    ({ file, why }) =>
      `${file} has whole numbers beyond 2^53 (${why}): most readers round them. Send them as text.`,
  ),
  badInput(
    'not-samples',
    'Files that are named as samples hold samples.',
    'error',
    ({ file, why }) => `${file} could not be read as samples: ${why}.`,
  ),
];

export const ambiguousSample = defineRule({
  id: 'events/ambiguous-sample',
  summary: 'Each sample fits one event of the plan.',
  severity: 'error',
  preset: 'minimal',
  on: 'run',
  tags: ['events', 'samples'],
  messages: {
    seen: ({ event, other }: { event: string; other: string }) =>
      `Samples of ${event} fit ${other} as well; their "when" must tell them apart.`,
  },
});
