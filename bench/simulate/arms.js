// Nothing is wrong in any of these, so every error is a false alarm. Fixed before any threshold was tried.
// `world` changes the shop, on both sides alike; `sides` what one side's export is like.

const SALE = { day: 9, factor: 2.2 };

export const ARMS = [
  { id: 'a nothing', world: {}, sides: {} },
  { id: 'b growth', world: { growth: 1.5 }, sides: {} },
  { id: 'c consent by platform', world: { consent: { ios: 0.55, android: 0.7, web: 0.8 } }, sides: {} },
  { id: 'd bots', world: { bots: 0.001 }, sides: {} },
  { id: 'e one side 1 % by person', world: {}, sides: { braze: { keep: 0.01, by: 'person' } } },
  {
    id: 'f windows 3 days apart',
    world: { days: 17 },
    sides: { amplitude: { days: [0, 14] }, braze: { days: [3, 17] } },
  },
  { id: 'g 2,000 people', world: { people: 2000 }, sides: {} },
  { id: 'h a holiday', world: { holiday: SALE }, sides: {} },
];
