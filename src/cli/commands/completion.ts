import { UsageError } from '../../system/errors.ts';
import type { CommandSpec, Flag, RunCommand } from '../command.ts';
import { COMMANDS } from '../program.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A script that completes commands and flags; made from the same list that parses them. */
export const run: RunCommand = async (invocation, system) => {
  const shell = SHELLS.find((known) => known === invocation.arguments[0]);
  if (!shell)
    throw new UsageError(
      `There is completion for ${SHELLS.join(', ')}, not for "${String(invocation.arguments[0])}".`,
    );
  system.stdout.write({ bash, zsh, fish }[shell]());
  return 0;
};

const names = COMMANDS.map(({ name }) => name.split(' ')[0] ?? name).filter(
  (name, at, all) => all.indexOf(name) === at,
);

/** Second words, for commands of two. */
function words(command: string): string[] {
  return COMMANDS.flatMap(({ name }) =>
    name.startsWith(`${command} `) ? [name.slice(command.length + 1)] : [],
  );
}

function flagsOf(command: string): Flag[] {
  const specs = COMMANDS.filter(
    ({ name }: CommandSpec) => name === command || name.startsWith(`${command} `),
  );
  const flags = new Map(specs.flatMap((spec) => spec.flags).map((flag) => [flag.flags, flag]));
  return [...flags.values()];
}

/** `-o, --output <file>` → `--output`, `-o`. */
function spellings({ flags }: Flag): string[] {
  return flags.split(/[ ,|]+/).filter((word) => /^--?[a-z]/i.test(word));
}

function bash(): string {
  const cases = names.map((name) => {
    const choices = [...words(name), ...flagsOf(name).flatMap(spellings)].join(' ');
    return `    ${name}) choices="${choices}" ;;`;
  });
  return `# dataplan completion bash >> ~/.bashrc
_dataplan() {
  local current="\${COMP_WORDS[COMP_CWORD]}" choices=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(' ')}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
}
complete -o default -F _dataplan dataplan
`;
}

function zsh(): string {
  const list = COMMANDS.map(
    ({ name, summary }) => `    '${quote(name.split(' ')[0] ?? name)}:${quote(summary)}'`,
  );
  const cases = names.map((name) => {
    const flags = flagsOf(name).flatMap((flag) =>
      spellings(flag).map((word) => `'${word}[${quote(flag.description)}]'`),
    );
    return `    ${name}) _arguments ${[...flags, "'*:file:_files'"].join(' ')} ;;`;
  });
  return `#compdef dataplan
# dataplan completion zsh > "\${fpath[1]}/_dataplan"
_dataplan() {
  local -a commands=(
${[...new Set(list)].join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _dataplan dataplan
`;
}

function fish(): string {
  const commands = COMMANDS.map(
    ({ name, summary }) =>
      `complete -c dataplan -n __fish_use_subcommand -a ${name.split(' ')[0]} -d '${quote(summary)}'`,
  );
  const flags = names.flatMap((name) =>
    flagsOf(name).flatMap((flag) =>
      spellings(flag)
        .filter((word) => word.startsWith('--'))
        .map(
          (word) =>
            `complete -c dataplan -n '__fish_seen_subcommand_from ${name}' -l ${word.slice(2)} -d '${quote(flag.description)}'`,
        ),
    ),
  );
  return `# dataplan completion fish > ~/.config/fish/completions/dataplan.fish
${[...commands, ...flags].join('\n')}
`;
}

function quote(text: string): string {
  return text.replace(/['\\[\]:]/g, (char) => (char === "'" ? '’' : `\\${char}`));
}
