import type { Check, Hit } from '../check.ts';
import type { StreamFinding } from './stream-finding.ts';

/** What a check about the whole stream found, as the data of its rule's message. */
export function streamHit(check: Check, found: StreamFinding): Hit {
  const { operation } = check;
  const base = { event: null, path: '', keyword: found.keyword, expected: '', nearest: null };
  const share = `${found.exact ? '' : 'about '}${grouped(found.count)} of ${grouped(found.of)}`;
  switch (operation.op) {
    case 'one-to-many': {
      const { of, per, max } = operation;
      return { ...base, path: per, expected: `at most ${max} ${of} for one ${per}`, seen: share };
    }
    case 'linked': {
      const { from, to, at } = operation;
      return { ...base, path: to, expected: `${from} and ${to} tied by ${at.join(' or ')}`, seen: share };
    }
    default:
      return { ...base, seen: share };
  }
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
