import type { Finding } from '../findings/finding.ts';
import { isObject } from '../text/json.ts';
import { clip, visible } from '../text/visible.ts';

/** "web 12, ios 3; version 2.9.1 14": the systems and releases whose samples have it; null where nothing is known. */
export function carriers({ data }: Finding): string | null {
  const groups = [listed(data.senders, ''), listed(data.versions, 'version ')].filter(
    (group) => group !== '',
  );
  return groups.length > 0 ? groups.join('; ') : null;
}

function listed(counts: unknown, prefix: string): string {
  if (!isObject(counts)) return '';
  const entries = Object.entries(counts);
  return entries
    .map(([name, count]) => {
      const shown = prefix + clip(visible(name), 60);
      return entries.length > 1 ? `${shown} ${Number(count).toLocaleString('en')}` : shown;
    })
    .join(', ');
}
