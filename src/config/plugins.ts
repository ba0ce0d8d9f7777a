import { relativePath } from '../plan/paths.ts';
import type { AnyRule } from '../rules/rule.ts';
import { ConfigError } from '../system/errors.ts';
import type { System } from '../system/system.ts';
import type { Config } from './types.ts';

/**
 * Rules of the configured plugins: modules that export `rules`, or one rule, made with `defineRule`.
 * @throws ConfigError for a module that cannot be loaded, or a rule that takes a name that is in use.
 */
export async function loadPlugins(config: Config, system: System): Promise<AnyRule[]> {
  const found: AnyRule[] = [];
  for (const plugin of config.plugins) {
    const shown = plugin.startsWith('/') ? relativePath(system.cwd, plugin) : plugin;
    let module: Readonly<Record<string, unknown>>;
    try {
      module = await system.importModule(plugin, config.folder);
    } catch (error) {
      throw new ConfigError(
        `The plugin ${shown} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    const rules = Object.values(module).flat().filter(isRule);
    if (rules.length === 0)
      throw new ConfigError(`The plugin ${shown} exports no rule. Export what defineRule(…) gives.`);
    for (const rule of rules) {
      if (!rule.id.includes('/'))
        throw new ConfigError(
          `The plugin ${shown} has a rule "${rule.id}": name it under a prefix of its own, as in "acme/${rule.id}".`,
        );
      if (!found.includes(rule)) found.push(rule);
    }
  }
  return found;
}

function isRule(value: unknown): value is AnyRule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'on' in value &&
    'messages' in value &&
    typeof value.id === 'string'
  );
}
