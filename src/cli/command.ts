import type { System } from '../system/system.ts';

/** A flag as data: it feeds the parser, help, completion and the docs. */
export interface Flag {
  /** As commander writes it: `-f, --format <name[=path]>`. */
  readonly flags: string;
  readonly description: string;
  readonly default?: string | boolean;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
  /** Called to check and convert the text; throws UsageError. */
  readonly parse?: (text: string) => unknown;
}

export interface Argument {
  /** `[plan...]`, `<files...>` */
  readonly name: string;
  readonly description: string;
}

/** A command's face. Its work is in `commands/<name>.ts`, loaded only when it runs. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly Argument[];
  readonly flags: readonly Flag[];
  readonly examples?: readonly string[];
  readonly load: () => Promise<{ readonly run: RunCommand }>;
}

export interface Invocation {
  readonly arguments: readonly (string | readonly string[] | undefined)[];
  /** By camel-cased flag name. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Exit code: 0, 1 findings at or above the threshold, 2 could not run (thrown as UsageError). */
export type RunCommand = (invocation: Invocation, system: System) => Promise<number>;
