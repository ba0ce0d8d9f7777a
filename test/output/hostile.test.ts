// Whatever a plan, a sample or code says, it stays text in every format, and all of it arrives.
import { parse } from 'csv-parse/sync';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { subject } from '../../src/findings/subject.ts';
import { FORMATS, parseFormat, writeReport } from '../../src/output/index.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { clip, defuse, visible } from '../../src/text/visible.ts';
import { BROKEN, PAYLOADS } from './payloads.ts';
import { finding, report, screen } from './shop.ts';

const ALL = [...PAYLOADS, ...BROKEN];

/** A payload in every string that a finding has. */
function hostile(text: string): Finding {
  return finding({
    message: text,
    subject: subject(['event', text], ['property', text]),
    owners: [text],
    location: { ...finding().location, file: text },
    related: [{ file: text, line: 1, note: text }],
    data: { [text]: text },
    fix: { safety: 'safe', title: text, edits: [] },
  });
}

async function written(format: string, text: string): Promise<string> {
  const { system, out } = screen();
  const of = report([hostile(text)], {
    plan: { name: text, version: text },
    notChecked: [{ what: text, why: text }],
    extra: { coverage: { unplanned: [text], neverSeen: [text] } },
  });
  await writeReport([parseFormat(format)], of, () => `${text}\n`.repeat(5), system, { today: '2026-11-21' });
  return out();
}

const short = (text: string) => JSON.stringify(clip(text, 40));

test('the corpus is as large as it claims', () => {
  expect(new Set(ALL).size).toBe(ALL.length);
  expect(ALL.length).toBeGreaterThanOrEqual(60);
});

