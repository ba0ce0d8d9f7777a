import { type AnyRule, defineRule } from '../rule.ts';

const common = { on: 'run', tags: ['waivers'] } as const;

/** A comment that wants to be a waiver and cannot be read as one waives nothing. */
export const malformedWaiver = defineRule({
  ...common,
  id: 'waivers/malformed',
  summary: 'A waiver names its rules and its reason.',
  severity: 'error',
  preset: 'minimal',
  messages: {
    malformed: ({ why }: { why: string }) =>
      `This waiver waives nothing: ${why}. The form is "dataplan-ignore <rule>[, <rule>] [until=YYYY-MM-DD] -- <reason>".`,
  },
});

export const expiredWaiver = defineRule({
  ...common,
  id: 'waivers/expired',
  summary: 'A waiver is renewed or removed when its time is over.',
  severity: 'error',
  preset: 'minimal',
  messages: {
    expired: ({ rules, until }: { rules: string; until: string }) =>
      `This waiver of ${rules} ended on ${until}: what it covered counts again.`,
  },
});

export const unusedWaiver = defineRule({
  ...common,
  id: 'waivers/unused',
  summary: 'A waiver covers a finding that is there.',
  severity: 'warn',
  preset: 'recommended',
  messages: {
    unused: ({ rules }: { rules: string }) =>
      `Nothing here is found by ${rules} any more: the waiver can go.`,
  },
});

export const unknownRuleWaiver = defineRule({
  ...common,
  id: 'waivers/unknown-rule',
  summary: 'A waiver names rules that exist.',
  severity: 'error',
  preset: 'minimal',
  messages: {
    unknown: ({ rule, hint }: { rule: string; hint: string }) => `There is no rule "${rule}".${hint}`,
  },
});

export const duplicateWaiver = defineRule({
  ...common,
  id: 'waivers/duplicate',
  summary: 'A finding is waived once.',
  severity: 'warn',
  preset: 'recommended',
  messages: {
    duplicate: ({ rules }: { rules: string }) =>
      `${rules} is waived here twice: keep the waiver that says why.`,
  },
});

export const waiverRules: readonly AnyRule[] = [
  malformedWaiver,
  expiredWaiver,
  unusedWaiver,
  unknownRuleWaiver,
  duplicateWaiver,
];
