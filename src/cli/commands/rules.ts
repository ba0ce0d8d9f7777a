import { wrap } from '../../output/text/wrap.ts';
import type { AnyRule } from '../../rules/rule.ts';
import type { Settings } from '../../rules/settings.ts';
import { UsageError } from '../../system/errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { RunCommand } from '../command.ts';
import { openSession } from '../session.ts';

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const given = invocation.arguments[0];
  const asked = chosen(session.rules, Array.isArray(given) ? given : []);
  const enabled = session.options['enabled'] === true;
  const rules = enabled ? asked.filter((rule) => session.settings.base(rule) !== 'off') : asked;
  const text =
    session.options['json'] === true
      ? `${JSON.stringify(
          rules.map((rule) => entry(rule, session.settings)),
          null,
          2,
        )}\n`
      : table(rules, session.settings);
  system.stdout.write(text);
  return 0;
};

/** Rules by id, topic or tag. */
function chosen(rules: readonly AnyRule[], names: readonly string[]): readonly AnyRule[] {
  const fits = (rule: AnyRule, name: string) =>
    rule.id === name || topicOf(rule) === name || rule.tags.includes(name);
  for (const name of names) {
    if (rules.some((rule) => fits(rule, name))) continue;
    const known = rules.flatMap((rule) => [rule.id, topicOf(rule), ...rule.tags]);
    throw new UsageError(
      `There is no rule, topic or tag "${name}".${didYouMean(name, new Set(known))} "dataplan rules" lists them.`,
    );
  }
  return names.length === 0 ? rules : rules.filter((rule) => names.some((name) => fits(rule, name)));
}

function entry(rule: AnyRule, settings: Settings) {
  return {
    id: rule.id,
    summary: rule.summary,
    severity: settings.base(rule),
    default_severity: rule.severity,
    preset: rule.preset,
    on: rule.on,
    tags: rule.tags,
    fixable: rule.fixable ?? null,
    options: rule.options ?? null,
    docs: `dataplan explain ${rule.id}`,
  };
}

/** Each rule with what it says below it, topics apart. */
function table(rules: readonly AnyRule[], settings: Settings): string {
  const width = Math.max(0, ...rules.map((rule) => rule.id.length));
  const lines = rules.flatMap((rule, index) => {
    const before = rules[index - 1];
    const gap = before !== undefined && topicOf(before) !== topicOf(rule) ? [''] : [];
    const fix = rule.fixable === undefined ? '' : '  fixable';
    const head = `${rule.id.padEnd(width)}  ${settings.base(rule).padEnd(5)}  ${rule.preset}${fix}`;
    return [...gap, head, ...wrap(rule.summary, WIDTH - 2).map((line) => `  ${line}`)];
  });
  const running = rules.filter((rule) => settings.base(rule) !== 'off').length;
  return `${[...lines, '', `${rules.length} rules, ${running} of them run here. "dataplan explain RULE" says more.`].join('\n')}\n`;
}

const WIDTH = 80;

function topicOf(rule: AnyRule): string {
  return rule.id.slice(0, rule.id.lastIndexOf('/'));
}
