import { type RuleEvidence, runOneRule } from './check/one-rule.ts';
import type { Finding } from './findings/finding.ts';
import { applyEdits, fixAll } from './rules/fix.ts';
import type { AnyRule } from './rules/rule.ts';

export { parsePlan } from './plan/parse-plan.ts';
export { defineRule } from './rules/rule.ts';
export { applyEdits };

/** The day of a test unless it says another. */
export const TODAY = '2026-06-01';

/**
 * A case for a rule: the plan as YAML (without `dataplan:` the three keys that a plan must have are put before it),
 * and the evidence that the rule's kind judges: `samples`, `code`, `before` or `differences`.
 */
export type PlanCase = Omit<RuleEvidence, 'today'> & { readonly today?: string };

/**
 * What the rule finds fault with. « and » in the plan mark exactly what each finding points at; only for a rule about
 * calls or changes, whose findings may point elsewhere, can they be left out.
 */
export interface FailingCase extends PlanCase {
  /** The message of each finding, in the order of the file. */
  readonly finds: string | readonly string[];
  /** Subjects, where they matter. */
  readonly subjects?: readonly string[];
  /** The plan after all fixes, unsafe ones too; without marks. */
  readonly fixed?: string;
}

export interface RuleCases {
  readonly passes: Readonly<Record<string, string | PlanCase>>;
  readonly fails: Readonly<Record<string, FailingCase>>;
}

/** `describe` and `test` of vitest, jest or node:test. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => Promise<void>) => unknown;
}

/** Holds a rule against a table of plans and evidence, alone: messages, exact places and fixes. */
export function testRule(rule: AnyRule, cases: RuleCases, { describe, test }: Runner): void {
  describe(rule.id, () => {
    for (const [name, given] of Object.entries(cases.passes)) {
      test(`passes: ${name}`, async () => {
        const findings = await runRule(rule, given);
        expectEqual(
          findings.map((finding) => finding.message),
          [],
          'finds nothing',
        );
      });
    }
    for (const [name, given] of Object.entries(cases.fails)) {
      test(`fails: ${name}`, () => checkFailing(rule, given));
    }
  });
}

/** What the rule finds in a plan, or in evidence held against it, sorted by place. */
export async function runRule(rule: AnyRule, given: string | PlanCase): Promise<Finding[]> {
  const { before, ...evidence } = typeof given === 'string' ? { plan: given } : given;
  const findings = await runOneRule(rule, {
    today: TODAY,
    ...evidence,
    plan: unmark(complete(evidence.plan)).text,
    ...(before === undefined ? {} : { before: complete(before) }),
  });
  return findings.toSorted((a, b) => a.location.file.localeCompare(b.location.file) || offset(a) - offset(b));
}

async function checkFailing(rule: AnyRule, given: FailingCase): Promise<void> {
  const findings = await runRule(rule, given);
  const wanted = typeof given.finds === 'string' ? [given.finds] : given.finds;
  expectEqual(
    findings.map((finding) => finding.message),
    wanted,
    'finds',
  );
  const { text, marks } = unmark(complete(given.plan));
  const inPlan = findings.filter((finding) => finding.location.file === 'plan.yaml');
  if (rule.on === 'plan' || rule.on === 'sample' || marks.length > 0)
    expectEqual(
      inPlan.map((finding) => pointedAt(text, finding)),
      marks,
      'points at',
    );
  if (given.subjects)
    expectEqual(
      findings.map((finding) => finding.subject),
      given.subjects,
      'is about',
    );
  if (given.fixed === undefined) return;
  const result = await fixAll({
    unsafe: true,
    read: async (file) => (file === 'plan.yaml' ? text : (given.files?.[file] ?? '')),
    lint: (changed) => {
      const files = { ...given.files, ...Object.fromEntries(changed) };
      return runRule(rule, { ...given, plan: changed.get('plan.yaml') ?? text, files });
    },
  });
  expectEqual(result.changed.get('plan.yaml') ?? text, complete(given.fixed), 'is fixed to');
}

/** A place as the test writes it: `3:5 order_id`. */
function pointedAt(text: string, { location: { start, end } }: Finding): string {
  const lines = text.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return `${start.line}:${start.column} ${lines.join('\n')}`;
}

function unmark(marked: string): { readonly text: string; readonly marks: readonly string[] } {
  const marks: { at: string; body: string }[] = [];
  let text = '';
  const open: { place: string; start: number; index: number }[] = [];
  for (const character of marked) {
    if (character === '«') {
      const line = text.split('\n').length;
      const place = `${line}:${text.length - text.lastIndexOf('\n')}`;
      open.push({ place, start: text.length, index: marks.push({ at: place, body: '' }) - 1 });
    } else if (character === '»') {
      const last = open.pop();
      const mark = marks[last?.index ?? -1];
      if (last && mark) mark.body = text.slice(last.start);
    } else text += character;
  }
  return { text, marks: marks.map(({ at, body }) => `${at} ${body}`) };
}

function complete(text: string): string {
  const plan = text.replace(/^\n/, '');
  return /^dataplan:/m.test(plan) ? plan : `dataplan: 1\nname: acme-shop\nversion: 1.0.0\n${plan}`;
}

function offset({ location }: Finding): number {
  return location.start.line * 100_000 + location.start.column;
}

function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [JSON.stringify(actual, null, 2), JSON.stringify(expected, null, 2)];
  if (is !== should) throw new Error(`The rule ${what}\n${is}\nand should\n${should}`);
}
