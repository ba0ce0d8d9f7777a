import type { JourneyStage } from '../../report/journey.ts';
import type { Model } from '../../report/model.ts';
import { anchor, type Html, html, type Value } from './html.ts';
import { count, few, section, soft, state, wideBox } from './words.ts';

/** By stage: what it has, which needs it serves, what it lacks; then the needs themselves. */
export function journeySection({ journey, plan }: Model): Html {
  const named = journey.some(({ has, needs }) => has.length > 0 || needs > 0);
  if (!named) {
    return section(
      'journey',
      'No event or need names a stage of the journey',
      '',
      html`<p>Give events and needs a <code>stage</code>: discovery, acquisition, conversion, support, expansion.</p>`,
    );
  }
  const head = journey.map(({ id }) => html`<th scope="col">${id}</th>`);
  const row = (title: string, cell: (stage: JourneyStage) => Value) =>
    html`<tr><th scope="row">${title}</th>${journey.map((stage) => html`<td data-l="${stage.id}">${cell(stage)}</td>`)}</tr>
`;
  return section(
    'journey',
    title(journey),
    'The customer journey: what each stage has, how many needs it can serve, and what it lacks.',
    html`${wideBox(
      'Customer journey',
      html`<table class="journey wide"><thead><tr><td></td>${head}</tr></thead><tbody>
${row('Needs served', ({ served, needs }) => (needs === 0 ? soft('no need') : html`<b>${served} of ${needs}</b>`))}${row(
  'Has',
  ({ has }) =>
    has.length === 0
      ? soft('nothing yet')
      : few(
          has.map((key) => html`<a href="#${anchor('e', key)}">${key}</a>`),
          5,
        ),
)}${row('Lacks', ({ lacks }) =>
  lacks.length === 0
    ? soft('nothing known')
    : few(
        lacks.map(({ name, why, need }) => html`${state('warn', name)} ${soft(`${why}, for ${need}`)}`),
        5,
      ),
)}${row('Kinds of data', ({ data }) => (data.size === 0 ? soft('–') : [...data].map(([kind, number], at) => `${at > 0 ? ', ' : ''}${kind} ${number}`)))}</tbody></table>`,
    )}
${needsTable(plan)}`,
  );
}

function title(journey: readonly JourneyStage[]): string {
  const waiting = journey.filter(({ lacks }) => lacks.length > 0);
  const needs = new Set(waiting.flatMap(({ lacks }) => lacks.map(({ need }) => need)));
  if (needs.size > 0) {
    const stages = waiting.map(({ id }) => id);
    return `${capital(stages.slice(0, 2).join(' and '))} ${stages.length === 1 ? 'lacks' : 'lack'} data that ${count(needs.size, 'need')} ${needs.size === 1 ? 'waits' : 'wait'} for`;
  }
  const blind = journey.filter(({ has }) => has.length === 0);
  if (blind.length > 0)
    return `No data yet from ${blind
      .map(({ id }) => id)
      .slice(0, 3)
      .join(', ')}`;
  return 'Every stage has the data its needs ask for';
}

function needsTable(plan: Model['plan']): Html {
  if (plan.needs.size === 0)
    return html`<p>No need is written down: who relies on which data is not known.</p>`;
  const rows = [...plan.needs.values()].map(
    (
      need,
    ) => html`<tr id="${anchor('n', need.key)}"><th scope="row">${need.key} ${need.description ? html`<small>${need.description}</small>` : ''}</th><td data-l="Kind">${need.kind ?? soft('not stated')}</td><td data-l="Owner">${need.owner ?? state('warn', 'nobody')}</td><td data-l="Runs in">${need.system ?? soft('–')}</td><td data-l="Uses">${few(
      need.uses.map(({ text, event }) =>
        event === null ? text : html`<a href="#${anchor('e', event)}">${text}</a>`,
      ),
      8,
    )}</td></tr>
`,
  );
  return html`<h3 id="needs">Who relies on the data</h3><table class="wide" data-sort><thead><tr><th scope="col">Need</th><th scope="col">Kind</th><th scope="col">Owner</th><th scope="col">Runs in</th><th scope="col">Uses</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
