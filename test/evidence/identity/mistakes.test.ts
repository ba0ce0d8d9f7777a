import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readId } from '../../../src/evidence/identity/form.ts';
import { mistakenDigests } from '../../../src/evidence/identity/mistakes.ts';

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

describe('what a wrong recipe makes of an address', () => {
  it('differs from the right digest, each in its way', () => {
    const wrong = mistakenDigests('email/std', ' Jane.Doe@Gmail.com');
    const normal = 'jane.doe@gmail.com';
    expect(Object.fromEntries(wrong)).toEqual({
      'upper-case': hash('sha256', normal.toUpperCase()),
      'gmail-dots': hash('sha256', 'janedoe@gmail.com'),
      md5: hash('md5', normal),
      sha1: hash('sha1', normal),
      'hashed-twice': hash('sha256', hash('sha256', normal)),
      'as-found': hash('sha256', ' Jane.Doe@Gmail.com'),
    });
  });

  it('is the right digest where the value was in its normal form', () => {
    expect([...mistakenDigests('email/std', 'jane@acme.example').keys()]).toEqual([
      'upper-case',
      'md5',
      'sha1',
      'hashed-twice',
    ]);
    expect([...mistakenDigests('phone/digits', '+49 30 123456').keys()]).toContain('with-plus');
  });

  it.each([
    ['an id of the shop', 'raw', 'u-1001'],
    ['what is a hash already', 'email/std', hash('sha256', 'jane@acme.example')],
    ['what is no address', 'email/std', 'jane'],
  ] as const)('is not asked of %s', (_, form, value) => {
    expect(mistakenDigests(form, value).size).toBe(0);
  });
});

describe('a user id that a destination hashed', () => {
  it('is the same id as the raw one', () => {
    const hashed = hash('sha256', 'u-1001');
    const { digest } = readId('raw', 'u-1001');
    expect(readId('raw', hashed)).toEqual({ as: 'sha256', digest, normal: true });
    expect(readId('raw', hashed.toUpperCase())).toEqual({ as: 'SHA256', digest, normal: false });
  });

  it('stays what it is where it is shorter: shops use such ids', () => {
    expect(readId('raw', hash('md5', 'u-1001')).as).toBe('raw');
  });
});
