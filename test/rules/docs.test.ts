import { copiedDescription } from '../../src/rules/docs/copied-description.ts';
import { missingContact } from '../../src/rules/docs/missing-contact.ts';
import { missingDescription } from '../../src/rules/docs/missing-description.ts';
import { missingExamples } from '../../src/rules/docs/missing-examples.ts';
import { missingField } from '../../src/rules/docs/missing-field.ts';
import { missingOwner } from '../../src/rules/docs/missing-owner.ts';
import { missingTrigger } from '../../src/rules/docs/missing-trigger.ts';
import { placeholderText } from '../../src/rules/docs/placeholder-text.ts';
import { planStrength } from '../../src/rules/docs/plan-strength.ts';
import { repeatsName } from '../../src/rules/docs/repeats-name.ts';
import { testRule } from '../rule-tester.ts';

testRule(missingDescription, {
  passes: {
    'described in the dictionary': `
properties: { total: { type: number, description: Paid amount with tax. } }
events: { Order Completed: { description: A customer paid., properties: [total] } }`,
    'the plan does not ask': `
standards: { documentation: { description: optional } }
events: { Order Completed: }`,
  },
  fails: {
    'an event, a property and a trait': {
      plan: `
traits: { person: { «plan_tier»: string } }
events: { «Order Completed»: { properties: { «total»: number } } }`,
      finds: [
        'Trait "plan_tier" has no description.',
        'Event "Order Completed" has no description.',
        'Property "total" has no description.',
      ],
      subjects: ['trait:person.plan_tier', 'event:Order Completed', 'property:total'],
    },
    'too short': {
      plan: `events: { Order Completed: { description: «Paid.» } }`,
      options: { min_length: 20 },
      finds: 'The description of event "Order Completed" has 5 characters, fewer than 20.',
    },
  },
});

testRule(repeatsName, {
  passes: {
    'a word more': `events: { Order Completed: { description: The payment provider confirmed the order., properties: { order_id: { type: string, description: Number on the invoice. } } } }`,
  },
  fails: {
    'the name in a sentence': {
      plan: `events: { Order Completed: { description: «Triggered when an order is completed.», properties: { order_id: { type: string, description: «"The ID of the order"» } } } }`,
      finds: [
        'The description of event "Order Completed" only repeats its name: "Triggered when an order is completed.".',
        'The description of property "order_id" only repeats its name: "The ID of the order".',
      ],
    },
  },
});

testRule(placeholderText, {
  passes: {
    'a description with such a word in it': `events: { Order Completed: { description: The unknown customer paid. } }`,
    'a product that has todos': `events: { Order Completed: { description: A todo was ticked off by paying. } }`,
  },
  fails: {
    'TODO and dots': {
      plan: `events: { Order Completed: { description: «"TODO: ask Ann"», properties: { total: { type: number, description: «"..."» } } }, Cart Viewed: { description: «tbd» } }`,
      finds: [
        'The description of event "Order Completed" is still to be written: "TODO: ask Ann".',
        'The description of property "total" is still to be written: "...".',
        'The description of event "Cart Viewed" is still to be written: "tbd".',
      ],
    },
    'a mark at the end of a sentence': {
      plan: `events: { Order Completed: { description: «A customer paid. TODO say when» } }`,
      finds: 'The description of event "Order Completed" is still to be written: "TODO say when".',
    },
  },
});

testRule(copiedDescription, {
  passes: {
    'one name in two events': `
events:
  Order Completed: { properties: { total: { type: number, description: Paid amount. } } }
  Order Refunded: { properties: { total: { type: number, description: Paid amount. } } }`,
  },
  fails: {
    'two names': {
      plan: `
events:
  Order Completed: { description: A customer paid. }
  Order Refunded: { description: «"A customer  paid."» }`,
      finds: 'Event "Order Refunded" has the description of "Order Completed": one of them is not described.',
    },
  },
});

testRule(missingOwner, {
  passes: {
    'no teams, no owners': `events: { Order Completed: }`,
    'by default': `
teams: { checkout: { function: engineering } }
defaults: { owner: checkout }
events: { Order Completed: }`,
  },
  fails: {
    'an event, a need and a source': {
      plan: `
teams: { checkout: { function: engineering } }
systems: { «web»: { role: source }, lake: { role: warehouse } }
events: { «Order Completed»: }
needs: { «Revenue»: { kind: metric, uses: [Order Completed] } }`,
      finds: [
        'System "web" has no owner: nobody to ask, and nobody to send its findings to.',
        'Event "Order Completed" has no owner: nobody to ask, and nobody to send its findings to.',
        'Need "Revenue" has no owner: nobody to ask, and nobody to send its findings to.',
      ],
    },
  },
});

testRule(missingTrigger, {
  passes: {
    'not asked': `events: { Order Completed: }`,
  },
  fails: {
    'asked by the plan': {
      plan: `
standards: { documentation: { trigger: required } }
events: { «Order Completed»: { trigger: "" }, Cart Viewed: { trigger: The cart page is shown. } }`,
      finds:
        'Event "Order Completed" does not say when it is sent: two developers will send it at two moments.',
    },
    'asked by the option': {
      plan: `events: { «Order Completed»: }`,
      options: { unless_said: 'recommended' },
      finds:
        'Event "Order Completed" does not say when it is sent: two developers will send it at two moments.',
    },
  },
});

testRule(missingExamples, {
  passes: {
    'its properties show them': `
standards: { documentation: { examples: required } }
events: { Order Completed: { properties: { total: { type: number, examples: [19.9] }, currency: { type: string, enum: [EUR] } } }, Cart Viewed: }`,
  },
  fails: {
    'nothing shows one': {
      plan: `
standards: { documentation: { examples: required } }
events: { «Order Completed»: { properties: { total: number } } }`,
      finds: 'Event "Order Completed" has no example.',
    },
  },
});

testRule(missingField, {
  passes: {
    'asked and there': `
standards: { documentation: { stage: required } }
events: { Order Completed: { stage: conversion } }`,
  },
  fails: {
    'asked and not there': {
      plan: `
standards: { documentation: { stage: required, links: recommended, tags: optional } }
events: { ««Order Completed»»: }`,
      finds: [
        'Event "Order Completed" has no "links", as the documentation standard asks.',
        'Event "Order Completed" has no "stage", as the documentation standard asks.',
      ],
    },
  },
});

testRule(missingContact, {
  passes: {
    'a channel': `teams: { checkout: { function: engineering, contact: "#checkout" } }`,
  },
  fails: {
    none: {
      plan: `teams: { «checkout»: { function: engineering } }`,
      finds: 'Team "checkout" has no contact.',
    },
  },
});

testRule(planStrength, {
  passes: {
    'a small plan': `events: { Order Completed: { properties: { order_id: string, total: number } } }`,
    'half of them are held to something': `events: { Order Completed: { properties: { a: boolean, b: { type: string, maxLength: 9 }, c: { type: number, minimum: 0 }, d: string, e: string, f: string } } }`,
  },
  fails: {
    'one of five': {
      plan: `dataplan: 1
name: «acme-shop»
version: 1.0.0
events: { Order Completed: { properties: { order_id: { type: string, maxLength: 9 }, total: number, coupon: string, city: string, note: string } } }`,
      finds: '1 of 5 properties (20 %) have a constraint beyond their type: most wrong values pass.',
    },
  },
});
