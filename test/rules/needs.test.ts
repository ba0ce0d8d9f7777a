import { crossStage } from '../../src/rules/needs/cross-stage.ts';
import { needsDeprecated } from '../../src/rules/needs/deprecated.ts';
import { mixedSampling } from '../../src/rules/needs/mixed-sampling.ts';
import { notDelivered } from '../../src/rules/needs/not-delivered.ts';
import { notLive } from '../../src/rules/needs/not-live.ts';
import { optionalProperty } from '../../src/rules/needs/optional-property.ts';
import { orphanEvent } from '../../src/rules/needs/orphan-event.ts';
import { needsRetired } from '../../src/rules/needs/retired.ts';
import { stageWithoutEvent } from '../../src/rules/needs/stage-without-event.ts';
import { usesNothing } from '../../src/rules/needs/uses-nothing.ts';
import { testRule } from '../rule-tester.ts';

testRule(needsRetired, {
  passes: {
    'what replaced it': `
events: { Order Placed: { status: retired }, Order Completed: }
needs: { Revenue: { kind: metric, uses: [Order Completed] } }`,
  },
  fails: {
    'an event, and a property in it': {
      plan: `
events: { Order Placed: { status: retired, replaced_by: Order Completed }, Order Completed: { properties: { voucher: { type: string, status: retired } } } }
needs: { Revenue: { kind: metric, uses: [«Order Placed», «Order Completed.voucher»] } }`,
      finds: [
        '"Revenue" relies on event "Order Placed", which is retired; "Order Completed" replaced it.',
        '"Revenue" relies on "voucher" of "Order Completed", which is retired.',
      ],
      subjects: ['need:Revenue', 'need:Revenue'],
    },
  },
});

testRule(needsDeprecated, {
  passes: {
    'a need that is on its way out too': `
events: { Order Placed: { status: deprecated, sunset: 2027-01-01 } }
needs: { Revenue: { kind: metric, status: deprecated, uses: [Order Placed] } }`,
  },
  fails: {
    'with what replaces it': {
      plan: `
events: { Order Placed: { status: deprecated, replaced_by: Order Completed }, Order Completed: }
needs: { Revenue: { kind: metric, uses: [«Order Placed»] } }`,
      finds: '"Revenue" relies on event "Order Placed", which is deprecated; "Order Completed" replaces it.',
    },
  },
});

testRule(notLive, {
  passes: {
    'a need that waits for it': `
events: { Order Completed: { status: proposed } }
needs: { Revenue: { kind: metric, status: proposed, uses: [Order Completed] } }`,
  },
  fails: {
    'an event, and a trait': {
      plan: `
traits: { person: { plan_tier: { type: string, status: approved } } }
events: { Order Completed: { status: proposed } }
needs: { Revenue: { kind: metric, uses: [«Order Completed», «person.plan_tier»] } }`,
      finds: [
        '"Revenue" relies on event "Order Completed", which is only proposed.',
        '"Revenue" relies on trait "person.plan_tier", which is only approved.',
      ],
    },
  },
});

testRule(notDelivered, {
  passes: {
    'along two flows, renamed on the way': `
systems: { web: { role: source }, lake: { role: warehouse }, braze: { role: engagement } }
flows: [{ from: web, to: lake }, { from: lake, to: braze }]
traits: { person: { plan_tier: string } }
events: { Order Completed: { properties: { total: { type: number, to: { braze: revenue } } } } }
needs: { Big spenders: { kind: audience, system: braze, uses: [Order Completed.total, person.plan_tier] } }`,
  },
  fails: {
    'an event, a property and a trait that stay away': {
      plan: `
systems: { web: { role: source }, braze: { role: engagement } }
flows: [{ from: web, to: braze, events: ["Order *"] }]
traits: { person: { plan_tier: string } }
events: { Order Completed: { properties: { total: { type: number, to: { braze: false } } } }, Cart Viewed: }
needs: { Big spenders: { kind: audience, system: braze, uses: [«Cart Viewed», «Order Completed.total», «person.plan_tier»] } }`,
      finds: [
        '"Big spenders" is met in "braze", which event "Cart Viewed" never reaches.',
        '"Big spenders" is met in "braze", where "total" of "Order Completed" is left out.',
        '"Big spenders" is met in "braze", which trait "person.plan_tier" never reaches.',
      ],
    },
  },
});

