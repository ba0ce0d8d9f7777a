import type { DayWindow, Difference, Estimate, SideFigure } from '../../evidence/difference.ts';
import type { JsonObject } from '../../text/json.ts';

/** What every message of a drift rule may speak of, beside what is only its kind's (`detail`). */
export interface DriftData extends JsonObject {
  readonly event: string;
  readonly property: string;
  readonly left: string;
  readonly right: string;
  readonly leftName: string;
  readonly rightName: string;
  readonly leftCount: number;
  readonly rightCount: number;
  readonly leftFigure: JsonObject;
  readonly rightFigure: JsonObject;
  /** From window to remedy: the second half of every message. */
  readonly rest: string;
  /** One system now and before, not two systems. */
  readonly overTime: boolean;
  readonly detail: JsonObject;
}

export function driftData(difference: Difference): DriftData {
  const { event, property, left, right, detail } = difference;
  return {
    event: event ?? '',
    property: property ?? '',
    left: overTime(difference) ? `${systems(left)} before` : systems(left),
    right: systems(right),
    leftName: left.name ?? '',
    rightName: right.name ?? '',
    leftCount: left.n,
    rightCount: right.n,
    leftFigure: figure(left.figure),
    rightFigure: figure(right.figure),
    rest: restOf(difference),
    overTime: overTime(difference),
    detail,
    window: windowData(difference.window),
    since: difference.since,
    slice: difference.slice,
    cause: difference.cause,
    signs: difference.signs,
    remedy: difference.remedy,
    needs: difference.needs,
    absorbed: difference.absorbed,
  };
}

function overTime({ left, right }: Difference): boolean {
  return systems(left) === systems(right);
}

function figure(estimate: Estimate | null): JsonObject {
  return estimate === null ? {} : { value: estimate.value, low: estimate.low, high: estimate.high };
}

function windowData(window: DayWindow | null): JsonObject | null {
  return window === null ? null : { first: window.first, last: window.last, days: window.days };
}

function systems({ systems: keys }: SideFigure): string {
  return keys.join(' and ');
}

function restOf(difference: Difference): string {
  const { kind, window, since, slice, cause, signs, remedy, needs, absorbed } = difference;
  const days = window === null || kind.startsWith('evidence/') ? null : window;
  const parts = [
    days === null ? '' : `, ${spanOf(days)}`,
    since === null ? '' : `, since ${since}`,
    slice === null ? '' : `, on ${slice}`,
    '.',
    cause === null ? '' : ` Likely: ${cause}${signs.length > 0 ? ` (${signs.join('; ')})` : ''}.`,
    needs.length === 0 ? '' : ` It hurts ${needs.join(', ')}.`,
    absorbed.length === 0 ? '' : ` It explains ${some(absorbed)}.`,
    remedy === null ? '' : ` To do: ${remedy}.`,
  ];
  return parts.join('');
}

function spanOf({ first, last, days }: DayWindow): string {
  return days === 1 ? `on ${first}` : `${first} to ${last}`;
}

const NAMED = 3;

function some(names: readonly string[]): string {
  const others = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

/** `41 %`, `0.4 %` */
export function percent(value: unknown): string {
  const share = Number(value ?? 0) * 100;
  return `${Math.abs(share) >= 10 || share === 0 ? Math.round(share) : Number(share.toPrecision(1))} %`;
}

/** `71 (68-74)`: of a hundred. */
export function ofHundred({ value, low, high }: JsonObject): string {
  const round = (part: unknown) => Math.round(Number(part ?? 0) * 100);
  return round(low) === round(high) ? `${round(value)}` : `${round(value)} (${round(low)}-${round(high)})`;
}

export function count(value: unknown): string {
  return Math.round(Number(value ?? 0)).toLocaleString('en-US');
}

/** `once`, `3,104 times` */
export function times(value: number): string {
  return value === 1 ? 'once' : `${count(value)} times`;
}

/** `2 hours`, `40 minutes`, `3 days` */
export function duration(milliseconds: unknown): string {
  const minutes = Math.abs(Number(milliseconds ?? 0)) / 60_000;
  const say = (n: number, unit: string) => {
    const rounded = Number(n.toPrecision(2));
    return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
  };
  if (minutes < 90) return say(minutes, 'minute');
  return minutes < 72 * 60 ? say(minutes / 60, 'hour') : say(minutes / 1440, 'day');
}
