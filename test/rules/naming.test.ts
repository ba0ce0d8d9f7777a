import { affix } from '../../src/rules/naming/affix.ts';
import { dataInName } from '../../src/rules/naming/data-in-name.ts';
import { eventCase } from '../../src/rules/naming/event-case.ts';
import { eventForm } from '../../src/rules/naming/event-form.ts';
import { eventTense } from '../../src/rules/naming/event-tense.ts';
import { invisibleCharacter } from '../../src/rules/naming/invisible-character.ts';
import { nameLength } from '../../src/rules/naming/name-length.ts';
import { negatedBoolean } from '../../src/rules/naming/negated-boolean.ts';
import { propertyCase } from '../../src/rules/naming/property-case.ts';
import { sameWords } from '../../src/rules/naming/same-words.ts';
import { similarEvents } from '../../src/rules/naming/similar-events.ts';
import { similarProperties } from '../../src/rules/naming/similar-properties.ts';
import { straySpace } from '../../src/rules/naming/stray-space.ts';
import { synonym } from '../../src/rules/naming/synonym.ts';
import { traitCase } from '../../src/rules/naming/trait-case.ts';
import { uncommonCase } from '../../src/rules/naming/uncommon-case.ts';
import { unknownAction } from '../../src/rules/naming/unknown-action.ts';
import { unknownObject } from '../../src/rules/naming/unknown-object.ts';
import { vagueName } from '../../src/rules/naming/vague-name.ts';
import { viewCase } from '../../src/rules/naming/view-case.ts';
import { testRule } from '../rule-tester.ts';

testRule(invisibleCharacter, {
  passes: {
    'letters of any script': `events: { Größe Gewählt: , 商品閲覧: }`,
  },
  fails: {
    'an odd space and a zero-width one': {
      plan: `events: { «"Order\\u2008Paid"»: , «"Cart\\u200BViewed"»: { properties: { «"order\\u00a0id"»: string } } }`,
      finds: [
        'Event name "Order Paid" contains U+2008, which nobody can see.',
        'Event name "CartViewed" contains U+200B, which nobody can see.',
        'Property name "order id" contains U+00A0, which nobody can see.',
      ],
    },
  },
});

testRule(straySpace, {
  passes: {
    'single spaces inside': `events: { Order Completed: }`,
  },
  fails: {
    'at the start, at the end, and doubled': {
      plan: `events: { «" Order Paid"»: , «"Cart Viewed "»: , «"Order  Refunded"»: }`,
      finds: [
        'Event name " Order Paid" begins with a space; names are compared exactly.',
        'Event name "Cart Viewed " ends with a space; names are compared exactly.',
        'Event name "Order  Refunded" has two spaces in a row; names are compared exactly.',
      ],
    },
  },
});

testRule(eventCase, {
  passes: {
    'no standard': `events: { order_completed: }`,
    'acronyms, brands and small words': `
standards: { naming: { events: { case: title } } }
events: { SKU Viewed: , iOS App Opened: , Product Added to Cart: , Home: { call: page } }`,
    'what is deprecated, and what is a glob': `
standards: { naming: { events: { case: title } } }
events: { order_paid: { status: deprecated, replaced_by: Order Completed }, Order Completed: , anything: { name: "*" } }`,
  },
  fails: {
    'the name counts, not the key': {
      plan: `
standards: { naming: { events: { case: title } } }
events:
  «order_completed»:
  Cart Viewed: { name: «cart_viewed» }`,
      finds: [
        'Event name "order_completed" is not in Title Case; "Order Completed" would be.',
        'Event name "cart_viewed" is not in Title Case; "Cart Viewed" would be.',
      ],
      subjects: ['event:order_completed', 'event:Cart Viewed'],
    },
  },
});

testRule(viewCase, {
  passes: {
    'events have their own standard': `
standards: { naming: { views: { case: title } } }
events: { order_completed: , Cart: { call: page } }`,
  },
  fails: {
    'a page and a screen': {
      plan: `
standards: { naming: { views: { case: title } } }
events: { «cart_page»: { call: page }, «"cart screen"»: { call: screen } }`,
      finds: [
        'Page name "cart_page" is not in Title Case; "Cart Page" would be.',
        'Screen name "cart screen" is not in Title Case; "Cart Screen" would be.',
      ],
    },
  },
});

