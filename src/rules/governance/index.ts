import type { AnyRule } from '../rule.ts';
import { approvalOwed } from './approval-owed.ts';
import { futureApproval } from './future-approval.ts';
import { idleApproval } from './idle-approval.ts';
import { selfApproval } from './self-approval.ts';
import { sunsetTooSoon } from './sunset-too-soon.ts';
import { unguarded } from './unguarded.ts';

export const governanceRules: readonly AnyRule[] = [
  approvalOwed,
  futureApproval,
  sunsetTooSoon,
  selfApproval,
  idleApproval,
  unguarded,
];