testRule(crossStage, {
  passes: {
    'collected now for later': `
product: { phase: commercialization }
events: { Order Refunded: { phase: commercialization } }
needs: { Churn model: { kind: model, phase: optimization, uses: [Order Refunded] } }`,
  },
  fails: {
    'a later need whose data is not collected': {
      plan: `
product: { phase: commercialization }
events: { Order Refunded: { status: proposed } }
needs: { Churn model: { kind: model, phase: optimization, uses: [«Order Refunded»] } }`,
      finds:
        '"Churn model" of the optimization phase will miss the history of event "Order Refunded", which is proposed while the product is in commercialization.',
    },
    'an event dated after its need': {
      plan: `
events: { Order Refunded: { phase: optimization } }
needs: { Refund rate: { kind: metric, phase: commercialization, uses: [«Order Refunded»] } }`,
      finds:
        '"Refund rate" of the commercialization phase relies on event "Order Refunded", which the plan dates to the later optimization phase.',
    },
  },
});

testRule(stageWithoutEvent, {
  passes: {
    'no stages': `events: { Order Completed: }`,
  },
  fails: {
    'a need and a proposed event speak of one': {
      plan: `
events: { Order Completed: { stage: conversion }, Review Written: { stage: «advocacy», status: proposed } }
needs: { Repeat buyers: { kind: metric, stage: «retention», uses: [Order Completed] } }`,
      finds: [
        'No live event is of stage "advocacy": that part of the journey is dark.',
        'No live event is of stage "retention": that part of the journey is dark.',
      ],
    },
    'a stage the options demand': {
      plan: `«events»: { Order Completed: { stage: conversion } }`,
      options: { stages: ['discovery'] },
      finds: 'No live event is of stage "discovery": that part of the journey is dark.',
    },
  },
});

testRule(orphanEvent, {
  passes: {
    'no needs, no orphans': `events: { Footer Clicked: }`,
    'what is proposed, and what links identities': `
identity: { types: { user_id: { of: person, known: true }, anonymous_id: { of: device } }, link: { from: anonymous_id, to: user_id, at: [Account Created] } }
events: { Order Completed: , Account Created: , Cart Viewed: { status: proposed } }
needs: { Revenue: { kind: metric, uses: [Order Completed] } }`,
  },
  fails: {
    'an event that nobody uses': {
      plan: `
events: { Order Completed: , «Footer Clicked»: }
needs: { Revenue: { kind: metric, uses: [Order Completed] } }`,
      finds: 'Nobody needs "Footer Clicked": no need of the plan uses it.',
    },
  },
});

testRule(usesNothing, {
  passes: {
    'a trait is something': `
traits: { person: { plan_tier: string } }
needs: { Tiers: { kind: audience, uses: [person.plan_tier] } }`,
  },
  fails: {
    nothing: {
      plan: `needs: { «Revenue»: { kind: metric } }`,
      finds: '"Revenue" uses no event and no trait: nothing tells when it breaks.',
    },
  },
});

testRule(optionalProperty, {
  passes: {
    'required, and traits': `
traits: { person: { plan_tier: string } }
events: { Order Completed: { properties: { total: { type: number, required: true } } } }
needs: { Revenue: { kind: metric, uses: [Order Completed.total, person.plan_tier] } }`,
  },
  fails: {
    optional: {
      plan: `
events: { Order Completed: { properties: { total: number } } }
needs: { Revenue: { kind: metric, uses: [«Order Completed.total»] } }`,
      finds:
        '"Revenue" relies on "total" of "Order Completed", which is not required: it may be missing from some samples without a finding.',
    },
  },
});

testRule(mixedSampling, {
  passes: {
    'all at one rate': `
events: { Product Viewed: { sampling: 0.5 }, Order Completed: { sampling: 0.5 } }
needs: { Conversion: { kind: metric, uses: [Product Viewed, Order Completed] } }`,
  },
  fails: {
    'at the system where it is met': {
      plan: `
systems: { web: { role: source }, amplitude: { role: analytics } }
flows: [{ from: web, to: amplitude }]
events: { Product Viewed: { to: { amplitude: { sampling: 0.1 } } }, Order Completed: }
needs: { Conversion: { kind: metric, system: amplitude, uses: «[Product Viewed, Order Completed]» } }`,
      finds:
        '"Conversion" puts together events that are sampled differently (Product Viewed 0.1, Order Completed 1): weigh them, or the figure is wrong.',
    },
  },
});