testRule(propertyCase, {
  passes: {
    'context is named by others': `
standards: { naming: { properties: { case: snake } } }
context: { userAgent: string }
events: { Order Completed: { properties: { order_id: string } } }`,
  },
  fails: {
    'once, however often it is used, and inside objects': {
      plan: `
standards: { naming: { properties: { case: snake } } }
properties: { «orderId»: string }
events:
  Order Completed: { properties: { orderId: required, product: { type: object, properties: { «Sku»: string } } } }
  Order Refunded: { properties: [orderId] }`,
      finds: [
        'Property name "orderId" is not in snake_case; "order_id" would be.',
        'Property name "Sku" is not in snake_case; "sku" would be.',
      ],
      subjects: ['property:orderId', 'property:Sku'],
    },
  },
});

testRule(traitCase, {
  passes: {
    'in the case': `
standards: { naming: { traits: { case: snake } } }
traits: { person: { plan_tier: string } }`,
  },
  fails: {
    'not in it': {
      plan: `
standards: { naming: { traits: { case: snake } } }
traits: { person: { «planTier»: string }, account: { «Seats»: integer } }`,
      finds: [
        'Trait name "planTier" is not in snake_case; "plan_tier" would be.',
        'Trait name "Seats" is not in snake_case; "seats" would be.',
      ],
    },
  },
});

testRule(uncommonCase, {
  passes: {
    'all alike': `events: { order_completed: , order_refunded: , cart_viewed: , product_viewed: , product_added: , checkout_started: , coupon_entered: , payment_failed: , account_created: , account_deleted:  }`,
    'too few to tell': `events: { order_completed: , Cart Viewed: }`,
    'a standard says it': `
standards: { naming: { events: { case: title } } }
events: { order_completed: , order_refunded: , cart_viewed: , product_viewed: , product_added: , checkout_started: , coupon_entered: , payment_failed: , account_created: , Account Deleted:  }`,
  },
  fails: {
    'one of ten': {
      plan: `events: { order_completed: , order_refunded: , cart_viewed: , product_viewed: , product_added: , checkout_started: , coupon_entered: , payment_failed: , account_created: , «Account Deleted»:  }`,
      finds:
        'Event name "Account Deleted" is not in snake_case, as 90 % of them are; "account_deleted" would be.',
    },
    'a stray dot among snake_case': {
      plan: `events: { order_completed: , order_refunded: , cart_viewed: , product_viewed: , product_added: , checkout_started: , coupon_entered: , payment_failed: , account_created: , «coupon.removed»:  }`,
      finds:
        'Event name "coupon.removed" is not in snake_case, as 90 % of them are; "coupon_removed" would be.',
    },
  },
});

testRule(eventForm, {
  passes: {
    'object and action, with additions': `
standards: { naming: { events: { form: object-action } } }
events: { Order Completed: , Product Added to Wishlist: , User Signed Up: , product_list_viewed: , Payment Info Entered: }`,
    'settled actions': `
standards: { naming: { events: { form: object-action } }, vocabulary: { actions: [Kaufen] } }
events: { Ware Kaufen: }`,
  },
  fails: {
    'the action first, none, and alone': {
      plan: `
standards: { naming: { events: { form: object-action, case: snake } } }
events: { «viewed_cart»: , «Checkout Page»: , «Signed Up»: }`,
      finds: [
        'Event name "viewed_cart" puts the action before the object; "cart_viewed" would not.',
        'Event name "Checkout Page" does not say what was done: no verb where the standard has one.',
        'Event name "Signed Up" does not say to what it was done: it is an action alone.',
      ],
    },
    'the other way round': {
      plan: `
standards: { naming: { events: { form: action-object, case: title } } }
events: { Viewed Cart: , «Order Completed»: }`,
      finds: 'Event name "Order Completed" puts the object before the action; "Completed Order" would not.',
    },
  },
});

