// The report's colours, judged by numbers instead of by eye: contrast, and distance for colour-blind readers.
import { expect, test } from 'vitest';
import { TOKENS } from '../../src/output/html/style.ts';

type Rgb = [number, number, number];

const linear = (hex: string): Rgb => {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

/** WCAG 2 contrast. */
function contrast(a: string, b: string): number {
  const luminance = ([r, g, bl]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  const [one, two] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => y - x) as [number, number];
  return (one + 0.05) / (two + 0.05);
}

/** What is left of a colour without one kind of cone: Viénot, Brettel and Mollon 1999, in linear light. */
const BLIND: Record<string, readonly Rgb[]> = {
  protan: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deutan: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
};

function seen(hex: string, matrix: readonly Rgb[]): Rgb {
  const [r, g, b] = linear(hex);
  return matrix.map((row) => row[0] * r + row[1] * g + row[2] * b) as Rgb;
}

/** OKLab distance, times 100. */
function distance(a: Rgb, b: Rgb): number {
  const lab = ([r, g, bl]: Rgb): Rgb => {
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * bl);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * bl);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * bl);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [one, two] = [lab(a), lab(b)];
  return 100 * Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}

const sides = [
  ['light', 0],
  ['dark', 1],
] as const;

test.each(sides)('text reads on every ground, %s', (_, side) => {
  for (const ground of ['bg', 'card', 'tint'] as const) {
    for (const ink of ['ink', 'soft', 'link', 'good-text', 'warn-text', 'bad-text'] as const) {
      expect(contrast(TOKENS[ink][side], TOKENS[ground][side]), `${ink} on ${ground}`).toBeGreaterThan(4.5);
    }
  }
});

test.each(sides)('edges and fills are seen on every ground, %s', (_, side) => {
  for (const ground of ['bg', 'card'] as const) {
    for (const fill of ['edge', 'good', 'warn', 'bad', 'unknown'] as const) {
      expect(contrast(TOKENS[fill][side], TOKENS[ground][side]), `${fill} on ${ground}`).toBeGreaterThan(3);
    }
  }
});

test.each(sides)('good and bad, bad and warn stay apart for red-green blind readers, %s', (_, side) => {
  for (const [kind, matrix] of Object.entries(BLIND)) {
    const shown = (name: 'good' | 'warn' | 'bad') => seen(TOKENS[name][side], matrix);
    expect(distance(shown('good'), shown('bad')), `good, bad: ${kind}`).toBeGreaterThan(8);
    expect(distance(shown('warn'), shown('bad')), `warn, bad: ${kind}`).toBeGreaterThan(8);
  }
});
