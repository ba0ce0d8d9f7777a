import { absentUndefined } from '../../src/rules/types/absent-undefined.ts';
import { amountWithoutCurrency } from '../../src/rules/types/amount-without-currency.ts';
import { arrayWithoutItems } from '../../src/rules/types/array-without-items.ts';
import { booleanAsText } from '../../src/rules/types/boolean-as-text.ts';
import { changedType } from '../../src/rules/types/changed-type.ts';
import { deadKeyword } from '../../src/rules/types/dead-keyword.ts';
import { deadVariant } from '../../src/rules/types/dead-variant.ts';
import { duplicateEnum } from '../../src/rules/types/duplicate-enum.ts';
import { enumOutsideType } from '../../src/rules/types/enum-outside-type.ts';
import { floatId } from '../../src/rules/types/float-id.ts';
import { impossibleBounds } from '../../src/rules/types/impossible-bounds.ts';
import { invalidExample } from '../../src/rules/types/invalid-example.ts';
import { invalidPattern } from '../../src/rules/types/invalid-pattern.ts';
import { looseTime } from '../../src/rules/types/loose-time.ts';
import { milderCategory } from '../../src/rules/types/milder-category.ts';
import { mixedType } from '../../src/rules/types/mixed-type.ts';
import { nothingRequired } from '../../src/rules/types/nothing-required.ts';
import { nullableEnum } from '../../src/rules/types/nullable-enum.ts';
import { openEvent } from '../../src/rules/types/open-event.ts';
import { openObject } from '../../src/rules/types/open-object.ts';
import { requiredNullable } from '../../src/rules/types/required-nullable.ts';
import { requiredUndefined } from '../../src/rules/types/required-undefined.ts';
import { shapelessObject } from '../../src/rules/types/shapeless-object.ts';
import { unconstrainedString } from '../../src/rules/types/unconstrained-string.ts';
import { unknownFormat } from '../../src/rules/types/unknown-format.ts';
import { unknownUnit } from '../../src/rules/types/unknown-unit.ts';
import { untyped } from '../../src/rules/types/untyped.ts';
import { widerBounds } from '../../src/rules/types/wider-bounds.ts';
import { widerEnum } from '../../src/rules/types/wider-enum.ts';
import { testRule } from '../rule-tester.ts';

testRule(invalidPattern, {
  passes: {
    'a regular expression': `events: { Order Completed: { properties: { order_id: { type: string, pattern: "^[0-9]{8}$" } } } }`,
  },
  fails: {
    'a bracket that is not closed': {
      plan: `events: { Order Completed: { properties: { order_id: { type: string, pattern: «"^[0-9{8}$"» } } } }`,
      finds:
        'The pattern of "order_id" cannot be used: Not a regular expression: /^[0-9{8}$/u: Unterminated character class',
    },
    'in the dictionary, said once however often it is used': {
      plan: `
properties: { order_id: { type: string, pattern: «"("» } }
events:
  Order Completed: { properties: [order_id] }
  Order Refunded: { properties: { order_id: required } }`,
      finds: 'The pattern of "order_id" cannot be used: Not a regular expression: /(/u: Unterminated group',
    },
  },
});

testRule(enumOutsideType, {
  passes: {
    'integers are numbers': `events: { Order Completed: { properties: { step: { type: number, enum: [1, 2, 2.5] } } } }`,
    'null where the type has it': `events: { Order Completed: { properties: { kind: { type: [string, "null"], enum: [gift, null] } } } }`,
  },
  fails: {
    'numbers that lost their quotes': {
      plan: `events: { Product Viewed: { properties: { size: { type: string, enum: [«36», "38", «40»] } } } }`,
      finds: [
        'The enum of "size" has 36, which is no string and can never be valid.',
        'The enum of "size" has 40, which is no string and can never be valid.',
      ],
    },
    'a const': {
      plan: `events: { Product Viewed: { properties: { kind: { type: integer, const: «one» } } } }`,
      finds: 'The const of "kind" has "one", which is no integer and can never be valid.',
    },
  },
});

