import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from './run-cli.ts';

/**
 * Whole-program scenarios: files, a command, and all that a user would see. `UPDATE=1` writes what happened, for
 * a person to read before it is kept.
 */
const FOLDER = join(import.meta.dirname, 'scenarios');

interface Scenario {
  readonly intro: string;
  readonly sections: readonly { readonly title: string; readonly body: string }[];
}

function parse(text: string): Scenario {
  const [intro = '', ...rest] = text.split(/^=== /m);
  const sections = rest.map((part) => {
    const end = part.indexOf('\n');
    return { title: part.slice(0, end).trim(), body: part.slice(end + 1) };
  });
  return { intro, sections };
}

/** Splits a command line as a shell would, quotes only. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}

describe('scenarios', () => {
  for (const name of readdirSync(FOLDER)
    .filter((file) => file.endsWith('.scenario'))
    .sort()) {
    test(name.replace('.scenario', ''), async () => {
      const path = join(FOLDER, name);
      const { intro, sections } = parse(readFileSync(path, 'utf8'));
      const files: Record<string, string> = {};
      let stdin = '';
      let command = '';
      for (const { title, body } of sections) {
        if (title.startsWith('file ')) files[title.slice(5)] = body;
        else if (title === 'stdin') stdin = body;
        else if (title === 'run') command = body.trim();
      }
      const [program, ...argv] = words(command);
      expect(program).toBe('dataplan');
      const result = await runCli(argv, files, stdin);
      const afterwards = await Promise.all(
        sections
          .filter(({ title }) => title.startsWith('then '))
          .map(async ({ title }) => `=== ${title}\n${(await result.file(title.slice(5))) ?? '(none)\n'}`),
      );
      const given = sections
        .filter(({ title }) => !/^(stdout|stderr|exit|then )/.test(title))
        .map(({ title, body }) => `=== ${title}\n${body}`);
      const actual = [
        intro,
        ...given,
        `=== stdout\n${result.stdout}`,
        ...(result.stderr ? [`=== stderr\n${result.stderr}`] : []),
        `=== exit\n${result.exit}\n`,
        ...afterwards,
      ].join('');
      if (process.env['UPDATE']) writeFileSync(path, actual);
      expect(actual).toBe(readFileSync(path, 'utf8'));
    });
  }
});
