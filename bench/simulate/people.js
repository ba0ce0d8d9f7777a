// Who shops: a person's ids, devices, consent and habits, all from the person's own stream.
import { stream } from './random.js';

const PLATFORMS = [
  ['web', 0.5],
  ['ios', 0.3],
  ['android', 0.2],
];
const COUNTRIES = [
  ['DE', 0.45],
  ['FR', 0.2],
  ['GB', 0.2],
  ['US', 0.15],
];
const MAILS = [
  ['gmail.com', 0.35],
  ['web.example', 0.35],
  ['mail.example', 0.3],
];
const VERSIONS = [
  ['3.1.0', 0.6],
  ['3.0.2', 0.3],
  ['2.9.0', 0.1],
];
const NAMES = ['jane', 'omar', 'li', 'maria', 'tom', 'ana', 'kofi', 'sara', 'ivan', 'emma'];

/** Share of people whose address is not typed in its normal form. */
export const TYPED_LOOSELY = 0.1;
/** Share of people who ever sign in, of those who said yes to marketing, of those a later yes. */
const EVER_KNOWN = 0.6;
export const CONSENT = 0.75;
const LATE_CONSENT = 0.1;
const SIGMA = 1.2;

/** `sessions`: expected in two weeks. */
export function person(seed, index, world) {
  const random = stream(seed, 'person', index);
  const platform = random.pick(PLATFORMS);
  const email = `${NAMES[random.below(NAMES.length)]}.${index}@${random.pick(MAILS)}`;
  const known = random.chance(EVER_KNOWN);
  const devices = Array.from(
    {
      length: random.pick([
        [1, 0.6],
        [2, 0.3],
        [3, 0.1],
      ]),
    },
    () => ({
      id: random.uuid(),
      clock: random.chance(0.95) ? random.normal() * 2000 : random.normal() * 60_000,
      version: random.pick(VERSIONS),
    }),
  );
  return {
    index,
    platform,
    devices,
    user: random.uuid(),
    email,
    typed: random.chance(TYPED_LOOSELY) ? loosely(email) : email,
    country: random.pick(COUNTRIES),
    tier: random.chance(0.2) ? 'plus' : 'free',
    known,
    /** Share of the sessions before the one in which a known person signs in. */
    knownFrom: known && random.chance(0.7) ? 0 : random.next(),
    sessions: random.lognormal(Math.log(world.sessions) - (SIGMA * SIGMA) / 2, SIGMA),
    ...consents(random),
  };
}

/** `reserve`: how hard to win, 0..1: who is below the platform's share says yes. `consentFrom`: on which day. */
function consents(random) {
  const reserve = random.next();
  const late = random.chance(LATE_CONSENT) ? random.next() * 14 : 0;
  return { reserve, late, consentFrom: reserve < CONSENT ? late : Infinity };
}

/** The same person in a shop where other shares of each platform say yes. */
export function withConsent(one, shares) {
  const consentFrom = one.reserve < shares[one.platform] ? one.late : Infinity;
  return consentFrom === one.consentFrom ? one : { ...one, consentFrom };
}

function loosely(email) {
  return email
    .replace(/^./, (first) => first.toUpperCase())
    .replace(/@(.)/, (_, first) => `@${first.toUpperCase()}`);
}
