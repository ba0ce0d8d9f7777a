// Records into Profiles, by the product's own builder and without files in between: `files.js` writes the same events
// in the vendors' shapes, to show that the way over files gives the same.
import { HEADS, inject, touching } from './effects.js';
import { PLAN } from './plan.js';
import { recordsOf, SYSTEMS, sha256 } from './systems.js';

export const KEY = 'a secret of sixteen bytes';
const PLACE = { source: 0, line: 1, index: 0 };
export const FORMATS = { amplitude: 'amplitude', braze: 'braze', 'meta-ads': 'meta' };

/** `dataplan`: the product's modules (`ProfileWatcher`, `mergeProfiles`, `parsePlan`). */
export async function makeProfiler(dataplan) {
  const plan = await dataplan.parsePlan(PLAN);
  const setup = (system, { key = KEY, sampling = { rate: 1, by: 'none' } } = {}) => ({
    plan,
    planHash: sha256(PLAN),
    system,
    key,
    tool: 'bench',
    format: FORMATS[system],
    sampling,
  });

  /** One profile of these records. */
  function profile(system, records, options) {
    const watcher = new dataplan.ProfileWatcher(setup(system, options));
    for (const { event, key } of records) watcher.watch(event, key, null, PLACE, true);
    return watcher.profile([]);
  }

  const merge = (profiles) => dataplan.mergeProfiles(profiles);

  /** A share of its people, by the tool's own sampling hash. */
  function sampled(system, records, rate) {
    const hasher = dataplan.createHasher(KEY);
    const kept = ({ event }) => hasher.of('raw', event.ids.user_id) < rate * 2 ** 48;
    const own = records.filter((record) => record.event.ids.user_id !== undefined && kept(record));
    return profile(system, own, { sampling: { rate, by: 'person' } });
  }

  /** The profiles of a world by system, counted in parts; `parts(word)`: those with the word in their name. */
  function baseline(world, partOf) {
    const all = new Map();
    for (const system of SYSTEMS) {
      const records = recordsOf(world, system);
      const named = [...grouped(records, partOf)].map(([name, own]) => [name, profile(system, own)]);
      const parts = (word) =>
        named.filter(([name]) => name.split(' ').includes(word)).map(([, part]) => part);
      all.set(system, { records, parts, whole: merge(named.map(([, part]) => part)), rests: new Map() });
    }
    return all;
  }

  /** The profile of the system that an injection is into. */
  function injected(world, base, injection) {
    const { system, effect } = injection;
    const { records, whole, rests } = base.get(system);
    const head = HEADS[effect.op];
    if (head?.plan)
      return { ...whole, plan: { ...whole.plan, ...head.plan, hash: sha256(head.plan.version) } };
    if (head?.key) return profile(system, records, { key: head.key });
    const touched = touching(injection, world);
    // What an injection cannot touch is counted once, and joined with what it does.
    let split = rests.get(touched.name);
    if (split === undefined) {
      const own = records.filter((record) => touched.holds(record));
      split = {
        own,
        rest: profile(
          system,
          records.filter((record) => !touched.holds(record)),
        ),
      };
      rests.set(touched.name, split);
    }
    return merge([split.rest, profile(system, inject(split.own, injection, world))]);
  }

  return { plan, profile, merge, sampled, baseline, injected };
}

function grouped(items, nameOf) {
  const groups = new Map();
  for (const item of items) {
    const name = nameOf(item);
    const own = groups.get(name);
    if (own === undefined) groups.set(name, [item]);
    else own.push(item);
  }
  return groups;
}
