// What a run raised, as plain rows, and what that says of the injection: found, named by its cause, of the right size,
// and how many findings one cause made.

/** One row a difference that is more than information; what is said of the evidence itself always counts. */
export function raised(differences) {
  return differences
    .filter(({ kind, severity }) => severity !== 'info' || kind.startsWith('evidence/'))
    .map(({ kind, severity, event, property, left, right, slice, detail, discriminator }) => ({
      rule: kind.includes('/') ? kind : `drift/${kind}`,
      severity,
      event,
      property,
      slice,
      left: left.figure,
      right: right.figure,
      detail,
      pair: discriminator,
    }));
}

/** `truth`: what was really injected, where the finding has a figure to hold it against. */
export function verdict(injection, rows) {
  const { event, cause } = injection;
  const about = rows.filter(
    (row) => event === null || row.event === event || row.rule === 'drift/renamed-event',
  );
  const named = about.filter(({ rule }) => cause.includes(rule));
  return {
    found: about.length > 0,
    named: named.length > 0,
    error: named.some(({ severity }) => severity === 'error'),
    sized: named.some((row) => isSized(injection, row)),
    findings: rows.length,
    errors: rows.filter(({ severity }) => severity === 'error').length,
  };
}

/** What the figure of the right side must come near to, by what was injected; null: the kind has no such figure. */
function truthOf({ effect }) {
  const { op, share, hours, points, factor } = effect;
  const rest = effect.platforms === undefined ? 1 - share : 0.5;
  switch (op) {
    case 'drop':
      // Of what usually arrives; a missing event has the count itself.
      return share === 1 && effect.platforms === undefined ? null : rest;
    case 'omit':
      return IN_A_CATEGORY * rest;
    case 'retype':
      return rest;
    case 'relabel':
    case 'value':
    case 'repeat':
    case 'disregard':
    case 'unnormalised':
    case 'md5':
    case 'placeholder':
    case 'missing-id':
    case 'split':
      return share;
    case 'forget':
      return points;
    case 'delay':
    case 'shift':
      return hours * HOUR;
    case 'scale':
      return factor;
    default:
      return null;
  }
}

const HOUR = 3_600_000;
/** Of the products that are looked at, before anything is injected. */
const IN_A_CATEGORY = 0.95;
/** Nominal shares are drawn, and people stand for few events or many: points that the draw may be off. */
const DRAWN = 0.012;

/** The truth is no farther from the interval than the draw itself may be. */
function isSized(injection, { right, detail }) {
  const truth = truthOf(injection);
  if (truth === null || right === null) return true;
  const slack = truth > 1 ? truth * 0.01 : DRAWN;
  const forgotten = injection.effect.op === 'forget';
  const [low, high] = forgotten ? [detail.ofAll, detail.ofAll] : [right.low, right.high];
  return low - slack <= truth && truth <= high + slack;
}

/** Whether it has a size to be right about. */
export function hasSize(injection) {
  return truthOf(injection) !== null;
}
