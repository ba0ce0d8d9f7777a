import { HeldSources } from '../code/read-sources.ts';
import { scanSources } from '../code/scan-sources.ts';
import { diffPlans } from '../diff/diff-plans.ts';
import { judgeDrift } from '../drift/findings.ts';
import type { Difference } from '../evidence/difference.ts';
import type { Finding } from '../findings/finding.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import type { Plan } from '../plan/types.ts';
import { judgeCalls } from '../rules/judge-calls.ts';
import { lint } from '../rules/lint.ts';
import type { AnyRule } from '../rules/rule.ts';
import { Settings } from '../rules/settings.ts';
import { validate } from '../samples/validate.ts';
import { memoryFiles, memorySystem } from '../system/memory.ts';

/** What one rule is to be held against, all of it in memory. */
export interface RuleEvidence {
  /** Text of the plan. */
  readonly plan: string;
  /** Further files of the plan by path, for `include` and `extends`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The plan as it was, for a rule about changes. */
  readonly before?: string;
  /** For a rule about samples: NDJSON, or the records. */
  readonly samples?: string | readonly unknown[];
  /** For a rule about calls: one file of TypeScript, or files by path. */
  readonly code?: string | Readonly<Record<string, string>>;
  /** For a rule about drift: what the comparison of systems found. */
  readonly differences?: readonly Difference[];
  /** System of the plan that samples or code come from; null or absent: not said. */
  readonly system?: string | null;
  readonly options?: unknown;
  /** ISO date. */
  readonly today: string;
}

/**
 * What a rule finds when it runs alone, on the evidence that its kind judges.
 * @throws Error when that evidence is missing, or the rule is of a kind that cannot be run by itself.
 */
export async function runOneRule(rule: AnyRule, evidence: RuleEvidence): Promise<readonly Finding[]> {
  const { today, options } = evidence;
  const rules = new Map([
    [rule.id, { severity: rule.severity, ...(options === undefined ? {} : { options }) }],
  ]);
  const run: Run = { rules: [rule], settings: new Settings({ preset: 'strict', rules }), today };
  const plan = await parsePlan(evidence.plan, evidence.files);
  const findings = await found(rule, plan, evidence, run);
  // Readers and the comparison of versions report by rules of their own.
  return findings.filter((finding) => finding.rule === rule.id || finding.rule === 'run/internal-error');
}

async function found(
  rule: AnyRule,
  plan: Plan,
  evidence: RuleEvidence,
  run: Run,
): Promise<readonly Finding[]> {
  if (rule.on === 'plan') return lint(plan, run);
  if (rule.on === 'sample') return samples(plan, evidence, run);
  if (rule.on === 'call') return calls(plan, evidence, run);
  if (rule.on === 'change') {
    const before = await parsePlan(given(rule, evidence.before, 'before'), evidence.files);
    return diffPlans(before, plan, run, { scheme: 'semver', warehouse: 'redshift' }).findings;
  }
  if (rule.on === 'drift') return judgeDrift(given(rule, evidence.differences, 'differences'), plan, run);
  throw new Error(`A rule on "${rule.on}" cannot be run by itself: ${rule.id}.`);
}

type Run = { readonly rules: readonly [AnyRule]; readonly settings: Settings; readonly today: string };

async function samples(
  plan: Plan,
  { samples, system = null }: RuleEvidence,
  run: Run,
): Promise<readonly Finding[]> {
  const records = given(run.rules[0], samples, 'samples');
  const text =
    typeof records === 'string' ? records : records.map((record) => JSON.stringify(record)).join('\n');
  const file = 'samples.ndjson';
  const source = {
    files: [file],
    system,
    eventFormat: null,
    coerce: false,
    map: new Map<string, string>(),
    optional: false,
  };
  const machine = memorySystem(memoryFiles({ [file]: text }), { now: Date.parse(run.today) });
  return (await validate(plan, [source], run, machine)).findings;
}

async function calls(
  plan: Plan,
  { code, system = null }: RuleEvidence,
  run: Run,
): Promise<readonly Finding[]> {
  const text = given(run.rules[0], code, 'code');
  const sources = new HeldSources();
  for (const [path, body] of Object.entries(typeof text === 'string' ? { 'app.ts': text } : text))
    sources.add(path, new TextEncoder().encode(body));
  const paths = sources.paths.filter((path) => !path.endsWith('.json'));
  const { sites } = await scanSources(sources, paths, [], [], (file) => file);
  return judgeCalls(
    sites.map((site) => ({ ...site, system })),
    plan,
    run,
  );
}

function given<T>(rule: AnyRule, value: T | undefined, what: keyof RuleEvidence): T {
  if (value !== undefined) return value;
  throw new Error(`${rule.id} judges a ${rule.on}: the test must say \`${what}\`.`);
}
