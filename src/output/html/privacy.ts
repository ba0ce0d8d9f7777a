import type { InventoryRow } from '../../report/inventory.ts';
import type { Model } from '../../report/model.ts';
import { type Html, html, type Value } from './html.ts';
import { linkOut } from './link.ts';
import { count, duration, few, name, plainCategory, section, soft, state, wideBox } from './words.ts';

/** What is personal, where it goes, why, on what ground, for how long: a record of processing. */
export function privacySection(model: Model): Html {
  const { inventory: rows, plan } = model;
  const unreviewed = [...plan.properties.values()].filter(({ privacy }) => privacy.category === null);
  if (rows.length === 0) {
    return section(
      'privacy',
      'No personal data is declared',
      '',
      html`<p>${unreviewed.length > 0 ? `${count(unreviewed.length, 'property').replace(/ys$/, 'ies')} not reviewed yet: ` : 'Properties get a '}${
        unreviewed.length > 0
          ? few(
              unreviewed.map(({ key }) => name(key)),
              10,
            )
          : html`<code>privacy</code> category, or <code>none</code>.`
      }</p>`,
    );
  }
  return section(
    'privacy',
    title(rows),
    html`Usable as a record of processing (GDPR Art. 30): what, where, why, on what ground, how long. ${plan.privacy.controller ? html`Controller: ${plan.privacy.controller}. ` : html`Controller: ${gap('not declared')}. `}<button type="button" class="js" hidden data-csv="record-of-processing">Save as CSV</button>`,
    html`${
      unreviewed.length > 0
        ? html`<p>${state('warn', `${unreviewed.length} not reviewed`)}: ${few(
            unreviewed.map(({ key }) => name(key)),
            10,
          )}</p>`
        : ''
    }
${wideBox('Privacy inventory', table(rows, model))}`,
  );
}

function title(rows: readonly InventoryRow[]): string {
  const categories = new Set(rows.map(({ category }) => category)).size;
  const denied = rows.filter((row) => row.state === 'denied').length;
  const open = rows.filter((row) => row.state === 'incomplete').length;
  const kinds = `${count(categories, 'kind')} of personal data`;
  if (denied > 0) return `${kinds}, ${denied} where ${denied === 1 ? 'it' : 'they'} may not be`;
  if (open > 0) return `${kinds}, each where it may be; ${count(open, 'line')} incomplete`;
  return `${kinds}, each where it may be, for a stated purpose and time`;
}

function table(rows: readonly InventoryRow[], { plan }: Model): Html {
  const head = [
    'Purpose',
    'Personal data',
    'Category',
    'Of whom',
    'Received by',
    'Recipient',
    'Country and safeguard',
    'Ground',
    'Consent signal',
    'Handling',
    'Kept for',
    'Carried by',
    'Security',
    'State',
  ];
  const body = rows.map((row) => {
    const cells: [string, Value][] = [
      ['Purpose', row.purposes.length > 0 ? row.purposes.join(', ') : gap('not declared')],
      ['Personal data', plainCategory(row.category)],
      ['Category', name(row.category)],
      ['Of whom', row.subjects.length > 0 ? row.subjects.join(', ') : gap('not declared')],
      ['Received by', name(row.system)],
      ['Recipient', row.role ?? gap('not declared')],
      [
        'Country and safeguard',
        row.country
          ? html`${row.country}${row.agreement ? html`, ${linkOut(row.agreement)}` : ''}`
          : gap('not declared'),
      ],
      ['Ground', row.grounds.length > 0 ? row.grounds.join('; ') : gap('not declared')],
      ['Consent signal', row.signals.length > 0 ? row.signals.join(', ') : soft('none asked')],
      ['Handling', row.handling.map((one) => (one === 'raw' ? 'as is' : one)).join(', ')],
      ['Kept for', row.retention.length > 0 ? row.retention.map(duration).join(', ') : gap('not declared')],
      [
        'Carried by',
        few(
          row.carriedBy.map((one) => one),
          6,
        ),
      ],
      ['Security', gap('not declared')],
      ['State', stateOf(row)],
    ];
    return html`<tr>${cells.map(([label, value], at) => (at === 1 ? html`<th scope="row" data-l="${label}">${value}</th>` : html`<td data-l="${label}">${value}</td>`))}</tr>
`;
  });
  return html`<table id="record-of-processing" class="wide dense" data-sort><caption>${plan.name}: personal data by system</caption><thead><tr>${head.map((words) => html`<th scope="col">${words}</th>`)}</tr></thead><tbody>${body}</tbody></table>`;
}

function stateOf(row: InventoryRow): Value {
  if (row.state === 'allowed') return state('good', 'allowed');
  if (row.state === 'denied') return html`${state('bad', 'not allowed')}: ${row.gaps.join('; ')}`;
  return html`${state('warn', 'incomplete')}: ${row.gaps.join('; ')}`;
}

/** What nobody states is a gap, never "not applicable". */
function gap(words: string): Html {
  return html`<span class="soft">${words}</span>`;
}
