import type { Report } from '../../findings/report.ts';
import { NO_EVIDENCE } from '../../report/evidence.ts';
import { buildModel, type Model } from '../../report/model.ts';
import type { Format, OutputContext } from '../format.ts';
import { coverageSection } from './coverage.ts';
import { debtSection, howSection } from './debt.ts';
import { dictionarySection } from './dictionary.ts';
import { findingsSection, listingOf } from './findings.ts';
import { cspHash, type Html, html, verbatim } from './html.ts';
import { identitySection } from './identity.ts';
import { journeySection } from './journey.ts';
import { privacySection } from './privacy.ts';
import { SCRIPT } from './script.ts';
import { stateSection } from './state.ts';
import { STYLE } from './style.ts';
import { systemsSection } from './systems.ts';
import { count, day } from './words.ts';

const SECTIONS: readonly (readonly [string, string])[] = [
  ['state', 'State'],
  ['systems', 'Systems'],
  ['journey', 'Journey'],
  ['coverage', 'Coverage'],
  ['dictionary', 'Dictionary'],
  ['privacy', 'Privacy'],
  ['identity', 'Identity'],
  ['findings', 'Findings'],
  ['debt', 'Debt'],
  ['how', 'How'],
];

/**
 * The steward's report: one file without a request, whole without script and readable without style. With no one
 * plan at hand it is the findings alone.
 */
export const htmlFormat: Format = {
  *write(report, context) {
    const model = modelOf(report, context);
    const title = model
      ? `${model.plan.name}: data plan report, ${day(model.today)}`
      : `Data plan: ${report.command}, ${day(context.today)}`;
    const sections = model ? SECTIONS : SECTIONS.filter(([id]) => id === 'findings');
    const listing = listingOf(report);
    yield String(head(title, context.print ?? 'short'));
    yield String(bar(model?.plan.name ?? 'dataplan', sections));
    yield '<main id="main">\n';
    if (model) {
      yield String(stateSection(model, listing));
      yield String(systemsSection(model));
      yield String(journeySection(model));
      yield String(coverageSection(model));
      yield String(dictionarySection(model, listing));
      yield String(privacySection(model));
      yield String(identitySection(model));
    } else yield String(html`<h1>${count(report.findings.length, 'finding')}</h1>\n`);
    yield String(findingsSection(report, listing));
    if (model) {
      yield String(debtSection(model));
      yield String(howSection(model));
    }
    yield String(foot(model));
  },
};

function modelOf(report: Report, { model, plan, today }: OutputContext): Model | null {
  if (model) return model;
  if (!plan) return null;
  return buildModel({
    plan,
    report,
    evidence: { ...NO_EVIDENCE, findings: report.findings },
    history: [],
    waivers: [],
    commit: null,
    branch: null,
    at: `${today}T00:00:00Z`,
  });
}

function head(title: string, print: 'short' | 'full'): Html {
  const policy = `default-src 'none'; style-src '${cspHash(STYLE)}'; script-src '${cspHash(SCRIPT)}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
  // Our own policy holds no user's text; its quotes must stay quotes inside the attribute.
  return html`<!DOCTYPE html>
<html lang="en" data-print="${print}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${verbatim(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<svg width="0" height="0" aria-hidden="true" class="defs"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="f-track" fill="#e8e6df"/><path d="M0 0v5" stroke="#6b7180" stroke-width="2.4" class="s-unknown"/></pattern>${[
    'good',
    'warn',
    'bad',
    'unknown',
  ].map(
    (tone) =>
      html`<marker id="a-${tone}" markerUnits="userSpaceOnUse" markerWidth="11" markerHeight="11" refX="2" refY="5.5" orient="auto"><path d="M1 1l9 4.5-9 4.5z" class="f-${tone === 'unknown' ? 'soft' : tone}" fill="#878c96"/></marker>`,
  )}</defs></svg>
`;
}

function bar(name: string, sections: readonly (readonly [string, string])[]): Html {
  return html`<header class="bar"><div>
<strong>${name}</strong>
<nav aria-label="Report"><ul>${sections.map(([id, words]) => html`<li><a href="#${id}">${words}</a></li>`)}</ul></nav>
<label class="js" hidden><input id="find" type="search" placeholder="Search  /" aria-label="Search events and properties"></label>
<button id="theme" class="js" type="button" hidden>Light / dark</button>
</div></header>
`;
}

function foot(model: Model | null): Html {
  const skipped = model
    ? `Made by dataplan from plan ${model.plan.name} ${model.plan.version}. `
    : 'Made by dataplan. ';
  return html`</main>
<footer>${skipped}Values from samples are masked.</footer>
<script>${verbatim(SCRIPT)}</script>
</body>
</html>
`;
}
