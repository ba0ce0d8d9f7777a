import type { CommandSpec } from './command.ts';

/** Saved evidence: joining it and looking at it. `validate --write-profile` makes it. */
export const PROFILE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'profile merge',
    summary: 'join saved profiles of one system: days, files, workers',
    arguments: [{ name: '<files...>', description: 'profiles, or globs of them' }],
    flags: [
      { flags: '-o, --output <file>', description: 'write it there; stdout unless given' },
      { flags: '--force', description: 'replace the file that -o names' },
      { flags: '--debug', description: 'show the stack of an internal error' },
    ],
    examples: ['dataplan profile merge profiles/web-*.json -o web.profile.json'],
    load: async () => ({ run: (await import('./commands/profile.ts')).merge }),
  },
  {
    name: 'profile show',
    summary: 'what a saved profile holds, in words',
    arguments: [{ name: '<file>', description: 'a profile' }],
    flags: [
      { flags: '--event <name>', description: 'one event, with its properties' },
      { flags: '--json', description: 'as JSON, sketches counted instead of printed' },
      { flags: '--debug', description: 'show the stack of an internal error' },
    ],
    examples: ['dataplan profile show web.profile.json --event "Order Completed"'],
    load: async () => ({ run: (await import('./commands/profile.ts')).show }),
  },
];