describe.each(FORMATS)('%s', (format) => {
  test('holds no character that a terminal acts on, and no line that a CI runner obeys', async () => {
    for (const payload of ALL) {
      const text = await written(format, payload);
      expect(text.replace(/^\ufeff/, ''), short(payload)).not.toMatch(
        /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\ufeff]|\r(?!\n)/,
      );
      expect(text, short(payload)).not.toMatch(/##[a-z]*\[/i);
      const commands = text.split('\n').filter((line) => /^\s*::/.test(line));
      if (format !== 'github') expect(commands, short(payload)).toEqual([]);
      else expect(text.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});

describe('nothing is lost', () => {
  test.each(['json', 'ndjson'])('%s reads back as it was', async (format) => {
    for (const payload of ALL) {
      const text = await written(format, payload);
      const lines = format === 'ndjson' ? text.trimEnd().split('\n') : [text];
      const last = JSON.parse(lines.at(-1) ?? '');
      const back: Finding = format === 'ndjson' ? last : last.findings[0];
      const { type: _, ...rest } = { type: '', ...back };
      expect(rest, short(payload)).toEqual(hostile(payload));
    }
  });

  test('SARIF and GitLab name the same file, shown or percent-encoded, and the message', async () => {
    for (const payload of PAYLOADS) {
      const [result] = JSON.parse(await written('sarif', payload)).runs[0].results;
      const { uri } = result.locations[0].physicalLocation.artifactLocation;
      expect(decodeURIComponent(uri), short(payload)).toBe(payload);
      const [entry] = JSON.parse(await written('gitlab', payload));
      expect(entry.location.path).toBe(payload);
      expect(entry.description).toBe(clip(visible(payload), 2000));
    }
  });

  test('JUnit is well-formed, and its text is the text', async () => {
    for (const payload of ALL) {
      const document = XmlDocument.fromString(await written('junit', payload));
      const failure = document.get('//failure/@message');
      expect(failure?.content, short(payload)).toBe(visible(clip(payload, 4000)));
      document.dispose();
    }
  });

  test('CSV keeps rows and columns, and no cell begins a formula', async () => {
    for (const payload of ALL) {
      const rows: string[][] = parse(await written('csv', payload), { bom: true });
      expect(
        rows.map((row) => row.length),
        short(payload),
      ).toEqual([12, 12]);
      const cell = rows[1]?.[3] ?? '';
      expect(cell.replace(/^'/, ''), short(payload)).toBe(defuse(visible(payload)).replace(/^'/, ''));
      for (const one of rows[1] ?? []) expect(one, short(payload)).not.toMatch(/^\s*[=+\-@|]/);
    }
  });

  test('text and compact show it, long names cut in the middle', async () => {
    for (const payload of ALL) {
      const text = await written('compact', payload);
      expect(text.replaceAll('U+005B', '[').replaceAll('U+003A', ':'), short(payload)).toContain(
        clip(visible(payload), 2000),
      );
    }
  });
});

test('Markdown: one comment, our own markup and nobody else’s', async () => {
  for (const payload of ALL) {
    const text = await written('markdown', payload);
    const own = text
      .replace(/^<!-- dataplan:[\w:.-]* -->/, '')
      .replace('<details><summary>Not checked: 1</summary>', '')
      .replace('</details>', '');
    // Outside code spans no tag, comment, link, image or mention is left.
    const plain = own.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
    expect(plain, short(payload)).not.toMatch(/<[a-z!/?]|(?<!\\)\]\(|@\w|(?<!^)#\d/i);
    expect(own.split('\n').filter((line) => line.startsWith('| ✕'))).toHaveLength(1);
  }
});

test('in plan, samples and code at once: a whole check in every format', async () => {
  const names = PAYLOADS.map((text, n) => `${n} ${text.slice(0, 300)}`);
  const quoted = names.map((name) => JSON.stringify(name));
  const files = memoryFiles({
    '/dataplan.config.yaml':
      'version: 1\nplan: plan.yaml\nsamples: [{ system: web, files: ["samples/*.ndjson"], event_format: segment }]\ncode: [{ system: web, files: ["src/*.ts"] }]\n',
    '/plan.yaml': `dataplan: 1
name: hostile
version: 1.0.0
standards: { naming: { events: { case: title } } }
systems: { web: { role: source } }
events:
${quoted
  .slice(0, 40)
  .map(
    (name) =>
      `  ${name}: { description: ${name}, owner: ${name}, properties: { ${name}: { type: number } } }\n`,
  )
  .join('')}`,
    '/samples/web.ndjson': quoted
      .map(
        (name, n) =>
          `{"type":"track","event":${name},"messageId":"m${n}","anonymousId":${name},"timestamp":"2026-11-20T10:00:00Z","properties":{${name}:${name}}}\n`,
      )
      .join(''),
    '/src/app.ts': `import { AnalyticsBrowser } from '@segment/analytics-next';
const analytics = AnalyticsBrowser.load({ writeKey: 'k' });
${quoted.map((name) => `analytics.track(${name}, { ${name}: 1 });`).join('\n')}
`,
  });
  const shown = screen();
  const git = {
    ...shown.system.git,
    root: async () => null,
    head: async () => ({ commit: null, branch: null }),
  };
  await run(
    [
      'check',
      '--today',
      '2026-11-21',
      '-f',
      'text',
      ...FORMATS.slice(1).flatMap((name) => ['-f', `${name}=/out.${name}`]),
    ],
    {
      ...shown.system,
      cwd: '/',
      files,
      git,
    },
  );
  expect(shown.err()).toBe('');
  const documents = await Promise.all(
    FORMATS.map(
      async (name) => [name, name === 'text' ? shown.out() : await files.readText(`/out.${name}`)] as const,
    ),
  );
  for (const [name, text] of documents) {
    expect(text.replace(/^\ufeff/, ''), name).not.toMatch(
      /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|\r(?!\n)/,
    );
    expect(text, name).not.toMatch(/##[a-z]*\[/i);
    if (name !== 'github')
      expect(
        text.split('\n').filter((line) => /^\s*::/.test(line)),
        name,
      ).toEqual([]);
    if (name === 'html') expect(text.match(/<script/gi), name).toHaveLength(1);
  }
  const { findings } = JSON.parse(documents.find(([name]) => name === 'json')?.[1] ?? '');
  // Each name that is not planned is found in the samples and in the code, none is lost.
  const about = new Set(findings.map(({ subject: of }: { subject: string }) => of));
  for (const name of names.slice(40))
    expect(about.has(subject(['event', name])), name.slice(0, 60)).toBe(true);
}, 60_000);
