// The report: one line a kind and strength, then the null arms with their exact bounds.
import { ARMS } from './arms.js';
import { bounds } from './bounds.js';
import { INJECTIONS } from './injections.js';
import { hasSize, verdict } from './judge.js';

const share = (n, of) => (of === 0 ? '-' : `${Math.round((100 * n) / of)}`);

/** `results`: `{ seed, people, id, rows }` of any number of runs. */
export function table(results) {
  const lines = [];
  for (const people of [...new Set(results.map((result) => result.people))].sort((a, b) => b - a)) {
    const own = results.filter((result) => result.people === people);
    lines.push(...injectionLines(own, people), ...armLines(own, people));
  }
  return `${lines.join('\n')}\n`;
}

function injectionLines(results, people) {
  const by = byId(results);
  const rows = INJECTIONS.filter(({ id }) => by.has(id)).map((injection) => {
    const all = by.get(injection.id).map(({ rows }) => verdict(injection, rows));
    const count = (key) => all.filter((each) => each[key]).length;
    const named = count('named');
    const findings = all.reduce((sum, each) => sum + each.findings, 0);
    const others = tally(
      by.get(injection.id).flatMap(({ rows }) => rows.filter(({ rule }) => !injection.cause.includes(rule))),
    );
    return [
      injection.id,
      String(all.length),
      share(count('found'), all.length),
      share(named, all.length),
      share(count('error'), all.length),
      hasSize(injection) ? share(all.filter(({ sized }) => sized).length, named) : '',
      (findings / all.length).toFixed(2),
      injection.level === 'full' && injection.people <= people
        ? named / all.length >= 0.95
          ? 'holds'
          : 'MISSED'
        : '',
      others,
    ];
  });
  if (rows.length === 0) return [];
  const head = [
    'injected',
    'seeds',
    'found %',
    'named %',
    'error %',
    'sized %',
    'findings',
    'goal 95',
    'raised besides',
  ];
  return [`${people} people`, ...columns([head, ...rows]), ''];
}

function armLines(results, people) {
  const by = byId(results);
  const rows = ARMS.filter(({ id }) => by.has(id)).map(({ id }) => {
    const all = by.get(id);
    const wrong = all.filter(({ rows }) => rows.some(({ severity }) => severity === 'error')).length;
    const warned = all.filter(({ rows }) => rows.length > 0).length;
    const [low, high] = bounds(wrong, all.length).map((p) => (100 * p).toFixed(1));
    const raised = tally(all.flatMap(({ rows }) => rows));
    return [
      id,
      String(all.length),
      String(wrong),
      `${low}-${high} %`,
      String(warned),
      wrong <= 0.02 * all.length ? 'holds' : 'MISSED',
      raised,
    ];
  });
  if (rows.length === 0) return [];
  const head = [
    'nothing wrong',
    'seeds',
    'with errors',
    '95 % bounds',
    'with warnings',
    'goal 2 %',
    'raised',
  ];
  return [`${people} people`, ...columns([head, ...rows]), ''];
}

function byId(results) {
  const groups = new Map();
  for (const result of results) groups.set(result.id, [...(groups.get(result.id) ?? []), result]);
  return groups;
}

function tally(rows) {
  const counts = new Map();
  for (const { rule, severity, event, property } of rows) {
    const key = `${severity === 'error' ? '!' : ''}${rule.replace('drift/', '')}${event ? ` ${event}` : ''}${property ? `.${property}` : ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted
    .slice(0, 4)
    .map(([key, n]) => `${key} x${n}`)
    .join(', ');
}

function columns(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 || i === row.length - 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}
