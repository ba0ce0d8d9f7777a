// What detectors need of others' tables, a few hundred kilobytes: imported lazily, and statically here, because a
// CommonJS package in a bundle gives a dynamic import no named exports.
import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { parse } from 'tldts';
import type { Libraries } from './detector.ts';

export const libraries: Libraries = {
  /** A name under a registered top-level domain. */
  isDomain(host) {
    const { isIcann, domain, isIp } = parse(host);
    return isIcann === true && domain !== null && isIp === false;
  },
  isPhone: (text, country) =>
    country === null
      ? isValidPhoneNumber(text)
      : isValidPhoneNumber(text, country as Parameters<typeof isValidPhoneNumber>[1] & string),
  isIban: (text) => isValidIBAN(electronicFormatIBAN(text) ?? ''),
};
