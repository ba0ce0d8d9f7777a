import type { ComparedPair, CustomerView, Join, Known } from '../../drift/types.ts';
import type { DayWindow } from '../../evidence/difference.ts';

/** `71 %`, with a decimal below 10 and above 99. */
export function share(value: number | null): string {
  if (value === null) return '?';
  const percent = value * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  const digits = percent < 10 || percent > 99 ? 1 : 0;
  // Nearly all is not all, and hardly any is not none.
  return `${Math.min(99.9, Math.max(0.1, Number(percent.toFixed(digits))))} %`;
}

/** `68–74 %`: where the true share lies, 95 times in 100. Empty where it is exact. */
export function interval({ share: value, low, high }: Pick<Join, 'share' | 'low' | 'high'>): string {
  if (value === null || low === null || high === null || high - low < 0.0005) return '';
  return `${share(low).replace(' %', '')}–${share(high)}`;
}

/** `69 % (67–70 %): 3,600 people are joined; product knows 5,400, marketing 5,100` */
export function viewWords(view: CustomerView): { readonly share: string; readonly people: string } {
  const sure = interval(view);
  const { joinable, product, marketing } = view;
  return {
    share: `${share(view.share)}${sure === '' ? '' : ` (${sure})`}`,
    people: `${joinable === 1 ? '1 person is' : `${count(joinable)} people are`} joined; product knows ${count(product)}, marketing ${count(marketing)}`,
  };
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** `2026-11-01 to 2026-11-14 (14 days)` */
export function days(window: DayWindow | null): string {
  if (window === null) return 'no day in common';
  const { first, last, days: number } = window;
  return first === last ? first : `${first} to ${last} (${number} days)`;
}

export const KNOWN: Readonly<Record<Known, string>> = { yes: 'yes', no: 'no', unknown: '?' };

/** `web + ios → braze`; a system then and now is one. */
export function pairName({
  left,
  right,
  relation,
}: Pick<ComparedPair, 'left' | 'right' | 'relation'>): string {
  if (relation === 'time') return `${right} then and now`;
  return `${left.join(' + ')} → ${right}`;
}

/** `33 same, 2 differ, 6 with too little data` */
export function comparisons({ comparisons: counts }: ComparedPair): string {
  const { same, differs, unclear, notEnough, absorbed } = counts;
  const parts = [
    `${same} alike`,
    ...(differs > 0 ? [`${differs} differ`] : []),
    ...(absorbed > 0 ? [`${absorbed} follow from these`] : []),
    ...(unclear > 0 ? [`${unclear} unclear`] : []),
    ...(notEnough > 0 ? [`${notEnough} with too little data`] : []),
  ];
  return parts.join(', ');
}
