import { newDraft, newEvent } from '../../convert/draft.ts';
import { writePlan } from '../../convert/write.ts';
import type { CallProperty, CallSite } from '../../evidence/call-site.ts';
import { type CaseName, casesOf } from '../../text/case.ts';
import type { JsonObject } from '../../text/json.ts';
import type { Found } from './look.ts';

export interface Proposal {
  /** Null where there is a plan already. */
  readonly plan: { readonly path: string; readonly text: string } | null;
  readonly config: { readonly path: string; readonly text: string };
  /** What a person should know, a sentence each. */
  readonly notes: readonly string[];
}

const SOURCE = 'web';
/** Of the names, so many must be of one case before it is called the standard. */
const MAJORITY = 0.8;

/** A plan and a configuration from what is there. Nothing is invented: descriptions and owners are for people. */
export function propose(found: Found): Proposal {
  const sites = found.scan.sites.filter(
    ({ kind }) => kind === 'track' || kind === 'page' || kind === 'screen',
  );
  const path = found.plans[0] ?? `plans/${found.name}.plan.yaml`;
  const sdks = [...new Set(sites.map(({ sdk }) => sdk))].filter((sdk) => sdk !== 'own').sort();
  return {
    plan: found.plans.length > 0 ? null : { path, text: planText(found, sites, sdks) },
    config: { path: 'dataplan.config.yaml', text: configText(found, path, sites) },
    notes: notes(found, sites, sdks),
  };
}

function planText(found: Found, sites: readonly CallSite[], sdks: readonly string[]): string {
  const draft = newDraft(found.name);
  draft.version = '0.1.0';
  const [sdk] = sdks;
  draft.systems.set(SOURCE, {
    role: 'source',
    side: 'product',
    ...(sdk && sdks.length === 1 ? { sdk } : {}),
  });
  for (const [key, list] of byEvent(sites)) {
    const [first] = list;
    if (!first) continue;
    const event = newEvent(first.kind === 'track' ? {} : { call: first.kind });
    for (const [name, schema] of propertiesOf(list)) event.properties.set(name, { value: schema });
    // What could not be read may be there: the plan must not call it unplanned.
    if (list.some(({ open }) => open)) event.fields['additional_properties'] = true;
    draft.events.set(key, event);
  }
  if (draft.events.size === 0) {
    const first = newEvent({
      status: 'proposed',
      description: 'The first thing worth knowing: say what happened, in the past tense.',
    });
    draft.events.set('Account Created', first);
  }
  const head = found.schema ? `# yaml-language-server: $schema=../${found.schema}\n` : '';
  const standard = standardCase([...draft.events.keys()]);
  const naming = standard ? `standards: { naming: { events: { case: ${standard} } } }\n` : '';
  return head + writePlan(draft).replace(/^(version: .*\n)/m, `$1${naming}`);
}

/** Events by name, page and screen calls of one name apart from track calls. */
function byEvent(sites: readonly CallSite[]): Map<string, CallSite[]> {
  const events = new Map<string, CallSite[]>();
  const kinds = new Map<string, string>();
  for (const site of sites) {
    for (const name of site.events) {
      const taken = kinds.get(name);
      const key = taken === undefined || taken === site.kind ? name : `${name} ${site.kind}`;
      if (key !== name) continue;
      kinds.set(name, site.kind);
      events.set(key, [...(events.get(key) ?? []), site]);
    }
  }
  return new Map([...events].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

function propertiesOf(sites: readonly CallSite[]): Map<string, JsonObject> {
  const uses = new Map<string, CallProperty[]>();
  for (const site of sites) {
    for (const one of [...site.properties, ...site.added])
      uses.set(one.name, [...(uses.get(one.name) ?? []), one]);
  }
  const found = new Map<string, JsonObject>();
  for (const [name, list] of [...uses].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const types = [...new Set(list.flatMap((one) => one.types))]
      .filter((type) => TYPES.includes(type))
      .sort();
    const known = types.length > 0 && list.every((one) => one.types.length > 0);
    const always = list.length >= sites.length && list.every(({ presence }) => presence === 'always');
    found.set(name, {
      ...(known ? { type: types.length === 1 ? (types[0] ?? '') : types } : {}),
      ...(always ? { required: true } : {}),
    });
  }
  return found;
}

/** The case that most names have; null where there is none to speak of. */
function standardCase(names: readonly string[]): CaseName | null {
  if (names.length < 3) return null;
  const counts = new Map<CaseName, number>();
  for (const name of names) for (const one of casesOf(name)) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] / names.length >= MAJORITY ? best[0] : null;
}

function configText(found: Found, plan: string, sites: readonly CallSite[]): string {
  const lines = [
    'version: 1',
    `plan: ${JSON.stringify(plan)}`,
    'extends: [recommended]         # minimal < recommended < strict',
  ];
  if (found.samples.length > 0) {
    lines.push('samples:                       # say which system each was recorded from');
    for (const pattern of found.samples)
      lines.push(`  - { system: ${SOURCE}, files: [${JSON.stringify(pattern)}], optional: true }`);
  }
  const patterns = codePatterns(sites);
  if (patterns.length > 0)
    lines.push(
      'code:',
      `  - { system: ${SOURCE}, files: [${patterns.map((one) => JSON.stringify(one)).join(', ')}] }`,
    );
  if (found.base) lines.push(`diff: { against: ${found.base} }`);
  return `${lines.join('\n')}\n`;
}

/** `src/**` with the endings that call sites have, a folder each. */
function codePatterns(sites: readonly CallSite[]): string[] {
  const endings = new Map<string, Set<string>>();
  for (const { file } of sites) {
    if (file.startsWith('../')) continue;
    const slash = file.indexOf('/');
    const folder = slash < 0 ? '' : `${file.slice(0, slash)}/**/`;
    const ending = file.slice(file.lastIndexOf('.') + 1);
    endings.set(folder, (endings.get(folder) ?? new Set()).add(ending));
  }
  return [...endings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, set]) => `${folder}*.${set.size === 1 ? [...set][0] : `{${[...set].sort().join(',')}}`}`);
}

function notes(found: Found, sites: readonly CallSite[], sdks: readonly string[]): string[] {
  const events = byEvent(sites).size;
  const unread = sites.filter((site) => site.events.length === 0).length;
  const wrappers = found.scan.wrappers.filter(({ calls }) => calls > 0);
  return [
    sites.length > 0
      ? `${sites.length} call sites of ${sdks.join(', ') || 'the project’s own functions'} send ${events} events.`
      : 'No call that sends an event was found.',
    ...(wrappers.length > 0
      ? [
          `Wrappers understood by themselves: ${wrappers
            .slice(0, 5)
            .map(({ name }) => name)
            .join(', ')}.`,
        ]
      : []),
    ...(unread > 0
      ? [`${unread} call sites have a name that reading cannot tell; "dataplan scan" lists them.`]
      : []),
    ...(found.samples.length > 0 ? [`Recorded events: ${found.samples.join(', ')}.`] : []),
    ...(found.plans.length > 0 ? [`There is a plan already: ${found.plans.join(', ')}.`] : []),
    ...found.foreign
      .slice(0, 5)
      .map((path) => `${path} may be a tracking plan of another tool: dataplan import ${path}`),
    'Next: give each event a description and an owner, each property a privacy category, then "dataplan check".',
  ];
}
