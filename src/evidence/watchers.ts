import type { RuleId } from '../findings/finding.ts';
import type { Plan } from '../plan/types.ts';
import type { Check, Hit } from './check.ts';
import { loadDetector } from './detect/detector.ts';
import { personalHit } from './detect/hit.ts';
import { PersonalWatcher } from './detect/watcher.ts';
import { streamHit } from './identity/hit.ts';
import { placeholderOf } from './identity/placeholder.ts';
import { IdentityWatcher } from './identity/watcher.ts';
import { type KnownTexts, unknownTexts } from './known-texts.ts';
import type { Place, Watcher } from './watcher.ts';

/** What a whole stream came to, as the data of one finding. */
export interface WatchedFinding {
  /** Index of the check that asked. */
  readonly check: number;
  /** The check's rule, but for test data, which has one of its own. */
  readonly rule: RuleId;
  /** Message of that rule. */
  readonly message: string;
  readonly data: Hit;
  readonly count: number;
  /** Share of what it could have hit, 0..1; null where there is nothing to compare with. */
  readonly rate: number | null;
  readonly places: readonly Place[];
}

export interface StreamWatchers {
  /** In a fixed order: what another thread saved is merged by position. Empty when no check needs one. */
  readonly watchers: readonly Watcher[];
  findings(): readonly WatchedFinding[];
}

/** What the checks need to have watched. Each thread makes its own from the same plan and checks. */
export async function watchersFor(
  plan: Plan,
  checks: readonly Check[],
  texts: KnownTexts = unknownTexts,
): Promise<StreamWatchers> {
  const identity = new IdentityWatcher({
    checks,
    isPlaceholder: placeholders(checks),
    senders: senders(plan),
    texts,
  });
  const asksPersonal = checks.some(({ operation }) => operation.op === 'personal');
  const personal = asksPersonal ? new PersonalWatcher(await loadDetector(), checks, texts) : null;
  return {
    watchers: [...(identity.watches ? [identity] : []), ...(personal?.watches ? [personal] : [])],
    findings: () => [
      ...ofIdentity(identity, checks),
      ...(personal === null ? [] : ofPersonal(personal, checks)),
    ],
  };
}

function ofIdentity(watcher: IdentityWatcher, checks: readonly Check[]): WatchedFinding[] {
  return watcher.findings().flatMap((found): WatchedFinding[] => {
    const check = checks[found.check];
    if (check === undefined) return [];
    const { count, of, places } = found;
    return [
      {
        check: found.check,
        rule: check.rule,
        message: check.operation.op,
        data: streamHit(check, found),
        count,
        rate: of === 0 ? null : count / of,
        places,
      },
    ];
  });
}

function ofPersonal(watcher: PersonalWatcher, checks: readonly Check[]): WatchedFinding[] {
  return watcher.findings().flatMap((found): WatchedFinding[] => {
    const check = checks[found.check];
    if (check === undefined) return [];
    return [
      {
        check: found.check,
        rule: found.kind === 'test' ? 'evidence/test-data' : check.rule,
        message: 'personal',
        data: personalHit(found),
        count: found.count,
        rate: null,
        places: found.examples.map(({ at }) => at),
      },
    ];
  });
}

/** By the checks that forbid stand-ins; a type without one knows the empty text alone. */
function placeholders(checks: readonly Check[]): (type: string, value: string) => boolean {
  const sets = new Map<
    string,
    { readonly values: ReadonlySet<string>; readonly exact: ReadonlySet<string> }
  >();
  for (const { operation, part, path } of checks) {
    const [type] = path;
    if (operation.op !== 'placeholder' || part !== 'ids' || type === undefined) continue;
    sets.set(type, { values: new Set(operation.values), exact: new Set(operation.exact) });
  }
  return (type, value) => {
    const set = sets.get(type);
    return set === undefined ? value === '' : placeholderOf(value, set.values, set.exact) !== null;
  };
}

/** Devices send; where no device is known, persons stand for them. */
function senders(plan: Plan): string[] {
  const { types, priority } = plan.identity;
  const devices = [...types.values()].filter(({ of }) => of === 'device').map(({ key }) => key);
  return [...devices, ...priority.filter((key) => !devices.includes(key))];
}
