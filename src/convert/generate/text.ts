import { type PatternNode, parsePattern } from '../../text/pattern-syntax.ts';
import type { Random } from './random.ts';

const WORDS =
  'amber basil cedar clover cobalt copper fern flint hazel indigo ivory linen maple ochre olive pearl slate sorrel thyme willow'.split(
    ' ',
  );

/** A few words, different nearly every time. */
export function someText(random: Random): string {
  return `${random.pick(WORDS) ?? ''} ${random.pick(WORDS) ?? ''} ${random.between(1, 99999)}`;
}

/** A text of that format; null for one that is not known. */
export function formatted(format: string, random: Random): string | null {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = () => `2026-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  const time = () =>
    `${two(random.between(0, 23))}:${two(random.between(0, 59))}:${two(random.between(0, 59))}`;
  const word = () => random.pick(WORDS) ?? 'word';
  switch (format) {
    case 'date-time':
      return `${date()}T${time()}.${String(random.between(0, 999)).padStart(3, '0')}Z`;
    case 'date':
      return date();
    case 'time':
      return `${time()}Z`;
    case 'duration':
      return `P${random.between(1, 30)}D`;
    case 'email':
      return `${word()}.${random.between(1, 99999)}@shop.example`;
    case 'hostname':
      return `${word()}-${random.between(1, 999)}.shop.example`;
    case 'ipv4':
      return `203.0.113.${random.between(1, 254)}`;
    case 'ipv6':
      return `2001:db8::${random.hex(4)}`;
    case 'uri':
    case 'uri-reference':
    case 'url':
      return `https://shop.example/${word()}/${random.between(1, 99999)}`;
    case 'uuid':
      return random.uuid();
    case 'json-pointer':
      return `/${word()}/${random.between(0, 9)}`;
    case 'regex':
      return `^${word()}$`;
    default:
      return null;
  }
}

/** How often a star or plus repeats at most. */
const MOST = 8;

/** A text that matches the pattern, as far as it can be built: look-arounds and back references are left to luck. */
export function matching(pattern: string, random: Random): string {
  return build(parsePattern(pattern), random);
}

function build(node: PatternNode, random: Random): string {
  switch (node.kind) {
    case 'set': {
      const usable = node.ranges.filter(([from]) => from <= 0x7e);
      const printable = usable.filter(([, to]) => to >= 0x20);
      const [from, to] = random.pick(printable.length > 0 ? printable : node.ranges) ?? [0x61, 0x7a];
      const low = printable.length > 0 ? Math.max(from, 0x20) : from;
      const high = printable.length > 0 ? Math.min(to, 0x7e) : Math.min(to, from + 50);
      return String.fromCodePoint(random.between(low, Math.max(low, high)));
    }
    case 'sequence':
      return node.items.map((item) => build(item, random)).join('');
    case 'choice': {
      const item = random.pick(node.items);
      return item ? build(item, random) : '';
    }
    case 'repeat': {
      const count = random.between(node.min, Math.max(node.min, Math.min(node.max, node.min + MOST)));
      let text = '';
      for (let at = 0; at < Math.min(count, 1000); at++) text += build(node.item, random);
      return text;
    }
    default:
      return '';
  }
}
