// Nothing is wrong in any of these, so every error is a false alarm. Fixed before any threshold was tried. How each is
// made of one plain world, and what is added to it, stands in `arm-profiles.js`.

export const ARMS = [
  { id: 'a nothing' },
  { id: 'b growth', growth: 1.5 },
  { id: 'c consent by platform', consent: { ios: 0.55, android: 0.7, web: 0.8 } },
  { id: 'd bots', bots: 0.001 },
  { id: 'e one side 1 % by person', keep: 0.01 },
  { id: 'f windows 3 days apart', days: 3 },
  { id: 'g 2,000 people', people: 2000 },
  { id: 'h a holiday', holiday: { day: 9, factor: 2.2 } },
];
