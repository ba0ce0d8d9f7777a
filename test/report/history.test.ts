import { describe, expect, test } from 'vitest';
import { historyLine, parseHistory, type Run } from '../../src/report/history.ts';
import { worse } from '../../src/report/ratchet.ts';
import { PARTS, type PartId } from '../../src/report/scorecard/index.ts';
import { trend } from '../../src/report/trend.ts';

/** A run on a day of November 2026; every part at 80 unless said. */
function run(day: number, points: Partial<Record<PartId, number>> = {}, over: Partial<Run> = {}): Run {
  return {
    v: 1,
    at: new Date(Date.UTC(2026, 10, day, 12)).toISOString(),
    commit: null,
    branch: 'main',
    plan: 'acme-shop',
    version: '2.1.0',
    scorecard: 1,
    evidence: ['samples:web'],
    parts: Object.fromEntries(
      PARTS.map((id) => {
        const met = points[id] ?? 80;
        return [id, [Math.floor(met), met, 100 - met, 0] as const];
      }),
    ),
    held: [],
    teams: {},
    findings: { error: 0, warn: 0, info: 0 },
    waived: 0,
    baselined: 0,
    events: 5,
    needs: 2,
    ...over,
  };
}

const word = (of: ReturnType<typeof trend>, id: PartId) => of.parts.find((part) => part.id === id)?.word;

describe('the history file', () => {
  test('a run reads back as it was written', () => {
    const one = run(
      3,
      { privacy: 49.2 },
      { held: ['privacy'], teams: { checkout: { privacy: 60, naming: null } } },
    );
    expect(parseHistory(historyLine(one, ''))).toEqual({ runs: [one], skipped: [] });
  });

  test('a line that a crash cut is skipped and said, and the next one is not lost to it', () => {
    const whole = historyLine(run(1), '');
    const cut = whole + historyLine(run(2), '').slice(0, 90);
    const after = cut + historyLine(run(3), cut);
    const { runs, skipped } = parseHistory(after);
    expect(runs.map(({ at }) => at.slice(8, 10))).toEqual(['01', '03']);
    expect(skipped).toEqual([2]);
  });

  test.each([
    'null',
    '[]',
    '{"v":2}',
    '{"v":1,"at":"yesterday","plan":"x","parts":{},"findings":{}}',
    '\u0000',
    '{"v":1}',
  ])('what is no run is skipped: %s', (line) => {
    expect(parseHistory(`${line}\n`)).toEqual({ runs: [], skipped: [1] });
  });

  test('a line is short enough for years of them', () => {
    expect(historyLine(run(1), '').length).toBeLessThan(1000);
  });
});

describe('is quality improving or degrading', () => {
  test('first look: the weakest part is named', () => {
    const first = trend([], run(1, { privacy: 49 }));
    expect(first.headline).toBe('First look: Privacy is weakest, 49 of 100.');
    expect(first.parts.every((part) => part.word === 'first look')).toBe(true);
  });

  test('compared with the newest run at least a week old', () => {
    const runs = [run(1, { naming: 50 }), run(7, { naming: 60 }), run(12, { naming: 90 })];
    const now = trend(runs, run(14, { naming: 70 }));
    expect(now.reference?.at.slice(8, 10)).toBe('07');
    expect(now.parts.find(({ id }) => id === 'naming')).toMatchObject({
      word: 'improving',
      delta: 10,
      score: 70,
    });
  });

  test.each([
    [79.1, 'steady'],
    [79, 'degrading'],
    [80.9, 'steady'],
    [81, 'improving'],
  ])('80 → %f is %s', (points, expected) => {
    expect(word(trend([run(1)], run(10, { identity: points })), 'identity')).toBe(expected);
  });

  test('a stop rule newly broken is degrading, whatever the points', () => {
    expect(word(trend([run(1)], run(10, { privacy: 80.5 }, { held: ['privacy'] })), 'privacy')).toBe(
      'degrading',
    );
  });

  test('a slow slide shows although the last week was steady', () => {
    const slide = [84, 83.2, 82.4, 81.6, 80.8].map((points, week) => run(1 + week * 5, { needs: points }));
    expect(word(trend(slide, run(29, { needs: 80.5 })), 'needs')).toBe('degrading slowly');
  });

  test('other evidence is a new baseline: the line breaks and says why', () => {
    const now = trend([run(1, { naming: 20 })], run(10, {}, { evidence: ['samples:ios', 'samples:web'] }));
    expect(now.reference).toBeNull();
    expect(now.why).toBe('samples:ios added');
    expect(word(now, 'naming')).toBe('new baseline');
    expect(now.parts[0]?.series.at(-1)?.breaks).toBe('samples:ios added');
  });

  test('another plan, branch or scorecard is not compared', () => {
    const others = [
      run(1, {}, { plan: 'other' }),
      run(2, {}, { branch: 'feature' }),
      run(3, {}, { scorecard: 0 }),
    ];
    expect(trend(others, run(10)).headline).toContain('First look');
  });

  test.each([
    [{ privacy: 60, naming: 90 }, 'Privacy is degrading. One of seven improves, five hold steady.'],
    [
      { privacy: 60, naming: 60 },
      'Naming and Privacy are degrading. None of seven improve, five hold steady.',
    ],
    [{ naming: 90, needs: 90 }, 'Data quality is improving in 2 parts; none degrades.'],
    [{}, 'Data quality holds steady.'],
  ])('the headline of %j', (points: Partial<Record<PartId, number>>, expected) => {
    expect(trend([run(1)], run(10, points)).headline).toBe(expected);
  });

  test('improving by removing what was asked is said', () => {
    expect(trend([run(1)], run(10, { needs: 90 }, { needs: 1 })).headline).toContain('by removing 1 need');
  });

  test('by team: what each owns moves on its own', () => {
    const before = run(1, {}, { teams: { checkout: { naming: 70, privacy: 50 }, growth: { needs: 40 } } });
    const now = run(
      10,
      {},
      { teams: { checkout: { naming: 75, privacy: 50 }, growth: { needs: 30, naming: 60 } } },
    );
    expect(trend([before], now).teams).toEqual([
      { team: 'checkout', id: 'naming', score: 75, delta: 5, word: 'improving' },
      { team: 'checkout', id: 'privacy', score: 50, delta: 0, word: 'steady' },
      { team: 'growth', id: 'naming', score: 60, delta: null, word: 'first look' },
      { team: 'growth', id: 'needs', score: 30, delta: -10, word: 'degrading' },
    ]);
  });

  test('a year of daily runs is drawn with the last of each week', () => {
    const days = Array.from({ length: 365 }, (_, day) => run(day - 400));
    const { series } = trend(days, run(1)).parts[0] ?? { series: [] };
    expect(series.length).toBeLessThanOrEqual(52);
    expect(series.at(-1)?.at).toBe(run(1).at);
  });
});

describe('no worse than', () => {
  test('one part may not pay for another', () => {
    expect(worse(run(1), run(2, { naming: 95, privacy: 79 }))).toEqual([
      'Privacy fell from 80 to 79 points.',
    ]);
  });

  test('evidence that vanished is worse', () => {
    expect(worse(run(1), run(2, {}, { evidence: [] }))).toEqual([
      'samples:web was checked before and is no longer.',
    ]);
  });

  test('the same is not worse, nor is better', () => {
    expect(worse(run(1), run(2))).toEqual([]);
    expect(worse(run(1), run(2, { naming: 81 }))).toEqual([]);
  });
});
