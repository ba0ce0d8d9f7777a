// What each kind of injection does to a system's records. An effect is `{ op, … }` of `injections.js`; all draw from
// salts of their own, so what is not touched stays as it was.
import { createHash } from 'node:crypto';
import { cents, START } from './journeys.js';
import { CONSENT, TYPED_LOOSELY } from './people.js';
import { unit } from './random.js';
import { recordsOf, salt, sha256 } from './systems.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Share of `kitchen` among categories. */
const KITCHEN = 0.35;
/** Into euros. */
const RATES = { EUR: 1, GBP: 1.17, USD: 0.92 };
/** People who share one device, about a third of them signed in on it in two weeks. */
const CROWD = 20;
/** Devices seen in two weeks, for each person. */
const DEVICES = 0.75;

/** Effects that change what stands at the top of a profile, or how ids are hashed, and no event. */
export const HEADS = {
  'other-plan': { plan: { version: '2.0.0' } },
  'other-key': { key: 'another secret of sixteen bytes' },
};

/** Records that the effect can draw: those of its event, with a draw of facts or people below a bound. */
export function touching({ event, effect }, world) {
  const { by, share } = drawnBy(effect);
  // Few bounds, so that injections share what they leave alone.
  const bound = BOUNDS.find((each) => share <= each) ?? 1;
  const draw = drawsOf(world);
  const holds = (record) => {
    if (event !== null && record.key !== event) return false;
    const number = by === 'person' ? record.fact.person.index : record.fact.at;
    return bound === 1 || unit(draw[by], number) < bound;
  };
  return { name: `${event} ${by} ${bound}`, holds };
}

const BOUNDS = [0.05, 0.1, 0.2, 0.45];

/** What an effect draws by, and how much of it at most. */
function drawnBy({ op, share = 1, points = 0 }) {
  if (op === 'forget') return { by: 'person', share: points / CONSENT };
  if (['md5', 'placeholder', 'missing-id', 'split'].includes(op)) return { by: 'person', share };
  if (op === 'move') return { by: 'fact', share: share / KITCHEN };
  return {
    by: 'fact',
    share: ['drop', 'omit', 'retype', 'relabel', 'value', 'repeat', 'sample'].includes(op) ? share : 1,
  };
}

function drawsOf({ seed }) {
  return { fact: salt(`${seed}:inject:fact`), person: salt(`${seed}:inject:person`) };
}

/** The records with the effect; `event` null: of all events. */
export function inject(records, { event, system, effect }, world) {
  const apply = EFFECTS[effect.op];
  if (apply === undefined) return records;
  const draw = drawsOf(world);
  const touched = (record) => event === null || record.key === event;
  if (apply.all) return apply.all(records, effect, draw, world, system);
  return records.flatMap((record) => {
    if (!touched(record) || !concerns(effect, record.fact)) return [record];
    return apply(record, effect, draw);
  });
}

function concerns({ platforms, fromDay = 0 }, { person, time }) {
  return (platforms === undefined || platforms.includes(person.platform)) && time >= START + fromDay * DAY;
}

const drawn = (draw, record, share) => unit(draw.fact, record.fact.at) < share;
const chosen = (draw, record, share) => unit(draw.person, record.fact.person.index) < share;
const changed = (record, parts) => [{ ...record, event: { ...record.event, ...parts } }];
const withProperty = (record, property, value) =>
  changed(record, { properties: { ...record.event.properties, [property]: value } });
const withIds = (record, ids) => changed(record, { ids: { ...record.event.ids, ...ids } });

/** `when` true only where the property is there. */
function replace(record, { property }, when, value) {
  const known = record.event.properties[property];
  return known !== undefined && when ? withProperty(record, property, value(known)) : [record];
}

const EFFECTS = {
  drop: (record, { share }, draw) => (drawn(draw, record, share) ? [] : [record]),
  rename: (record, { to }) => [{ ...record, key: null, event: { ...record.event, name: to } }],
  omit(record, { property, share }, draw) {
    if (!drawn(draw, record, share)) return [record];
    const { [property]: _, ...properties } = record.event.properties;
    return changed(record, { properties });
  },
  retype: (record, effect, draw) => replace(record, effect, drawn(draw, record, effect.share), String),
  relabel: (record, effect, draw) =>
    replace(record, effect, drawn(draw, record, effect.share), (value) => value.toUpperCase()),
  value: (record, effect, draw) =>
    replace(record, effect, drawn(draw, record, effect.share), () => effect.to),
  move: (record, effect, draw) =>
    replace(record, effect, drawn(draw, record, effect.share / KITCHEN), (value) =>
      value === effect.from ? effect.to : value,
    ),
  scale: (record, effect) =>
    replace(record, effect, true, (value) =>
      Number.isInteger(value) && effect.factor > 100 ? value * effect.factor : cents(value * effect.factor),
    ),
  convert(record, { property, to }) {
    const { properties } = record.event;
    const value = cents(properties[property] * RATES[properties.currency]);
    return changed(record, { properties: { ...properties, [property]: value, currency: to } });
  },
  delay(record, { hours, jitter }, draw) {
    const extra = (hours + jitter * (unit(draw.fact, record.fact.at) - 0.5)) * HOUR;
    return changed(record, { time: record.event.time + Math.round(extra) });
  },
  shift: (record, { hours }) => changed(record, { time: record.event.time + hours * HOUR }),
  'clock-unit': (record, { factor }) => changed(record, { time: Math.round(record.event.time * factor) }),
  repeat(record, { share }, draw) {
    if (!drawn(draw, record, share)) return [record];
    return [record, ...changed(record, { time: record.event.time + 4000, messageId: null })];
  },
  sample: (record, { rate }, draw) => (drawn(draw, record, rate) ? [record] : []),
  empty: () => [],
  /** Points of all people, taken from those who said yes. */
  forget: (record, { points }, draw) => (chosen(draw, record, points / CONSENT) ? [] : [record]),
  disregard: {
    /** A share of the people there: those who never said yes, let in. */
    all(_, { share }, draw, world, system) {
      const rate = (share * CONSENT) / (1 - CONSENT);
      const told = ({ person }) => person.consentFrom === Infinity && unit(draw.person, person.index) < rate;
      return recordsOf(world, system, told);
    },
  },
  unnormalised(record, { share }, draw) {
    const { person } = record.fact;
    const loose = person.typed !== person.email && chosen(draw, record, share / TYPED_LOOSELY);
    return loose ? withIds(record, { email: sha256(person.typed) }) : [record];
  },
  md5(record, { share }, draw) {
    const md5 = () => createHash('md5').update(record.fact.person.email).digest('hex');
    return chosen(draw, record, share) ? withIds(record, { email: md5() }) : [record];
  },
  placeholder: (record, { share, value }, draw) =>
    chosen(draw, record, share) ? withIds(record, { user_id: value }) : [record],
  'missing-id'(record, { share }, draw) {
    if (!chosen(draw, record, share)) return [record];
    const { user_id: _, ...ids } = record.event.ids;
    return changed(record, { ids });
  },
  split(record, { share }, draw) {
    // Half of the events under an account that only this system knows.
    const other = chosen(draw, record, share) && record.fact.at % 2 === 0;
    return other ? withIds(record, { user_id: `import-${record.fact.person.index}` }) : [record];
  },
  'share-device'(record, { share }, draw) {
    const { person, known } = record.fact;
    const crowd = Math.floor(person.index / CROWD);
    if (!known || unit(draw.person, crowd) >= share * DEVICES * CROWD) return [record];
    return withIds(record, { anonymous_id: `kiosk-${crowd}` });
  },
};
