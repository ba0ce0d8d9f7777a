import type { LoadErrorCode } from '../../plan/errors.ts';
import { type AnyRule, defineRule } from '../rule.ts';

/** What stops a load, as rules: the loader finds them, `lint` and `check` show them like any other finding. */
const SUMMARIES: Readonly<Record<LoadErrorCode, string>> = {
  syntax: 'A plan is YAML 1.2.',
  'too-large': 'A plan stays within the size, depth and number of nodes that can be read safely.',
  'duplicate-key': 'A key stands once in a map.',
  'unknown-key': 'Every key means something; a misspelt one would be silently without effect.',
  'wrong-kind': 'Every value is of the kind that its key wants.',
  'missing-file': 'Files that a plan names are there.',
  'outside-root': 'A plan reads only files below its roots, and fetches nothing.',
  cycle: 'Plans, dictionary entries and aliases do not lead back to themselves.',
  'double-entry': 'A thing is written in one place.',
  'ambiguous-event': 'Two events differ in call, name or `when`, so that a sample can only be one of them.',
};

const rules = new Map<LoadErrorCode, AnyRule>(
  (Object.keys(SUMMARIES) as LoadErrorCode[]).map((code) => [
    code,
    defineRule({
      id: `plan/${code}`,
      on: 'run',
      summary: SUMMARIES[code],
      severity: 'error',
      preset: 'minimal',
      tags: ['plan'],
      messages: { stops: ({ reason }: { reason: string }) => reason },
    }),
  ]),
);

export const loadErrorRules: readonly AnyRule[] = [...rules.values()];

export function loadErrorRule(code: LoadErrorCode): AnyRule {
  const rule = rules.get(code);
  if (!rule) throw new Error(`no rule for ${code}`);
  return rule;
}
