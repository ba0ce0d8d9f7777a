import { describe, expect, it } from 'vitest';
import {
  categoryChain,
  categoryKeys,
  categorySensitivity,
  higherSensitivity,
  isKnownCategory,
  isSpecial,
  movedCategory,
  nearestCategory,
  publishedCategory,
  regimes,
} from '../../src/catalogue/index.ts';

describe('categories', () => {
  it('has every parent, and none milder below a restricted one', () => {
    for (const key of categoryKeys) {
      for (const parent of categoryChain(key).slice(1)) expect(categoryKeys).toContain(parent);
      const parent = categoryChain(key)[1];
      if (parent && categorySensitivity(parent) === 'restricted')
        expect(categorySensitivity(key)).toBe('restricted');
    }
  });

  it('counts 85 published keys and our own children', () => {
    expect(categoryKeys.filter((key) => publishedCategory(key) === key)).toHaveLength(85);
    expect(publishedCategory('user.financial.bank_account.iban')).toBe('user.financial.bank_account');
  });

  it('knows `none` and a plan’s own children, and no slip of the pen', () => {
    expect(isKnownCategory('none')).toBe(true);
    expect(isKnownCategory('user.contact.email')).toBe(true);
    expect(isKnownCategory('user.contact.email.work')).toBe(true);
    expect(isKnownCategory('user.contact.emial')).toBe(false);
    expect(isKnownCategory('user.emial')).toBe(false);
    expect(isKnownCategory('email')).toBe(false);
    expect(isKnownCategory('__proto__')).toBe(false);
  });

  it('points old keys to their new place and slips to the nearest key', () => {
    expect(movedCategory('user.contact.state')).toBe('user.contact.address.state');
    expect(nearestCategory('user.date_of_birth')).toBe('user.demographic.date_of_birth');
    expect(nearestCategory('user.contact.emial')).toBe('user.contact.email');
    expect(nearestCategory('phone_number')).toBe('user.contact.phone_number');
    expect(nearestCategory('weather')).toBeNull();
  });

  it('moves only to keys that exist', () => {
    for (const key of ['user.race', 'user.observed', 'user.genetic']) {
      expect(isKnownCategory(movedCategory(key) ?? '')).toBe(true);
    }
  });

  it('passes sensitivity down', () => {
    expect(categorySensitivity('user.health_and_medical.condition')).toBe('restricted');
    expect(categorySensitivity('user.contact.email.work')).toBe('confidential');
    expect(categorySensitivity('none')).toBeNull();
    expect(higherSensitivity('internal', 'restricted')).toBe('restricted');
    expect(higherSensitivity(null, 'public')).toBe('public');
  });
});

describe('regimes', () => {
  it('names only categories that exist', () => {
    for (const [id, regime] of regimes) {
      for (const key of [
        ...regime.special,
        ...(regime.identifiers ?? []),
        ...(regime.not_identifiers ?? []),
      ]) {
        expect([id, key, categoryKeys.includes(key)]).toEqual([id, key, true]);
      }
    }
  });

  it('covers what lies below a special category', () => {
    const gdpr = regimes.get('gdpr');
    expect(gdpr && isSpecial(gdpr, 'user.health_and_medical.condition')).toBe(true);
    expect(gdpr && isSpecial(gdpr, 'user.contact.email')).toBe(false);
  });
});
