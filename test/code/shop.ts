/** The plan that code is held against in tests. */
export const SHOP = `dataplan: 1
name: acme-shop
version: 1.0.0
privacy: { purposes: { analytics: { basis: consent } } }
identity:
  types: { user_id: { of: person, known: true, privacy: user.unique_id } }
  priority: [user_id]
systems:
  web: { role: source, side: product }
  ios: { role: source, side: product }
context: { country: { type: string, privacy: none } }
traits: { person: { plan_tier: { type: string, privacy: none } } }
events:
  Order Completed:
    from: web
    identified_by: [user_id]
    properties:
      total: { type: number, required: true, privacy: none }
      currency: { type: string, enum: [EUR, USD], required: true, privacy: none }
      note: { type: string }
  Order Placed: { from: [web, ios], status: deprecated, sunset: 2027-03-31, replaced_by: Order Completed }
  Order Sent: { from: [web, ios], status: retired, replaced_by: Order Completed }
  Cart Viewed:
    from: [web, ios]
    variants:
      - { when: { version: "<2" }, properties: { items: { type: integer, required: true } } }
  Home: { call: page, from: web }
`;
