import type { Finding } from '../findings/finding.ts';
import type { Evidence } from '../report/evidence.ts';
import type { JsonObject } from '../text/json.ts';
import { codeStep } from './code-step.ts';
import type { RawResult } from './conclude.ts';
import { countedFindings } from './counted.ts';
import { diffStep } from './diff-step.ts';
import { driftStep } from './drift-step.ts';
import { lintStep } from './lint-step.ts';
import { samplesStep } from './samples-step.ts';
import type { CheckInput, Step, StepResult } from './step.ts';

/** In the order in which a reader wants to hear of them. */
const STEPS: readonly Step[] = [lintStep, samplesStep, codeStep, diffStep];

export interface Gathered {
  readonly raw: Omit<RawResult, 'command'>;
  readonly evidence: Evidence;
  readonly files: NonNullable<StepResult['files']>;
}

/** Everything that the configuration names, held against the plan, before waivers and baseline. */
export async function gather(input: CheckInput): Promise<Gathered> {
  const results: StepResult[] = [];
  for (const step of STEPS) {
    const result = await step(input);
    if (result) results.push(result);
  }
  const drift = await driftStep(input, results);
  if (drift) results.push(drift);
  const findings = results.flatMap((result) => result.findings);
  return {
    raw: {
      plan: input.plan,
      findings,
      notChecked: results.flatMap(({ notChecked = [] }) => notChecked),
      extra: Object.assign(Object.create(null), ...results.map(({ extra = {} }) => extra)) as JsonObject,
      waivers: results.flatMap(({ waivers = [] }) => waivers),
      complete: new Set(results.flatMap(({ complete }) => complete)),
    },
    evidence: {
      findings: [
        ...countedFindings(input.plan, input.today),
        ...beyondPlan(
          results.flatMap(({ findings: found, counted = found }) => counted),
          input,
        ),
      ],
      code: new Map(results.flatMap(({ code = [] }) => [...code])),
      samples: new Map(results.flatMap(({ samples = [] }) => [...samples])),
      reference: input.base?.plan ?? null,
      drift: drift?.drift ?? null,
    },
    files: results.flatMap(({ files = [] }) => files),
  };
}

/** Findings of samples, code and drift; those about the plan alone are judged anew at their defaults. */
function beyondPlan(findings: readonly Finding[], { rules }: CheckInput): Finding[] {
  const onPlan = new Set(rules.filter(({ on }) => on === 'plan').map(({ id }) => id));
  return findings.filter(({ rule }) => !onPlan.has(rule));
}
