import type { Finding, Severity } from '../../findings/finding.ts';
import { clip, visible } from '../../text/visible.ts';
import { carriers } from '../carriers.ts';
import type { OutputContext } from '../format.ts';
import { painter, type Style } from '../painter.ts';
import { codeFrame } from './frame.ts';
import { counted, wrap } from './wrap.ts';

export const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warn: 'yellow',
  info: 'blue',
};

/** A name may be a novel; a line of a terminal is not. */
const LONGEST = 600;

/** One finding as a reader of a terminal wants it: where, what, the code, the evidence, the way out. */
export async function findingText(finding: Finding, context: OutputContext): Promise<string[]> {
  const paint = painter(context.colour);
  const { location, related } = finding;
  const place = `${visible(location.file)}:${location.start.line}:${location.start.column}`;
  const severity = paint(SEVERITY_STYLE[finding.severity], finding.severity);
  const lines = [
    `${paint('bold', clip(place, LONGEST))}  ${severity}  ${paint('dim', visible(finding.rule))}`,
  ];
  const say = (text: string) => {
    for (const line of wrap(text, context.width - 2)) lines.push(`  ${line}`);
  };
  say(clip(visible(finding.message), LONGEST));

  const source = await context.sourceText(location.file);
  if (source !== null) lines.push(...codeFrame(source, location, context.width, paint));

  const from = carriers(finding);
  if (finding.rate !== null) {
    const share = `${counted(finding.count, 'time')}, ${percent(finding.rate)} of the events`;
    say(`${paint('dim', 'seen')}  ${share}${from ? ` (${from})` : ''}`);
  }
  for (const other of related.slice(0, 3)) {
    const column = other.column === undefined ? '' : `:${other.column}`;
    const note = other.note ? `  ${clip(visible(other.note), 120)}` : '';
    say(`${paint('dim', 'see')}  ${clip(visible(other.file), LONGEST)}:${other.line}${column}${note}`);
  }
  if (related.length > 3) say(paint('dim', `and ${related.length - 3} more places`));
  if (finding.owners.length > 0) {
    say(`${paint('dim', 'owner')}  ${finding.owners.map((owner) => clip(visible(owner), 60)).join(', ')}`);
  }
  if (finding.fix) {
    const flag = finding.fix.safety === 'safe' ? '--fix' : '--fix --unsafe';
    say(`${paint('green', 'fix')}  ${clip(visible(finding.fix.title), LONGEST)}  (${flag})`);
  }
  return lines;
}

/** Two decimals at most, never rounded to a lie: 0.00002 is not "0 %". */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.01) return 'under 0.01 %';
  if (value < 100 && value > 99.99) return 'over 99.99 %';
  return `${Number(value.toFixed(2))} %`;
}
