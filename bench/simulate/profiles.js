// Records into Profiles, by the product's own builder and without files in between: `files.js` writes the same events
// in the vendors' shapes, to show that the way over files gives the same.
import { HEADS, inject } from './effects.js';
import { START } from './journeys.js';
import { PLAN } from './plan.js';
import { recordsOf, SYSTEMS, sha256 } from './systems.js';

const KEY = 'a secret of sixteen bytes';
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

  /**
   * The profiles of a world by system. `known`: those of a world that differs in what `sides` changes alone, of which
   * the other systems are taken.
   */
  function baseline(world, sides = {}, known = new Map()) {
    const all = new Map();
    for (const system of SYSTEMS) {
      const same = known.get(system);
      if (same !== undefined && sides[system] === undefined) {
        all.set(system, same);
        continue;
      }
      const records = side(recordsOf(world, system), sides[system], dataplan);
      const sampling = sides[system]?.keep && { rate: sides[system].keep, by: sides[system].by };
      const whole = profile(system, records, sampling ? { sampling } : {});
      all.set(system, { records, whole, rests: new Map() });
    }
    return all;
  }

  /** The profile of the system that an injection is into. */
  function injected(world, base, injection) {
    const { system, event, effect } = injection;
    const { records, whole, rests } = base.get(system);
    const head = HEADS[effect.op];
    if (head?.plan)
      return { ...whole, plan: { ...whole.plan, ...head.plan, hash: sha256(head.plan.version) } };
    if (head?.key) return profile(system, records, { key: head.key });
    if (event === null) return profile(system, inject(records, injection, world));
    // What one injection does not touch is counted once, and joined with what it does.
    let split = rests.get(event);
    if (split === undefined) {
      const others = records.filter(({ key }) => key !== event);
      split = { rest: profile(system, others), own: records.filter(({ key }) => key === event) };
      rests.set(event, split);
    }
    return dataplan.mergeProfiles([split.rest, profile(system, inject(split.own, injection, world))]);
  }

  return { plan, profile, baseline, injected };
}

/** What one export holds of the system: days, or a share of its people by the tool's own sampling hash. */
function side(records, options, { createHasher }) {
  if (options?.days) {
    const [from, to] = options.days;
    const day = ({ event }) => Math.floor((event.time - START) / 86_400_000);
    return records.filter((record) => day(record) >= from && day(record) < to);
  }
  if (options?.keep) {
    const hasher = createHasher(KEY);
    const limit = options.keep * 2 ** 48;
    return records.filter(
      ({ event }) => event.ids.user_id !== undefined && hasher.of('raw', event.ids.user_id) < limit,
    );
  }
  return records;
}
