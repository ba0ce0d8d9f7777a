import type { AnyRule } from '../rule.ts';
import { unclearEntry } from './unclear-entry.ts';
import { unreadableFile } from './unreadable-file.ts';

/** What reading a foreign plan meets on its way. */
export const importRules: readonly AnyRule[] = [unreadableFile, unclearEntry];
