import { LoadErrors } from '../plan/errors.ts';
import { locate } from '../plan/locate.ts';
import type { MapNode, Node } from '../plan/node.ts';
import { parseYaml } from '../plan/parse.ts';
import { dirname, joinPath, relativePath } from '../plan/paths.ts';
import {
  asMap,
  child,
  choiceAt,
  flagAt,
  listAt,
  mapAt,
  numberAt,
  text,
  textAt,
  toJson,
} from '../plan/read.ts';
import type { PlanFile } from '../plan/types.ts';
import type { Preset } from '../rules/rule.ts';
import type { Override, RuleSetting } from '../rules/settings.ts';
import { ConfigError } from '../system/errors.ts';
import type { System } from '../system/system.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import type { CodeSource, Config, SampleSource } from './types.ts';

export const CONFIG_NAME = 'dataplan.config.yaml';
const PRESETS: readonly Preset[] = ['minimal', 'recommended', 'strict'];
const SEVERITIES = ['error', 'warn', 'info', 'off'] as const;

/**
 * Finds and reads the configuration: the file named, else `DATAPLAN_CONFIG`, else the nearest one upwards, else
 * defaults.
 * @throws ConfigError for a file that does not fit, with its place.
 */
export async function loadConfig(named: string | null, system: System): Promise<Config> {
  const path = named ?? system.env['DATAPLAN_CONFIG'] ?? (await findUpwards(system));
  if (path === null || path === '') return readConfig(emptyMap(), null, system.cwd);
  const full = joinPath(system.cwd, path);
  const shown = relativePath(system.cwd, full);
  const source = await system.files.readText(full);
  const errors = new LoadErrors();
  const root = await parseYaml(source, 0, errors);
  const file: PlanFile = { path: shown, text: source, role: 'main', root: root ?? emptyMap() };
  const { default: isConfig, schema } = await import('./config.schema.validator');
  if (root && !isConfig(toJson(root, true))) {
    const { explain } = await import('../plan/explain.ts');
    for (const error of explain(schema, toJson(root, true), root)) errors.add(error);
  }
  const first = errors.list[0];
  if (first) {
    const { start } = locate([file], first.at);
    throw new ConfigError(`${shown}:${start.line}:${start.column}: ${first.message}`);
  }
  return readConfig(asMap(root ?? emptyMap()), full, dirname(full));
}

async function findUpwards(system: System): Promise<string | null> {
  for (let folder = system.cwd; ; folder = dirname(folder)) {
    const path = joinPath(folder, CONFIG_NAME);
    if ((await system.files.stat(path))?.kind === 'file') return path;
    // A project ends where its repository ends: nothing above it is ours.
    if (folder === dirname(folder) || (await system.files.stat(joinPath(folder, '.git'))) !== null)
      return null;
  }
}

function readConfig(node: MapNode, path: string | null, folder: string): Config {
  const full = (key: string) => {
    const value = textAt(node, key);
    return value === null ? null : joinPath(folder, value);
  };
  const diff = mapAt(node, 'diff');
  const drift = toJson(mapAt(node, 'drift') ?? emptyMap());
  return {
    path,
    folder,
    plan: oneOrMore(child(node, 'plan')).map((name) => joinPath(folder, name)),
    preset: PRESETS.findLast((preset) => oneOrMore(child(node, 'extends')).includes(preset)) ?? null,
    plugins: oneOrMore(child(node, 'plugins')).map((name) =>
      name.startsWith('.') ? joinPath(folder, name) : name,
    ),
    rules: rulesOf(mapAt(node, 'rules')),
    overrides: listAt(node, 'overrides').map(override),
    samples: listAt(node, 'samples').map(sampleSource),
    code: listAt(node, 'code').map(codeSource),
    diff: {
      against: textAt(diff, 'against'),
      bump: choiceAt(diff, 'bump', ['semver', 'schemaver']) ?? 'semver',
      warehouse: oneOrMore(child(diff, 'warehouse')),
      open: choiceAt(diff, 'open', ['lenient', 'strict']) ?? 'lenient',
    },
    drift: isObject(drift) ? drift : {},
    tables: listAt(node, 'tables').map(objectOf),
    baseline: full('baseline'),
    history: full('history'),
    waivers: full('waivers'),
    failOn: choiceAt(node, 'fail_on', ['error', 'warn', 'info', 'never']),
    maxWarnings: numberAt(node, 'max_warnings'),
    cache: child(node, 'cache') ? flagAt(node, 'cache') : true,
  };
}

function override(node: Node): Override {
  return {
    events: child(node, 'events') ? oneOrMore(child(node, 'events')) : null,
    files: child(node, 'files') ? oneOrMore(child(node, 'files')) : null,
    rules: rulesOf(mapAt(node, 'rules')),
    reason: textAt(node, 'reason'),
  };
}

function rulesOf(node: MapNode | null): ReadonlyMap<string, RuleSetting> {
  return new Map([...(node?.entries ?? [])].map(([id, { value }]) => [id, settingOf(value)]));
}

function settingOf(node: Node): RuleSetting {
  const severity = SEVERITIES.find(
    (known) => known === text(node.kind === 'list' ? (node.items[0] ?? null) : node),
  );
  const options = node.kind === 'list' && node.items[1] ? toJson(node.items[1], true) : undefined;
  return { ...(severity ? { severity } : {}), ...(options === undefined ? {} : { options }) };
}

function sampleSource(node: Node): SampleSource {
  const map = mapAt(node, 'map');
  return {
    system: textAt(node, 'system') ?? '',
    files: oneOrMore(child(node, 'files')),
    eventFormat: textAt(node, 'event_format'),
    types: choiceAt(node, 'types', ['strict', 'coerce']) ?? 'strict',
    map: new Map([...(map?.entries ?? [])].map(([field, { value }]) => [field, text(value) ?? ''])),
    optional: flagAt(node, 'optional'),
  };
}

function codeSource(node: Node): CodeSource {
  return {
    system: textAt(node, 'system'),
    files: oneOrMore(child(node, 'files')),
    wrappers: listAt(node, 'wrappers').map(objectOf),
    optional: flagAt(node, 'optional'),
  };
}

function objectOf(node: Node): JsonObject {
  const value = toJson(node, true);
  return isObject(value) ? value : {};
}

function oneOrMore(node: Node | null): string[] {
  if (node?.kind === 'list') return node.items.flatMap((item) => text(item) ?? []);
  const value = text(node);
  return value === null ? [] : [value];
}

function emptyMap(): MapNode {
  return { kind: 'map', entries: new Map(), file: 0, start: 0, end: 0 };
}
