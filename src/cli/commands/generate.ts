import { generateEvents, type Impossible } from '../../convert/generate/events.ts';
import { type ClientStyle, generateTypes } from '../../convert/generate/types.ts';
import { UsageError } from '../../system/errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { stringify } from '../../text/stringify.ts';
import type { RunCommand } from '../command.ts';
import { openSession } from '../session.ts';
import { writeFiles } from '../write-files.ts';

/** `generate types`: a typed client. */
export const types: RunCommand = async (invocation, system) => {
  const { options } = invocation;
  const { output: _, ...rest } = options;
  const plan = await (await openSession({ ...invocation, options: rest }, system)).loadPlan();
  const text = generateTypes(plan, (options['style'] as ClientStyle | undefined) ?? 'functions');
  await writeFiles([{ path: 'events.ts', text }], options, system);
  return 0;
};

/** `generate events`: events that conform and, when asked for, some that do not. */
export const events: RunCommand = async (invocation, system) => {
  const { options } = invocation;
  const { output: _, ...rest } = options;
  const plan = await (await openSession({ ...invocation, options: rest }, system)).loadPlan();
  const wanted = Array.isArray(options['event']) ? options['event'].map(String) : [];
  for (const key of wanted) {
    if (!plan.events.has(key))
      throw new UsageError(`The plan has no event "${key}".${didYouMean(key, plan.events.keys())}`);
  }
  const impossible: Impossible[] = [];
  const lines: string[] = [];
  const truth: string[] = [];
  const count = (options['count'] as number | undefined) ?? 100;
  const violating = (options['violating'] as number | undefined) ?? 0;
  const seed = (options['seed'] as number | undefined) ?? 1;
  for (const { event, key, violation, property } of generateEvents(
    plan,
    { count, seed, violating, events: wanted },
    impossible,
  )) {
    lines.push(`${stringify(event)}\n`);
    truth.push(`${stringify({ line: lines.length, event: key, violation, property })}\n`);
  }
  await writeFiles([{ path: 'events.ndjson', text: lines.join('') }], options, system);
  if (typeof options['truth'] === 'string') await system.files.write(options['truth'], truth.join(''));
  for (const { key, why } of impossible) system.stderr.write(`No "${key}" was made: ${why}.\n`);
  return 0;
};
