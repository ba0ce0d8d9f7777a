import { deadReplacement } from '../../src/rules/lifecycle/dead-replacement.ts';
import { deprecatedInUse } from '../../src/rules/lifecycle/deprecated-in-use.ts';
import { noReplacement } from '../../src/rules/lifecycle/no-replacement.ts';
import { noSunset } from '../../src/rules/lifecycle/no-sunset.ts';
import { pastSunset } from '../../src/rules/lifecycle/past-sunset.ts';
import { proposedInUse } from '../../src/rules/lifecycle/proposed-in-use.ts';
import { replacementCircle } from '../../src/rules/lifecycle/replacement-circle.ts';
import { retiredEarly } from '../../src/rules/lifecycle/retired-early.ts';
import { retiredInUse } from '../../src/rules/lifecycle/retired-in-use.ts';
import { reusedName } from '../../src/rules/lifecycle/reused-name.ts';
import { testRule } from '../rule-tester.ts';

testRule(pastSunset, {
  passes: {
    'the day itself counts, and retired is retired': `
events: { Order Placed: { status: deprecated, sunset: 2026-06-01 }, Order Paid: { status: retired, sunset: 2026-01-01 } }`,
  },
  fails: {
    'an event, a property and a variant': {
      plan: `
context: { app.version: string }
events:
  Order Placed: { status: deprecated, sunset: «2026-05-31», replaced_by: Order Completed }
  Order Completed:
    properties: { voucher: { type: string, status: deprecated, sunset: «2026-05-01» } }
    variants: [{ when: { context.app.version: "<2.0.0" }, sunset: «2026-01-31», properties: { voucher: required } }]`,
      finds: [
        'Event "Order Placed" should have ended on 2026-05-31, 1 day ago, and is still deprecated.',
        'Property "voucher" should have ended on 2026-05-01, 31 days ago, and is still deprecated.',
        'Variant 1 of "Order Completed" should have ended on 2026-01-31.',
      ],
    },
  },
});

testRule(replacementCircle, {
  passes: {
    'a chain with an end': `events: { A1: { status: deprecated, replaced_by: A2 }, A2: { status: deprecated, replaced_by: A3 }, A3: }`,
  },
  fails: {
    'a circle, and one that only leads to it': {
      plan: `events: { Order Placed: { status: deprecated, replaced_by: «Order Paid» }, Order Paid: { status: deprecated, replaced_by: «Order Placed» }, Order Made: { status: deprecated, replaced_by: Order Paid } }`,
      finds: [
        'Event "Order Placed" replaces itself in the end: "Order Placed" → "Order Paid" → "Order Placed".',
        'Event "Order Paid" replaces itself in the end: "Order Paid" → "Order Placed" → "Order Paid".',
      ],
    },
  },
});

testRule(retiredInUse, {
  passes: {
    'in an event that goes too': `
properties: { voucher: { type: string, status: retired } }
events: { Order Placed: { status: deprecated, sunset: 2027-01-01, properties: [voucher] } }`,
  },
  fails: {
    'a property, a flow and a need': {
      plan: `
systems: { web: { role: source }, braze: { role: engagement, status: retired } }
flows: [«{ from: web, to: braze }»]
properties: { voucher: { type: string, status: retired, replaced_by: coupon }, coupon: string }
events: { Order Completed: { properties: [«voucher»] } }
needs: { Buyers: { kind: audience, system: «braze», uses: [Order Completed] } }`,
      finds: [
        'A flow still names system "braze", which is retired.',
        '"Order Completed" still has "voucher", which is retired; "coupon" replaced it.',
        'Need "Buyers" still names system "braze", which is retired.',
      ],
    },
  },
});

