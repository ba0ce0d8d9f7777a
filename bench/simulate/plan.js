// The shop's plan: what its systems should be told.
const money = 'total: required, currency: required';

export const PLAN = `dataplan: 1
name: simulated-shop
version: 1.0.0
defaults: { owner: shop, from: [web, ios, android] }
teams:
  shop: { function: engineering }
  growth: { function: marketing }
identity:
  types:
    user_id: { of: person, known: true, unique: true, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
    anonymous_id: { of: device, privacy: user.unique_id.pseudonymous }
  priority: [user_id, email, anonymous_id]
  link: { from: anonymous_id, to: user_id, at: [Signed In] }
privacy:
  purposes:
    analytics: { basis: legitimate-interest }
    marketing: { basis: consent, signal: { context.consent.marketing: true } }
systems:
  web: { role: source, side: product, sdk: segment }
  ios: { role: source, side: product, sdk: segment }
  android: { role: source, side: product, sdk: segment }
  amplitude: { owner: shop, purposes: [analytics], identity: { user_id: user_id, device_id: anonymous_id, user_properties.email: email } }
  braze: { owner: growth, purposes: [marketing], naming: { events: { case: snake } }, identity: { external_id: user_id, email: email } }
  meta-ads: { vendor: meta, owner: growth, role: advertising, side: marketing, purposes: [marketing], identity: { user_data.em: email } }
flows:
  - { from: [web, ios, android], to: amplitude }
  - { from: [web, ios, android], to: braze, when: { ids.user_id: { type: string } } }
  - { from: [web, ios, android], to: meta-ads, events: [Order Completed, Product Added, Checkout Started], when: { ids.email: { type: string } } }
properties:
  order_id: { type: string, privacy: user.unique_id }
  total: { type: number, minimum: 0, unit: currency, privacy: none, to: { meta-ads: value } }
  currency: { type: string, enum: [EUR, GBP, USD], privacy: none }
  sku: { type: string, privacy: none }
  price: { type: number, minimum: 0, privacy: none }
  category: { type: string, privacy: none }
  plan_tier: { type: string, enum: [free, plus], privacy: none }
  seconds_on_page: { type: integer, minimum: 0, unit: s, privacy: none }
  items: { type: integer, minimum: 0, privacy: none }
context:
  country: { type: string, privacy: none }
  platform: { type: string, privacy: none }
  consent.marketing: { type: boolean, privacy: user.privacy_preferences }
events:
  Signed In: { properties: { method: { type: string, privacy: none } } }
  Products Searched: { properties: { query_length: { type: integer, privacy: none }, results: { type: integer, privacy: none } } }
  Product Viewed: { properties: { sku: required, price: required, category:, seconds_on_page:, plan_tier: required } }
  Wishlist Item Added: { properties: { sku: required } }
  Product Added: { properties: { sku: required, price: required, quantity: { type: integer, privacy: none } }, to: { meta-ads: { name: AddToCart } } }
  Cart Viewed: { properties: { items: } }
  Checkout Started: { properties: { items: }, to: { meta-ads: { name: InitiateCheckout } } }
  Order Completed:
    identified_by: [user_id]
    properties: { order_id: required, ${money}, tax: { type: number, privacy: none }, lines: { type: integer, privacy: none }, coupon: { type: string, privacy: none } }
    to: { meta-ads: { name: Purchase } }
  Order Refunded: { properties: { order_id: required, ${money} } }
needs:
  Big spenders: { kind: audience, owner: growth, system: braze, uses: [Order Completed.total] }
`;
