import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hintOf, isOrdinary, loadDetector, noHint } from '../../../src/evidence/detect/detector.ts';
import { kindsOf } from '../../../src/text/characters.ts';

const detector = await loadDetector();

/** `email`, `email test`, `card shape`, … and `in text` or `in url`; null for what is none. */
function look(value: unknown, name?: string): string | null {
  const seen = detector.look(value, name === undefined ? noHint : hintOf(name.split('.')));
  if (seen === null) return null;
  const outcome = seen.outcome === 'hit' ? '' : ` ${seen.outcome}`;
  const within = seen.within === 'value' ? '' : ` in ${seen.within}`;
  return `${seen.detector}${outcome}${within}${seen.key === null ? '' : ` ?${seen.key}`}`;
}

describe('what is personal', () => {
  it.each([
    ['jane.doe@gmail.com', 'email'],
    ['jane+shop@mail.co.uk', 'email'],
    ['jürgen@müller.de', 'email'],
    ['jane@xn--mller-kva.de', 'email'],
    ['write to jane.doe@gmail.com, please', 'email in text'],
    ['jane%40gmail.com', 'email'],
    ['/account?mail=jane@gmail.com', 'email'],
    ['+49 30 901820', 'phone'],
    ['+4930901820', 'phone'],
    ['call me: +44 20 7946 1234 thanks', 'phone in text'],
    ['4539578763621486', 'card'],
    ['4539 5787 6362 1486', 'card'],
    [4539578763621486, 'card'],
    ['paid with 4539-5787-6362-1486 today', 'card in text'],
    ['DE44500105175407324931', 'iban'],
    ['DE44 5001 0517 5407 3249 31', 'iban'],
    ['my iban is DE44 5001 0517 5407 3249 31 ok', 'iban in text'],
    ['123.456.789-09', 'national-id'],
    ['RSSMRA85T10A562S', 'national-id'],
    ['756.9217.0769.85', 'national-id test'],
    ['11010519491231002X', 'national-id'],
    ['84.17.63.201', 'ip-address'],
    ['2a00:1450:4001:81b::200e', 'ip-address'],
    ['00:1a:2b:3c:4d:5e', 'mac-address'],
    ['001a.2b3c.4d5e', 'mac-address'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'jwt'],
    ['AKIAQ3EGRTJ5VXNNK7OP', 'secret'],
    ['token is ghp_16C7e42F292c6912E7710c838347Ae178B4a now', 'secret in text'],
    ['52.5163,13.3777', 'coordinates'],
    ['GA1.2.1234567890.1693526400', 'cookie-id'],
    ['https://shop.acme.com/?email=jane%40gmail.com', 'url-value in url ?email'],
    ['https://shop.acme.com/reset?token=9f8a7c6b5d4e', 'url-value in url ?token'],
    ['https://shop.acme.com/u/jane@gmail.com/orders', 'url-value in url'],
    ['https://jane:hunter22@shop.acme.com/', 'url-value in url'],
    ['see https://shop.acme.com/?first_name=Jane for it', 'url-value in url ?first_name'],
  ])('%s: %s', (value, expected) => {
    expect(look(value)).toBe(expected);
  });

  it.each([
    ['date_of_birth', '1985-10-12', 'birth-date'],
    ['user.dob', '12.10.1985', 'birth-date'],
    ['geburtsdatum', '19851012', 'birth-date'],
    ['phone', '030 901820', 'phone'],
    ['mobile_number', '(212) 456-7890', 'phone'],
    ['phone', 4930901820, 'phone'],
    ['cpf', '12345678909', 'national-id'],
    ['pesel', '44051401359', 'national-id'],
    ['ssn', '536904399', 'national-id'],
    ['latitude', 52.5163, 'coordinates'],
    ['user.lng', '13.37770', 'coordinates'],
  ])('%s = %s, by its name: %s', (name, value, expected) => {
    expect(look(value, name)).toBe(expected);
  });
});

