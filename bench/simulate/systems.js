// The routers: each fact as each system has it, filtered by consent, named and hashed after the system's own manner,
// a little of it lost on the way. Records are `{ event, key, fact }`: the event as the product's readers would give it,
// and the plan's event that it is.
import { createHash } from 'node:crypto';
import { START } from './journeys.js';
import { unit } from './random.js';

const DAY = 86_400_000;
const META_NAMES = new Map([
  ['Order Completed', 'Purchase'],
  ['Product Added', 'AddToCart'],
  ['Checkout Started', 'InitiateCheckout'],
]);
const META_OLDEST = 7 * DAY;
const PLATFORM_NAMES = { web: 'Web', ios: 'iOS', android: 'Android' };

export const SYSTEMS = ['amplitude', 'braze', 'meta-ads'];

/** Share of events that never arrive, without anything being wrong. */
const LOST = { amplitude: 0.01, braze: 0.02, 'meta-ads': 0.03 };

/** A number for a text: salts of draws that need no stream. */
export function salt(text) {
  return createHash('sha256').update(text).digest().readInt32LE(0);
}

export function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** All that a system has of a world. `passes(fact)` says whom else the router lets through, against consent. */
export function recordsOf(world, system, passes = () => false) {
  const loss = salt(`${world.seed}:loss:${system}`);
  const records = [];
  const end = START + world.days * DAY;
  for (const fact of world.facts) {
    if (fact.time < START || fact.time >= end || fact.arrival > end + DAY) continue;
    if (unit(loss, fact.at) < LOST[system]) continue;
    const record = RECORDS[system](fact, passes);
    if (record !== null) records.push(record);
  }
  return records;
}

/** The router's filter: marketing is told of known people who said yes by then. */
export function mayTell(fact) {
  return fact.time >= START + fact.person.consentFrom * DAY;
}

const RECORDS = { amplitude: amplitudeRecord, braze: brazeRecord, 'meta-ads': metaRecord };

const contexts = new Map();

/** One object for all events alike in it: a million equal ones would only be memory. */
function contextOf({ platform, country }, version, consent) {
  const key = `${platform} ${country} ${version} ${consent}`;
  let context = contexts.get(key);
  if (context === undefined) {
    context = {
      platform: PLATFORM_NAMES[platform],
      country,
      version_name: version,
      consent: { marketing: consent },
    };
    contexts.set(key, context);
  }
  return context;
}

function amplitudeRecord(fact) {
  const { person, device, known, properties, time, arrival, id } = fact;
  const ids = known
    ? { user_id: person.user, anonymous_id: device.id, email: person.typed }
    : { anonymous_id: device.id };
  const context = contextOf(person, device.version, mayTell(fact));
  return record('amplitude', fact, fact.event, {
    time,
    receivedAt: arrival,
    messageId: id,
    ids,
    properties,
    context,
  });
}

function brazeRecord(fact, passes) {
  const { person, known, event, time, properties } = fact;
  if (!known || !(mayTell(fact) || passes(fact))) return null;
  return record('braze', fact, snake(event), {
    time,
    ids: { user_id: person.user, email: person.email },
    properties,
  });
}

function metaRecord(fact) {
  const { person, known, event, time, arrival, properties, id } = fact;
  const name = META_NAMES.get(event);
  if (name === undefined || !known || !mayTell(fact) || arrival - time > META_OLDEST) return null;
  person.hashed ??= sha256(person.email);
  const { total, ...rest } = properties;
  return record('meta-ads', fact, name, {
    time: Math.floor(time / 1000) * 1000,
    messageId: id,
    ids: { email: person.hashed },
    properties: total === undefined ? properties : { ...rest, value: total },
  });
}

const snakes = new Map();

function snake(name) {
  let known = snakes.get(name);
  if (known === undefined) {
    known = name.toLowerCase().replaceAll(' ', '_');
    snakes.set(name, known);
  }
  return known;
}

const NOTHING = Object.freeze({});

function record(system, fact, name, known) {
  const event = {
    call: 'track',
    name,
    version: null,
    system,
    receivedAt: null,
    messageId: null,
    traits: NOTHING,
    context: NOTHING,
    raw: null,
    ...known,
  };
  return { event, key: fact.event, fact };
}
