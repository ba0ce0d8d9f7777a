import { idCharacters } from '../../../src/rules/identity/id-characters.ts';
import { linkNotSent } from '../../../src/rules/identity/link-not-sent.ts';
import { testRule } from '../../rule-tester.ts';

const identity = (at: string) => `
identity:
  types: { user_id: { of: person, known: true }, anonymous_id: { of: device } }
  link: { from: anonymous_id, to: user_id, at: [${at}] }`;

testRule(linkNotSent, {
  passes: {
    'identify goes where everything goes': `${identity('identify')}
systems: { web: { role: source }, amplitude: { identity: { user_id: user_id, device_id: anonymous_id } } }
flows: [{ from: web, to: [amplitude] }]
events: { Order Completed: }`,
    'a system with one of the two': `${identity('Account Created')}
systems: { web: { role: source }, braze: { identity: { external_id: user_id } } }
flows: [{ from: web, to: [braze], events: ["Order *"] }]
events: { Account Created: , Order Completed: }`,
    'a system that gets nothing': `${identity('Account Created')}
systems: { web: { role: source }, amplitude: { identity: { user_id: user_id, device_id: anonymous_id } } }
events: { Account Created: }`,
  },
  fails: {
    'only orders reach it': {
      plan: `${identity('identify, Account Created')}
systems: { web: { role: source }, amplitude: { «identity»: { user_id: user_id, device_id: anonymous_id } } }
flows: [{ from: web, to: [amplitude], events: ["Order *"] }]
events: { Account Created: , Order Completed: }`,
      finds:
        'amplitude keeps "anonymous_id" and "user_id" and gets neither "identify" nor "Account Created": what people did before they were known stays another person\'s there.',
    },
  },
});

const contact = (type: string) => `
identity: { types: { ${type} } }
systems: { salesforce_marketing_cloud: { identity: { Contact Key: user_id } } }`;

testRule(idCharacters, {
  passes: {
    'letters and digits': contact('user_id: { of: person, known: true, pattern: "^C-[0-9]+$" }'),
    'nothing is known of it': contact('user_id: { of: person, known: true }'),
  },
  fails: {
    'an example shows it': {
      plan: contact('«user_id»: { of: person, known: true, examples: ["shop:4711"] }'),
      finds:
        '"user_id" may hold ":" (shop:4711), which salesforce_marketing_cloud refuses in its key: these people are missing there (https://segment.com/docs/connections/destinations/catalog/salesforce-marketing-cloud/).',
    },
    'the pattern begins with it': {
      plan: contact('«user_id»: { of: person, known: true, pattern: "^shop:[0-9]+$" }'),
      finds:
        '"user_id" may hold ":" (shop:…), which salesforce_marketing_cloud refuses in its key: these people are missing there (https://segment.com/docs/connections/destinations/catalog/salesforce-marketing-cloud/).',
    },
  },
});
