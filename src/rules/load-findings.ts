import type { Finding } from '../findings/finding.ts';
import { subject } from '../findings/subject.ts';
import type { PlanError } from '../plan/errors.ts';
import { locate } from '../plan/locate.ts';
import { loadErrorRule } from './plan/load-errors.ts';
import type { Settings } from './settings.ts';
import { toFinding } from './to-finding.ts';

/** What stopped a load, as findings. */
export function loadFindings(error: PlanError, settings: Settings): Finding[] {
  return error.errors.flatMap(({ code, message, at, related }, index) => {
    const { file, pointer } = locate(error.files, at);
    const finding = toFinding(
      loadErrorRule(code),
      {
        message: 'stops',
        data: { reason: message },
        subject: subject(['file', file]),
        at,
        related: (related ?? []).map(({ spot, note }) => ({
          file: locate(error.files, spot).file,
          ...locate(error.files, spot).start,
          note,
        })),
        discriminator: `${pointer ?? ''} ${message} ${index > 0 && !pointer ? index : ''}`.trim(),
      },
      settings,
      error.files,
      null,
    );
    return finding ?? [];
  });
}
