import { relativePath } from '../plan/paths.ts';
import type { AnyRule } from '../rules/rule.ts';
import { type RuleSetting, Settings } from '../rules/settings.ts';
import { ConfigError, UsageError } from '../system/errors.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Config } from './types.ts';

/**
 * Settings of a run, with every rule name and option checked.
 * @throws ConfigError for a rule that does not exist or options that do not fit; UsageError for `--only`.
 */
export async function settingsFor(
  config: Config,
  rules: readonly AnyRule[],
  only: readonly string[] = [],
  cwd = '/',
): Promise<Settings> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const where = config.path ? relativePath(cwd, config.path) : 'the configuration';
  await checkRules(config.rules, byId, where);
  for (const override of config.overrides) await checkRules(override.rules, byId, where);
  const names = new Set([
    ...byId.keys(),
    ...rules.flatMap((rule) => [rule.id.split('/')[0] ?? '', ...rule.tags]),
  ]);
  for (const name of only) {
    if (!names.has(name))
      throw new UsageError(
        `--only ${name}: there is no such rule or tag.${didYouMean(name, names)} See "dataplan rules".`,
      );
  }
  return new Settings({
    preset: config.preset ?? 'recommended',
    rules: config.rules,
    overrides: config.overrides,
    only,
  });
}

async function checkRules(
  settings: ReadonlyMap<string, RuleSetting>,
  byId: ReadonlyMap<string, AnyRule>,
  where: string,
): Promise<void> {
  for (const [id, { options }] of settings) {
    const rule = byId.get(id);
    if (!rule)
      throw new ConfigError(
        `${where}: there is no rule "${id}".${didYouMean(id, byId.keys())} See "dataplan rules".`,
      );
    if (options === undefined) continue;
    if (!rule.options) throw new ConfigError(`${where}: the rule ${id} takes no options.`);
    const { misfit } = await import('./options.ts');
    const why = misfit(rule.options, options);
    if (why !== null) {
      throw new ConfigError(
        `${where}: the options of ${id} do not fit: ${why}. See "dataplan explain ${id}".`,
      );
    }
  }
}
