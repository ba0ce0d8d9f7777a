import { hash } from 'node:crypto';
import { sha256 } from '../sketch/hash.ts';
import { asciiLower, type FormId, hashForm, readId } from './form.ts';

/** The usual ways to hash a contact address wrongly. `as-found`: the recipe's normal form was not made first. */
export type Mistake =
  | 'as-found'
  | 'upper-case'
  | 'md5'
  | 'sha1'
  | 'hashed-twice'
  | 'gmail-dots'
  | 'with-plus';

/** Mistake → the digest that it makes of this value, lower-case hex; only those that differ from the right one. */
export function mistakenDigests(form: FormId, value: string): ReadonlyMap<Mistake, string> {
  const wrong = new Map<Mistake, string>();
  if (form === 'raw' || hashForm(value) !== 'raw') return wrong;
  const { digest } = readId(form, value);
  if (digest === null) return wrong;
  const normal =
    form === 'email/std' ? asciiLower(value.trim()) : value.replace(/\D/g, '').replace(/^0+/, '');
  const note = (mistake: Mistake, made: string) => {
    if (made !== digest) wrong.set(mistake, made);
  };
  if (form === 'email/std') {
    note('upper-case', sha256(normal.toUpperCase()));
    note('gmail-dots', sha256(withoutGmailDots(normal)));
  } else note('with-plus', sha256(`+${normal}`));
  note('md5', hash('md5', normal, 'hex'));
  note('sha1', hash('sha1', normal, 'hex'));
  note('hashed-twice', sha256(digest));
  const asFound = sha256(value);
  if (![...wrong.values()].includes(asFound)) note('as-found', asFound);
  return wrong;
}

/** What some destinations' recipe asks for, and others' forbids. */
function withoutGmailDots(email: string): string {
  const [, local, domain] = /^(.*)@(gmail\.com|googlemail\.com)$/.exec(email) ?? [];
  return local === undefined ? email : `${local.replaceAll('.', '')}@${domain}`;
}