testRule(nullableEnum, {
  passes: {
    'null in both': `events: { Order Completed: { properties: { kind: { type: [string, "null"], enum: [gift, null] } } } }`,
    'null in neither': `events: { Order Completed: { properties: { kind: { type: string, enum: [gift] } } } }`,
  },
  fails: {
    'null in the type alone': {
      plan: `events: { Order Completed: { properties: { kind: { type: [string, "null"], enum: «[gift]» } } } }`,
      finds: '"kind" may be null by its type, but its enum lacks null, so null is never valid.',
    },
  },
});

testRule(impossibleBounds, {
  passes: {
    'equal bounds leave one value': `events: { Product Added: { properties: { quantity: { type: integer, minimum: 1, maximum: 1 } } } }`,
  },
  fails: {
    'minimum above maximum, inside an object': {
      plan: `events: { Product Added: { properties: { product: { type: object, properties: { quantity: { type: integer, minimum: «10», maximum: 1 } } } } } }`,
      finds: 'Nothing fits "quantity": its minimum is 10 and its maximum is 1.',
    },
    'exclusive bounds that meet': {
      plan: `events: { Product Added: { properties: { quantity: { type: number, exclusiveMinimum: «1», exclusiveMaximum: 1 } } } }`,
      finds: 'Nothing fits "quantity": its exclusiveMinimum is 1 and its exclusiveMaximum is 1.',
    },
    'lengths that an event narrows into nothing': {
      plan: `
properties: { coupon: { type: string, maxLength: 5 } }
events: { Order Completed: { properties: { coupon: { minLength: «8» } } } }`,
      finds: 'Nothing fits "coupon": its minLength is 8 and its maxLength is 5.',
    },
    'more properties than there are': {
      plan: `events: { Product Added: { properties: { product: { type: object, minProperties: «2», additionalProperties: false, properties: { sku: string } } } } }`,
      finds: 'Nothing fits "product": minProperties is 2, and only 1 property is allowed.',
    },
  },
});

testRule(requiredUndefined, {
  passes: {
    'what is defined': `events: { Product Added: { properties: { product: { type: object, required: [sku], properties: { sku: string } } } } }`,
    'what a combination may define': `events: { Product Added: { properties: { product: { type: object, required: [sku], properties: { size: string }, allOf: [{ properties: { sku: { type: string } } }] } } } }`,
  },
  fails: {
    'a misspelt name': {
      plan: `events: { Product Added: { properties: { product: { type: object, required: [«skuu»], properties: { sku: string } } } } }`,
      finds: '"product" requires "skuu", which it does not define. Did you mean "sku"?',
    },
    'a name that a closed object forbids': {
      plan: `events: { Product Added: { properties: { product: { type: object, additionalProperties: false, required: [sku, «price»], properties: { sku: string } } } } }`,
      finds: '"product" requires "price" and allows no property of that name, so nothing is ever valid.',
    },
  },
});

testRule(invalidExample, {
  passes: {
    'examples that fit': `events: { Order Completed: { properties: { order_id: { type: string, pattern: "^[0-9]{8}$", examples: ["10023417"] }, products: { type: array, items: { type: object, properties: { sku: string } }, examples: [[{ sku: A1 }]] } } } }`,
    'what it does not judge': `events: { Order Completed: { properties: { total: { anyOf: [{ type: number }, { type: string }], examples: [true] } } } }`,
  },
  fails: {
    'of another type, and outside the enum': {
      plan: `events: { Order Completed: { properties: { total: { type: number, minimum: 0, examples: [19.9, «"19.90"», «-1»] }, currency: { type: string, enum: [EUR], default: «USD» } } } }`,
      finds: [
        'The example "19.90" of "total" is a string, not a number.',
        'The example -1 of "total" is below 0.',
        'The default "USD" of "currency" is not one of ["EUR"].',
      ],
    },
    'deep inside': {
      plan: `events: { Order Completed: { properties: { products: { type: array, items: { type: object, properties: { price: number } }, examples: [«[{ price: 1 }, { price: free }]»] } } } }`,
      finds:
        'The example [{"price":1},{"price":"free"}] of "products" is wrong at [1].price, which is a string, not a number.',
    },
    'a pattern that fits none of them': {
      plan: `events: { Order Completed: { properties: { order_id: { type: string, pattern: «"^[0-9]{9}$"», examples: ["10023417", "10023418"] } } } }`,
      finds: 'No example of "order_id" matches its pattern ^[0-9]{9}$: the pattern is probably wrong.',
    },
    'a format': {
      plan: `events: { Order Completed: { properties: { paid_at: { type: string, format: date-time, examples: [«"yesterday"»] } } } }`,
      finds: 'The example "yesterday" of "paid_at" is no date-time.',
    },
  },
});