testRule(eventTense, {
  passes: {
    past: `
standards: { naming: { events: { tense: past } } }
events: { Order Sent: , Cart Viewed: , Checkout Page: }`,
  },
  fails: {
    'present, and a gerund': {
      plan: `
standards: { naming: { events: { tense: past } } }
events: { «Order Complete»: , «cart_view»: , «Form Submitting»: }`,
      finds: [
        '"Complete" in event name "Order Complete" is not in the past tense; "Order Completed" would be.',
        '"view" in event name "cart_view" is not in the past tense; "cart_viewed" would be.',
        '"Submitting" in event name "Form Submitting" is not in the past tense; "Form Submitted" would be.',
      ],
    },
    'past where present is asked': {
      plan: `
standards: { naming: { events: { tense: present } } }
events: { «Order Completed»: , Cart View: }`,
      finds:
        '"Completed" in event name "Order Completed" is not in the present tense; "Order Complete" would be.',
    },
  },
});

testRule(nameLength, {
  passes: {
    'characters, not code units': `
standards: { naming: { properties: { max_length: 4 } } }
events: { Order Completed: { properties: { "a😀😀a": string } } }`,
  },
  fails: {
    'an event and a trait': {
      plan: `
standards: { naming: { events: { max_length: 12 }, traits: { max_length: 5 } } }
traits: { person: { «plan_tier»: string } }
events: { «Order Completed»: }`,
      finds: [
        'Trait name "plan_tier" has 9 characters; the standard allows 5.',
        'Event name "Order Completed" has 15 characters; the standard allows 12.',
      ],
    },
  },
});

testRule(affix, {
  passes: {
    'as asked, and types without a rule': `
standards: { naming: { properties: { affixes: { boolean: ["is_*", "has_*"], date-time: ["*_at"] } } } }
events: { Order Completed: { properties: { is_gift: boolean, paid_at: { type: string, format: date-time }, total: number } } }`,
  },
  fails: {
    'missing and misleading': {
      plan: `
standards: { naming: { properties: { affixes: { boolean: ["is_*", "has_*"], date-time: ["*_at"] } } } }
events: { Order Completed: { properties: { «gift»: boolean, «paid»: { type: string, format: date-time }, «is_first»: integer } } }`,
      finds: [
        'Property "gift" is a boolean, whose names match "is_*" or "has_*".',
        'Property "paid" is a date-time, whose names match "*_at".',
        'Property "is_first" is named like a boolean ("is_*" or "has_*"), but is an integer.',
      ],
    },
  },
});

testRule(unknownObject, {
  passes: {
    'plurals, and names without a verb': `
standards: { vocabulary: { objects: [Order, Product List] } }
events: { Orders Exported: , product_list_viewed: , Checkout Page: }`,
  },
  fails: {
    'another word': {
      plan: `
standards: { vocabulary: { objects: [Order, Product List] } }
events: { «Ordre Completed»: , «Basket Viewed»: }`,
      finds: [
        '"Ordre" in event name "Ordre Completed" is not among the objects of the vocabulary. Did you mean "Order"?',
        '"Basket" in event name "Basket Viewed" is not among the objects of the vocabulary.',
      ],
    },
  },
});

testRule(unknownAction, {
  passes: {
    'of the list, phrases too': `
standards: { vocabulary: { actions: [Completed, Signed Up] } }
events: { Order Completed: , User Signed Up: }`,
  },
  fails: {
    'another word': {
      plan: `
standards: { vocabulary: { actions: [Completed, Viewed] } }
events: { «Order Finished»: , «Cart View»: }`,
      finds: [
        '"Finished" in event name "Order Finished" is not among the actions of the vocabulary.',
        '"View" in event name "Cart View" is not among the actions of the vocabulary.',
      ],
    },
  },
});

