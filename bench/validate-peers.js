// Beside the validators that there are, each on the work that it can do, with one event's schema:
// `node bench/validate-peers.js [events] [rounds] [folder]`. The packages are installed into a temporary folder (or the
// one given), never into this project: one pulls an old axios, one 80 MB of binaries. CPU time of the process and its
// children, less that of the same command over a single event, so that start-up does not count; interleaved rounds.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generator, plan } from './generate-events.js';
import { interleave } from './ratio.js';

const wanted = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
const given = process.argv[4];
const folder = given ? resolve(given) : mkdtempSync(join(tmpdir(), 'dataplan-peers-'));
const name = 'Order Viewed';
/** Tools that take a file for each event, or milliseconds for one, get fewer. */
const few = Math.min(wanted, 1000);

const packages = ['@mparticle/data-planning-node@1.0.3', '@sourcemeta/jsonschema', 'ajv-cli'];
mkdirSync(folder, { recursive: true });
if (!existsSync(join(folder, 'node_modules/ajv-cli'))) {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: 'inherit',
  });
}

const properties = {
  type: 'object',
  additionalProperties: false,
  required: ['order_id', 'total', 'currency'],
  properties: {
    order_id: { type: 'string', pattern: '^[0-9]{8}$' },
    total: { type: 'number', minimum: 0 },
    currency: { type: 'string', enum: ['EUR', 'USD', 'GBP'] },
    quantity: { type: 'integer', minimum: 1 },
    is_gift: { type: 'boolean' },
    placed_at: { type: 'string' },
    note: { type: 'string', maxLength: 200 },
    products: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['sku'],
        properties: { sku: { type: 'string' }, price: { type: 'number', minimum: 0 } },
      },
    },
  },
};
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['type', 'event', 'properties'],
  properties: { type: { const: 'track' }, event: { const: name }, properties },
};

const events = takeEvents(wanted);
write('schema.json', JSON.stringify(schema));
write('plan.yaml', plan());
for (const [label, list] of [
  ['all', events],
  ['few', events.slice(0, few)],
  ['one', events.slice(0, 1)],
]) {
  write(`${label}.jsonl`, `${list.join('\n')}\n`);
  rmSync(join(folder, label), { recursive: true, force: true });
  mkdirSync(join(folder, label));
  if (label !== 'all') for (const [i, line] of list.entries()) write(`${label}/${i}.json`, line);
}
write('mparticle.cjs', mparticle());

const ours = resolve('bin/dataplan.js');
const dataplan = (file) => [
  process.execPath,
  ours,
  'validate',
  join(folder, file),
  '--plan',
  join(folder, 'plan.yaml'),
  '--only',
  'events',
  '--exit-zero',
  '--json',
  '--workers',
  '0',
];
const bin = (tool) => join(folder, 'node_modules/.bin', tool);
const sourcemeta = (file, ...flags) => [
  bin('jsonschema'),
  'validate',
  ...flags,
  join(folder, 'schema.json'),
  join(folder, file),
];
const ajv = (set) => [
  bin('ajv'),
  'validate',
  '-s',
  join(folder, 'schema.json'),
  '-d',
  join(folder, set, '*.json'),
  '--errors=no',
];
const theirs = (file) => [process.execPath, join(folder, 'mparticle.cjs'), join(folder, file)];

const tools = {
  'dataplan validate': { n: events.length, run: dataplan('all.jsonl'), start: dataplan('one.jsonl') },
  'dataplan validate, few': { n: few, run: dataplan('few.jsonl'), start: dataplan('one.jsonl') },
  'jsonschema validate --fast': {
    n: events.length,
    run: sourcemeta('all.jsonl', '--fast', '--continue'),
    start: sourcemeta('one.jsonl', '--fast', '--continue'),
  },
  'ajv-cli, a file an event': { n: few, run: ajv('few'), start: ajv('one') },
  'data-planning-node, validateEvent': { n: few, run: theirs('few.jsonl'), start: theirs('one.jsonl') },
};
// All have to say the same of the same events before anything is timed.
const invalid = {
  dataplan: JSON.parse(output(dataplan('few.jsonl'))).events.invalid,
  jsonschema: Number(/(\d+) failed/.exec(output(sourcemeta('few.jsonl', '--fast', '--continue')))?.[1]),
  'ajv-cli': output(ajv('few')).split(/ invalid$/m).length - 1,
  'data-planning-node': Number.parseInt(output(theirs('few.jsonl')), 10),
};
console.log(`invalid of ${few}: ${JSON.stringify(invalid)}`);
if (new Set(Object.values(invalid)).size > 1) process.exitCode = 1;

