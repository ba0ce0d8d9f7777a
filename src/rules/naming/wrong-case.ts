import type { Plan } from '../../plan/types.ts';
import { CASE_EXAMPLES, matchesCase, toCase } from '../../text/case.ts';
import { visible } from '../../text/words.ts';
import { type Name, type NameKind, namesOf, standardOf } from './names.ts';

export interface WrongCase {
  readonly name: Name;
  /** `Title Case` */
  readonly wanted: string;
  /** The name in the wanted case. */
  readonly better: string;
}

/** Names of a kind that are not in the case that the standard asks for. */
export function wrongCases(plan: Plan, kind: NameKind): WrongCase[] {
  const wanted = standardOf(plan, kind)?.case;
  if (!wanted) return [];
  return (
    namesOf(plan, kind)
      // What cannot be seen has a finding of its own, and comes first.
      .filter(({ text }) => visible(text) === text && !matchesCase(text, wanted))
      .map((name) => ({ name, wanted: CASE_EXAMPLES[wanted], better: toCase(name.text, wanted) }))
  );
}

export const wrongCaseMessages = {
  wrongCase: ({
    noun,
    name,
    wanted,
    better,
  }: {
    noun: string;
    name: string;
    wanted: string;
    better: string;
  }) => `${noun} name "${name}" is not in ${wanted}; "${better}" would be.`,
};
