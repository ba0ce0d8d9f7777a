import type { Bump, JudgedChange } from '../evidence/change.ts';
import type { Finding, Location } from '../findings/finding.ts';
import type { Subject } from '../findings/subject.ts';
import type { Plan } from '../plan/types.ts';
import { describeChange } from '../rules/diff/describe.ts';
import {
  bumpTooLarge,
  bumpTooSmall,
  editedInPlace,
  noTombstone,
  reusedTombstone,
  unreadableSchema,
  versionLowered,
} from '../rules/diff/index.ts';
import { guarded } from '../rules/guarded.ts';
import type { AnyReport, AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import { toFinding } from '../rules/to-finding.ts';
import type { Scheme } from './judge/bump.ts';
import { compareBumps, stepBetween } from './judge/version.ts';

export interface RuleRun {
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  /** ISO date. */
  readonly today: string;
}

/** Findings of a comparison: by the rules about changes, and about versions. */
export class DiffFindings {
  readonly findings: Finding[] = [];
  private readonly run: RuleRun;
  private readonly plans: { readonly before: Plan | null; readonly after: Plan | null };

  constructor(run: RuleRun, plans: { readonly before: Plan | null; readonly after: Plan | null }) {
    this.run = run;
    this.plans = plans;
  }

  private add(rule: AnyRule, report: AnyReport): void {
    const { settings } = this.run;
    if (!settings.runs(rule)) return;
    const finding = toFinding(rule, report, settings, this.plans.after?.files ?? [], this.plans.after);
    if (finding !== null) this.findings.push(finding);
  }

  /** Asks every rule about every change. `warehouse`: one was named, so that its breaks count. */
  judge(changes: readonly JudgedChange[], warehouse: boolean): void {
    const { rules, settings, today } = this.run;
    for (const rule of rules) {
      if (rule.on !== 'change' || !settings.runs(rule)) continue;
      if (rule.id === 'diff/warehouse-break' && !warehouse) continue;
      for (const change of changes) {
        const report = (found: AnyReport): void => this.add(rule, found);
        const context = { options: settings.options(rule), today, report };
        guarded(
          rule,
          change.location,
          () => rule.judge(change, this.plans, context),
          (by, found) => this.add(by, found),
        );
      }
    }
    for (const change of changes) this.tombstones(change);
  }

  private tombstones(change: JudgedChange): void {
    const place = { subject: change.subject, at: change.location };
    if (change.kind === 'event.returned' && change.verdicts.backward === 'breaking') {
      this.add(reusedTombstone, { message: 'returned', data: { change: describeChange(change) }, ...place });
    }
    if (change.kind === 'event.removed' || change.kind === 'event.forgotten') {
      this.add(noTombstone, {
        message: 'removed',
        data: { name: change.events[0] ?? change.subject },
        ...place,
      });
    }
  }

  /** Holds the version that was written against the one that the changes ask for. */
  version(
    versions: { readonly before: string; readonly after: string; readonly scheme: Scheme },
    needed: { readonly bump: Bump; readonly changes: readonly JudgedChange[] },
    place: { readonly subject: Subject; readonly at: Location },
  ): Bump | null {
    const { before, after, scheme } = versions;
    const step = stepBetween(before, after, scheme);
    if (step === null) {
      for (const version of [before, after]) {
        if (stepBetween(version, version, scheme) === null) {
          this.add(versionLowered, {
            message: 'unreadable',
            data: { version },
            ...place,
            discriminator: version,
          });
        }
      }
      return null;
    }
    const data = { before, after };
    if (step.lowered) this.add(versionLowered, { message: 'lowered', data, ...place });
    else if (step.skipped) this.add(versionLowered, { message: 'skipped', data, ...place });
    const order = compareBumps(step.bump, needed.bump);
    if (order < 0 || step.lowered) {
      const why = reasonFor(needed.bump, needed.changes);
      this.add(bumpTooSmall, { message: 'tooSmall', data: { ...data, bump: needed.bump, why }, ...place });
    } else if (order > 0) {
      this.add(bumpTooLarge, { message: 'tooLarge', data: { ...data, bump: needed.bump }, ...place });
    }
    return step.bump;
  }

  editedInPlace(
    name: string,
    version: string,
    changes: number,
    place: { subject: Subject; at: Location },
  ): void {
    this.add(editedInPlace, { message: 'edited', data: { name, version, changes }, ...place });
  }

  unreadable(why: string, place: { subject: Subject; at: Location }): void {
    this.add(unreadableSchema, { message: 'unreadable', data: { why }, ...place });
  }
}

/** The first changes that ask for it, in words. */
function reasonFor(bump: Bump, changes: readonly JudgedChange[]): string {
  const asking = changes.filter((change) => change.bump === bump);
  const [first] = asking;
  if (first === undefined) return 'the whole asks for it';
  const others = asking.length - 1;
  return `${describeChange(first)}${others > 0 ? `, and ${others} more` : ''}`;
}
