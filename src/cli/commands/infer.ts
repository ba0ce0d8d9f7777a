import { Inference, type Inferred, type KnownIds } from '../../convert/infer/infer.ts';
import { writePlan, writePlanFolder } from '../../convert/write.ts';
import { loadDetector } from '../../evidence/detect/detector.ts';
import { parsePlan } from '../../plan/parse-plan.ts';
import { eachEvent } from '../../samples/each-event.ts';
import { formats } from '../../samples/formats/index.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Invocation, RunCommand } from '../command.ts';
import { writeFiles } from '../write-files.ts';

export const run: RunCommand = async ({ arguments: [given], options }, system) => {
  const patterns = Array.isArray(given) ? given.map(String) : [];
  if (patterns.length === 0) {
    throw new UsageError(
      'Nothing to infer from. Give samples: dataplan infer events.ndjson (a file, a folder, - for stdin).',
    );
  }
  const inference = new Inference(
    { name: nameOf(patterns, options), knownIds: knownIds() },
    await loadDetector(),
  );
  const plan = await parsePlan('dataplan: 1\nname: none\nversion: 0.0.0\n');
  const { bad } = await eachEvent(
    system,
    patterns,
    {
      plan,
      eventFormat: formatOf(options),
      map: mapOf(options['map']),
      limit: (options['limit'] as number | undefined) ?? null,
    },
    (event) => inference.add(event),
  );
  const inferred = inference.result();
  if (inferred.events === 0)
    throw new UsageError(
      `No events were found in ${patterns.join(', ')}${bad > 0 ? `; ${bad} records are none` : ''}.`,
    );
  const folder = typeof options['output'] === 'string' && options['output'].endsWith('/');
  const files = folder
    ? writePlanFolder(inferred.draft)
    : [{ path: 'plan.yaml', text: writePlan(inferred.draft) }];
  await writeFiles(files, options, system);
  say(inferred, bad, system);
  return 0;
};

/** What the formats' own fields for identifiers are, by the names the plan will have for them. */
function knownIds(): KnownIds {
  return new Map(formats.flatMap(({ ids }) => ids.map(({ kind, of, known }) => [kind, { of, known }])));
}

function nameOf(patterns: readonly string[], options: Invocation['options']): string {
  if (typeof options['name'] === 'string') return options['name'];
  const base = (patterns[0] ?? '').replace(/\/+$/, '').replace(/^.*\//, '').replace(/\..*$/, '');
  return (
    base
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'inferred'
  );
}

function formatOf(options: Invocation['options']): string | null {
  const given = options['eventFormat'];
  if (typeof given !== 'string') return null;
  const ids = formats.map(({ id }) => id);
  if (!ids.includes(given)) {
    throw new UsageError(
      `There is no event format "${given}".${didYouMean(given, ids)} Known: ${ids.join(', ')}.`,
    );
  }
  return given;
}

/** `event=name,user=uid` */
function mapOf(given: unknown): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const pair of typeof given === 'string' ? given.split(',') : []) {
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(`Expected --map event=name,user=uid, got "${pair}".`);
    out.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return out;
}

const SHOWN = 10;

function say({ draft, events, dropped, nearDuplicates }: Inferred, bad: number, system: System): void {
  system.stderr.write(
    `${events} events gave ${draft.events.size} entries${bad > 0 ? `; ${bad} records were no events` : ''}.\n`,
  );
  if (dropped > 0)
    system.stderr.write(`${dropped} events of further names were left out: there is data in the names.\n`);
  for (const { what, names, counts } of nearDuplicates.slice(0, SHOWN)) {
    system.stderr.write(
      `  near-duplicate ${what}: ${names.map((name, index) => `"${name}" (${counts[index]})`).join(', ')}\n`,
    );
  }
  if (nearDuplicates.length > SHOWN)
    system.stderr.write(`  and ${nearDuplicates.length - SHOWN} more near-duplicates\n`);
}
