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

/** The figure is within the tolerance (as a share of the truth), or its interval covers it. */
function isSized({ size, effect }, { detail, right }) {
  if (size === undefined) return true;
  return Object.entries(size).every(([key, tolerance]) => {
    const value = detail?.[key] ?? right?.value;
    return Math.abs(value / effect[key] - 1) <= tolerance;
  });
}
