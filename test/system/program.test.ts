import { expect, test } from 'vitest';
import { nodeStart } from '../../src/system/program.ts';

const script = (source: string) => ['-e', source];

test('a program is given its input as a file, and answers line by line', async () => {
  const running = nodeStart(process.cwd())(
    process.execPath,
    script('process.stdout.write(require("fs").readFileSync(0, "utf8").toUpperCase())'),
    { input: 'a\nb\n' },
  );
  const lines: string[] = [];
  for await (const line of running.lines) lines.push(line);
  expect(lines).toEqual(['A', 'B']);
  expect(await running.ended).toEqual({ code: 0, errors: '' });
});

test('the line that tells why is kept, however much is said after it', async () => {
  const source = `console.error("12:00 WARN slow\\n[TABLE_NOT_FOUND] none\\n" + "a plan\\n".repeat(50000)); process.exitCode = 1;`;
  const start = nodeStart(process.cwd());
  const told = await start(process.execPath, script(source), { input: '', tells: /^\[[A-Z_]+\]/ }).ended;
  expect(told.code).toBe(1);
  expect(told.errors.startsWith('[TABLE_NOT_FOUND] none\n')).toBe(true);
  const untold = await start(process.execPath, script(source), { input: '' }).ended;
  expect(untold.errors).not.toContain('TABLE_NOT_FOUND');
});