testRule(changedType, {
  passes: {
    'an event narrows': `
properties: { total: { type: [number, string] } }
events: { Order Completed: { properties: { total: integer } } }`,
    'a variant differs': `
context: { app.version: string }
properties: { total: number }
events:
  Order Completed:
    properties: [total]
    variants: [{ when: { context.app.version: "<2.0.0" }, properties: { total: string } }]`,
  },
  fails: {
    'an event contradicts the dictionary': {
      plan: `
properties: { total: number }
events: { Order Completed: { properties: { total: «string» } } }`,
      finds:
        '"total" is string here, but number in the dictionary; another meaning needs another name, with `is`.',
      subjects: ['event:Order Completed/property:total'],
    },
    'an event contradicts a group': {
      plan: `
groups: { money: { total: { type: number } } }
events: { Order Completed: { use: money, properties: { total: { type: «boolean» } } } }`,
      finds:
        '"total" is boolean here, but number in group "money"; another meaning needs another name, with `is`.',
    },
  },
});

testRule(widerEnum, {
  passes: {
    'fewer values': `
properties: { currency: { type: string, enum: [EUR, USD] } }
events: { Order Completed: { properties: { currency: { enum: [EUR] } } } }`,
  },
  fails: {
    'a value more': {
      plan: `
properties: { currency: { type: string, enum: [EUR, USD] } }
events: { Order Completed: { properties: { currency: { enum: «[EUR, GBP]» } } } }`,
      finds: 'The enum of "currency" adds "GBP", which is not in the enum of the dictionary.',
    },
  },
});

testRule(widerBounds, {
  passes: {
    tighter: `
properties: { coupon: { type: string, minLength: 2, maxLength: 20 } }
events: { Order Completed: { properties: { coupon: { minLength: 3, maxLength: 10 } } } }`,
  },
  fails: {
    'looser at both ends': {
      plan: `
properties: { coupon: { type: string, minLength: 2, maxLength: 20 } }
events: { Order Completed: { properties: { coupon: { minLength: «1», maxLength: «40» } } } }`,
      finds: [
        'The minLength of "coupon" is 1 here, which lets through more than the 2 of the dictionary.',
        'The maxLength of "coupon" is 40 here, which lets through more than the 20 of the dictionary.',
      ],
    },
  },
});

testRule(milderCategory, {
  passes: {
    'more exact, and more sensitive': `
properties: { contact: { type: string, privacy: user.contact } }
events: { Account Created: { properties: { contact: { privacy: { category: user.contact.email, sensitivity: restricted } } } } }`,
    'what was not personal may become so': `
properties: { note: { type: string, privacy: none } }
events: { Account Created: { properties: { note: { privacy: user.content } } } }`,
  },
  fails: {
    'an e-mail that is none in an event': {
      plan: `
properties: { contact: { type: string, privacy: user.contact.email } }
events: { Account Created: { properties: { contact: { privacy: «none» } } } }`,
      finds:
        '"contact" is none here, but user.contact.email in the dictionary; a use may only be the same or more exact.',
    },
    'less sensitive': {
      plan: `
properties: { contact: { type: string, privacy: { category: user.contact.email, sensitivity: restricted } } }
events: { Account Created: { properties: { contact: { privacy: «{ sensitivity: internal }» } } } }`,
      finds:
        '"contact" is internal here, but restricted in the dictionary; a use may only raise its sensitivity.',
    },
  },
});

testRule(deadKeyword, {
  passes: {
    'keywords of one of its types': `events: { Order Completed: { properties: { total: { type: [number, string], minimum: 0, maxLength: 9 } } } }`,
    'no type': `events: { Order Completed: { properties: { total: { minimum: 0 } } } }`,
  },
  fails: {
    'a length of a number and a minimum of text': {
      plan: `events: { Order Completed: { properties: { total: { type: number, «maxLength»: 9 }, step: { type: string, «minimum»: 1 } } } }`,
      finds: [
        '"maxLength" on "total" asserts nothing: it is about strings, and the type is number.',
        '"minimum" on "step" asserts nothing: it is about numbers, and the type is string.',
      ],
    },
  },
});

