import type { Part, ViolationKind } from '../../evidence/check.ts';
import type { Action, Governance } from '../../plan/types.ts';

/** What the plan's `enforcement` says of one kind of violation. */
export function actionFor(enforcement: Governance['enforcement'], kind: ViolationKind, part: Part): Action {
  switch (kind) {
    case 'missing_required':
      return enforcement.missing_required;
    case 'invalid_value':
      return enforcement.invalid_value;
    case 'unplanned':
      if (part === 'event') return enforcement.unplanned_event;
      return part === 'traits' ? enforcement.unplanned_trait : enforcement.unplanned_property;
    case 'unknown':
      return 'quarantine';
  }
}

const order: readonly Action[] = ['allow', 'drop', 'quarantine'];

/** The stricter of two. */
export function stricter(a: Action, b: Action): Action {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