describe('what is not', () => {
  it.each([
    ['icon@2x.png'],
    ['shop-kit@1.2.3'],
    ['build@v2.sh'],
    ['user@localhost'],
    ['@acme_shop'],
    ['git@github.com:acme/shop.git'],
    ['std::string::npos'],
    ['2026-11-21T13:05:00.000Z'],
    ['2026-11-21'],
    ['1700000000000'],
    [1700000000000],
    ['1700000000000000'],
    ['10023417'],
    ['3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['10.15.7'],
    ['1.2.3.4'],
    ['192.168.1.10'],
    ['84.17.63.0'],
    ['12:30:45'],
    ['+0200'],
    ['1985-10-12'],
    ['Order Completed'],
    ['SKU-2024-000123'],
    ['https://shop.acme.com/products/4539578763621486?utm_source=news&page=2'],
    ['https://shop.acme.com/?code=SUMMER24&token=ab'],
    ['9780306406157'],
    ['rgb(120, 13, 200)'],
    ['0,0'],
    ['sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [''],
    [true],
    [null],
  ])('%s', (value) => {
    expect(look(value)).toBeNull();
  });

  it('versions under a name that says so, and stores’ coordinates', () => {
    expect(look('84.17.63.201', 'app.version')).toBeNull();
    expect(look(52.5163, 'store_latitude')).toBeNull();
    expect(look('2026-11-21', 'delivery_date')).toBeNull();
  });
});

describe('what could be and is not proved', () => {
  it.each([
    ['4539578763621487', 'card shape'],
    ['DE44500105175407324932', 'iban shape'],
    ['+49 1', null],
    ['noreply@acme.com', 'email shape'],
    ['123.456.789-00', 'national-id shape'],
  ])('%s: %s', (value, expected) => {
    expect(look(value)).toBe(expected);
  });
});

describe('test data is told apart', () => {
  it.each([
    ['jane@example.com', 'email test'],
    ['jane@shop.test', 'email test'],
    ['4111 1111 1111 1111', 'card test'],
    ['DE89370400440532013000', 'iban test'],
    ['+1 212 555 0123', 'phone test'],
    ['203.0.113.9', 'ip-address test'],
    ['AKIAIOSFODNN7EXAMPLE', 'secret test'],
  ])('%s: %s', (value, expected) => {
    expect(look(value)).toBe(expected);
  });
});

describe('bounded', () => {
  it('looks at the first characters of a value of any size', () => {
    const start = process.cpuUsage().user;
    for (const unit of [
      'a@',
      'a.',
      '+1 ',
      '4 ',
      'ey.',
      'a@a.',
      'AKIA',
      'https://a?b=c&',
      '1-',
      'DE44 5001 ',
    ]) {
      detector.look(unit.repeat(2_000_000), noHint);
      detector.look(`note ${unit.repeat(2_000_000)}`, noHint);
    }
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(2000);
  });
});

test('what its characters show to be ordinary, no detector knows', () => {
  const seeds = fc.constantFrom(
    'anna.meier@mailbox.org',
    '+49 151 23456789',
    '4111 1111 1111 1111',
    'DE89370400440532013000',
    '00:1b:44:11:3a:b7',
    '2001:4860:4860::8888',
    '84.112.7.9',
    'AKIAABCDEFGHIJKLMNOP',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    'xoxb-aaaaaaaaaaaaaaaaaaaaaaaa',
    'https://shop.example/find?email=anna%40mailbox.org',
    'https://anna:secret@shop.example/',
    'GA1.2.1234567890.1234567890',
    '2026-05-02T10:00:00Z',
    '52.520008,13.404954',
    '11010519491231002X',
  );
  const piece = fc.oneof(
    seeds,
    fc.string({ maxLength: 12 }),
    fc.constantFrom('write to ', ' ', ':', '-', 'linen'),
  );
  const value = fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.nat(30), fc.string({ maxLength: 1 }))
    .map(([pieces, at, char]) => {
      const text = pieces.join('');
      return text.slice(0, at) + char + text.slice(at + char.length);
    });
  fc.assert(
    fc.property(fc.oneof(value, seeds), (text) => {
      if (isOrdinary(text, kindsOf(text))) expect(detector.look(text, noHint)).toBeNull();
    }),
    { numRuns: 5000 },
  );
  for (const text of [
    'Basket',
    'lamp cotton blue',
    '2026-05-01T00:00:00.216Z',
    '63118072',
    '/cotton/dress',
    'https://shop.example/oak',
  ])
    expect(isOrdinary(text, kindsOf(text))).toBe(true);
});
