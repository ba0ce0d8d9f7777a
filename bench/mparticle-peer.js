// Is a plan exported to mParticle judged by mParticle's own package as we judge the plan? One seeded stream of
// events, valid and broken, goes to both: as Segment calls to `dataplan validate`, as mParticle events to the package.
//   npm install --prefix FOLDER @mparticle/data-planning-node
//   node bench/mparticle-peer.js FOLDER [plan] [events]
// The package pulls an ajv and an axios of 2020, so it is no dependency of ours, not even of development.
// It never looks at consent, identifiers or traits in an event: verdicts on properties and names are what is compared.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder, plan = 'plans/acme-shop.plan.yaml', count = '2000'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node bench/mparticle-peer.js FOLDER [plan] [events]');
const require = createRequire(join(resolve(folder), 'index.js'));
const { DataPlanService } = require('@mparticle/data-planning-node');
const temporary = mkdtempSync(join(tmpdir(), 'dataplan-mparticle-'));
const command = fileURLToPath(new URL('../bin/dataplan.js', import.meta.url));

/** Runs the command; exit 1 only says that there are findings. */
function dataplan(...args) {
  try {
    execFileSync(process.execPath, [command, ...args, '--plan', plan], { stdio: 'ignore' });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
}
const at = (name) => join(temporary, name);
const lines = (name) =>
  readFileSync(at(name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** The same call as mParticle would receive it; null for a call that its package does not judge. */
function translated(call, typeOf) {
  const data = { custom_attributes: call.properties ?? {} };
  if (call.type === 'track') {
    const event = { event_name: call.event, custom_event_type: typeOf.get(call.event) ?? 'other' };
    return { event_type: 'custom_event', data: { ...event, ...data } };
  }
  if (call.type === 'screen') return { event_type: 'screen_view', data: { screen_name: call.name, ...data } };
  return null;
}

/** mParticle names the parent of a missing attribute as its key and the attribute as what it expected. */
const nameOf = ({ validation_error_type: kind, key, expected, schema_keyword }) =>
  `${kind} ${kind === 'missing_required' && schema_keyword === 'required' ? expected : key}`;

try {
  dataplan('export', 'mparticle', '-o', at('plan.json'));
  dataplan('generate', 'events', '--count', count, '--violating', '40%', '-o', at('events.ndjson'));
  dataplan('validate', at('events.ndjson'), '--verdicts', at('verdicts.ndjson'));
  const version = JSON.parse(readFileSync(at('plan.json'), 'utf8'));
  const typeOf = new Map(
    version.version_document.data_points
      .map(({ match }) => match.criteria)
      .map(({ event_name, custom_event_type }) => [event_name, custom_event_type]),
  );
  const service = new DataPlanService({ workspaceId: '', clientId: '', clientSecret: '' });
  const verdicts = lines('verdicts.ndjson');
  const tally = { same: 0, invalid: 0, other: 0, notJudged: 0 };
  for (const [index, call] of lines('events.ndjson').entries()) {
    const event = translated(call, typeOf);
    if (event === null) {
      tally.notJudged++;
      continue;
    }
    const { results } = await service.validateEvent(event, version);
    const theirs = results.flatMap(({ data }) => data?.validation_errors ?? []).map(nameOf);
    const ours = verdicts[index].violations
      .filter(
        ({ kind, pointer }) => kind !== 'unknown' && (pointer === '' || pointer.startsWith('/properties')),
      )
      .map(({ kind, property, pointer }) => `${kind} ${pointer === '' ? verdicts[index].event : property}`);
    if (theirs.length > 0) tally.invalid++;
    if (theirs.sort().join() === ours.sort().join()) tally.same++;
    else if (++tally.other <= 20) console.log(`line ${index + 1}  mParticle: ${theirs}  dataplan: ${ours}`);
  }
  console.log(
    `${tally.same} of ${tally.same + tally.other} verdicts the same, ${tally.invalid} of them invalid`,
  );
  console.log(`${tally.notJudged} calls that the package does not judge (page, identify, …)`);
  if (tally.other > 0) process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