const times = interleave(
  Object.fromEntries(
    Object.entries(tools).flatMap(([tool, { run, start }]) => [
      [tool, () => cpu(run)],
      [`${tool} start`, () => cpu(start)],
    ]),
  ),
  rounds,
);
const each = (tool) => (times[tool] - times[`${tool} start`]) / tools[tool].n;
const base = each('dataplan validate');
for (const [tool, { n }] of Object.entries(tools)) {
  const micros = (each(tool) * 1000).toFixed(1);
  console.log(
    `${tool.padEnd(36)} ${String(n).padStart(7)} events  ${micros.padStart(9)} µs each  ${(each(tool) / base).toFixed(1).padStart(7)} x  start ${times[`${tool} start`].toFixed(0)} ms`,
  );
}
console.log(`
dataplan: all events of a plan in one pass, dispatch by name, identity and context beside it.
jsonschema: one schema a run, lines of one event type; --continue, as it stops at a failure otherwise.
ajv-cli: one schema a run, one file an event, no lines.
data-planning-node: all events of a plan, one call an event or batch; compiles its schemas in every call.`);
if (!given) rmSync(folder, { recursive: true });

/** Lines of one event, with their share of defects; those that are no JSON are left out. */
function takeEvents(n) {
  const next = generator(1);
  const found = [];
  while (found.length < n) {
    const { line, defect } = next();
    if (defect !== 'malformed' && line.includes(`"event":"${name}"`)) found.push(line);
  }
  return found;
}

function write(path, text) {
  writeFileSync(join(folder, path), text);
}

/** What a command writes, whatever its exit code. */
function output(command) {
  const { stdout, stderr } = spawnSync(command[0], command.slice(1), {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return command[1] === ours || command[1]?.endsWith('.cjs') ? stdout : `${stdout}${stderr}`;
}

/** Milliseconds of CPU of a command and what it starts. Findings are no failure here. */
function cpu(command) {
  const script = 'TIMEFORMAT="%U %S"; { time "$@" >/dev/null 2>&1; } 2>&1; true';
  const out = execFileSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8' });
  const [user, system] = out.trim().split(/\s+/).slice(-2).map(Number);
  return (user + system) * 1000;
}

/** Their package, on the same events in their shape. */
function mparticle() {
  const point = {
    match: { type: 'custom_event', criteria: { event_name: name, custom_event_type: 'other' } },
    validator: {
      type: 'json_schema',
      definition: {
        type: 'object',
        properties: {
          data: {
            type: 'object',
            required: ['custom_attributes'],
            properties: {
              event_name: { const: name },
              custom_event_type: { const: 'other' },
              custom_attributes: properties,
            },
          },
        },
      },
    },
  };
  return `const { DataPlanService } = require('@mparticle/data-planning-node');
const service = new DataPlanService();
const document = ${JSON.stringify({ data_points: [point] })};
async function main() {
  let wrong = 0;
  for (const line of require('node:fs').readFileSync(process.argv[2], 'utf8').trim().split('\\n')) {
    const { event, properties } = JSON.parse(line);
    const data = { event_name: event, custom_event_type: 'other', custom_attributes: properties };
    const { results } = await service.validateEvent({ event_type: 'custom_event', data }, { version_document: document });
    if (results.some((result) => result.data)) wrong++;
  }
  console.log(wrong);
}
main();
`;
}
