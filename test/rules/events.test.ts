import { ambiguous } from '../../src/rules/events/ambiguous.ts';
import { goesNowhere } from '../../src/rules/events/goes-nowhere.ts';
import { invalidEventExample } from '../../src/rules/events/invalid-example.ts';
import { noProperties } from '../../src/rules/events/no-properties.ts';
import { noSender } from '../../src/rules/events/no-sender.ts';
import { tooWide } from '../../src/rules/events/too-wide.ts';
import { testRule } from '../rule-tester.ts';

testRule(invalidEventExample, {
  passes: {
    'valid under a variant': `
context: { country: string }
events:
  Order Completed:
    properties: { total: { type: number, required: true } }
    variants: [{ when: { context.country: DE }, properties: { total: { type: string } } }]
    examples: [{ total: 19.9 }, { total: "19,90" }]`,
  },
  fails: {
    'missing, wrong, and not planned': {
      plan: `
events:
  Order Completed:
    properties: { order_id: { type: string, required: true }, total: number }
    examples: [«{ total: 19.9 }», «{ order_id: "1", total: "19.9" }», «{ order_id: "1", tax: 1 }»]`,
      finds: [
        'An example of "Order Completed" is not valid: "order_id" is required and missing.',
        'An example of "Order Completed" is not valid: "total" is a string, not a number.',
        'An example of "Order Completed" is not valid: "tax" is not planned.',
      ],
    },
  },
});

testRule(ambiguous, {
  passes: {
    'kept apart by name, call, values or senders': `
systems: { web: { role: source }, ios: { role: source } }
context: { country: string, app.version: string }
events:
  Home page: { name: Home, call: page }
  Home screen: { name: Home, call: screen }
  Checkout DE: { name: Checkout Started, when: { context.country: [DE, AT] } }
  Checkout FR: { name: Checkout Started, when: { context.country: FR } }
  Old checkout: { name: Checkout Ended, when: { context.app.version: "<2.0.0" } }
  New checkout: { name: Checkout Ended, when: { context.app.version: ">=2.0.0" } }
  Web cart: { name: Cart Viewed, from: web, when: { context.country: DE } }
  App cart: { name: Cart Viewed, from: ios, when: { context.country: [DE, FR] } }`,
  },
  fails: {
    'one country in both': {
      plan: `
context: { country: string }
events:
  Checkout DE: { name: Checkout Started, when: { context.country: [DE, AT] } }
  «Checkout EU»: { name: Checkout Started, when: { context.country: [DE, FR] } }`,
      finds:
        'A track "Checkout Started" can be both "Checkout EU" and "Checkout DE": nothing in their `when` keeps them apart, and the first one wins.',
    },
    'one glob within another': {
      plan: `
events:
  Order anything: { name: "Order *" }
  «Order lines»: { name: "Order Line *" }`,
      finds: 'One name can fit both globs, "Order Line *" and "Order *", and the first one wins.',
    },
  },
});

testRule(noSender, {
  passes: {
    'no systems, no senders': `events: { Order Completed: }`,
  },
  fails: {
    'no source among the systems': {
      plan: `
systems: { lake: { role: warehouse } }
events: { «Order Completed»: }`,
      finds: 'No system sends "Order Completed": the plan has none of role source.',
    },
    'the only sender is retired': {
      plan: `
systems: { web: { role: source }, kiosk: { role: source, status: retired } }
events: { «Order Completed»: { from: kiosk }, Cart Viewed: }`,
      finds: 'Nobody sends "Order Completed" any more: kiosk is retired.',
    },
  },
});

testRule(goesNowhere, {
  passes: {
    'along a flow, or by its own `to`': `
systems: { web: { role: source }, lake: { role: warehouse }, braze: { role: engagement } }
flows: [{ from: web, to: lake, events: ["Order *"] }]
events: { Order Completed: , Cart Viewed: { to: [braze] } }`,
  },
  fails: {
    'no flow takes it': {
      plan: `
systems: { web: { role: source }, lake: { role: warehouse } }
flows: [{ from: web, to: lake, events: ["Order *"] }]
events: { Order Completed: , «Cart Viewed»: }`,
      finds: '"Cart Viewed" is sent by web and reaches no other system: no flow takes it.',
    },
  },
});

testRule(noProperties, {
  passes: {
    'a page, and an open event': `events: { Home: { call: page }, Order Completed: { additional_properties: true } }`,
  },
  fails: {
    'a bare event': {
      plan: `events: { «Order Completed»: }`,
      finds: '"Order Completed" has no properties: it can be counted, and nothing else can be asked of it.',
    },
  },
});

testRule(tooWide, {
  passes: {
    'as many as allowed': {
      plan: `events: { Order Completed: { properties: { total: number, tax: number } } }`,
      options: { max: 2 },
    },
  },
  fails: {
    'one more': {
      plan: `events: { «Order Completed»: { properties: { total: number, tax: number, fee: number } } }`,
      options: { max: 2 },
      finds: '"Order Completed" has 3 properties, more than 2: perhaps it is several events.',
    },
  },
});