testRule(synonym, {
  passes: {
    'a word that is an action here': `
standards: { vocabulary: { actions: [Purchased], synonyms: { order: [purchased, transaction] } } }
events: { Product Purchased: }`,
  },
  fails: {
    'in events and properties, plural too': {
      plan: `
standards: { vocabulary: { synonyms: { order: [purchase, transaction] } } }
events: { «Purchases Exported»: { properties: { «transaction_id»: string } } }`,
      finds: [
        'Event name "Purchases Exported" says "Purchases" where the vocabulary prefers "order".',
        'Property name "transaction_id" says "transaction" where the vocabulary prefers "order".',
      ],
    },
  },
});

testRule(similarEvents, {
  passes: {
    'page and track are two things': `events: { Home: { call: page }, home: }`,
    'a rename under way': `events: { order_completed: { status: deprecated, replaced_by: Order Completed }, Order Completed: }`,
  },
  fails: {
    'plural, tense, case and separators': {
      plan: `
events:
  Order Completed:
  «Orders Complete»:
  «order-completed»:
  Cart Viewed:`,
      finds: [
        'Event name "Orders Complete" can be taken for "Order Completed".',
        'Event name "order-completed" can be taken for "Order Completed".',
      ],
      subjects: ['event:Orders Complete', 'event:order-completed'],
    },
  },
});

testRule(sameWords, {
  passes: {
    'other words': `events: { Cart Viewed: , Product Viewed: , Order: }`,
  },
  fails: {
    'another order': {
      plan: `events: { Cart Viewed: , «Viewed Cart»: }`,
      finds: 'Event name "Viewed Cart" has the words of "Cart Viewed" in another order.',
    },
  },
});

testRule(similarProperties, {
  passes: {
    'a thing and a list of them': `
events:
  Product Viewed: { properties: { product: { type: object, properties: { sku: string } } } }
  Cart Viewed: { properties: { products: { type: array, items: { type: object } } } }`,
  },
  fails: {
    'the rarer spelling': {
      plan: `
events:
  Order Completed: { properties: { order_id: string } }
  Order Refunded: { properties: { «orderId»: string } }
  Order Shipped: { properties: { order_id: string } }`,
      finds: 'Property name "orderId" (once) can be taken for "order_id" (2 places).',
      subjects: ['property:orderId'],
    },
  },
});

testRule(dataInName, {
  passes: {
    'numbers that are part of a name': `events: { Step 2 Completed: , GA4 Event Sent: , "Checkout: Started": , Route 66 Viewed: }`,
  },
  fails: {
    'an id, a date, an address and a template': {
      plan: `events: { «Order 1002341 Completed»: , «Sale 2026-05-01 Started»: , «"Link https://acme.example Clicked"»: , «"Product {{sku}} Viewed"»: }`,
      finds: [
        'Event name "Order 1002341 Completed" contains an id, which belongs in a property.',
        'Event name "Sale 2026-05-01 Started" contains a date, which belongs in a property.',
        'Event name "Link https://acme.example Clicked" contains a web address, which belongs in a property.',
        'Event name "Product {{sku}} Viewed" contains a template, which belongs in a property.',
      ],
    },
    'a family': {
      plan: `events: { «"Help: Shipping"»: , "Help: Returns": , "Help: Payment": , "Help: Sizes": , "Help: Contact": }`,
      finds:
        '5 event names begin with "Help" and differ in what follows: one event with a property would do.',
    },
  },
});

testRule(vagueName, {
  passes: {
    'a word that says which': `events: { Order Completed: { properties: { order_value: number, event_type: string } } }`,
  },
  fails: {
    'a word that does not, and a number': {
      plan: `events: { Order Completed: { properties: { «value»: number, «metadata»: object } }, «Checkout 2»: }`,
      finds: [
        'Property name "value" could mean anything.',
        'Property name "metadata" could mean anything.',
        'Event name "Checkout 2" ends in a number that says nothing about it.',
      ],
    },
  },
});

testRule(negatedBoolean, {
  passes: {
    'not a boolean, and a word that only begins so': `events: { Order Completed: { properties: { not_before: string, note: boolean, notified: boolean } } }`,
  },
  fails: {
    'a negation': {
      plan: `events: { Product Viewed: { properties: { «is_not_available»: boolean } } }`,
      finds: 'Boolean "is_not_available" is named by "not": false then means that something holds.',
    },
  },
});
