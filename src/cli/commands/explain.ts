import type { Finding } from '../../findings/finding.ts';
import { wantsColour } from '../../output/colour.ts';
import { painter } from '../../output/painter.ts';
import { loadPages } from '../../rules/pages.ts';
import type { AnyRule } from '../../rules/rule.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { addDuration } from '../../text/calendar.ts';
import { isObject } from '../../text/json.ts';
import { nearest } from '../../text/nearest.ts';
import { defuse, visible } from '../../text/visible.ts';
import type { RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';

type Paint = ReturnType<typeof painter>;

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const [name] = invocation.arguments;
  const asked = typeof name === 'string' ? name : '';
  const paint = painter(
    wantsColour(session.options['color'] as boolean | undefined, system.env, system.stdout),
  );
  const rule = session.rules.find((each) => each.id === asked);
  if (rule !== undefined) {
    system.stdout.write(await ruleText(rule, session, paint));
    return 0;
  }
  if (!/^[0-9a-f]{6,64}$/.test(asked)) {
    const near =
      nearest(
        asked,
        session.rules.map((each) => each.id),
      ) ?? byLastPart(asked, session.rules);
    const hint = near === null ? '"dataplan rules" lists them all.' : `Did you mean "${near}"?`;
    throw new UsageError(
      `There is no rule "${asked}", and it is no fingerprint of 6 to 64 hexadecimal digits. ${hint}`,
    );
  }
  const finding = await findingIn(session.options['from'], asked, system);
  const ruleOfFinding = session.rules.find((each) => each.id === finding.rule);
  const about = ruleOfFinding === undefined ? '' : `\n${await ruleText(ruleOfFinding, session, paint)}`;
  system.stdout.write(`${caseText(finding, session.today, paint)}${about}`);
  return 0;
};

async function ruleText(rule: AnyRule, { settings }: Session, paint: Paint): Promise<string> {
  const page = (await loadPages()).get(rule.id);
  const level = settings.base(rule);
  const facts = [
    `${level === 'off' ? 'off' : `${level} here`}, ${rule.severity} by default`,
    `preset ${rule.preset}`,
    `tags ${rule.tags.join(', ')}`,
    ...(rule.fixable === undefined
      ? []
      : [rule.fixable === 'safe' ? 'fixed by --fix' : 'fixed by --fix --unsafe']),
  ];
  const head = `${paint('bold', rule.id)}  ${paint('dim', facts.join(' · '))}\n${rule.summary}\n`;
  if (page === undefined) return head;
  const body = [...page.sections].map(
    ([heading, text]) => `\n${paint('bold', heading)}\n${plain(text, paint)}\n`,
  );
  return `${head}${body.join('')}`;
}

/** Markdown as a terminal shows it: fences give way to an indent. */
function plain(markdown: string, paint: Paint): string {
  let inside = false;
  const lines: string[] = [];
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      inside = !inside;
      continue;
    }
    lines.push(inside ? `    ${paint('cyan', line)}` : line);
  }
  return lines.join('\n');
}

function caseText(finding: Finding, today: string, paint: Paint): string {
  const { location, related, count } = finding;
  const place = `${location.file}:${location.start.line}:${location.start.column}`;
  const seen = related.map(
    ({ file, line, note }) => `  seen at ${file}:${line}${note === undefined ? '' : `, ${note}`}`,
  );
  const lines = [
    `  ${finding.severity}  ${finding.subject}${count > 1 ? `  ${count} times` : ''}`,
    `  at ${place}`,
    ...seen,
    ...(finding.owners.length > 0 ? [`  owners: ${finding.owners.join(', ')}`] : []),
    '',
    'To accept it for a while, put this on the line above:',
    `  # dataplan-ignore ${finding.rule} until=${addDuration(today, 'P90D') ?? today} -- why it may stay`,
    'or, where there is no line, this into the waivers file that the configuration names:',
    `  - { rule: ${finding.rule}, subject: ${JSON.stringify(finding.subject)}, until: ${addDuration(today, 'P90D') ?? today}, reason: "why it may stay" }`,
  ];
  const shown = lines.map((line) => defuse(visible(line))).join('\n');
  return `${paint('bold', defuse(visible(finding.message)))}\n${shown}\n`;
}

/** The finding of a JSON report whose fingerprint begins so. */
async function findingIn(from: unknown, start: string, system: System): Promise<Finding> {
  if (typeof from !== 'string') {
    throw new UsageError(
      `A fingerprint needs the report it is from: dataplan explain ${start} --from report.json`,
    );
  }
  const findings = findingsOf(await system.files.readText(from), from);
  const found = findings.filter((finding) => finding.fingerprint.startsWith(start));
  const [only] = found;
  if (only === undefined)
    throw new UsageError(`No finding of ${from} has a fingerprint that begins with ${start}.`);
  if (found.some((finding) => finding.fingerprint !== only.fingerprint)) {
    throw new UsageError(
      `${found.length} findings of ${from} have a fingerprint that begins with ${start}; give more of it.`,
    );
  }
  return only;
}

function findingsOf(text: string, from: string): Finding[] {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    throw new UsageError(`${from} is no JSON. Write the report with -f json=${from}.`);
  }
  const list = isObject(report) ? report['findings'] : null;
  if (!Array.isArray(list))
    throw new UsageError(`${from} is no report: it has no "findings". Write one with -f json=${from}.`);
  return list.filter(isFinding);
}

function isFinding(value: unknown): value is Finding {
  return (
    isObject(value) &&
    ['rule', 'message', 'severity', 'subject', 'fingerprint'].every(
      (key) => typeof value[key] === 'string',
    ) &&
    isObject(value['location']) &&
    Array.isArray(value['related']) &&
    Array.isArray(value['owners'])
  );
}

/** `event-case`, or nearly so, for `naming/event-case`. */
function byLastPart(asked: string, rules: readonly AnyRule[]): string | null {
  const last = (id: string) => id.slice(id.lastIndexOf('/') + 1);
  const found = nearest(
    last(asked),
    rules.map((rule) => last(rule.id)),
  );
  return rules.find((rule) => last(rule.id) === found)?.id ?? null;
}
