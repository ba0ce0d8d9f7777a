import { hashConflict } from '../../../src/rules/privacy/hash-conflict.ts';
import { hashForbidden } from '../../../src/rules/privacy/hash-forbidden.ts';
import { hashNotDeclared } from '../../../src/rules/privacy/hash-not-declared.ts';
import { hashRequired } from '../../../src/rules/privacy/hash-required.ts';
import { testRule } from '../../rule-tester.ts';

testRule(hashRequired, {
  passes: {
    'hashed on the way': `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
traits: { person: { email: { type: string, privacy: user.contact.email, to: { meta: { name: em, handling: hashed } } } } }`,
    'a field that may be either': `
identity:
  types:
    user_id: { of: person, known: true, unique: true, immutable: true, format: uuid, privacy: user.unique_id }
systems: { web: { role: source }, meta: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [meta] }]
events: { Purchase: }`,
  },
  fails: {
    'by what it is, and by the field it goes to': {
      plan: `
systems: { web: { role: source }, tiktok: {} }
flows: [{ from: web, to: [tiktok] }]
traits: { person: { «phone»: { type: string, privacy: user.contact.phone_number }, «member»: { type: string, privacy: user.unique_id, to: { tiktok: user.external_id } } } }`,
      finds: [
        '"phone" goes to tiktok in clear, where it must be hashed (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/tiktok-conversions/reportWebEvent/formatter.ts).',
        '"member" goes to tiktok in clear as "user.external_id", where it must be hashed (https://github.com/rudderlabs/rudder-transformer/blob/c98d160cfaddc5fe5ddee7891c4f4a23014b9aa8/src/v0/destinations/tiktok_ads/data/TikTokTrackV2.json).',
      ],
    },
    'from a connector, a warning': {
      plan: `
systems: { web: { role: source }, reddit: {} }
flows: [{ from: web, to: [reddit] }]
context: { «ip»: { type: string, privacy: user.device.ip_address } }
events: { Purchase: }`,
      finds:
        '"ip" goes to reddit in clear, where it must be hashed (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/reddit-conversions-api/utils.ts).',
    },
  },
});

testRule(hashForbidden, {
  passes: {
    'in clear': `
systems: { web: { role: source }, google-ads: {} }
flows: [{ from: web, to: [google-ads] }]
traits: { person: { city: { type: string, privacy: user.contact.address.city } } }`,
  },
  fails: {
    'a click id': {
      plan: `
systems: { web: { role: source }, meta: {} }
flows: [{ from: web, to: [meta] }]
traits: { person: { «click»: { type: string, privacy: { category: user.unique_id.pseudonymous.click_id, handling: hashed }, to: { meta: fbc } } } }`,
      finds:
        '"click" goes to meta hashed as "fbc", where it must be in clear (https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters).',
    },
  },
});

testRule(hashConflict, {
  passes: {
    'two that normalise alike': `
systems: { web: { role: source }, meta: {}, snapchat: {}, pinterest: {} }
flows: [{ from: web, to: [meta, snapchat, pinterest] }]
traits: { person: { em: { type: string, privacy: { category: user.contact.email, handling: hashed } } } }`,
    'hashed on the way, each by its own recipe': `
systems: { web: { role: source }, meta: {}, google-ads: {} }
flows: [{ from: web, to: [meta, google-ads] }]
traits: { person: { email: { type: string, privacy: user.contact.email, to: { meta: { handling: hashed }, google-ads: { handling: hashed } } } } }`,
  },
  fails: {
    'phones with and without the plus': {
      plan: `
systems: { web: { role: source }, meta: {}, tiktok: {} }
flows: [{ from: web, to: [meta, tiktok] }]
traits: { person: { «ph»: { type: string, privacy: { category: user.contact.phone_number, handling: hashed } } } }`,
      finds:
        '"ph" is stored as one hash, but meta wants sha256 in hex of the digits of the number and tiktok sha256 in hex of the number with its plus sign: no value matches in both (https://github.com/segmentio/action-destinations/blob/970a17ee8d064501db7ae555f4d90f17befadfc0/packages/destination-actions/src/destinations/tiktok-conversions/reportWebEvent/formatter.ts).',
    },
    'another encoding': {
      plan: `
systems: { web: { role: source }, meta: {}, ttd: { vendor: the_trade_desk } }
flows: [{ from: web, to: [meta, ttd] }]
traits: { person: { «em»: { type: string, privacy: { category: user.unique_id.pseudonymous.hashed_email, handling: hashed } } } }`,
      finds:
        '"em" is stored as one hash, but meta wants sha256 in hex of the address in lower case and ttd (the_trade_desk) sha256 in base64 of the address in lower case, without dots for Gmail, without a plus suffix for Gmail: no value matches in both (https://unifiedid.com/docs/getting-started/gs-normalization-encoding).',
    },
  },
});

testRule(hashNotDeclared, {
  passes: {
    'a hash of something else': `
events: { Account Created: { properties: { bundle_hash: { type: string, privacy: none } } } }`,
  },
  fails: {
    'its own category does not say it either': {
      plan: `
events: { Account Created: { properties: { «phone_md5»: { type: string, privacy: user.unique_id.pseudonymous.hashed_phone } } } }`,
      finds:
        '"phone_md5" is named a hash, but nothing says so: with `handling: hashed` a value in clear would be found.',
    },
  },
});
