// One checker in a thread of its own: a pair comes in as a line, its verdicts and milliseconds go out.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { modern } from './diff-witness.js';

const { tool, peers } = workerData;
const require = createRequire(join(peers ?? '/', 'index.js'));
/** The others refuse a `$schema` they do not know, and draft-04's flags: they get the schemas without. */
const pairOf = (line) => {
  const { old_schema, new_schema } = JSON.parse(line);
  return { old_schema: modern(old_schema), new_schema: modern(new_schema) };
};
const word = (compatible) => (compatible ? 'compatible' : 'breaking');

const tools = {
  async dataplan() {
    // The real command, kept running: a line in, a line out.
    const command = fileURLToPath(new URL('../bin/dataplan.js', import.meta.url));
    const child = spawn(process.execPath, [command, 'diff', '--pairs', '-'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const out = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return async (line) => {
      child.stdin.write(`${line}\n`);
      return JSON.parse((await out.next()).value);
    };
  },
  async 'json-schema-diff'() {
    const { diffSchemas } = require('json-schema-diff');
    return async (line) => {
      const { old_schema, new_schema } = pairOf(line);
      const { additionsFound, removalsFound } = await diffSchemas({
        sourceSchema: old_schema,
        destinationSchema: new_schema,
      });
      return { backward: word(!removalsFound), forward: word(!additionsFound) };
    };
  },
  async 'json-schema-diff-validator'() {
    const { validateSchemaCompatibility } = require('json-schema-diff-validator');
    const check = (a, b) => {
      try {
        validateSchemaCompatibility(a, b);
        return 'compatible';
      } catch (error) {
        if (String(error.message).includes('not backward compatible')) return 'breaking';
        throw error;
      }
    };
    return (line) => {
      const { old_schema, new_schema } = pairOf(line);
      return { backward: check(old_schema, new_schema), forward: check(new_schema, old_schema) };
    };
  },
  async jsoncompat() {
    const folder = join(peers, 'node_modules/jsoncompat');
    const { initSync, check_compat } = await import(pathToFileURL(join(folder, 'jsoncompat_wasm.js')).href);
    initSync({ module: readFileSync(join(folder, 'jsoncompat_wasm_bg.wasm')) });
    return (line) => {
      const { old_schema, new_schema } = pairOf(line);
      const [a, b] = [JSON.stringify(old_schema), JSON.stringify(new_schema)];
      return {
        backward: word(check_compat(a, b, 'deserializer')),
        forward: word(check_compat(a, b, 'serializer')),
      };
    };
  },
};

const judge = tools[tool]();
parentPort.on('message', async (line) => {
  const run = await judge;
  const start = performance.now();
  let answer;
  try {
    answer = await run(line);
  } catch {
    answer = { backward: 'unknown', forward: 'unknown' };
  }
  parentPort.postMessage({ ...answer, ms: performance.now() - start });
});
