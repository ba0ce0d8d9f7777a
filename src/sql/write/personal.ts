import { isWithin } from '../../catalogue/categories.ts';
import type { Check, Operation } from '../../evidence/check.ts';
import type { Dialect, Sql } from '../dialects/dialect.ts';
import { and, not } from '../dialects/standard.ts';
import { patternOf } from '../pattern.ts';

export const EMAIL = 'user.contact.email';

const ADDRESS = patternOf(
  "^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:[.][a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}$",
  true,
);
/** Nobody's domains (RFC 2606), machines' addresses, and sizes and versions of files. */
const NOBODY = patternOf(
  '(?:[@.](?:example[.](?:com|org|net|edu)|example|test|invalid|localhost)$|^(?:no-?reply|do-?not-?reply|mailer-daemon|bounces?)@|@(?:[0-9]+x[.]|v?[0-9]+(?:[.][0-9]+)*[.]|latest[.]|next[.]))',
  true,
);

/** The kind of personal value that its form alone tells: no table of domains, banks or numbering plans is in an engine. */
export function isAddress(dialect: Dialect, said: Sql): Sql | null {
  const [address, nobody] = [dialect.matches(said, ADDRESS), dialect.matches(said, NOBODY)];
  return address === null || nobody === null ? null : and(address, not(nobody));
}

/** True where the plan does not let an e-mail address stand. */
export function forbidsAddress(check: Check, { allow }: Extract<Operation, { op: 'personal' }>): boolean {
  if (check.path.length === 0 || check.part === 'ids') return false;
  return !allow.some((category) => isWithin(EMAIL, category) || isWithin(category, EMAIL));
}
