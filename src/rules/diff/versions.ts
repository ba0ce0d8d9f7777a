import { defineRule } from '../rule.ts';

const common = { on: 'run', tags: ['diff'] } as const;

export const bumpTooSmall = defineRule({
  ...common,
  id: 'diff/bump-too-small',
  summary: 'The version says how far the content has changed.',
  severity: 'error',
  preset: 'minimal',
  messages: {
    tooSmall: ({ before, after, bump, why }: { before: string; after: string; bump: string; why: string }) =>
      `${before} became ${after}, but the changes need a ${bump} version: ${why}.`,
  },
});

export const bumpTooLarge = defineRule({
  ...common,
  id: 'diff/bump-too-large',
  summary: 'A version does not promise more change than there is.',
  severity: 'info',
  preset: 'recommended',
  messages: {
    tooLarge: ({ before, after, bump }: { before: string; after: string; bump: string }) =>
      `${before} became ${after}, and the changes need ${bump === 'none' ? 'no new version' : `a ${bump} version only`}.`,
  },
});

export const versionLowered = defineRule({
  ...common,
  id: 'diff/version-lowered',
  summary: 'Versions go up, one after the other.',
  severity: 'warn',
  preset: 'recommended',
  messages: {
    lowered: ({ before, after }: { before: string; after: string }) =>
      `Version ${before} became ${after}, which is lower.`,
    skipped: ({ before, after }: { before: string; after: string }) =>
      `Between version ${before} and ${after} one is missing.`,
    unreadable: ({ version }: { version: string }) => `"${version}" is no version that can be counted.`,
  },
});

export const editedInPlace = defineRule({
  ...common,
  id: 'diff/edited-in-place',
  summary: 'A published version stays as it is.',
  severity: 'error',
  preset: 'minimal',
  messages: {
    edited: ({ name, version, changes }: { name: string; version: string; changes: number }) =>
      `${name} changed in ${changes} ${changes === 1 ? 'way' : 'ways'} and is still version ${version}: whoever knows that version reads it differently.`,
  },
});

export const reusedTombstone = defineRule({
  ...common,
  id: 'diff/name-returned',
  summary: 'The name of what was retired does not come back with another meaning.',
  severity: 'error',
  preset: 'minimal',
  messages: {
    returned: ({ change }: { change: string }) =>
      `${change}: old data under that name will be read as the new thing.`,
  },
});

export const noTombstone = defineRule({
  ...common,
  id: 'diff/no-tombstone',
  summary: 'What was live is retired before it leaves the plan, so that its name stays taken.',
  severity: 'warn',
  preset: 'recommended',
  messages: {
    removed: ({ name }: { name: string }) =>
      `"${name}" is gone from the plan. Keep it as "status: retired", so that the name does not come back with another meaning.`,
  },
});

export const unreadableSchema = defineRule({
  ...common,
  id: 'diff/unreadable-schema',
  summary: 'Both versions of a schema can be read.',
  severity: 'warn',
  preset: 'minimal',
  messages: {
    unreadable: ({ why }: { why: string }) => `What changed cannot be told: ${why}.`,
  },
});
