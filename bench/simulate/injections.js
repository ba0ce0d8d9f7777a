// What is injected, how strongly, and which finding names the cause: fixed before any threshold was tried against it.
// `full` is the strength that has to be found; the weaker ones show where a comparison stops seeing. `people`: how
// many a shop needs for that, where 20,000 give too little data (volume and category, by the power of their tests).
// `effect.op` is one of `effects.js`; `cause` the rules of which one must be raised on the injected event (or the
// system, where `event` is null). What the figures must come near to stands in `judge.js`.

const ORDER = 'Order Completed';
const VIEW = 'Product Viewed';
const REFUND = 'Order Refunded';
const APPS = ['ios', 'android'];

const on =
  (system, event) =>
  (kind, level, effect, cause, more = {}) => ({
    id: `${kind}/${level}`,
    kind,
    level,
    system,
    event,
    people: 20_000,
    ...more,
    effect,
    cause: [cause].flat(),
  });

const order = on('braze', ORDER);
const view = on('braze', VIEW);
const refund = on('braze', REFUND);
const braze = on('braze', null);
const meta = on('meta-ads', null);
const amplitude = on('amplitude', null);

export const INJECTIONS = [
  order('event missing', 'full', { op: 'drop', share: 1 }, 'drift/missing-event'),
  order('event missing from day 7', 'full', { op: 'drop', share: 1, fromDay: 7 }, [
    'drift/missing-event',
    'drift/volume',
  ]),
  order('event missing', 'half', { op: 'drop', share: 1, platforms: APPS }, [
    'drift/missing-event',
    'drift/volume',
    'drift/delivery',
  ]),
  order('event renamed', 'full', { op: 'rename', to: 'order_placed' }, 'drift/renamed-event'),
  order(
    'event renamed from day 7',
    'full',
    { op: 'rename', to: 'order_placed', fromDay: 7 },
    'drift/renamed-event',
  ),
  order(
    'event renamed',
    'half',
    { op: 'rename', to: 'order_placed', platforms: APPS },
    'drift/renamed-event',
  ),

  view('volume, 500 a day', 'full', { op: 'drop', share: 0.2 }, ['drift/volume', 'drift/delivery'], {
    people: 100_000,
  }),
  view('volume, 500 a day', 'half', { op: 'drop', share: 0.1 }, ['drift/volume', 'drift/delivery'], {
    people: 100_000,
  }),
  order('volume, 50 a day', 'full', { op: 'drop', share: 0.3 }, ['drift/volume', 'drift/delivery']),
  order('volume, 50 a day', 'half', { op: 'drop', share: 0.15 }, ['drift/volume', 'drift/delivery']),

  view(
    'property absent',
    'full',
    { op: 'omit', property: 'category', share: 0.1 },
    'drift/property-presence',
  ),
  view(
    'property absent',
    'half',
    { op: 'omit', property: 'category', share: 0.05 },
    'drift/property-presence',
  ),
  view(
    'property absent',
    'weak',
    { op: 'omit', property: 'category', share: 0.02 },
    'drift/property-presence',
  ),
  view('other type', 'full', { op: 'retype', property: 'price', share: 0.05 }, 'drift/type'),
  view('other type', 'half', { op: 'retype', property: 'price', share: 0.025 }, 'drift/type'),
  view('other type', 'weak', { op: 'retype', property: 'price', share: 0.02 }, 'drift/type'),

  view('enum relabelled', 'full', { op: 'relabel', property: 'plan_tier', share: 1 }, 'drift/enum-domain'),
  view('enum relabelled', 'half', { op: 'relabel', property: 'plan_tier', share: 0.5 }, 'drift/enum-domain'),
  view(
    'new value',
    'full',
    { op: 'value', property: 'plan_tier', to: 'trial', share: 0.03 },
    'drift/enum-domain',
  ),
  view(
    'new value',
    'half',
    { op: 'value', property: 'plan_tier', to: 'trial', share: 0.01 },
    'drift/enum-domain',
  ),
  view(
    'category mix',
    'full',
    { op: 'move', property: 'category', from: 'kitchen', to: 'garden', share: 0.15 },
    'drift/categorical',
    { people: 100_000 },
  ),
  view(
    'category mix',
    'half',
    { op: 'move', property: 'category', from: 'kitchen', to: 'garden', share: 0.08 },
    'drift/categorical',
    { people: 100_000 },
  ),

  order('tax', 'full', { op: 'scale', property: 'total', factor: 1.19 }, 'drift/numeric-factor'),
  order('tax', 'half', { op: 'scale', property: 'total', factor: 1.05 }, 'drift/numeric-factor'),
  order('cents', 'full', { op: 'scale', property: 'total', factor: 100 }, 'drift/numeric-factor'),
  order('currency', 'full', { op: 'convert', property: 'total', to: 'EUR' }, [
    'drift/numeric-factor',
    'drift/currency',
  ]),
  refund('refund lost', 'full', { op: 'drop', share: 1 }, 'drift/missing-event'),
  refund('refund lost', 'half', { op: 'drop', share: 0.5 }, [
    'drift/missing-event',
    'drift/volume',
    'drift/delivery',
  ]),

  order('lag', 'full', { op: 'delay', hours: 26, jitter: 2 }, 'drift/lag'),
  order('lag', 'half', { op: 'delay', hours: 2, jitter: 1 }, 'drift/lag'),
  braze('time zone, 2 h', 'full', { op: 'shift', hours: 2 }, 'drift/time-zone'),
  braze('time zone, 1 h', 'full', { op: 'shift', hours: 1 }, 'drift/time-zone'),
  view(
    'unit, ms for s',
    'full',
    { op: 'scale', property: 'seconds_on_page', factor: 1000 },
    'drift/numeric-factor',
  ),

  order('duplicates', 'full', { op: 'repeat', share: 0.05 }, 'drift/duplicates'),
  order('duplicates', 'half', { op: 'repeat', share: 0.01 }, 'drift/duplicates'),
  braze('consent, fewer', 'full', { op: 'forget', points: 0.05 }, 'drift/consent'),
  braze('consent, fewer', 'half', { op: 'forget', points: 0.02 }, 'drift/consent'),
  braze('consent violated', 'full', { op: 'disregard', share: 0.01 }, 'drift/consent'),
  braze('consent violated', 'half', { op: 'disregard', share: 0.005 }, 'drift/consent'),

  meta('un-normalised hash', 'full', { op: 'unnormalised', share: 0.05 }, 'drift/unnormalized-id'),
  meta('un-normalised hash', 'half', { op: 'unnormalised', share: 0.025 }, 'drift/unnormalized-id'),
  meta('md5 for sha256', 'full', { op: 'md5', share: 0.03 }, 'drift/hash-form'),
  meta('md5 for sha256', 'half', { op: 'md5', share: 0.015 }, 'drift/hash-form'),
  braze('placeholder id', 'full', { op: 'placeholder', value: 'guest', share: 0.02 }, 'drift/placeholder-id'),
  braze('placeholder id', 'half', { op: 'placeholder', value: 'guest', share: 0.01 }, 'drift/placeholder-id'),
  braze('external_id missing', 'full', { op: 'missing-id', share: 0.1 }, 'drift/missing-id'),
  braze('external_id missing', 'half', { op: 'missing-id', share: 0.05 }, 'drift/missing-id'),
  braze('split people', 'full', { op: 'split', share: 0.02 }, 'drift/split-id'),
  braze('split people', 'half', { op: 'split', share: 0.01 }, 'drift/split-id'),
  amplitude('shared devices', 'full', { op: 'share-device', share: 0.01 }, 'drift/shared-id'),
  amplitude('shared devices', 'half', { op: 'share-device', share: 0.005 }, 'drift/shared-id'),

  // These are about the evidence, not about the data: they must be said, and no drift guessed over them.
  braze('sampled side', 'full', { op: 'sample', rate: 0.01 }, 'evidence/sampled-side', { evidence: true }),
  braze('empty export', 'full', { op: 'empty' }, 'evidence/empty-export', { evidence: true }),
  braze('other plan version', 'full', { op: 'other-plan' }, 'evidence/other-plan', { evidence: true }),
  braze('mixed keys', 'full', { op: 'other-key' }, 'evidence/key-mismatch', { evidence: true }),
  braze('clock in another unit', 'full', { op: 'clock-unit', factor: 0.001 }, 'evidence/time-unit', {
    evidence: true,
  }),
];
