const DURATION = /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T.*)?$/;

/** An ISO date plus an ISO duration; parts below a day are ignored. Null when either is none. */
export function addDuration(date: string, duration: string): string | null {
  const parts = DURATION.exec(duration);
  const start = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (parts === null || start === null) return null;
  const [years, months, weeks, days] = parts.slice(1, 5).map((part) => Number(part ?? 0));
  const [year, month, day] = start.slice(1, 4).map(Number);
  const first = new Date(Date.UTC((year ?? 0) + (years ?? 0), (month ?? 1) - 1 + (months ?? 0), 1));
  // A month later than 31 January is the last of February.
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day ?? 1, lastDay) + 7 * (weeks ?? 0) + (days ?? 0));
  return first.toISOString().slice(0, 10);
}

/** Days from one ISO date to another; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
