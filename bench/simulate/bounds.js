// Exact bounds of a share (Clopper and Pearson): no normal approximation, as the counts here are small.

/** 95 % interval of the share behind `found` of `of` runs. */
export function bounds(found, of) {
  if (of === 0) return [0, 1];
  const low = found === 0 ? 0 : solve((p) => 1 - cumulative(found - 1, of, p) - 0.025);
  const high = found === of ? 1 : solve((p) => 0.025 - cumulative(found, of, p));
  return [low, high];
}

/** P(X <= k) of a binomial. */
function cumulative(k, n, p) {
  let log = n * Math.log1p(-p);
  let sum = Math.exp(log);
  for (let i = 1; i <= k; i++) {
    log += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(log);
  }
  return sum;
}

/** Where a rising function is 0. */
function solve(f) {
  let [low, high] = [1e-12, 1 - 1e-12];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
