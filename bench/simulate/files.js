// The same events in the shapes that the vendors export, with plan and configuration: what `dataplan drift` reads.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLAN } from './plan.js';
import { FORMATS } from './profiles.js';

const iso = (time) => new Date(time).toISOString();

const SHAPES = {
  amplitude: ({ name, time, receivedAt, messageId, ids, properties, context }) => ({
    event_type: name,
    event_time: iso(time),
    server_received_time: iso(receivedAt),
    $insert_id: messageId,
    user_id: ids.user_id,
    device_id: ids.anonymous_id,
    user_properties: { email: ids.email },
    event_properties: properties,
    ...context,
  }),
  braze: ({ name, time, ids, properties }) => ({
    name,
    time: iso(time),
    external_id: ids.user_id,
    email: ids.email,
    properties,
  }),
  'meta-ads': ({ name, time, messageId, ids, properties }) => ({
    event_name: name,
    event_time: time / 1000,
    event_id: messageId,
    action_source: 'website',
    user_data: { em: ids.email },
    custom_data: properties,
  }),
};

/** `records` by system. Files are small here: lines are joined in memory. */
export function writeFiles(folder, records) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'plan.yaml'), PLAN);
  const samples = [...records.keys()].map(
    (system) => `  - { system: ${system}, files: [${system}.ndjson], event_format: ${FORMATS[system]} }`,
  );
  writeFileSync(
    join(folder, 'dataplan.config.yaml'),
    `version: 1\nplan: plan.yaml\nsamples:\n${samples.join('\n')}\n`,
  );
  for (const [system, own] of records) {
    writeFileSync(join(folder, `${system}.ndjson`), writeLines(system, own));
  }
}

/** One line a record, as the system exports it. */
export function writeLines(system, records) {
  return records.map(({ event }) => `${JSON.stringify(SHAPES[system](event))}\n`).join('');
}
