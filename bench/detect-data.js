// Seeded values for bench/detect.js: well-formed personal values that nobody owns, and what looks like them.

/** Seeded pseudo-random numbers (splitmix32): the same values in every run. */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
  return {
    int: (below) => Math.floor(next() * below),
    pick: (list) => list[Math.floor(next() * list.length)],
    digits: (n) => Array.from({ length: n }, () => Math.floor(next() * 10)).join(''),
    text: (n, alphabet) =>
      Array.from({ length: n }, () => alphabet[Math.floor(next() * alphabet.length)]).join(''),
  };
}

const hex = '0123456789abcdef';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();
const alnum = `${upper}${lower}0123456789`;

/** Identifiers, times, codes, versions, words: none of them is personal. One typed property each. */
export const negatives = {
  order_number: (r) => String(10_000_000 + r.int(80_000_000)),
  random_16_digits: (r) => r.digits(16),
  random_15_digits: (r) => r.digits(15),
  random_11_digits: (r) => r.digits(11),
  random_10_digits: (r) => r.digits(10),
  random_9_digits: (r) => r.digits(9),
  epoch_ms: (r) => String(1_420_000_000_000 + r.int(500_000_000) * 1000),
  epoch_us: (r) => `${1_420_000_000 + r.int(500_000_000)}${r.digits(6)}`,
  epoch_s_number: (r) => 1_420_000_000 + r.int(500_000_000),
  snowflake: (r) => String((BigInt(r.int(2 ** 31)) << 31n) * 4n + BigInt(r.int(2 ** 31)) + 10n ** 17n),
  timestamp_compact: (r) =>
    `20${10 + r.int(20)}${pad(1 + r.int(12))}${pad(1 + r.int(28))}${pad(r.int(24))}${pad(r.int(60))}${pad(r.int(60))}`,
  iso_time: (r) => new Date(1_420_000_000_000 + r.int(500_000_000) * 1000).toISOString(),
  date: (r) => new Date(1_420_000_000_000 + r.int(500_000_000) * 1000).toISOString().slice(0, 10),
  uuid: (r) => `${r.text(8, hex)}-${r.text(4, hex)}-4${r.text(3, hex)}-a${r.text(3, hex)}-${r.text(12, hex)}`,
  object_id: (r) => r.text(24, hex),
  sha256: (r) => r.text(64, hex),
  sku: (r) => `${r.text(3, upper)}-${r.digits(4)}-${r.text(2, upper)}`,
  sku_dotted: (r) => `${r.digits(3)}.${r.digits(3)}.${r.digits(2)}`,
  part_number: (r) => `${r.digits(3)}-${r.digits(2)}-${r.digits(4)}`,
  article_letter: (r) => `${r.digits(8)}${r.text(1, upper)}`,
  coupon_code: (r) => r.text(10, `${upper}0123456789`),
  country_prefixed: (r) => `${r.pick(['DE', 'FR', 'GB', 'NL', 'ES'])}${r.digits(20)}`,
  ean: (r) => `4${r.digits(12)}`,
  nanoid: (r) => r.text(21, `${alnum}_-`),
  token_urlsafe: (r) => r.text(43, `${alnum}_-`),
  version: (r) => `${r.int(20)}.${r.int(20)}.${r.int(30)}`,
  version_four: (r) => `${r.int(130)}.${r.int(20)}.${r.int(6000)}.${r.int(200)}`,
  package: (r) => `${r.text(6, lower)}@${r.int(20)}.${r.int(20)}.${r.int(20)}`,
  retina_image: (r) => `${r.text(8, lower)}@${1 + r.int(3)}x.png`,
  handle: (r) => `@${r.text(9, lower)}`,
  css_size: (r) => `${r.int(2000)}x${r.int(2000)}`,
  amount: (r) => `${r.int(1000)}.${r.digits(2)}`,
  amount_number: (r) => r.int(100_000) / 100,
  big_number: (r) => Number(r.digits(15)),
  time_of_day: (r) => `${pad(r.int(24))}:${pad(r.int(60))}:${pad(r.int(60))}`,
  time_zone: (r) => `+${pad(r.int(13))}:00`,
  room: (r) => `${1 + r.int(9)}.${pad(r.int(40))}`,
  product_url: (r) =>
    `https://shop.acme.com/p/${r.digits(13)}?variant=${r.digits(8)}&utm_campaign=${r.text(6, lower)}`,
  asset_path: (r) => `/assets/${r.text(8, lower)}.${r.text(8, hex)}.js`,
  title: (r) => `${r.text(6, lower)} ${r.text(4, lower)} ${r.int(100)}`,
  iban_like_sku: (r) => `${r.text(2, upper)}${r.digits(2)}${r.text(4, upper)}${r.digits(14)}`,
};

