import type { Check } from '../../evidence/check.ts';
import { streamHit } from '../../evidence/identity/hit.ts';
import type { WatchedFinding } from '../../evidence/watchers.ts';
import type { NotChecked } from '../../findings/report.ts';
import type { ResultRow, Statement } from '../types.ts';
import type { ChecksStatement } from '../write/checks.ts';
import type { Site } from '../write/sites.ts';

/** Hits of one kind, as the in-process engine counts them; the first places and values are not known. */
export interface CountedHits {
  /** Number of the check, or the rule of a bad record. */
  readonly check: number | string;
  readonly path: string;
  readonly keyword: string;
  count: number;
  readonly places: [];
  readonly expected: string;
  readonly seen: string;
  event: string | null;
  readonly versions: Map<string, number>;
  readonly senders: Map<string, number>;
}

/** What statements counted, whatever engine ran them. */
export interface Counted {
  readonly hits: readonly CountedHits[];
  /** Samples by the plan's event and variant. */
  readonly forms: readonly { readonly event: string; readonly variant: number | null; readonly n: number }[];
  /** Identify, group and alias calls. */
  readonly calls: number;
  readonly events: number;
  readonly valid: number;
  readonly unplanned: number;
  /** Records that are no events. */
  readonly bad: number;
  readonly watched: readonly WatchedFinding[];
  readonly notChecked: readonly NotChecked[];
}

/** Rows of one statement of checks. */
export function countedOf(
  rows: readonly ResultRow[],
  statement: Statement,
  meaning: ChecksStatement,
  checks: readonly Check[],
): Counted {
  const hits = new Hits(statement.layout.system);
  const forms = new Map<number, number>();
  const totals = { calls: 0, events: 0, valid: 0, unplanned: 0, bad: 0 };
  const ties = new Map<number, Map<string, ResultRow>>();
  for (const row of rows) {
    const { stat, key, path, n } = row;
    switch (stat) {
      case 'hit': {
        const [number, form] = (key ?? '').split('.');
        const sites = meaning.sites[Number(number)];
        // What is asked of every call is asked of those of an event too.
        const site = sites?.get(form === undefined ? null : Number(form)) ?? sites?.get(null);
        if (site) hits.add(siteHit(site, checks, row), row);
        break;
      }
      case 'sample':
        totals.events += n;
        if (path === 'valid') totals.valid += n;
        if (key === 'u') totals.unplanned += n;
        else if (key === 'c') totals.calls += n;
        else forms.set(Number(key), (forms.get(Number(key)) ?? 0) + n);
        break;
      case 'record': {
        totals.bad += n;
        const [rule = '', why = ''] = [key ?? '', path ?? ''];
        hits.add(
          { check: `evidence/${rule}`, path: `${statement.layout.name}\n${why}`, keyword: '', expected: why },
          row,
        );
        break;
      }
      case 'rival': {
        const rival = meaning.forms.rivals[Number(key)];
        if (rival)
          hits.add(
            {
              check: 'events/ambiguous-sample',
              path: `${rival.event.key}\n${rival.other.key}`,
              keyword: '',
              expected: '',
            },
            row,
          );
        break;
      }
      case 'tie': {
        const found = ties.get(Number(key)) ?? new Map<string, ResultRow>();
        found.set(path ?? '', row);
        ties.set(Number(key), found);
        break;
      }
    }
  }
  const watched = [...ties]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, classes]) => tied(index, classes, meaning, checks));
  return {
    hits: hits.list().filter(({ check }) => !isPersonal(check, checks)),
    forms: [...forms].flatMap(([index, n]) => {
      const form = meaning.forms.list[index];
      return form ? [{ event: form.event.key, variant: form.variant, n }] : [];
    }),
    ...totals,
    watched: [...watched.map(({ watched }) => watched), ...personal(hits.list(), checks)],
    notChecked: [...meaning.notChecked, ...untold(ties, meaning, checks)],
  };
}

type Found = Pick<CountedHits, 'check' | 'path' | 'keyword' | 'expected'>;

/** Rows of one kind of hit are several: one a release. */
class Hits {
  readonly #byKey = new Map<string, CountedHits>();