testRule(unknownFormat, {
  passes: {
    'formats that are asserted': `events: { Order Completed: { properties: { paid_at: { type: string, format: date-time }, id: { type: string, format: uuid } } } }`,
  },
  fails: {
    'one slip, and one that does not exist': {
      plan: `events: { Account Created: { properties: { email: { type: string, format: «e-mail» }, iban: { type: string, format: «iban» } } } }`,
      finds: [
        'Format "e-mail" of "email" is unknown and asserts nothing; did you mean "email"?',
        'Format "iban" of "iban" is unknown and asserts nothing; a pattern would.',
      ],
    },
  },
});

testRule(duplicateEnum, {
  passes: {
    'values that differ': `events: { Order Completed: { properties: { currency: { type: string, enum: [EUR, USD] } } } }`,
  },
  fails: {
    'twice, and in two spellings': {
      plan: `events: { Order Completed: { properties: { currency: { type: string, enum: [EUR, USD, «eur», «EUR»] } } } }`,
      finds: [
        'The enum of "currency" has both "EUR" and "eur": reports will split what is one thing.',
        'The enum of "currency" lists "EUR" twice.',
      ],
    },
    'a value on a line of its own goes with its line': {
      plan: `
events:
  Order Completed:
    properties:
      currency:
        type: string
        enum:
          - EUR # the euro
          - USD
          - «EUR»
          - GBP
`,
      finds: 'The enum of "currency" lists "EUR" twice.',
      fixed: `
events:
  Order Completed:
    properties:
      currency:
        type: string
        enum:
          - EUR # the euro
          - USD
          - GBP
`,
    },
    'somebody wrote about it: the line stays': {
      plan: `
events:
  Order Completed:
    properties:
      currency:
        type: string
        enum:
          - EUR
          - «EUR» # for the old shop
`,
      finds: 'The enum of "currency" lists "EUR" twice.',
      fixed: `
events:
  Order Completed:
    properties:
      currency:
        type: string
        enum:
          - EUR
          - EUR # for the old shop
`,
    },
  },
});

testRule(mixedType, {
  passes: {
    'integers are numbers, null is no type': `
events:
  Order Completed: { properties: { total: number } }
  Order Refunded: { properties: { total: integer } }
  Cart Viewed: { properties: { total: { type: [number, "null"] } } }`,
    'deeper, a name belongs to what it is in': `
events:
  Order Completed: { properties: { product: { type: object, properties: { name: string } } } }
  Store Found: { properties: { store: { type: object, properties: { name: object } } } }`,
    'what is deprecated': `
events:
  Order Completed: { properties: { total: number } }
  Order Refunded: { properties: { total: { type: string, status: deprecated, sunset: 2027-01-01 } } }`,
  },
  fails: {
    'the minority is named': {
      plan: `
events:
  Order Completed: { properties: { total: number } }
  Order Refunded: { properties: { total: number } }
  Checkout Started: { properties: { «total»: string } }`,
      finds: '"total" is string in 1 event, but number in 2 events.',
      subjects: ['property:total'],
    },
  },
});

testRule(unknownUnit, {
  passes: {
    'known units, and properties that hold one': `
context: { time_unit: string }
events:
  Order Completed: { properties: { total: { type: number, unit: currency }, currency: string, weight: { type: number, unit: kg }, fee: { type: number, unit: EUR }, wait: { type: number, unit: time_unit } } }
  Cart Viewed: { properties: { currency: string, lines: { type: array, items: { type: object, properties: { price: { type: number, unit: currency } } } } } }`,
  },
  fails: {
    'a misspelt property': {
      plan: `events: { Order Completed: { properties: { total: { type: number, unit: «curency» }, currency: string } } }`,
      finds:
        'Unit "curency" of "total" is no known unit, and no property beside it has that name; did you mean "currency"?',
    },
  },
});

