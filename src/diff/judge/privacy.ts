import { categorySensitivity, rank } from '../../catalogue/index.ts';
import type { Verdict } from '../../evidence/change.ts';
import type { Json } from '../../text/json.ts';
import type { PlanChange } from '../changes/plan-change.ts';

/** A verdict on what a change does to the people in the data; null where the kind alone says it. */
export function judgePrivacy({
  kind,
  before = null,
  after = null,
}: PlanChange): { verdict: Verdict; why: string } | null {
  switch (kind) {
    case 'privacy.category-changed':
      return category(before, after);
    case 'privacy.sensitivity-changed':
      return rank(text(after)) > rank(text(before))
        ? breaking('it is more sensitive than it was')
        : risky('it counts as less sensitive than it did');
    case 'privacy.handling-changed':
      if (after === 'raw') return breaking(`it is no longer ${String(before)}`);
      return before === 'raw' ? fine('it is better protected') : risky('it is protected in another way');
    case 'privacy.retention-changed':
    case 'system.retention-changed':
      return retention(before, after);
    case 'privacy.purposes-changed':
      return purposes(before, after);
    case 'privacy.subject-changed':
      return risky('it is about other people');
    case 'purpose.basis-changed':
      return before === 'consent'
        ? breaking('people are no longer asked')
        : risky('it rests on another legal basis');
    default:
      return null;
  }
}

const breaking = (why: string) => ({ verdict: 'breaking' as const, why });
const risky = (why: string) => ({ verdict: 'risky' as const, why });
const fine = (why: string) => ({ verdict: 'compatible' as const, why });

function text(value: Json): string | null {
  return typeof value === 'string' ? value : null;
}

function category(before: Json, after: Json) {
  const [was, is] = [text(before), text(after)];
  if (is === 'none')
    return was === null
      ? fine('it was looked at and is not personal')
      : risky('it no longer counts as personal');
  if (is === null) return risky('it is no longer classified');
  if (was === null || was === 'none') return breaking('it holds personal data');
  const higher = rank(categorySensitivity(is)) > rank(categorySensitivity(was));
  return higher ? breaking('its category is more sensitive') : risky('it is personal data of another kind');
}

function retention(before: Json, after: Json) {
  if (after === null) return breaking('nothing says any more how long it is kept');
  if (before === null) return fine('it is said how long it is kept');
  const [was, is] = [days(text(before)), days(text(after))];
  if (was === null || is === null) return risky('how long it is kept has changed');
  return is > was ? breaking('it is kept for longer') : fine('it is kept for less long');
}

/** About how many days an ISO 8601 duration is. */
function days(duration: string | null): number | null {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    duration ?? '',
  );
  if (match === null) return null;
  const [years, months, weeks, single, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (
    (years ?? 0) * 365.25 +
    (months ?? 0) * 30.4375 +
    (weeks ?? 0) * 7 +
    (single ?? 0) +
    ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) / 86_400
  );
}

function purposes(before: Json, after: Json) {
  if (after === null) return breaking('it may be used for any purpose');
  const was = Array.isArray(before) ? before : null;
  const is = Array.isArray(after) ? after : [];
  return was !== null && is.some((purpose) => !was.includes(purpose))
    ? breaking('it may be used for one purpose more')
    : fine('it may be used for less');
}