  constructor(private readonly system: string | null) {}

  add(found: Found, { n, event, version }: ResultRow): void {
    const key = JSON.stringify([found.check, found.path, found.keyword]);
    let hits = this.#byKey.get(key);
    if (!hits) {
      hits = { ...found, count: 0, places: [], seen: '', event, versions: new Map(), senders: new Map() };
      this.#byKey.set(key, hits);
    }
    hits.count += n;
    if (event !== null && (hits.event === null || event < hits.event)) hits.event = event;
    if (version !== null) hits.versions.set(version, (hits.versions.get(version) ?? 0) + n);
    if (this.system !== null) hits.senders.set(this.system, hits.count);
  }

  list(): CountedHits[] {
    return [...this.#byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hits]) => hits);
  }
}

function siteHit(site: Site, checks: readonly Check[], { path: said }: ResultRow): Found {
  const { check, keyword, expected } = site;
  const name = said ?? '';
  const unplannedEvent = checks[check]?.part === 'event';
  const path =
    !site.named || unplannedEvent
      ? unplannedEvent
        ? name
        : site.path
      : site.path === ''
        ? name
        : `${site.path}.${name}`;
  return { check, path, keyword: keyword ?? '', expected };
}

function tied(
  index: number,
  classes: ReadonlyMap<string, ResultRow>,
  { ties }: ChecksStatement,
  checks: readonly Check[],
): { readonly watched: WatchedFinding }[] {
  const tie = ties[index];
  const check = tie && checks[tie.check];
  if (!tie || !check) return [];
  const n = (...names: string[]) => names.reduce((sum, name) => sum + (classes.get(name)?.n ?? 0), 0);
  const whole = (...names: string[]) => names.reduce((sum, name) => sum + (classes.get(name)?.whole ?? 0), 0);
  const finding = (keyword: string | null, count: number, of: number) => {
    if (count === 0) return [];
    const data = streamHit(check, { keyword, count, of, exact: true, places: [] });
    return [
      {
        watched: {
          check: tie.check,
          rule: check.rule,
          message: check.operation.op,
          data,
          count,
          rate: of === 0 ? null : count / of,
          places: [],
        },
      },
    ];
  };
  switch (tie.operation.op) {
    case 'one-to-many':
      return finding(null, n('over'), n('over', 'within'));
    case 'duplicate':
      return finding(null, whole('repeated') - n('repeated'), whole('repeated', 'once'));
    case 'linked': {
      const used = n('before', 'never', 'after', 'unknown');
      return [...finding('before', n('before'), used), ...finding('never', n('never'), used)];
    }
  }
}

/** Pairs without a time: a table has no order that would tell which came first. */
function untold(
  ties: ReadonlyMap<number, ReadonlyMap<string, ResultRow>>,
  meaning: ChecksStatement,
  checks: readonly Check[],
): NotChecked[] {
  return [...ties].flatMap(([index, classes]) => {
    const n = classes.get('unknown')?.n ?? 0;
    const check = checks[meaning.ties[index]?.check ?? -1];
    return n === 0 || !check
      ? []
      : [
          {
            what: check.rule,
            why: `${n} pairs of identifiers have no time on both sides, and a table has no order`,
          },
        ];
  });
}

function isPersonal(check: number | string, checks: readonly Check[]): boolean {
  return typeof check === 'number' && checks[check]?.operation.op === 'personal';
}

/** Personal values are told as what watching a stream comes to. */
function personal(hits: readonly CountedHits[], checks: readonly Check[]): WatchedFinding[] {
  return hits.flatMap(({ check: index, path, keyword, expected, count, event }) => {
    const check = typeof index === 'number' ? checks[index] : undefined;
    if (typeof index !== 'number' || check?.operation.op !== 'personal') return [];
    const { part, rule } = check;
    const data = {
      event: part === 'properties' ? event : null,
      path: part === 'properties' ? path : `${part}.${path}`,
      keyword,
      expected,
      seen: 'e-mail address: its form leaves no doubt',
      nearest: null,
    };
    return [{ check: index, rule, message: 'personal', data, count, rate: null, places: [] }];
  });
}
