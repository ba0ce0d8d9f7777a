import { showsUnicode } from '../../output/colour.ts';
import { wantsColour } from '../../output/index.ts';
import { painter } from '../../output/painter.ts';
import { changeMark, chart } from '../../output/trend-words.ts';
import { joinPath, relativePath } from '../../plan/paths.ts';
import { parseHistory, type Run } from '../../report/history.ts';
import { PART_TITLES } from '../../report/scorecard/index.ts';
import { type Trend, trend } from '../../report/trend.ts';
import { UsageError } from '../../system/errors.ts';
import { stringify } from '../../text/stringify.ts';
import { visible } from '../../text/visible.ts';
import type { RunCommand } from '../command.ts';
import { openSession } from '../session.ts';

/** Is quality improving or degrading? From the recorded runs alone: nothing is checked. */
export const run: RunCommand = async (invocation, system) => {
  const { config, options } = await openSession(invocation, system);
  const path = config.history ?? joinPath(config.folder, '.dataplan/history.ndjson');
  const shown = relativePath(system.cwd, path);
  if ((await system.files.stat(path)) === null) {
    throw new UsageError(`There is no history yet at ${shown}. A first entry: dataplan check --record`);
  }
  const { runs, skipped } = parseHistory(await system.files.readText(path));
  if (skipped.length > 0)
    system.stderr.write(`${shown}: line ${skipped.join(', ')} cannot be read and was skipped\n`);
  const last = runs.at(-1);
  if (!last) throw new UsageError(`${shown} holds no run. A first entry: dataplan check --record`);
  const result = trend(runs.slice(0, -1), last);
  if (options['json'] === true) {
    system.stdout.write(
      `${stringify({ schema: 1, headline: result.headline, why: result.why, reference: result.reference, parts: result.parts, teams: result.teams })}\n`,
    );
    return 0;
  }
  const colour = wantsColour(options['color'] as boolean | undefined, system.env, system.stdout);
  system.stdout.write(trendText(result, last, colour, showsUnicode(system.env, system.stdout)));
  return 0;
};

function trendText(result: Trend, last: Run, colour: boolean, unicode: boolean): string {
  const paint = painter(colour);
  const rows = result.parts.map((part) => {
    const mark = changeMark(part, unicode);
    const tone = part.word === 'improving' ? 'green' : part.word.startsWith('degrading') ? 'red' : 'dim';
    const score = String(part.score ?? '-').padStart(4);
    return `${PART_TITLES[part.id].padEnd(31)}${score}  ${paint(tone, mark.padEnd(22))}${chart(part.series.slice(-20), unicode)}`;
  });
  const since = result.reference
    ? `compared with ${result.reference.at.slice(0, 10)}`
    : (result.why ?? 'nothing to compare with yet');
  const names = [...new Set(result.teams.map(({ team }) => team))];
  const teams = names.map((team) => {
    const own = result.teams.filter((one) => one.team === team);
    return `  ${visible(team)}: ${own.map(({ id, score, delta }) => `${id} ${score}${delta ? ` (${delta > 0 ? '+' : ''}${delta})` : ''}`).join(', ')}`;
  });
  return [
    paint('bold', visible(result.headline)),
    paint('dim', `${visible(last.plan)} ${visible(last.version)}, ${last.at.slice(0, 10)}, ${since}`),
    '',
    ...rows,
    ...(teams.length > 0 ? ['', 'By team', ...teams] : []),
    '',
  ].join('\n');
}
