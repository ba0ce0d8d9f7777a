import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, line, scanText } from './held.ts';

const base = join(import.meta.dirname, '../../fixtures/scan');

// Every style of sending events that was met in public code, each with the call sites that a reader finds.
describe('call sites of each style', () => {
  for (const style of readdirSync(base).sort())
    test(style, async () => {
      const result = await scanText(folder(join(base, style)));
      const found = [
        ...result.sites.map(line),
        ...result.unreadable.map((one) => `${one.file}:${one.line}  unreadable`),
      ].join('\n');
      expect(`${found}\n`).toBe(readFileSync(join(base, style, 'expected.txt'), 'utf8'));
    });
});
