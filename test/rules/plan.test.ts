import { noEvents } from '../../src/rules/plan/no-events.ts';
import { unknownReference } from '../../src/rules/plan/unknown-reference.ts';
import { unusedGroup } from '../../src/rules/plan/unused-group.ts';
import { unusedProperty } from '../../src/rules/plan/unused-property.ts';
import { unusedTeam } from '../../src/rules/plan/unused-team.ts';
import { testRule } from '../rule-tester.ts';

testRule(unknownReference, {
  passes: {
    'names that are there': `
properties: { total: number }
groups: { money: [total] }
events: { Order Completed: { use: money } }
needs: { Revenue: { kind: metric, uses: [Order Completed.total] } }`,
  },
  fails: {
    'a property that was renamed': {
      plan: `
events: { Order Completed: { properties: { total: number } } }
needs: { Revenue: { kind: metric, uses: [«Order Completed.totl»] } }`,
      finds: 'There is no property "totl". Did you mean "total"?',
      subjects: ['need:Revenue'],
    },
    'an owner, a group and a system': {
      plan: `
teams: { checkout: { function: engineering } }
systems: { web: { role: source } }
flows: [{ from: web, to: «lake» }]
events: { Order Completed: { owner: «chekout», use: «money» } }`,
      finds: [
        'There is no system "lake".',
        'There is no team "chekout". Did you mean "checkout"?',
        'There is no group "money".',
      ],
    },
  },
});

testRule(unusedProperty, {
  passes: {
    'used by a group, as an element, and as a trait': `
properties: { total: number, product: object, email: string }
groups: { money: [total] }
events: { Order Completed: { properties: { products: { type: array, items: { is: product } } } } }
traits: { person: [email] }`,
    'a parent dictionary, and what is on its way out': {
      plan: `
extends: core.yaml
properties: { voucher: { type: string, status: retired } }
events: { Order Completed: { properties: [total] } }`,
      files: {
        'core.yaml': 'dataplan: 1\nname: core\nversion: 1.0.0\nproperties: { total: number, tax: number }\n',
      },
    },
  },
  fails: {
    'an entry that nobody names': {
      plan: `
properties: { total: number, «tax»: number }
events: { Order Completed: { properties: [total] } }`,
      finds: `No event, group, trait or context uses the dictionary's "tax".`,
    },
  },
});

testRule(unusedGroup, {
  passes: {
    'a group that an event uses': `
properties: { total: number }
groups: { money: [total] }
events: { Order Completed: { use: money } }`,
  },
  fails: {
    'a group that no event uses': {
      plan: `
properties: { total: number }
groups: { «money»: [total] }
events: { Order Completed: { properties: [total] } }`,
      finds: 'No event uses group "money".',
    },
  },
});

testRule(unusedTeam, {
  passes: {
    'one owns, one approves': `
teams: { checkout: { function: engineering }, privacy: { function: legal } }
governance: { approvals: [{ sensitivity: restricted, by: privacy }] }
events: { Order Completed: { owner: checkout } }`,
  },
  fails: {
    'one does neither': {
      plan: `
teams: { checkout: { function: engineering }, «privacy»: { function: legal } }
events: { Order Completed: { owner: checkout } }`,
      finds: 'Team "privacy" owns nothing and approves nothing.',
    },
  },
});

testRule(noEvents, {
  passes: {
    'a dictionary alone': `properties: { total: number }`,
    'traits alone': `traits: { person: { plan_tier: string } }`,
  },
  fails: {
    'nothing to hold evidence against': {
      plan: `dataplan: 1
name: «acme-shop»
version: 1.0.0
teams: { checkout: { function: engineering } }`,
      finds:
        'Plan "acme-shop" has no events and no traits: there is nothing to hold samples or code against.',
    },
  },
});
