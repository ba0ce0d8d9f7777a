// Checks an example by ajv alone, on the whole schemas: nothing here comes from the program that made it.

import ajvPlain from 'ajv';
import ajv2019 from 'ajv/dist/2019.js';
import ajv2020 from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const of = (module) => module.default ?? module;
const options = { strict: false, validateSchema: false, logger: false, addUsedSchema: false };

function engineFor(schema) {
  const uri = typeof schema === 'object' ? String(schema.$schema ?? '') : '';
  const old = /draft-0?[3-7]\b/.test(uri) || uri.includes('iglu');
  const Engine = of(old ? ajvPlain : uri.includes('2019-09') ? ajv2019 : ajv2020);
  const ajv = new Engine(options);
  of(formats)(ajv);
  return ajv;
}

/** draft-04: exclusive limits are flags there, which ajv does not know; addresses would collide between versions. */
export function modern(value, isMap = false) {
  if (Array.isArray(value)) return value.map((item) => modern(item));
  if (typeof value !== 'object' || value === null) return value;
  const out = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!isMap && (key === '$schema' || key === 'id' || key === '$id') && typeof inner === 'string') continue;
    out[key] = modern(
      inner,
      !isMap && ['properties', 'patternProperties', 'definitions', '$defs'].includes(key),
    );
  }
  if (isMap) return out;
  for (const [limit, flag] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ]) {
    if (typeof out[flag] !== 'boolean') continue;
    if (out[flag] && out[limit] !== undefined) {
      out[flag] = out[limit];
      delete out[limit];
    } else delete out[flag];
  }
  return out;
}

function valid(schema, event) {
  return engineFor(schema).compile(modern(schema))(event) === true;
}

/** Whether the example is valid on its own side and not on the other. */
export function verified(pair, direction, witness) {
  if (witness == null) return false;
  const [source, target] =
    direction === 'backward' ? [pair.old_schema, pair.new_schema] : [pair.new_schema, pair.old_schema];
  try {
    return valid(source, witness.event) && !valid(target, witness.event);
  } catch {
    return false;
  }
}
