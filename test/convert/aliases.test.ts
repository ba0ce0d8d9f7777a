import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/convert/cursor.ts';
import { parseDocuments } from '../../src/convert/document.ts';

function read(text: string): { value: unknown; whys: string[] } {
  const notices: Notice[] = [];
  const [document] = parseDocuments('metrics.yaml', text, notices);
  return { value: document?.value, whys: notices.map(({ why }) => why) };
}

describe('aliases of a foreign file', () => {
  it('merges as YAML 1.1 does: what the map itself says stands', () => {
    const { value } = read('base: &base { type: counter, unit: s }\ncoupons: { <<: *base, unit: ms }\n');
    expect(value).toEqual({
      base: { type: 'counter', unit: 's' },
      coupons: { type: 'counter', unit: 'ms' },
    });
  });

  it('follows one anchor as often as a long file names it', () => {
    const names = Array.from({ length: 400 }, (_, index) => `coupon_${index}`);
    const { value, whys } = read(
      `base: &base { type: counter }\n${names.map((name) => `${name}: { <<: *base }\n`).join('')}`,
    );
    expect(whys).toEqual([]);
    expect(value).toMatchObject({ coupon_399: { type: 'counter' } });
  });

  it('refuses what would grow without bound, and what holds itself', () => {
    const levels = Array.from({ length: 20 }, (_, index) => {
      const inner = index === 0 ? 'lol' : `*l${index - 1}`;
      return `l${index}: &l${index} [${Array.from({ length: 10 }, () => inner).join(', ')}]`;
    });
    expect(read(levels.join('\n')).whys).toEqual([
      'could not be read: its aliases expand to more than 20 million characters',
    ]);
    expect(read('shelf: &shelf [1, *shelf]').whys).toEqual([
      'could not be read: an anchor that holds itself',
    ]);
  });
});
