import { writeProfile } from '../../evidence/profile/save.ts';
import type { Profile } from '../../evidence/profile.ts';
import type { Finding } from '../../findings/finding.ts';
import type { SampleSource } from '../../samples/validate.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { stringify } from '../../text/stringify.ts';
import { clip, defuse, visible } from '../../text/visible.ts';
import type { Invocation } from '../command.ts';
import { writeFiles } from '../write-files.ts';

/** Where verdicts go while the samples are read. */
export interface VerdictOutput {
  readonly onStdout: boolean;
  write(bytes: Uint8Array): Promise<void>;
  /** The file takes its name when all is written. */
  finish(): Promise<void>;
}

/** @throws UsageError when the file exists and may not be replaced. */
export async function verdictsTo(
  options: Invocation['options'],
  system: System,
): Promise<VerdictOutput | null> {
  const path = options['verdicts'];
  if (typeof path !== 'string') return null;
  if (path === '-') {
    const decoder = new TextDecoder();
    return {
      onStdout: true,
      write: async (bytes) => system.stdout.write(decoder.decode(bytes)),
      finish: async () => {},
    };
  }
  if ((await system.files.stat(path)) !== null && options['force'] !== true) {
    throw new UsageError(`${path} exists. Name another file, or give --force to replace it.`);
  }
  const partial = `${path}.partial`;
  await system.files.remove(partial);
  await system.files.append(partial, '');
  return {
    onStdout: false,
    write: async (bytes) => (bytes.length > 0 ? system.files.append(partial, bytes) : undefined),
    finish: () => system.files.rename(partial, path),
  };
}

/** `--each`: a line a finding, at the sample's own place; as JSON where the format is a machine's. */
export function eachTo(options: Invocation['options'], system: System): ((finding: Finding) => void) | null {
  if (options['each'] !== true) return null;
  const asJson = options['json'] === true || asksJson(options['format']);
  return (finding) => system.stdout.write(asJson ? `${stringify(finding)}\n` : lineOf(finding));
}

function asksJson(formats: unknown): boolean {
  return Array.isArray(formats) && formats.some((format) => format === 'json' || format === 'ndjson');
}

function lineOf({ related, location, severity, rule, message }: Finding): string {
  const [seen] = related;
  const place = seen ? `${visible(seen.file)}:${seen.line}` : visible(location.file);
  return `${defuse(`${place} ${severity} ${rule} ${clip(visible(message), 2000)}`)}\n`;
}

/** The key of identifier sketches: a file's text, else the environment's; null without either. */
export async function sketchKey(options: Invocation['options'], system: System): Promise<string | null> {
  const file = options['sketchKey'];
  const key =
    typeof file === 'string' ? (await system.files.readText(file)).trim() : system.env['DATAPLAN_SKETCH_KEY'];
  if (typeof file === 'string' && key === '') throw new UsageError(`The key file ${file} is empty.`);
  return key === undefined || key === '' ? null : key;
}

/** @throws UsageError where the samples are of several systems: a file holds the profile of one. */
export async function saveProfiles(
  profiles: readonly Profile[],
  options: Invocation['options'],
  system: System,
): Promise<void> {
  const path = options['writeProfile'];
  const [profile, other] = profiles;
  if (typeof path !== 'string' || profile === undefined) return;
  if (other) {
    throw new UsageError(
      `The samples are of ${profile.system} and ${other.system}; a profile is of one. Give --system.`,
    );
  }
  await writeFiles(
    [{ path: 'profile.json', text: writeProfile(profile) }],
    { ...options, output: path },
    system,
  );
}

const worthWorkers = 256 * 1024 * 1024;

/** Threads warm up one by one: below a quarter of a gigabyte one is as fast as two. */
export async function defaultWorkers(sources: readonly SampleSource[], system: System): Promise<number> {
  let bytes = 0;
  for (const { files } of sources) {
    for (const file of files) bytes += (await system.files.stat(file).catch(() => null))?.size ?? 0;
  }
  return bytes >= worthWorkers ? 2 : 0;
}
