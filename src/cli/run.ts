import { Command, CommanderError, Option } from 'commander';
import { UsageError } from '../system/errors.ts';
import type { System } from '../system/system.ts';
import { VERSION } from '../system/version.ts';
import type { CommandSpec, Flag, Invocation } from './command.ts';
import { COMMANDS, GROUPS } from './program.ts';

/** argv (without node and script) → exit code. The only place that knows what 0, 1, 2 and 3 are. */
export async function run(argv: readonly string[], system: System): Promise<number> {
  let code = 0;
  const program = new Command('dataplan')
    .description('Hold event samples, instrumentation code and schemas against one data plan.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showHelpAfterError('(dataplan --help lists the commands)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => system.stdout.write(text),
      writeErr: (text) => system.stderr.write(text),
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    });
  for (const spec of COMMANDS) {
    // Flags are only made for the command that is asked for: making all of them is a third of `--help`.
    const flags = argv.some((word) => word === 'help' || word === firstWord(spec)) ? spec.flags : [];
    addCommand(program, { ...spec, flags }, async (invocation) => {
      code = await (await spec.load()).run(invocation, system);
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return failure(error, argv, system);
  }
}

function firstWord({ name }: CommandSpec): string {
  return name.split(' ')[0] ?? name;
}

/** Adds a command and, for names of two words, the command above it. */
function addCommand(
  program: Command,
  spec: CommandSpec,
  action: (invocation: Invocation) => Promise<void>,
): void {
  const words = spec.name.split(' ');
  let parent = program;
  for (const word of words.slice(0, -1)) {
    parent =
      parent.commands.find((known) => known.name() === word) ??
      parent
        .command(word)
        .summary(GROUPS[word] ?? '')
        .exitOverride();
  }
  const command = parent
    .command(words.at(-1) ?? spec.name)
    .summary(spec.summary)
    .description(capitalize(spec.summary))
    .exitOverride();
  for (const argument of spec.arguments) command.argument(argument.name, argument.description);
  for (const flag of spec.flags) command.addOption(option(flag));
  if (spec.examples?.length)
    command.addHelpText('after', `\nExamples:\n${spec.examples.map((line) => `  ${line}`).join('\n')}`);
  command.action(async (...args: unknown[]) => {
    const positional = args.slice(0, spec.arguments.length) as Invocation['arguments'];
    await action({ arguments: positional, options: command.opts() });
  });
}

function option(flag: Flag): Option {
  const made = new Option(flag.flags, flag.description);
  if (flag.choices) made.choices(flag.choices);
  if (flag.default !== undefined) made.default(flag.default);
  const convert = flag.parse ?? ((text: string): unknown => text);
  if (flag.repeatable)
    made.argParser((text, before: unknown[] | undefined) => [...(before ?? []), convert(text)]);
  else if (flag.parse) made.argParser(convert);
  return made;
}

function failure(error: unknown, argv: readonly string[], system: System): number {
  // Commander has said what it had to say; help and version are no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError || (error instanceof Error && error.name === 'PlanError')) {
    system.stderr.write(`dataplan: ${message}\n`);
    return 2;
  }
  const stack =
    argv.includes('--debug') && error instanceof Error ? `\n${error.stack}` : ' (--debug shows where)';
  system.stderr.write(
    `dataplan: internal error: ${message}${stack}\nPlease report it, with the command and the smallest input that shows it.\n`,
  );
  return 3;
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
