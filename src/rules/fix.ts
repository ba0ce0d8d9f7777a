import type { Edit, Finding, Fix } from '../findings/finding.ts';
import { PlanError } from '../plan/errors.ts';

export interface FixOptions {
  /** Also those that may change what pipelines do. */
  readonly unsafe: boolean;
  /** A file as it is on disk. */
  readonly read: (file: string) => Promise<string>;
  /** Lints again with these files in place of the ones on disk. Throws PlanError when the plan no longer loads. */
  readonly lint: (changed: ReadonlyMap<string, string>) => Promise<readonly Finding[]>;
}

export interface FixResult {
  /** New text by file, only of files that changed. */
  readonly changed: ReadonlyMap<string, string>;
  readonly fixed: readonly Finding[];
  /** Fixes after which the plan would not have loaded. */
  readonly refused: readonly Finding[];
  /** What is found when all is done. */
  readonly remaining: readonly Finding[];
}

/** Each pass fixes what does not overlap; more are needed only where fixes touch one another. */
const MOST_PASSES = 20;

/**
 * Applies the fixes of findings by source range, so that comments and order stay, and lints again until
 * nothing is left to fix. A fix after which the plan no longer loads is refused; the others still apply.
 */
export async function fixAll(options: FixOptions): Promise<FixResult> {
  let changed: ReadonlyMap<string, string> = new Map();
  let findings = await options.lint(changed);
  const fixed: Finding[] = [];
  const refused = new Map<string, Finding>();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const wanted = findings.filter(
      (finding) => isWanted(finding, options.unsafe) && !refused.has(finding.fingerprint),
    );
    const batch = apart(wanted);
    if (batch.length === 0) break;
    const done = await tryAll(batch, changed, options, refused);
    if (done === null) continue;
    changed = done.changed;
    findings = done.findings;
    fixed.push(...done.fixed);
  }
  return { changed, fixed, refused: [...refused.values()], remaining: findings };
}

/** Puts the edits into a text; those given must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  // Of edits at one place the later one comes first, as if each were made in the text that the one before it left.
  for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end).reverse()) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

type Step = { changed: ReadonlyMap<string, string>; findings: readonly Finding[]; fixed: Finding[] };

/** All at once; when the plan then does not load, one by one, to find the one at fault. */
async function tryAll(
  batch: readonly Finding[],
  before: ReadonlyMap<string, string>,
  options: FixOptions,
  refused: Map<string, Finding>,
): Promise<Step | null> {
  try {
    const changed = await edited(batch, before, options);
    return { changed, findings: await options.lint(changed), fixed: [...batch] };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const [first, ...others] = batch;
    if (first === undefined) return null;
    if (others.length === 0) {
      refused.set(first.fingerprint, first);
      return null;
    }
    // Offsets of the others hold only while nothing is changed, so the rest waits for the next pass.
    return (await tryAll([first], before, options, refused)) ?? tryAll(others, before, options, refused);
  }
}

async function edited(batch: readonly Finding[], before: ReadonlyMap<string, string>, options: FixOptions) {
  const edits = new Map<string, Edit[]>();
  for (const edit of batch.flatMap(editsOf)) {
    const known = edits.get(edit.file);
    if (known) known.push(edit);
    else edits.set(edit.file, [edit]);
  }
  const changed = new Map(before);
  for (const [file, list] of edits)
    changed.set(file, applyEdits(before.get(file) ?? (await options.read(file)), list));
  return changed;
}

function isWanted(finding: Finding, unsafe: boolean): finding is Finding & { fix: Fix } {
  const { fix, status } = finding;
  return fix !== null && status === 'open' && fix.edits.length > 0 && (unsafe || fix.safety === 'safe');
}

/** Those whose edits touch no other's, first come, first served. */
function apart(findings: readonly Finding[]): Finding[] {
  const taken = new Map<string, Set<number>>();
  return findings.filter((finding) => {
    const edits = editsOf(finding);
    const free = edits.every(({ file, start, end }) => {
      const offsets = taken.get(file);
      for (let at = start; offsets && at <= end; at++) if (offsets.has(at)) return false;
      return true;
    });
    if (!free) return false;
    for (const { file, start, end } of edits) {
      const offsets = taken.get(file) ?? new Set();
      for (let at = start; at <= end; at++) offsets.add(at);
      taken.set(file, offsets);
    }
    return true;
  });
}

function editsOf(finding: Finding): readonly Edit[] {
  return finding.fix?.edits ?? [];
}
