import { mergeProfiles } from '../../evidence/profile/merge.ts';
import { readProfile, writeProfile } from '../../evidence/profile/save.ts';
import { profileFacts, profileText } from '../../evidence/profile/show.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { didYouMean } from '../../text/nearest.ts';
import { stringify } from '../../text/stringify.ts';
import type { RunCommand } from '../command.ts';
import { writeFiles } from '../write-files.ts';

/** `profile merge`: one profile of several. */
export const merge: RunCommand = async ({ arguments: [files], options }, system) => {
  const patterns = Array.isArray(files) ? files : [];
  const paths = [...new Set((await Promise.all(patterns.map((pattern) => expand(pattern, system)))).flat())];
  const profiles = await Promise.all(paths.map((path) => load(path, system)));
  await writeFiles([{ path: 'profile.json', text: writeProfile(mergeProfiles(profiles)) }], options, system);
  return 0;
};

/** `profile show`: what a profile holds, for a person. */
export const show: RunCommand = async ({ arguments: [file], options }, system) => {
  const profile = await load(typeof file === 'string' ? file : '', system);
  const name = typeof options['event'] === 'string' ? options['event'] : null;
  if (name !== null && profile.events[name] === undefined) {
    const names = Object.keys(profile.events);
    throw new UsageError(`The profile has no event "${name}".${didYouMean(name, names)}`);
  }
  system.stdout.write(
    options['json'] === true ? `${stringify(profileFacts(profile, name))}\n` : profileText(profile, name),
  );
  return 0;
};

async function load(path: string, system: System) {
  return readProfile(await system.files.readText(path), path);
}

/** A file as it is named, else what the pattern matches. */
async function expand(pattern: string, system: System): Promise<readonly string[]> {
  if ((await system.files.stat(pattern)) !== null) return [pattern];
  const found = await system.files.glob([pattern], { cwd: system.cwd });
  if (found.length === 0) throw new UsageError(`There is no profile ${pattern}.`);
  return found;
}
