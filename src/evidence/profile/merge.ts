import { UsageError } from '../../system/errors.ts';
import type { Profile } from '../profile.ts';
import { createHasher } from '../sketch/hash.ts';
import { ProfileBuilder } from './builder.ts';
import { forSaving } from './save.ts';

/**
 * One profile of all: associative and commutative. Refuses what would count twice or would not mean the same:
 * another system, key, sketch size, plan version or sampling, or an input that both sides have.
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  const [first, ...others] = profiles;
  if (first === undefined) throw new UsageError('No profile to merge: name at least one file.');
  for (const other of others) refuseUnlike(first, other);
  const parts = profiles.flatMap((profile) => profile.parts);
  refuseTwice(parts);
  const lacking = profiles.some((profile) => profile.totals.events > 0 && isSavedWithoutKey(profile));
  const format = others.every((other) => other.made.format === first.made.format) ? first.made.format : null;
  const builder = new ProfileBuilder({
    head: { ...head(first), made: { ...first.made, format }, parts },
    hasher: createHasher(null),
    identifiers: [],
    event: () => ({ planned: false, eligible: false, path: () => ({ planned: false, shown: false }) }),
  });
  for (const profile of profiles) builder.absorb(lacking ? forSaving(profile) : profile);
  return builder.build();
}

function head(profile: Profile) {
  const { system, plan, made, sketch, forms, sampling, parts, reaches } = profile;
  return { system, plan, made, sketch, forms, sampling, parts, reaches };
}

function isSavedWithoutKey(profile: Profile): boolean {
  return Object.values(profile.events).some((event) => event.people.rows === null);
}

function refuseUnlike(a: Profile, b: Profile): void {
  const alike: [string, unknown, unknown, string][] = [
    ['system', a.system, b.system, 'merge each system by itself'],
    ['plan', a.plan?.hash, b.plan?.hash, 'count both inputs against one version of the plan'],
    ['sketch key', a.sketch.key_id, b.sketch.key_id, 'make both with the same DATAPLAN_SKETCH_KEY'],
    ['sketch size', a.sketch.k, b.sketch.k, 'make both with the same size'],
    [
      'sampling',
      JSON.stringify(a.sampling),
      JSON.stringify(b.sampling),
      'make both from the same share of events',
    ],
    ['engine', a.made.engine, b.made.engine, 'count both with the same engine'],
    [
      'identifier forms',
      JSON.stringify(a.forms),
      JSON.stringify(b.forms),
      'make both with one version of the plan',
    ],
  ];
  for (const [what, left, right, next] of alike) {
    if (left === right) continue;
    throw new UsageError(`Cannot merge profiles with a different ${what} (${left} and ${right}): ${next}.`);
  }
}

function refuseTwice(parts: Profile['parts']): void {
  const seen = new Set<string>();
  for (const { name, digest } of parts) {
    if (seen.has(digest)) {
      throw new UsageError(
        `Cannot merge: the input ${name} is in more than one of the profiles and would count twice.`,
      );
    }
    seen.add(digest);
  }
}
