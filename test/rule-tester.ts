import { describe, test } from 'vitest';
import type { AnyRule } from '../src/rules/rule.ts';
import { type RuleCases, testRule as run } from '../src/testing.ts';

/** The tester that users get, with this project's runner. */
export function testRule(rule: AnyRule, cases: RuleCases): void {
  run(rule, cases, { describe, test });
}
