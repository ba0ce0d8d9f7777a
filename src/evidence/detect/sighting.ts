/** What a detector looks for. The order is that of reports. */
export const detectors = {
  email: { title: 'e-mail address', category: 'user.contact.email' },
  phone: { title: 'phone number', category: 'user.contact.phone_number' },
  card: { title: 'payment card number', category: 'user.financial.credit_card' },
  iban: { title: 'IBAN', category: 'user.financial.bank_account.iban' },
  'national-id': {
    title: 'national identification number',
    category: 'user.government_id.national_identification_number',
  },
  'ip-address': { title: 'IP address', category: 'user.device.ip_address' },
  'mac-address': { title: 'MAC address', category: 'user.device.mac_address' },
  jwt: { title: 'JSON Web Token', category: 'user.authorization.credentials' },
  secret: { title: 'secret key', category: 'user.authorization.credentials' },
  coordinates: { title: 'precise location', category: 'user.location.precise' },
  'birth-date': { title: 'date of birth', category: 'user.demographic.date_of_birth' },
  'cookie-id': { title: 'advertising cookie', category: 'user.device.cookie_id' },
  'url-value': { title: 'personal value in a URL', category: 'user' },
} as const;

export type DetectorId = keyof typeof detectors;

export interface Sighting {
  readonly detector: DetectorId;
  /** The category of the detector, or the one that a URL's parameter names. */
  readonly category: string;
  /**
   * `shape`: could be one and is none (a failed checksum), counted so that a share can be told from chance.
   * `test`: documented test data, such as example.com.
   */
  readonly outcome: 'hit' | 'shape' | 'test';
  /** A hit that random identifiers practically never are; others prove little one by one. */
  readonly sure: boolean;
  /** The whole value, somewhere in a text, or a part of a URL. */
  readonly within: 'value' | 'text' | 'url';
  /** The URL's parameter. */
  readonly key: string | null;
}

type Shared = Omit<Sighting, 'category' | 'key'>;
const made = new Map<DetectorId, Sighting[]>();
const outcomes = ['hit', 'shape', 'test'] as const;
const places = ['value', 'text', 'url'] as const;

/** One shared object for all equal sightings: a hit allocates nothing. */
export function sighting(
  detector: DetectorId,
  outcome: Sighting['outcome'],
  sure: boolean,
  within: Sighting['within'] = 'value',
): Sighting {
  const own = made.get(detector) ?? allOf(detector);
  const index = (outcomes.indexOf(outcome) * 2 + Number(sure)) * places.length + places.indexOf(within);
  return own[index] ?? whole({ detector, outcome, sure, within });
}

function allOf(detector: DetectorId): Sighting[] {
  const all = outcomes.flatMap((outcome) =>
    [false, true].flatMap((sure) => places.map((within) => whole({ detector, outcome, sure, within }))),
  );
  made.set(detector, all);
  return all;
}

function whole(shared: Shared): Sighting {
  return Object.freeze({ ...shared, category: detectors[shared.detector].category, key: null });
}