/** Well-formed values; the name is what their property would be called where the detector needs one. */
export const positives = {
  email: {
    name: 'contact',
    make: (r) =>
      `${r.text(3 + r.int(8), lower)}${r.pick(['.', '_', '+shop', ''])}${r.text(4, lower)}@${r.pick(['gmail.com', 'web.de', 'acme.co.uk', 'mail.yahoo.co.jp', 'université.fr', 'firma.com.br'])}`,
  },
  'email in text': {
    name: 'note',
    make: (r) => `please write to ${r.text(6, lower)}@gmail.com before ${r.int(28)}`,
  },
  phone: {
    name: 'contact',
    make: (r) =>
      r.pick([
        () => `+49 30 ${2 + r.int(7)}${r.digits(7)}`,
        () => `+44 20 7${r.digits(3)} ${r.digits(4)}`,
        () => `+1 (212) 45${r.int(10)}-${r.digits(4)}`,
        () => `+3361${r.digits(7)}`,
        () => `+5511 9${6 + r.int(4)}${r.digits(3)}-${r.digits(4)}`,
      ])(),
  },
  'phone, named': {
    name: 'phone_number',
    make: (r) =>
      r.pick([
        () => `030 ${r.digits(8)}`,
        () => `(212) 45${r.int(10)}-${r.digits(4)}`,
        () => `06 ${2 + r.int(7)}${r.digits(7)}`,
      ])(),
  },
  card: {
    name: 'reference',
    make: (r) =>
      checked(
        r.pick([
          () => `4${r.digits(14)}`,
          () => `5${1 + r.int(5)}${r.digits(13)}`,
          () => `37${r.digits(12)}`,
          () => `6011${r.digits(11)}`,
          () => `3528${r.digits(11)}`,
        ])(),
      ),
  },
  'card, grouped': {
    name: 'reference',
    make: (r) => checked(`4${r.digits(14)}`).replace(/(\d{4})(?=\d)/g, '$1 '),
  },
  'card in text': {
    name: 'note',
    make: (r) => `card ${checked(`5${1 + r.int(5)}${r.digits(13)}`)} was charged twice`,
  },
  iban: { name: 'account', make: (r) => iban(r) },
  'iban, grouped': { name: 'account', make: (r) => iban(r).replace(/(.{4})(?=.)/g, '$1 ') },
  cpf: { name: 'document', make: (r) => cpf(r) },
  'ssn, named': {
    name: 'ssn',
    make: (r) => `${pad3(1 + r.int(665))}-${pad(1 + r.int(99))}-${1000 + r.int(9000)}`,
  },
  ipv4: {
    name: 'client',
    make: (r) => `${[20, 52, 84, 91, 155, 185][r.int(6)]}.${20 + r.int(200)}.${r.int(256)}.${1 + r.int(254)}`,
  },
  ipv6: {
    name: 'client',
    make: (r) => `2a0${r.int(10)}:${r.text(4, hex)}:${r.text(4, hex)}::${r.text(3, '123456789abcdef')}`,
  },
  mac: {
    name: 'hardware',
    make: (r) => Array.from({ length: 6 }, (_, i) => (i === 0 ? 'a0' : r.text(2, hex))).join(':'),
  },
  jwt: {
    name: 'value',
    make: (r) =>
      `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI${r.text(12, alnum)}In0.${r.text(43, alnum)}`,
  },
  'aws key': { name: 'value', make: (r) => `AKIA${r.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}` },
  coordinates: {
    name: 'spot',
    make: (r) =>
      `${10 + r.int(70)}.${1 + r.int(9)}${r.digits(3)},${10 + r.int(160)}.${1 + r.int(9)}${r.digits(3)}`,
  },
  'latitude, named': {
    name: 'latitude',
    make: (r) => r.int(89) + (1 + r.int(8)) / 10 + (1 + r.int(9999)) / 1e5 + 1e-6,
  },
  'birth date, named': {
    name: 'date_of_birth',
    make: (r) => `${1930 + r.int(80)}-${pad(1 + r.int(12))}-${pad(1 + r.int(28))}`,
  },
  'e-mail in a URL': {
    name: 'page_url',
    make: (r) => `https://shop.acme.com/thanks?order=${r.digits(8)}&email=${r.text(7, lower)}%40gmail.com`,
  },
};

function pad(n) {
  return String(n).padStart(2, '0');
}

function pad3(n) {
  return String(n).padStart(3, '0');
}

/** With its Luhn check digit. */
function checked(body) {
  let sum = 0;
  for (let i = body.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = Number(body[i]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function iban(r) {
  const [country, bban] = r.pick([
    () => ['DE', `${r.pick(['50010517', '37040044', '10010010', '70150000'])}${r.digits(10)}`],
    () => ['AT', r.digits(16)],
    () => ['LU', `${r.digits(3)}${r.text(13, '0123456789')}`],
    () => ['GB', `${r.text(4, upper)}${r.digits(14)}`],
  ])();
  const number = [...`${bban}${country}00`]
    .map((c) => (c >= 'A' ? String(c.charCodeAt(0) - 55) : c))
    .join('');
  return `${country}${pad(98n - (BigInt(number) % 97n))}${bban}`;
}

function cpf(r) {
  const base = r.digits(9);
  const digit = (text) => {
    const sum = [...text].reduce((total, d, i) => total + Number(d) * (text.length + 1 - i), 0);
    return ((sum * 10) % 11) % 10;
  };
  const first = digit(base);
  const all = `${base}${first}${digit(`${base}${first}`)}`;
  return `${all.slice(0, 3)}.${all.slice(3, 6)}.${all.slice(6, 9)}-${all.slice(9)}`;
}
