import { judgeLine, type PairOptions } from '../diff/pairs.ts';
import type { System } from '../system/system.ts';
import { stringify } from '../text/stringify.ts';
import type { Session } from './session.ts';

/** A list of schema pairs, a line each; one line of verdicts for each, in the same order. Exit code 1 for a break. */
export async function judgePairs(
  path: string,
  { options, config }: Session,
  system: System,
): Promise<number> {
  const asked = options['bump'];
  const settings: PairOptions = {
    scheme: asked === 'semver' || asked === 'schemaver' ? asked : null,
    strict: options['strict'] === true || config.diff.open === 'strict',
  };
  let breaking = false;
  let number = 0;
  for await (const line of linesOf(path === '-' ? system.stdin : system.files.stream(path))) {
    number += 1;
    if (line.trim() === '') continue;
    const verdicts = judgeLine(line, number, settings);
    breaking ||= verdicts['backward'] === 'breaking';
    system.stdout.write(`${stringify(verdicts)}\n`);
  }
  return breaking && options['exitZero'] !== true && options['failOn'] !== 'never' ? 1 : 0;
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
