import { readConfigured } from '../code/configured.ts';
import { findRoot } from '../code/root.ts';
import { type ScanResult, scan } from '../code/scan.ts';
import type { CallSite } from '../evidence/call-site.ts';
import type { Finding } from '../findings/finding.ts';
import type { NotChecked } from '../findings/report.ts';
import { subject } from '../findings/subject.ts';
import { joinPath, relativePath } from '../plan/paths.ts';
import type { Event, Plan } from '../plan/types.ts';
import type { CodeEvidence } from '../report/evidence.ts';
import { unreadableCode } from '../rules/code/unreadable-file.ts';
import { judgeCalls } from '../rules/judge-calls.ts';
import { toFinding } from '../rules/to-finding.ts';
import { UsageError } from '../system/errors.ts';
import { matchesGlob } from '../text/glob.ts';
import type { CheckInput, Step } from './step.ts';
import { asConfigured, everyRuleOn } from './unfiltered.ts';

/** Instrumentation code: every call site, held against the plan. */
export const codeStep: Step = async (input) => {
  const { config, plan, rules, today } = input;
  if (config.code.length === 0) {
    return {
      findings: [],
      complete: [],
      notChecked: [{ what: 'code', why: 'the configuration names none' }],
    };
  }
  const { result, sites, missing, systems } = await readCode(input);
  const settings = everyRuleOn(input);
  const counted = [...unreadable(result, input), ...judgeCalls(sites, plan, { rules, settings, today })];
  return {
    findings: asConfigured(counted, input),
    counted,
    complete: missing.length === 0 ? ['call'] : [],
    notChecked: [...missing, ...result.notChecked],
    waivers: result.waivers,
    code: evidenceOf(sites, plan, systems),
    sites,
  };
};

/** Every call site of the configured code, with the system whose code it is. */
export async function readCode(input: Pick<CheckInput, 'config' | 'plan' | 'system'>): Promise<{
  readonly result: ScanResult;
  readonly sites: readonly CallSite[];
  readonly missing: readonly NotChecked[];
  readonly systems: ReadonlySet<string | null>;
}> {
  const { config, system } = input;
  const root = await findRoot(config.folder, system.files);
  const { owners, missing } = await filesBySystem(input);
  const shown = relativePath(system.cwd, root);
  const result = await scan(
    {
      root,
      shown: shown === '' || shown === '.' ? '' : `${shown}/`,
      within: (path) => owners.has(joinPath(root, path)),
      configured: readConfigured(config.code.flatMap(({ wrappers }) => wrappers)),
      cache: config.cache,
    },
    system,
  );
  const sites = result.sites.map((site) => ({
    ...site,
    system: owners.get(joinPath(system.cwd, site.file)) ?? null,
  }));
  return { result, sites, missing, systems: new Set(owners.values()) };
}

/** Each file with the system whose code it is. */
async function filesBySystem({ config, plan, system }: Pick<CheckInput, 'config' | 'plan' | 'system'>) {
  const owners = new Map<string, string | null>();
  const missing: NotChecked[] = [];
  const sources = [...plan.systems.values()].filter(({ role }) => role === 'source');
  // Code of no named system belongs to the only one there is.
  const only = sources.length === 1 ? (sources[0]?.key ?? null) : null;
  for (const source of config.code) {
    const files = await system.files.glob(source.files, { cwd: config.folder });
    const what = `code:${source.system ?? source.files.join(' ')}`;
    if (files.length === 0 && !source.optional) {
      throw new UsageError(
        `The code of ${source.system ?? 'the configuration'} (${source.files.join(', ')}) matches no file. Correct the pattern, or say "optional: true".`,
      );
    }
    if (files.length === 0) missing.push({ what, why: `no file matches ${source.files.join(', ')}` });
    for (const file of files) owners.set(joinPath(config.folder, file), source.system ?? only);
  }
  return { owners, missing };
}

function evidenceOf(
  sites: readonly CallSite[],
  plan: Plan,
  systems: ReadonlySet<string | null>,
): Map<string, CodeEvidence> {
  const found = new Map<string, CodeEvidence>();
  for (const system of systems) {
    if (system === null) continue;
    const events = new Map<string, number>();
    const unplanned = new Map<string, number>();
    let unresolved = 0;
    for (const site of sites.filter((one) => one.system === system)) {
      if (site.kind !== 'track' && site.kind !== 'page' && site.kind !== 'screen') continue;
      if (site.events.length === 0) unresolved++;
      for (const name of site.events) {
        const keys = [...plan.events.values()]
          .filter((event) => fits(event, site.kind, name))
          .map(({ key }) => key);
        for (const key of keys) events.set(key, (events.get(key) ?? 0) + 1);
        if (keys.length === 0) unplanned.set(name, (unplanned.get(name) ?? 0) + 1);
      }
    }
    found.set(system, { events, unplanned, unresolved });
  }
  return found;
}

function fits(event: Event, kind: string, name: string): boolean {
  return event.call === kind && (event.name === name || (event.glob && matchesGlob(name, event.name)));
}

function unreadable({ unreadable: files }: ScanResult, input: CheckInput): Finding[] {
  return files.flatMap(({ file, line, column, message }) => {
    const at = {
      file,
      start: { line, column },
      end: { line, column: column + 1 },
      pointer: null,
    };
    const report = {
      message: 'unreadable',
      data: { reason: message },
      subject: subject(['file', file]),
      at,
    };
    return toFinding(unreadableCode, report, everyRuleOn(input), [], null) ?? [];
  });
}
