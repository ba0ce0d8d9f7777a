import type { Model } from '../../report/model.ts';
import type { Task } from '../../report/next.ts';
import { PART_TITLES, PARTS, type PartId, type PartScore } from '../../report/scorecard/index.ts';
import type { TrendWord } from '../../report/trend.ts';
import { scoreBar, shareBar, sparkline } from './charts.ts';
import type { Listing } from './findings.ts';
import { findingAnchor, type Html, html, type Value } from './html.ts';
import { count, day, few, name, percent, readableSubject, type State, state, wideBox } from './words.ts';

/** Where a part is shown in detail. */
const DETAIL: Readonly<Record<PartId, string>> = {
  systems: '#systems',
  naming: '#p-naming',
  identity: '#identity',
  needs: '#journey',
  engagement: '#journey',
  governance: '#dictionary',
  privacy: '#privacy',
};

const WORD: Readonly<Record<TrendWord, readonly [State, string]>> = {
  improving: ['good', '▲'],
  degrading: ['bad', '▼'],
  'degrading slowly': ['bad', '▼'],
  steady: ['unknown', '■'],
  'new baseline': ['unknown', '○'],
  'first look': ['unknown', '○'],
};

/** The first screen: are we fine, what next, what changed, what is owed. */
export function stateSection(model: Model, listing: Listing): Html {
  return html`<section id="state" aria-labelledby="h-state">
<h1 id="h-state">${model.trend.headline}</h1>
${facts(model)}
<div class="first"><div>${partsTable(model)}${key()}</div><div>${todo(model, listing)}</div></div>
${teamsTable(model)}<div class="three">${sinceBox(model)}${matrixBox(model)}${debtBox(model)}</div>
</section>
`;
}

function facts({ plan, today, run, trend, report, evidence }: Model): Html {
  const samples = [...evidence.samples.values()];
  const total = samples.reduce((sum, one) => sum + one.total, 0);
  const newest = samples
    .flatMap((one) => one.newest ?? [])
    .sort()
    .at(-1);
  const sites = [...evidence.code.values()].reduce(
    (sum, one) => sum + [...one.events.values()].reduce((all, n) => all + n, 0) + one.unresolved,
    0,
  );
  const { error, warn, failed } = report.summary;
  const seen =
    samples.length > 0
      ? `${count(total, 'sampled event')} from ${count(samples.length, 'system')}${newest ? `, newest ${day(newest)}` : ''}`
      : 'no samples: what they would show is not known';
  const view = evidence.drift?.customerView ?? null;
  return html`<p class="facts"><span>Plan ${plan.version}</span> <span>${day(today)}${run.commit ? html`, commit ${name(run.commit.slice(0, 7))}` : ''}</span> ${
    trend.reference ? html`<span>compared with ${day(trend.reference.at)}</span> ` : ''
  }<span>${seen}</span> ${evidence.code.size > 0 ? html`<span>${count(sites, 'call site')}</span> ` : ''}${view ? html`<span><a href="#customer-view">single customer view</a> ${percent(view.share)}</span> ` : ''}<span><b>${count(error, 'error')}</b>, ${count(warn, 'warning')}, check ${failed ? 'fails' : 'passes'}</span></p>`;
}

