import { describe, expect, it } from 'vitest';
import { driftFormats } from '../../src/output/drift/index.ts';
import { displayWidth } from '../../src/output/text/frame.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { RESULT, row } from './drift-result.ts';
import { finding, report } from './shop.ts';

const plan = await parsePlan('dataplan: 1\nname: acme-shop\nversion: 2.1.0\nevents: { Order Completed: }');
async function written(
  format: 'text' | 'markdown' | 'csv',
  result = RESULT,
  over: { event?: string; between?: [string, string] } = {},
) {
  const formats = driftFormats(result, { plan, event: over.event ?? null, between: over.between ?? null });
  const context = {
    colour: false,
    width: 80,
    unicode: true,
    maxFindings: 50,
    sourceText: () => null,
    plan,
    model: null,
    today: '2026-11-21',
    ruleHelp: async () => [],
    env: {},
  };
  const pieces: string[] = [];
  const about = report([finding({ rule: 'drift/volume', subject: 'event:Order Completed' })]);
  for await (const piece of formats[format]?.write(about, context) ?? []) pieces.push(piece);
  return pieces.join('');
}

describe('drift in a terminal', () => {
  it('puts the systems side by side, with what is wrong where', async () => {
    const text = await written('text');
    expect(text.slice(0, text.indexOf('\n\nplans/'))).toMatchInlineSnapshot(`
      "web + ios → braze  2026-11-01 to 2026-11-14 (14 days): 33 alike, 2 differ, 1
      follow from these, 4 unclear, 6 with too little data

      event            planned  code    web  braze
      Order Completed  yes      yes   1,204    842  1 error
      Order Refunded   yes      no      412      0
      Cart Viewed      yes      ?        20      –
      purchase_v2      no       no        0  8,120

      joined by     ids of  found in  share     sure     ids
      user_id       web     braze      71 %  68–74 %  10,500
      email         braze   web           ?  too few      40

      Single customer view: 69 % (67–70 %)
        3,600 people are joined; product knows 5,400, marketing 5,100
        - Bring e-mail to lower case before it is hashed: 250 people, +4.8 points"
    `);
  });

  it('leads from one count to the other, step by step, and the steps add up', async () => {
    const text = await written('text', RESULT, { event: 'Order Completed', between: ['amplitude', 'braze'] });
    const way = text.slice(text.indexOf('Order Completed: braze'), text.indexOf('Single customer view'));
    expect(way).toMatchInlineSnapshot(`
      "Order Completed: braze has fewer than amplitude, 2026-11-01 to 2026-11-14 (14
      days)
      amplitude                                          1,204  ████████████████████
        said no to marketing                              −310  █████
        sent twice to braze (about)                         +8
        not explained                                      −60  █
      braze                                                842  ██████████████

      "
    `);
    const [gap] = RESULT.gaps;
    const steps = gap?.causes.reduce((sum, { count }) => sum + count, gap.unexplained) ?? 0;
    expect((gap?.left.count ?? 0) - steps).toBe(gap?.right.count);
  });

  it('keeps to 80 columns with any number of systems and any name', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `warehouse-of-the-north-${at}`);
    const seen = Object.fromEntries(names.map((name) => [name, 1_234_567]));
    const long = row(`${'Order '.repeat(40)}\u001b[31m注文が完了しました`, seen);
    const text = await written('text', { ...RESULT, matrix: [long, row('Cart Viewed', seen)] });
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    expect(text).not.toContain('\u001b');
    for (const name of names) expect(text).toContain(name);
  });

  it('shows a large plan where it is uneven', async () => {
    const even = Array.from({ length: 200 }, (_, at) => row(`Event ${at}`, { web: 10, braze: 10 }));
    const text = await written('text', { ...RESULT, matrix: [...even, ...RESULT.matrix] });
    expect(text).toContain('Order Refunded');
    expect(text).not.toContain('Event 17 ');
    expect(text).toContain('more rows, even as far as was looked');
  });
});

describe('drift for others', () => {
  it('is a comment for a pull request', async () => {
    const text = await written('markdown');
    expect(text.startsWith('<!-- dataplan:')).toBe(true);
    expect(text.slice(text.indexOf('#### Compared'))).toMatchInlineSnapshot(`
      "#### Compared

      - web + ios → braze, 2026-11-01 to 2026-11-14 (14 days): 33 alike, 2 differ, 1 follow from these, 4 unclear, 6 with too little data

      #### Uneven between plan, code and systems

      | Event | Planned | In code | \`web\` | \`braze\` |
      |---|---|---|--:|--:|
      | \`Order Refunded\` | yes | no | 412 | 0 |
      | \`purchase_v2\` | no | no | 0 | 8,120 |

      #### Who can be joined

      | Identifier | Ids of | Found in | Share | Sure | Ids |
      |---|---|---|--:|--:|--:|
      | \`user_id\` | \`web\` | \`braze\` | 71 % | 68–74 % | 10,500 |
      | \`email\` | \`braze\` | \`web\` | ? | too few | 40 |

      **Single customer view: 69 % (67–70 %)**: 3,600 people are joined; product knows 5,400, marketing 5,100

      - Bring e-mail to lower case before it is hashed: 250 (+4.8 points)
      "
    `);
  });

  it('is one table for a spreadsheet, every row with what it is', async () => {
    const lines = (await written('csv')).trim().split('\r\n');
    const kinds = lines.slice(1).map((line) => /^"([^"]*)"/.exec(line)?.[1]);
    expect([...new Set(kinds)]).toEqual(['finding', 'matrix', 'gap', 'join', 'customer view']);
    expect(new Set(lines.map((line) => line.split('","').length)).size).toBe(1);
  });

  it('says so little that nothing can be executed', async () => {
    const hostile = '=cmd|"/c calc"!A1<script>';
    const result = { ...RESULT, matrix: [row(hostile, { [hostile]: 1 })] };
    expect(await written('csv', result)).toContain('"\'=cmd|');
    expect(await written('markdown', { ...result, matrix: [row(hostile, { [hostile]: 0 })] })).toMatch(
      /\| `=cmd\\\|[^`]*<script>` \|/,
    );
  });
});
