// Findings and reports of the shop, as the commands make them.
import type { Finding } from '../../src/findings/finding.ts';
import type { Report } from '../../src/findings/report.ts';
import type { System } from '../../src/system/system.ts';

export const PLAN_TEXT = `dataplan: 1
name: acme-shop
events:
  order_completed:
    owner: checkout
    properties: [total]
`;

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    rule: 'naming/event-case',
    severity: 'error',
    message: 'Event name "order_completed" is not in title case, as naming.events asks.',
    subject: 'event:order_completed',
    fingerprint: 'a'.repeat(64),
    status: 'open',
    count: 1,
    rate: null,
    owners: ['checkout'],
    location: {
      file: 'plans/shop.plan.yaml',
      start: { line: 4, column: 3 },
      end: { line: 4, column: 18 },
      pointer: '/events/order_completed',
    },
    related: [],
    data: {},
    fix: null,
    docs: 'dataplan explain naming/event-case',
    ...over,
  };
}

export function report(findings: readonly Finding[] = [], over: Partial<Report> = {}): Report {
  const open = findings.filter(({ status }) => status === 'open');
  const count = (severity: string) => open.filter((one) => one.severity === severity).length;
  return {
    command: 'lint',
    plan: { name: 'acme-shop', version: '2.1.0' },
    summary: {
      error: count('error'),
      warn: count('warn'),
      info: count('info'),
      waived: findings.filter(({ status }) => status === 'waived').length,
      baselined: findings.filter(({ status }) => status === 'baselined').length,
      fixable: open.filter(({ fix }) => fix).length,
      failed: count('error') > 0,
    },
    notChecked: [],
    findings,
    extra: {},
    ...over,
  };
}

/** The plan's text for its own path, nothing for others. */
export const sourceText = (file: string) => (file === 'plans/shop.plan.yaml' ? PLAN_TEXT : null);

export interface Screen {
  readonly system: System;
  readonly out: () => string;
  readonly err: () => string;
  /** Files written, by path. */
  readonly files: Map<string, string>;
}

/** What a file gets, whole or in pieces. */
export async function textOf(data: string | Uint8Array | AsyncIterable<string>): Promise<string> {
  if (typeof data === 'string') return data;
  if (data instanceof Uint8Array) return new TextDecoder().decode(data);
  let text = '';
  for await (const piece of data) text += piece;
  return text;
}

/** A system that keeps what is written to it. */
export function screen(
  over: { isTTY?: boolean; env?: Record<string, string>; columns?: number } = {},
): Screen {
  const written = { out: '', err: '' };
  const files = new Map<string, string>();
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: over.isTTY ?? false,
    columns: over.columns ?? 80,
  });
  const refuse = () => Promise.reject(new Error('not in this test'));
  return {
    out: () => written.out,
    err: () => written.err,
    files,
    system: {
      cwd: '/shop',
      env: over.env ?? {},
      now: () => Date.parse('2026-11-21T12:00:00Z'),
      importModule: refuse,
      stdin: (async function* () {})(),
      stdout: sink('out'),
      stderr: sink('err'),
      files: {
        read: refuse,
        readAll: refuse,
        readText: refuse,
        stream: () => {
          throw new Error('not in this test');
        },
        stat: async (path) => (files.has(path) ? { kind: 'file', size: 0, mtimeMs: 0 } : null),
        realPath: refuse,
        glob: refuse,
        list: refuse,
        stamps: refuse,
        write: async (path, data) => void files.set(path, await textOf(data)),
        append: async (path, data) => void files.set(path, (files.get(path) ?? '') + data),
        rename: async () => {},
        remove: async () => {},
      },
      git: {
        root: refuse,
        resolve: refuse,
        mergeBase: refuse,
        show: refuse,
        list: refuse,
        changed: refuse,
        isShallow: refuse,
        head: refuse,
      },
    },
  };
}