testRule(amountWithoutCurrency, {
  passes: {
    'a unit, a currency beside it, or further out': `
events:
  Order Completed: { properties: { revenue: { type: number, unit: EUR } } }
  Order Refunded: { properties: { amount: number, currency_code: string } }
  Cart Viewed: { properties: { currency: string, products: { type: array, items: { type: object, properties: { price: number } } } } }`,
    'numbers that only sound like money': `events: { Cart Viewed: { properties: { total_items: integer, discount_percent: number, price_rank: integer, cost: string } } }`,
    'a value or a total where nothing is sold': `events: { Search Made: { properties: { total: integer, value: number, term: string } } }`,
  },
  fails: {
    'a price alone': {
      plan: `events: { Product Viewed: { properties: { «price»: number, sku: string } } }`,
      finds: '"price" looks like money, and neither its `unit` nor a currency beside it says which.',
      subjects: ['event:Product Viewed/property:price'],
    },
    'a value beside what is sold, and in the event of a sale': {
      plan: `events: { Lead Won: { properties: { «value»: number, coupon: string } }, Order Placed: { properties: { «total»: number } } }`,
      finds: [
        '"value" looks like money, and neither its `unit` nor a currency beside it says which.',
        '"total" looks like money, and neither its `unit` nor a currency beside it says which.',
      ],
    },
  },
});

testRule(deadVariant, {
  passes: {
    'the default is last': `
context: { app.version: string }
events:
  Order Completed:
    properties: { coupon: string }
    variants:
      - { when: { context.app.version: "<2.0.0" }, properties: { coupon: false } }
      - properties: { coupon: required }`,
  },
  fails: {
    'after the default': {
      plan: `
context: { app.version: string }
events:
  Order Completed:
    properties: { coupon: string }
    variants:
      - properties: { coupon: required }
      - { when: «{ context.app.version: "<2.0.0" }», properties: { coupon: false } }`,
      finds:
        'Variant 2 of "Order Completed" is never reached: the one before it has no `when`, so it always holds.',
    },
    'the same condition again': {
      plan: `
context: { country: string }
events:
  Order Completed:
    properties: { coupon: string }
    variants:
      - { when: { context.country: [DE, FR] }, properties: { coupon: false } }
      - { when: «{ context.country: [DE, FR] }», properties: { coupon: required } }`,
      finds: 'Variant 2 of "Order Completed" is never reached: variant 1 has the same `when`.',
    },
  },
});

testRule(absentUndefined, {
  passes: {
    'where anything may be sent, it forbids': `
context: { country: string }
events:
  Order Completed:
    additional_properties: true
    variants: [{ when: { context.country: DE }, properties: { birthday: false } }]`,
  },
  fails: {
    'a misspelt name': {
      plan: `
context: { country: string }
events:
  Order Completed:
    properties: { coupon: string }
    variants: [{ when: { context.country: DE }, properties: { «cupon»: false } }]`,
      finds:
        'A variant of "Order Completed" takes away "cupon", which the event does not have. Did you mean "coupon"?',
    },
  },
});

testRule(untyped, {
  passes: {
    'a type, an enum, a reference': `
properties: { sku: string }
events: { Order Completed: { properties: { kind: { enum: [gift] }, first_sku: { is: sku }, total: { anyOf: [{ type: number }] } } } }`,
  },
  fails: {
    'a description alone': {
      plan: `events: { Order Completed: { properties: { «coupon»: { description: Code typed at checkout. }, «note»: } } }`,
      finds: ['"coupon" has no type: any value is valid.', '"note" has no type: any value is valid.'],
    },
  },
});

testRule(arrayWithoutItems, {
  passes: {
    'items, or none allowed': `events: { Order Completed: { properties: { skus: { type: array, items: { type: string } }, gone: { type: array, maxItems: 0 } } } }`,
  },
  fails: {
    'a list of anything': {
      plan: `events: { Order Completed: { properties: { «skus»: array, lines: { type: array, «items»: { type: array } } } } }`,
      finds: [
        'List "skus" does not say what its elements are; `items` would.',
        'List "lines[]" does not say what its elements are; `items` would.',
      ],
    },
  },
});

