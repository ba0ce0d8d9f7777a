import type { CallSite } from '../evidence/call-site.ts';
import type { NotChecked } from '../findings/report.ts';
import type { MalformedWaiver, Waiver } from '../findings/waivers.ts';
import { annotate, annotations } from './annotations.ts';
import type { Configured } from './configured.ts';
import { infer } from './infer.ts';
import { Lines } from './lines.ts';
import type { HeldSources } from './read-sources.ts';
import type { ScanResult } from './scan.ts';
import { sites } from './sites.ts';
import { prepareTrees } from './trees.ts';
import { wrapperReports } from './wrapper-report.ts';

/** Below this, no way to parse faster earns its loading. */
const MANY_FILES = 100;

/**
 * Finds every call site in files that are in memory. `at` gives a path as it is shown, `more` reads packages that names came
 * from; true when it found any.
 */
export async function scanSources(
  sources: HeldSources,
  scanned: readonly string[],
  notChecked: readonly NotChecked[],
  configured: readonly Configured[],
  at: (file: string) => string,
  more: (packages: readonly string[]) => Promise<boolean> = async () => false,
  generated: readonly string[] = [],
): Promise<ScanResult> {
  const searched = [...scanned, ...generated];
  if (searched.length > MANY_FILES) await prepareTrees();
  let known = infer(sources, searched, configured);
  let found = sites(known);
  const packages = packagesOf(found.map((site) => site.why));
  if (packages.length > 0 && (await more(packages))) {
    known = infer(sources, searched, configured);
    found = sites(known);
  }
  const looked = new Set(scanned);
  const modules = known.project.parsed.filter((module) => looked.has(module.path));
  const notes = new Map(modules.map((module) => [module.path, annotations(module)]));
  return {
    sites: found
      .filter((site) => looked.has(site.file))
      .map((site) => annotate(site, notes.get(site.file)?.events ?? new Map()))
      .map((site) => shownSite(site, at)),
    wrappers: wrapperReports(known).map((one) => ({ ...one, file: at(one.file) })),
    unreadable: [
      ...modules.flatMap((module) => {
        const [first] = module.errors;
        return first
          ? [{ file: at(module.path), ...new Lines(module.text).at(first.start), message: first.message }]
          : [];
      }),
      ...[...sources.skipped].map(([path, message]) => ({ file: at(path), line: 1, column: 1, message })),
    ].sort((a, b) => (a.file < b.file ? -1 : 1)),
    waivers: [...notes.values()].flatMap((note) => note.waivers).map((waiver) => moved(waiver, at)),
    notChecked,
    files: scanned.length,
    parsed: known.project.parsed.length,
  };
}

function shownSite(site: CallSite, at: (file: string) => string): CallSite {
  const each = (list: CallSite['properties']) => list.map((one) => ({ ...one, file: at(one.file) }));
  return {
    ...site,
    file: at(site.file),
    properties: each(site.properties),
    added: each(site.added),
    traits: each(site.traits),
  };
}

const EXTERNAL = /external package (\S+)/;

function packagesOf(reasons: readonly (string | null)[]): string[] {
  const names = reasons.map((why) => EXTERNAL.exec(why ?? '')?.[1]).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function moved(waiver: Waiver | MalformedWaiver, at: (file: string) => string): Waiver | MalformedWaiver {
  const location = { ...waiver.location, file: at(waiver.location.file) };
  if ('why' in waiver) return { ...waiver, location };
  const target = 'file' in waiver.target ? { ...waiver.target, file: at(waiver.target.file) } : waiver.target;
  return { ...waiver, target, location };
}
