import { hash } from 'node:crypto';
import type { RuleId } from './finding.ts';
import type { Subject } from './subject.ts';

/** The same finding has the same fingerprint wherever it moves: no line, no count, no wording goes in. */
export function fingerprint(rule: RuleId, subject: Subject, discriminator = ''): string {
  return hash('sha256', `${rule}\n${subject}\n${discriminator}`);
}
