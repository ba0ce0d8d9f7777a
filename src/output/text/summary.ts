import type { Report } from '../../findings/report.ts';
import { isObject, type Json } from '../../text/json.ts';
import { clip, visible } from '../../text/visible.ts';
import { share } from '../drift/figures.ts';
import type { OutputContext } from '../format.ts';
import { painter } from '../painter.ts';
import { percent } from './finding.ts';
import { counted, wrap } from './wrap.ts';

/** Names listed of each kind; the JSON document has them all. */
const NAMES = 10;

/** What stands below the findings: what the evidence was, what was not looked at, and the verdict. */
export async function* summaryText(report: Report, context: OutputContext): AsyncIterable<string> {
  const paint = painter(context.colour);
  yield* eventsText(report.extra['events']);
  yield* coverageText(report.extra['coverage'], context);

  for (const { what, why } of report.notChecked) {
    const [first = '', ...rest] = wrap(
      `not checked  ${visible(what)}: ${clip(visible(why), 400)}`,
      context.width,
    );
    yield `${paint('cyan', first.slice(0, 11))}${first.slice(11)}`;
    for (const line of rest) yield `  ${line}`;
  }

  if (report.command === 'check')
    yield* viewText(report.extra['customerView'], report.extra['pairs'], context);
  if (context.model) {
    const { scoreText } = await import('./score.ts');
    yield '';
    yield* scoreText(context.model, context);
  }

  yield* acceptedText(report.extra['since'], context);
  const { error, warn, info, waived, baselined, fixable, failed } = report.summary;
  const counts: string[] = [];
  if (error > 0) counts.push(paint('red', counted(error, 'error')));
  if (warn > 0) counts.push(paint('yellow', counted(warn, 'warning')));
  if (info > 0) counts.push(paint('blue', counted(info, 'note')));
  const rest: string[] = [];
  if (waived > 0) rest.push(`${waived} waived`);
  if (baselined > 0) rest.push(`${baselined} in baseline`);
  if (fixable > 0) rest.push(`${fixable} fixable with --fix`);
  const mark = failed
    ? paint('red', context.unicode ? '✕' : 'x')
    : paint('green', context.unicode ? '✓' : 'ok');
  const found = counts.length > 0 ? counts.join(', ') : 'no findings';
  yield `${mark} ${found}${rest.length > 0 ? `   ${paint('dim', rest.join(', '))}` : ''}`;

  const example = report.findings.find((finding) => finding.status === 'open');
  if (example) yield paint('dim', `why and how to repair: dataplan explain ${visible(example.rule)}`);
}

/** What holding the systems against each other came to, in a line; `drift` has the rest. */
function* viewText(
  view: Json | undefined,
  pairs: Json | undefined,
  context: OutputContext,
): Iterable<string> {
  if (!Array.isArray(pairs) || pairs.length === 0) return;
  const known =
    isObject(view) && typeof view['share'] === 'number'
      ? `; single customer view ${share(view['share'])}`
      : '';
  yield* wrap(
    `${counted(pairs.length, 'pair')} of systems compared${known}: dataplan drift shows them side by side`,
    context.width,
  );
}

/** What a reviewer accepts by approving this change. */
function* acceptedText(since: Json | undefined, context: OutputContext): Iterable<string> {
  if (!isObject(since)) return;
  const waivers = Array.isArray(since['newWaivers']) ? since['newWaivers'].filter(isObject) : [];
  const baseline = Array.isArray(since['newBaseline']) ? since['newBaseline'].length : 0;
  for (const { rules, reason, until } of waivers.slice(0, NAMES)) {
    const end = typeof until === 'string' ? ` until ${until}` : '';
    yield* wrap(
      `new waiver  ${visible(clip(String(rules), 200))}${end}: ${visible(clip(String(reason), 200))}`,
      context.width,
    );
  }
  if (waivers.length > NAMES) yield `and ${waivers.length - NAMES} more new waivers`;
  if (baseline > 0) yield `${counted(baseline, 'finding')} newly accepted in the baseline`;
}

function* eventsText(events: Json | undefined): Iterable<string> {
  if (!isObject(events)) return;
  const total = Number(events['total'] ?? 0);
  const invalid = Number(events['invalid'] ?? 0);
  const unplanned = Number(events['unplanned'] ?? 0);
  const share = total > 0 ? ` (${percent(invalid / total)})` : '';
  yield `${counted(total, 'event')}: ${counted(total - invalid, 'valid').replace(/s$/, '')}, ${invalid.toLocaleString('en')} invalid${share}, of these ${unplanned.toLocaleString('en')} unplanned`;
}

function* coverageText(coverage: Json | undefined, context: OutputContext): Iterable<string> {
  if (!isObject(coverage)) return;
  const labels = {
    seen: 'planned and seen',
    neverSeen: 'planned, never seen',
    unplanned: 'seen, not planned',
  };
  for (const [key, label] of Object.entries(labels)) {
    const said = coverage[key];
    // Counts by name, or names alone.
    const names = Array.isArray(said) ? said.map(nameOf) : isObject(said) ? Object.keys(said) : [];
    if (names.length === 0) continue;
    const list = names.slice(0, NAMES).map((name) => clip(visible(name), 60));
    if (names.length > NAMES) list.push(`and ${names.length - NAMES} more`);
    const [first = '', ...rest] = wrap(list.join(', '), context.width - 25);
    yield `  ${label.padEnd(20)}${String(names.length).padStart(4)}  ${key === 'seen' ? '' : first}`.trimEnd();
    if (key !== 'seen') for (const line of rest) yield `${' '.repeat(28)}${line}`;
  }
}

function nameOf(value: Json): string {
  if (isObject(value)) return String(value['event'] ?? value['name'] ?? '');
  return String(value);
}
