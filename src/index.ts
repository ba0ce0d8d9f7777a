// The public API. What the command line does, as functions over values.
export { type Compared, diffPlans } from './diff/diff-plans.ts';
export { judgeSchemas } from './diff/judge/schemas.ts';

import type { ScanOptions, ScanResult } from './code/scan.ts';
import type { System } from './system/system.ts';

export { type DriftRun, runDrift } from './check/drift.ts';
export type { ScanOptions, ScanResult } from './code/scan.ts';
export type { DriftInput, DriftOptions, DriftResult, SystemEvidence } from './drift/types.ts';
export type { CallSite } from './evidence/call-site.ts';
export type { Change, JudgedChange, Verdict } from './evidence/change.ts';
export type { Check, Operation } from './evidence/check.ts';
export type { SampleEvent } from './evidence/event.ts';
export { readProfile, writeProfile } from './evidence/profile/save.ts';
export type { Profile } from './evidence/profile.ts';
export type { Edit, Finding, Fix, Location, Severity } from './findings/finding.ts';
export type { Report, Summary } from './findings/report.ts';
export { parseSubject, type Subject, subject } from './findings/subject.ts';
export { PlanError } from './plan/errors.ts';
export { type LoadOptions, loadPlan } from './plan/load.ts';
export { parsePlan } from './plan/parse-plan.ts';
export type * from './plan/types.ts';
export { type JudgeCallsOptions, judgeCalls } from './rules/judge-calls.ts';
export { type LintOptions, lint } from './rules/lint.ts';
export { registry as rules } from './rules/registry.ts';
export { type AnyRule, defineRule, type Rule } from './rules/rule.ts';
export { type RuleSetting, Settings } from './rules/settings.ts';
export {
  type SampleSource,
  type ValidateOptions,
  type ValidateResult,
  validate,
} from './samples/validate.ts';
export { ConfigError, FileError, UsageError } from './system/errors.ts';
export { nodeFiles, nodeSystem } from './system/node.ts';
export type { Files, Git, System } from './system/system.ts';

/** Every call site of a project, through its own wrappers. The parser is native, so it is loaded when asked for. */
export async function scan(options: ScanOptions, system: System): Promise<ScanResult> {
  return (await import('./code/scan.ts')).scan(options, system);
}
