import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unknownTexts } from '../../../src/evidence/known-texts.ts';
import { IdReadings, type Way } from '../../../src/evidence/profile/id-readings.ts';

/** Everything that ends in 0 is a stand-in, everything longer than ten characters is an address. */
function read(value: string): { h: number; way: Way } {
  const placeholder = value.endsWith('0') ? value : null;
  const misplaced = value.length > 10 ? 'email' : null;
  const way = { placeholder, as: 'raw', normal: true, misplaced, hashed: placeholder === null, own: 0 };
  return { h: placeholder === null ? Number(value.replace(/\D/g, '')) : -1, way };
}

test('counts every event by what its value is, and every person, however few values are remembered', () => {
  const users = fc.array(fc.nat(400), { maxLength: 600 });
  const property = fc.property(users, (all) => {
    const persons = new Map<number, number>();
    const readings = new IdReadings(read, (h, n) => persons.set(h, (persons.get(h) ?? 0) + n), unknownTexts);
    const plain = { persons: new Map<number, number>(), ways: new Map<string, number>() };
    for (const user of all) {
      const value = user > 300 ? `visitor-${user}` : String(user);
      const { h, way } = read(value);
      expect(readings.add(value)).toBe(h);
      expect(readings.way).toEqual(way);
      if (h >= 0) {
        readings.isPerson();
        plain.persons.set(h, (plain.persons.get(h) ?? 0) + 1);
      }
      plain.ways.set(JSON.stringify(way), (plain.ways.get(JSON.stringify(way)) ?? 0) + 1);
    }
    const ways = new Map<string, number>();
    readings.settle((way, n) => ways.set(JSON.stringify(way), n));
    expect(ways).toEqual(plain.ways);
    expect(persons).toEqual(plain.persons);
    readings.settle(() => expect.unreachable('all was handed over'));
  });
  fc.assert(property, { numRuns: 50 });
});

test('a value that lost its place is read again and not mistaken for another', () => {
  let made = 0;
  const readings = new IdReadings(
    (value) => {
      made++;
      return read(value);
    },
    () => {},
    unknownTexts,
  );
  for (let round = 0; round < 2; round++) {
    for (let user = 1; user < 200_000; user += 10) expect(readings.add(String(user))).toBe(user);
  }
  expect(made).toBeLessThan(25_000);
});
