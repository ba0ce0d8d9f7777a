import type { ScanResult } from '../../code/scan.ts';
import type { WrapperReport } from '../../code/wrapper-report.ts';
import type { CallProperty, CallSite } from '../../evidence/call-site.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { stringify } from '../../text/stringify.ts';

/** `callSites` of the JSON document. `events` holds patterns too: `*` is what is not known. */
export function callSites(sites: readonly CallSite[]): JsonObject[] {
  return sites.map((site) => ({
    file: site.file,
    line: site.line,
    column: site.column,
    kind: site.kind,
    sdk: site.sdk,
    event: site.event,
    events: [...site.events, ...site.patterns],
    properties: site.properties.map(({ name }) => name),
    open: site.open,
    resolved: site.resolved,
    why: site.why,
    wrapper: site.wrapper,
    confidence: site.confidence,
    patterns: [...site.patterns],
    optional: names(site.properties.filter(({ presence }) => presence === 'optional')),
    added: names(site.added),
    traits: names(site.traits),
    ids: [...site.ids],
    system: site.system,
  }));
}

function names(properties: readonly CallProperty[]): string[] {
  return properties.map(({ name }) => name);
}

/** Counts for people, after a scan without a plan. */
export function inventory(sites: readonly CallSite[], { files, parsed }: ScanResult): string {
  const kinds = count(sites.map(({ kind }) => kind));
  const sdks = count(sites.map(({ sdk }) => sdk));
  const events = new Set(sites.flatMap((site) => site.events));
  const patterns = sites.filter((site) => !site.resolved && site.patterns.length > 0).length;
  const dynamic = sites.filter((site) => !site.resolved && site.patterns.length === 0).length;
  return `${[
    `${some(sites.length, 'call site')} in ${some(files, 'file')} (${parsed} parsed): ${listed(kinds)}.`,
    `${some(events.size, 'event name')}; calls whose name has unknown parts: ${patterns}, whose name does not show: ${dynamic}.`,
    `They end in ${listed(sdks)}.`,
  ].join('\n')}\n`;
}

function some(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function count(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function listed(counts: readonly [string, number][]): string {
  return counts.length === 0 ? 'nothing' : counts.map(([name, times]) => `${times} ${name}`).join(', ');
}

/** The inferred wrappers, ready for `wrappers:` in the configuration. */
export function wrapperList(wrappers: readonly WrapperReport[], json: boolean): string {
  if (json) return `${stringify(wrappers.map((one): Json => ({ ...one })))}\n`;
  if (wrappers.length === 0)
    return '# No function of the project passes its arguments on to a sink.\nwrappers: []\n';
  const lines = wrappers.map((one) => {
    const told = `${one.calls} ${one.calls === 1 ? 'call' : 'calls'}, ${one.confidence}: ${one.name} in ${one.file}:${one.line}, ends in ${one.sdk}`;
    const config = one.config ? `  - ${flow(one.config)}` : `  # names the event itself (${one.carries})`;
    return `  # ${told}\n${config}`;
  });
  return `wrappers:\n${lines.join('\n')}\n`;
}

function flow(value: JsonObject): string {
  const pairs = Object.entries(value).map(
    ([key, item]) =>
      `${key}: ${typeof item === 'string' && /^[\w.]+$/.test(item) ? item : JSON.stringify(item)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}
