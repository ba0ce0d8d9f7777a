import type { Edit, Fix } from '../findings/finding.ts';

type WithFix = { readonly fix: Fix } | Record<never, never>;

/** A report's `fix`, where there is an edit that makes it. */
export function fixed(safety: Fix['safety'], title: string, edit: Edit | null): WithFix {
  return edit === null ? {} : { fix: { safety, title, edits: [edit] } };
}
