import type { Fault, FaultKind } from './id-faults.ts';

interface Words {
  readonly cause: string;
  readonly remedy: string;
}

/** What a wrong recipe did, by the probe that found it. */
const MISTAKES: Readonly<Record<string, string>> = {
  'as-found': 'the address was hashed as it was typed, without trimming and lower-casing it first',
  'upper-case': 'the address was upper-cased before it was hashed',
  'hashed-twice': 'the hash was hashed once more',
  'gmail-dots': 'the dots of Gmail addresses were taken out before hashing',
  'with-plus': 'the phone number was hashed with its plus sign',
};

const WORDS: Readonly<Record<FaultKind, (fault: Fault, system: string) => Words>> = {
  'placeholder-id': ({ type }, system) => ({
    cause: `a stand-in is sent as ${type}`,
    remedy: `send no ${type} to ${system} where there is none`,
  }),
  'missing-id': ({ type, counted }, system) => ({
    cause: `people known by ${counted} have no ${type} in ${system}`,
    remedy: `send ${type} with everything that goes to ${system}, imports included`,
  }),
  'wrong-field': ({ type }, system) => ({
    cause: `an e-mail address stands in the field of ${type}`,
    remedy: `map ${type} to its own field in ${system}`,
  }),
  'hash-form': ({ type, mistake }, system) => ({
    cause:
      mistake === null
        ? 'another hash than SHA-256 was used'
        : (MISTAKES[mistake] ?? `a wrong recipe was used (${mistake})`),
    remedy: `hash ${type} for ${system} with SHA-256 over the trimmed, lower-case value, once`,
  }),
  'unnormalized-id': ({ type }, system) => ({
    cause: MISTAKES['as-found'] ?? '',
    remedy: `normalise ${type} before it is hashed for ${system}: trim it, and lower-case it`,
  }),
  'split-id': ({ type, counted }, system) => ({
    cause: `${system} has more than one ${type} for one ${counted}`,
    remedy: `merge the people whom ${system} has twice, and send the same ${type} from every import`,
  }),
  'shared-id': ({ type }, system) => ({
    cause: `many people use one ${type}: a till, a kiosk, or an id that is not reset when somebody signs out`,
    remedy: `reset ${type} in ${system} when somebody signs out, and leave shared devices out of merging`,
  }),
};

/** The likely cause and what to do, `system` being the one at fault. */
export function wordsOf(fault: Fault, system: string): Words {
  return WORDS[fault.kind](fault, system);
}
