import { relativePath } from '../../plan/paths.ts';
import type { RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const shown = describe(session);
  system.stdout.write(
    session.options['json'] === true ? `${JSON.stringify(shown, null, 2)}\n` : asText(shown),
  );
  return 0;
};

type Shown = ReturnType<typeof describe>;

function describe(session: Session) {
  const { config, rules, settings, system, today } = session;
  const relative = (path: string) => relativePath(system.cwd, path);
  return {
    config: config.path ? relative(config.path) : null,
    plan: config.plan.map(relative),
    preset: { value: settings.preset, from: config.preset ? 'configuration' : 'default' },
    today,
    failOn: { value: config.failOn ?? 'error', from: config.failOn ? 'configuration' : 'default' },
    baseline: config.baseline ? relative(config.baseline) : null,
    history: config.history ? relative(config.history) : null,
    waivers: config.waivers ? relative(config.waivers) : null,
    plugins: config.plugins,
    samples: config.samples.map(({ system: name, files, eventFormat }) => ({
      system: name,
      files,
      eventFormat,
    })),
    code: config.code.map(({ system: name, files }) => ({ system: name, files })),
    overrides: config.overrides.map(({ events, files, rules: changed, reason }) => ({
      events,
      files,
      rules: [...changed.keys()],
      reason,
    })),
    rules: rules.map((rule) => ({
      rule: rule.id,
      severity: settings.base(rule),
      from: config.rules.get(rule.id)?.severity
        ? 'configuration'
        : settings.base(rule) === 'off'
          ? `not in ${settings.preset}`
          : `preset ${rule.preset}`,
      options: settings.options(rule) ?? null,
    })),
  };
}

function asText(shown: Shown): string {
  const lines = [
    `configuration  ${shown.config ?? 'none found: everything has its default'}`,
    `plan           ${shown.plan.join(', ') || 'none'}`,
    `preset         ${shown.preset.value} (${shown.preset.from})`,
    `fails on       ${shown.failOn.value} (${shown.failOn.from})`,
    `today          ${shown.today}`,
    `baseline       ${shown.baseline ?? 'none'}`,
    `history        ${shown.history ?? 'none'}`,
    `waivers        ${shown.waivers ?? 'in comments only'}`,
    ...shown.samples.map(({ system, files }) => `samples        ${system}: ${files.join(', ')}`),
    ...shown.code.map(({ system, files }) => `code           ${system ?? 'any system'}: ${files.join(', ')}`),
    ...shown.overrides.map(
      ({ events, rules, reason }) =>
        `override       ${(events ?? ['*']).join(', ')}: ${rules.join(', ')}${reason ? ` (${reason})` : ''}`,
    ),
    '',
  ];
  const width = Math.max(...shown.rules.map(({ rule }) => rule.length));
  for (const { rule, severity, from, options } of shown.rules) {
    lines.push(
      `${severity.padEnd(5)}  ${rule.padEnd(width)}  ${from}${options ? `  ${JSON.stringify(options)}` : ''}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