testRule(shapelessObject, {
  passes: {
    'properties, or a schema for all': `events: { Order Completed: { properties: { cart: { type: object, properties: { size: integer } }, prices: { type: object, additionalProperties: { type: number } } } } }`,
  },
  fails: {
    'an object of anything': {
      plan: `events: { Order Completed: { properties: { «cart»: object } } }`,
      finds: 'Object "cart" does not say what is inside: whatever is sent there is valid, personal data too.',
    },
  },
});

testRule(booleanAsText, {
  passes: {
    'a boolean, and a real choice': `events: { Order Completed: { properties: { gift: boolean, answer: { type: string, enum: ["yes", "no", perhaps] } } } }`,
  },
  fails: {
    'text and numbers': {
      plan: `events: { Order Completed: { properties: { gift: { type: string, enum: «["True", "False"]» }, paid: { type: integer, enum: «[0, 1]» }, sent: { type: [string, "null"], enum: «[yes, no, null]» } } } }`,
      finds: [
        '"gift" may be "True" or "False": that is a boolean in disguise.',
        '"paid" may be 0 or 1: that is a boolean in disguise.',
        '"sent" may be "yes" or "no": that is a boolean in disguise.',
      ],
    },
  },
});

testRule(floatId, {
  passes: {
    'text and integers': `events: { Order Completed: { properties: { order_id: string, cart_id: integer, idle: number } } }`,
  },
  fails: {
    'a number': {
      plan: `events: { Order Completed: { properties: { orderId: «number» } } }`,
      finds:
        '"orderId" is an identifier and may be any number: 17.5 is valid, and long ids lose their last digits.',
    },
  },
});

testRule(looseTime, {
  passes: {
    'a format, a number, and other words': `events: { Order Completed: { properties: { paid_at: { type: string, format: date-time }, sent_at: integer, candidate: string, load_time: string } } }`,
  },
  fails: {
    'any text': {
      plan: `events: { Order Completed: { properties: { «paid_at»: string, «delivery_date»: string } } }`,
      finds: [
        '"paid_at" is named like a time, and any text is valid; `format: date-time` or `date` would say which.',
        '"delivery_date" is named like a time, and any text is valid; `format: date-time` or `date` would say which.',
      ],
    },
  },
});

testRule(unconstrainedString, {
  passes: {
    'a length is enough': `events: { Order Completed: { properties: { coupon: { type: string, maxLength: 20 }, total: number } } }`,
  },
  fails: {
    'any text': {
      plan: `events: { Order Completed: { properties: { «coupon»: string } } }`,
      finds:
        '"coupon" may be any text of any length; maxLength, enum, format or pattern would tell a wrong value.',
    },
  },
});

testRule(openObject, {
  passes: {
    'open or closed, but said': `events: { Order Completed: { properties: { a: { type: object, properties: { sku: string }, additionalProperties: true } } } }`,
  },
  fails: {
    'by omission': {
      plan: `events: { Order Completed: { properties: { «product»: { type: object, properties: { sku: string } } } } }`,
      finds:
        'Object "product" is open by omission: a misspelt property inside is valid. Say `additionalProperties: false`, or true.',
    },
  },
});

testRule(openEvent, {
  passes: {
    'a schema for the others': `events: { Order Completed: { additional_properties: { type: string } } }`,
  },
  fails: {
    anything: {
      plan: `events: { Order Completed: { additional_properties: «true» } }`,
      finds:
        '"Order Completed" allows properties that the plan does not name: nothing sent with it is ever unplanned.',
    },
  },
});

testRule(nothingRequired, {
  passes: {
    'one of them is': `events: { Order Completed: { properties: { order_id: required, total: number } } }
properties: { order_id: string }`,
  },
  fails: {
    'none is': {
      plan: `events: { «Order Completed»: { properties: { order_id: string, total: number } } }`,
      finds: 'None of the 2 properties of "Order Completed" is required: an empty event is valid.',
    },
  },
});

testRule(requiredNullable, {
  passes: {
    'optional and nullable': `events: { Order Completed: { properties: { coupon: { type: [string, "null"] } } } }`,
  },
  fails: {
    both: {
      plan: `events: { Order Completed: { properties: { «coupon»: { type: [string, "null"], required: true } } } }`,
      finds: '"coupon" is required and may be null: required then promises a key, not a value.',
    },
  },
});