testRule(reusedName, {
  passes: {
    'the replacement itself': `
context: { app.version: string }
events:
  Old checkout: { name: Checkout Started, status: retired, when: { context.app.version: "<2.0.0" }, replaced_by: New checkout }
  New checkout: { name: Checkout Started }`,
  },
  fails: {
    'another meaning': {
      plan: `
context: { app.version: string }
events:
  Old checkout: { name: Checkout Started, status: retired }
  «New checkout»: { name: Checkout Started, when: { context.app.version: ">=2.0.0" } }`,
      finds:
        '"New checkout" uses the name "Checkout Started" again, which "Old checkout" had until it was retired: old and new data will mix.',
    },
  },
});

testRule(noReplacement, {
  passes: {
    'a replacement, or an end': `events: { Order Placed: { status: deprecated, replaced_by: Order Completed }, Cart Seen: { status: deprecated, sunset: 2027-01-01 }, Order Completed: }`,
  },
  fails: {
    neither: {
      plan: `events: { «Order Placed»: { status: deprecated }, Order Completed: { properties: { «voucher»: { type: string, deprecated: true } } } }`,
      finds: [
        'Event "Order Placed" is deprecated, and neither `replaced_by` nor `sunset` says what now.',
        'Property "voucher" is deprecated, and neither `replaced_by` nor `sunset` says what now.',
      ],
    },
  },
});

testRule(deadReplacement, {
  passes: {
    'a live one': `events: { Order Placed: { status: retired, replaced_by: Order Completed }, Order Completed: }`,
  },
  fails: {
    'one that goes too, and one that has not come': {
      plan: `
events:
  Order Placed: { status: deprecated, replaced_by: «Order Paid» }
  Order Paid: { status: deprecated, replaced_by: Order Completed }
  Order Completed:
  Cart Seen: { status: retired, replaced_by: «Cart Viewed» }
  Cart Viewed: { status: proposed }`,
      finds: [
        'Event "Order Placed" is replaced by "Order Paid", which is deprecated itself; at the end of the chain is "Order Completed".',
        'Event "Cart Seen" is retired, and "Cart Viewed", which replaces it, is only proposed.',
      ],
    },
  },
});

testRule(deprecatedInUse, {
  passes: {
    'both during the change': `
properties: { voucher: { type: string, status: deprecated, replaced_by: coupon }, coupon: string }
events: { Order Completed: { properties: [voucher, coupon] } }`,
  },
  fails: {
    'the old one alone, and required': {
      plan: `
properties: { voucher: { type: string, status: deprecated, replaced_by: coupon }, coupon: string }
events:
  Order Completed: { properties: [«voucher»] }
  Order Refunded: { properties: { «voucher»: required, coupon: } }`,
      finds: [
        '"Order Completed" has deprecated "voucher", and not "coupon", which replaces it.',
        '"Order Refunded" requires "voucher", which is deprecated.',
      ],
    },
  },
});

testRule(proposedInUse, {
  passes: {
    'optional, or in a proposed event': `
events:
  Order Completed: { properties: { coupon: { type: string, status: proposed } } }
  Cart Viewed: { status: proposed, properties: { coupon: { type: string, status: proposed, required: true } } }`,
  },
  fails: {
    'required in a live one': {
      plan: `events: { Order Completed: { properties: { «coupon»: { type: string, status: proposed, required: true } } } }`,
      finds:
        'Live event "Order Completed" requires "coupon", which is only proposed: every sample of today breaks it.',
    },
  },
});

testRule(retiredEarly, {
  passes: {
    'on or after the day': `events: { Order Placed: { status: retired, sunset: 2026-05-31 } }`,
  },
  fails: {
    'before it': {
      plan: `events: { Order Placed: { status: retired, sunset: «2027-03-31» } }`,
      finds:
        'Event "Order Placed" is retired, but its sunset is only on 2027-03-31: until then it was promised.',
    },
  },
});

testRule(noSunset, {
  passes: {
    'a day': `events: { Order Placed: { status: deprecated, sunset: 2027-03-31 } }`,
  },
  fails: {
    none: {
      plan: `events: { «Order Placed»: { status: deprecated } }`,
      finds: 'Event "Order Placed" is deprecated and has no `sunset`: it may stay for ever.',
    },
  },
});