function partsTable({ card, trend }: Model): Html {
  const reference = trend.reference;
  const rows = card.parts.map((part) => {
    const was = reference?.parts[part.id]?.[0] ?? null;
    const own = trend.parts.find(({ id }) => id === part.id);
    const [tone, mark] = WORD[own?.word ?? 'first look'];
    const delta = own?.delta ?? null;
    return html`<tr><th scope="row"><a href="${DETAIL[part.id]}">${PART_TITLES[part.id]}</a> <small>${holdsBack(part)}</small></th><td class="barcell">${part.score === null ? '' : scoreBar(part, was)}</td><td class="score">${part.score ?? html`<span class="soft">–</span>`}</td><td class="delta">${state(tone, own?.word ?? 'first look', mark)} ${delta === null ? '' : html`<span class="soft">${signed(delta)}</span>`}</td><td class="spark">${sparkline(own?.series ?? [], `${PART_TITLES[part.id]} over time`)}</td></tr>
`;
  });
  return html`<table class="parts"><caption>The seven parts of data design, 0 to 100. Points are obligations met; a waiver earns none. <a href="#how">How it is counted</a></caption>
<thead><tr><th scope="col">Part, and what holds it back</th><th scope="col">Met, not met, not known</th><th scope="col" class="num">Score</th><th scope="col">${reference ? `Since ${day(reference.at)}` : 'Trend'}</th><th scope="col">Runs, 0 to 100</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

/** What is missing where an obligation is not met, a few words. */
const LACKS: Readonly<Record<string, string>> = {
  'systems.declared': 'role, side, owner or purposes not stated',
  'systems.flows': 'no source or no destination',
  'systems.accepted': 'not as the destination accepts it',
  'systems.observed': 'sees other events than planned',
  'naming.events': 'not in its form',
  'naming.properties': 'not in its form',
  'naming.dictionary': 'more than one name, meaning or type',
  'naming.sent': 'sends names that are not planned',
  'identity.types': 'not soundly declared',
  'identity.path': 'no way to a known person',
  'identity.shared': 'shares no id of a person with the warehouse',
  'identity.valid': 'placeholders instead of ids',
  'needs.served': 'data not live, not in the code or not seen',
  'needs.used': 'nobody needs it',
  'needs.stages': 'no need that its data can serve',
  'engagement.served': 'data not live, not seen or not where it runs',
  'engagement.addressable': 'no id it can match, or no consent signal',
  'engagement.traits': 'never seen with a value',
  'governance.owned': 'nobody owns it',
  'governance.described': 'not described',
  'governance.built': 'not in the code as planned',
  'governance.valid': 'invalid samples',
  'governance.ordered': 'approval or notice missing',
  'privacy.reviewed': 'not reviewed',
  'privacy.flows': 'no policy line, purpose or ground',
  'privacy.kept': 'kept for how long is not said',
  'privacy.observed': 'undeclared personal values',
};

/** The same by team: what its own events, systems and needs earn. */
function teamsTable({ trend, plan }: Model): Html | '' {
  const teams = [...new Set(trend.teams.map(({ team }) => team))];
  if (teams.length === 0) return '';
  const shown = PARTS.filter((id) => trend.teams.some((one) => one.id === id));
  const cell = (team: string, id: PartId) => {
    const own = trend.teams.find((one) => one.team === team && one.id === id);
    if (!own) return html`<span class="soft">–</span>`;
    const [tone, mark] = WORD[own.word];
    const moved = own.delta === null || own.delta === 0 ? '' : html` ${state(tone, signed(own.delta), mark)}`;
    return html`<b>${own.score}</b>${moved}`;
  };
  const rows = teams.map(
    (team) =>
      html`<tr><th scope="row">${team}${plan.teams.get(team)?.contact ? html` <small>${plan.teams.get(team)?.contact}</small>` : ''}</th>${shown.map((id) => html`<td data-l="${PART_TITLES[id]}">${cell(team, id)}</td>`)}</tr>
`,
  );
  return html`<h3>By team: what it owns</h3>${wideBox('Scores by team', html`<table class="wide"><thead><tr><th scope="col">Team</th>${shown.map((id) => html`<th scope="col">${PART_TITLES[id]}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`)}`;
}

/** The costliest obligation in a few words. */
function holdsBack({ score, stop, obligations, unknown }: PartScore): string {
  if (score === null) return 'not started: the plan says nothing about it yet';
  if (stop) return `Held at 49: ${stop.why}`;
  const [worst] = obligations
    .map((one) => ({
      one,
      lost: (one.points * one.unmet.length) / Math.max(1, one.met + one.unmet.length + one.unknown.length),
    }))
    .sort((a, b) => b.lost - a.lost);
  if (!worst || worst.lost === 0)
    return unknown > 0 ? 'nothing is wrong; some of it nobody looked at' : 'everything is met';
  const [first] = worst.one.unmet;
  const rest = worst.one.unmet.length - 1;
  return `${readableSubject(first ?? '')}${rest > 0 ? ` and ${rest} more` : ''}: ${LACKS[worst.one.id] ?? worst.one.title}`;
}

function key(): Html {
  const swatch = (rect: Html) => html`<svg width="26" height="10" aria-hidden="true">${rect}</svg>`;
  return html`<ul class="key"><li>${swatch(html`<rect width="26" height="10" fill="#00818f" class="f-good"/>`)}met</li><li>${swatch(html`<rect x=".5" y=".5" width="25" height="9" fill="#f1f0ea" stroke="#878c96" class="f-track s-edge"/>`)}not met</li><li>${swatch(html`<rect width="26" height="10" fill="url(#hatch)"/>`)}not known: no evidence yet</li><li>${swatch(html`<rect width="26" height="10" fill="#8f1239" class="f-bad"/>`)}held down by a stop rule</li><li><svg width="6" height="14" aria-hidden="true"><path d="M3 0v14" stroke="#1c2230" stroke-width="2" class="s-ink"/></svg>before</li></ul>`;
}

function todo({ next }: Model, { anchors }: Listing): Html {
  if (next.length === 0) return html`<h2>Do these next</h2><p>Nothing is open.</p>`;
  const heading =
    next.length === 1 ? 'Do this next' : `Do these ${['two', 'three', 'four', 'five'][next.length - 2]} next`;
  const items = next.map(
    (
      task,
    ) => html`<li><b>${task.fingerprint && anchors.has(findingAnchor(task.fingerprint)) ? html`<a href="#${findingAnchor(task.fingerprint)}">${task.title}</a>` : task.title}</b>
<p>${task.why}</p><p><span class="chip">${task.owner ?? 'nobody yet'}</span> ${gain(task)}</p></li>
`,
  );
  return html`<h2>${heading}</h2><ol class="todo">${items}</ol>`;
}

function gain({ part, from, to }: Task): Value {
  if (part === null || from === null) return '';
  if (to === null || to === from) return PART_TITLES[part];
  return `${PART_TITLES[part]} ${from} → ${to}`;
}

function sinceBox({ since, trend }: Model): Html {
  if (!since) {
    const why = trend.why
      ? `Not comparable with the run before: ${trend.why}.`
      : 'No earlier run in the history file: this is the first. Record one with ';
    return html`<div><h3>Since last time</h3><p>${why}${trend.why ? '' : html`${name('dataplan check --record')}.`}</p></div>`;
  }
  const lines: Value[] = [];
  if (since.findings !== null) {
    const word =
      since.findings > 0
        ? 'more open findings'
        : since.findings < 0
          ? 'fewer open findings'
          : 'change in open findings';
    lines.push(html`<li><b>${Math.abs(since.findings)}</b> ${word}</li>`);
  }
  const say = (list: readonly string[], what: string) => {
    if (list.length > 0) lines.push(html`<li><b>${list.length}</b> ${what}: ${few(list, 10)}</li>`);
  };
  say(since.events.added, 'events added');
  say(since.ended, 'events deprecated or retired');
  say(since.events.removed, 'events removed');
  say(since.systems.added, 'systems added');
  say(since.systems.removed, 'systems removed');
  say(since.needs.removed, 'needs removed');
  return html`<div><h3>Since ${since.at ? day(since.at) : 'the base'}</h3><ul>${lines.length > 0 ? lines : html`<li>Nothing changed.</li>`}</ul></div>`;
}

function matrixBox({ matrix, evidence }: Model): Html {
  const of = (planned: boolean, inCode: boolean | null, seen: boolean | null) =>
    matrix.filter((row) => row.planned === planned && row.inCode === inCode && row.seen === seen).length;
  const mark = { true: 'yes', false: 'no', null: '?' } as const;
  const rows: Html[] = [];
  for (const planned of [true, false]) {
    for (const inCode of [true, false, null]) {
      for (const seen of [true, false, null]) {
        const number = of(planned, inCode, seen);
        if (number === 0) continue;
        const tone = !planned
          ? 'bad'
          : inCode === false || seen === false
            ? 'warn'
            : inCode === null && seen === null
              ? 'soft'
              : 'good';
        rows.push(
          html`<tr><td>${mark[`${planned}`]}</td><td>${mark[`${inCode}`]}</td><td>${mark[`${seen}`]}</td><td class="num">${number}</td><td>${shareBar(number / matrix.length, tone)}</td></tr>`,
        );
      }
    }
  }
  const note = [
    ...(evidence.code.size === 0 ? ['no code is configured'] : []),
    ...(evidence.samples.size === 0 ? ['no samples are configured'] : []),
  ];
  if (rows.length === 0)
    return html`<div><h3>Planned, in the code, seen</h3><p>The first event appears here.</p></div>`;
  return html`<div><h3><a href="#coverage">Planned, in the code, seen</a></h3><table><thead><tr><th scope="col">Planned</th><th scope="col">In code</th><th scope="col">Seen</th><th scope="col" class="num">Events</th><th scope="col">Share</th></tr></thead><tbody>${rows}</tbody></table>${note.length > 0 ? html`<p class="soft">${note.join(', ')}: not a no.</p>` : ''}</div>`;
}

function debtBox({ report, waivers, since, plan, today }: Model): Html {
  const { waived, baselined } = report.summary;
  const ending = waivers
    .filter(({ until }) => until !== null)
    .sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? -1 : 1));
  const sunsets = [...plan.events.values()]
    .filter(({ sunset, status }) => sunset !== null && sunset >= today && status === 'deprecated')
    .sort((a, b) => ((a.sunset ?? '') < (b.sunset ?? '') ? -1 : 1));
  const [first] = ending;
  const [sunset] = sunsets;
  const before = since?.baselined ?? null;
  return html`<div><h3>What is owed</h3><ul><li><b>${baselined}</b> in the baseline${before === null || before === 0 ? '' : `, ${Math.abs(before)} ${before < 0 ? 'fewer' : 'more'} than before`}</li><li><b>${waived}</b> waived${first?.until ? html`; ${state('warn', `the first ends ${day(first.until)}`)}` : ''}</li>${sunset?.sunset ? html`<li><b>${sunsets.length}</b> deprecated; ${sunset.key} ends ${day(sunset.sunset)}</li>` : ''}</ul></div>`;
}

function signed(delta: number): string {
  if (delta === 0) return '±0';
  return delta > 0 ? `+${delta}` : `−${Math.abs(delta)}`;
}
