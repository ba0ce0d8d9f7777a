import type { Model } from '../../report/model.ts';
import type { Health, MapEdge, SystemsMap } from '../../report/systems-map.ts';
import { clip } from '../../text/visible.ts';
import { anchor, type Html, html } from './html.ts';
import { placeLabels } from './labels.ts';
import { BOX, type Layout, layout } from './layout.ts';
import { count, duration, name, type State, section, soft, state, wideBox } from './words.ts';

const LOOK: Readonly<
  Record<Health, { tone: State; words: string; width: number; dash: string; mark: string }>
> = {
  agrees: { tone: 'good', words: 'agrees with the plan', width: 1.8, dash: '', mark: '✓' },
  differs: { tone: 'warn', words: 'differs', width: 2.2, dash: '9 4', mark: '◆' },
  breaks: { tone: 'bad', words: 'breaks a rule of the plan', width: 4, dash: '', mark: '✕' },
  unobserved: { tone: 'unknown', words: 'not observed', width: 1.8, dash: '2 5', mark: '?' },
};

/** Systems and what flows between them, drawn, and the same as a table. */
export function systemsSection({ map }: Model): Html {
  if (map.nodes.length === 0) {
    return section(
      'systems',
      'No systems yet',
      '',
      html`<p>Systems and flows say where data comes from and goes. Add a section to the plan:</p><pre tabindex="0" aria-label="Example of systems and flows">systems:
  web:       { role: source, side: product }
  amplitude: { purposes: [analytics] }
flows:
  - { from: web, to: amplitude }</pre>`,
    );
  }
  return section(
    'systems',
    title(map.edges),
    'Systems and the events that flow between them. Numbers are events planned for the flow. The table below says the same.',
    html`${wideBox('Systems map, scrolls sideways', drawing(layout(map)))}
${legend()}
<details id="flows"${map.edges.length <= 12 ? html` open` : ''}><summary>The same as a table: ${count(map.nodes.length, 'system')}, ${count(map.edges.length, 'flow')}</summary>${table(map.edges)}</details>
${systemsTable(map.nodes)}`,
  );
}

function title(edges: readonly MapEdge[]): string {
  const [broken, ...others] = edges.filter(({ health }) => health === 'breaks');
  if (broken) {
    const more = others.length > 0 ? `, and ${others.length} more` : '';
    return `A flow carries data it may not: ${clip(broken.from, 40)} to ${clip(broken.to, 40)}${more}`;
  }
  const differs = edges.filter(({ health }) => health === 'differs').length;
  if (differs > 0)
    return `${count(differs, 'flow')} of ${edges.length} ${differs === 1 ? 'differs' : 'differ'} from the plan`;
  const dark = edges.filter(({ health }) => health === 'unobserved').length;
  if (dark === edges.length) return 'Nobody has looked yet whether the flows do what the plan says';
  return dark > 0
    ? `What was observed agrees; ${count(dark, 'flow')} were not`
    : 'All flows agree with the plan';
}

function drawing({ width, height, columns, nodes, edges, left }: Layout): Html {
  // Healthy flows first, so that what is wrong is drawn on top.
  const order: Health[] = ['agrees', 'unobserved', 'differs', 'breaks'];
  const sorted = [...edges].sort((a, b) => order.indexOf(a.edge.health) - order.indexOf(b.edge.health));
  const lines = sorted.map(({ edge, way }) => {
    const { tone, width: stroke, dash } = LOOK[edge.health];
    return html`<path d="${way.path}" fill="none" stroke="#878c96" stroke-width="${stroke}" stroke-dasharray="${dash}" class="s-${tone}" marker-end="url(#a-${tone})"/>`;
  });
  const words = sorted.map(({ edge, way }) => ({ way, edge, lines: wordsOf(edge) }));
  const labels = placeLabels(words, nodes).map(({ x, y, edge, lines: [number, why] }) => {
    const second =
      why === undefined
        ? ''
        : html`<text x="${x}" y="${y + 19}" text-anchor="middle" class="halo w ${LOOK[edge.health].tone}">${why}</text>`;
    return html`<text x="${x}" y="${y + 4}" text-anchor="middle" class="halo">${number ?? ''}</text>${second}`;
  });
  const boxes = nodes.map(({ node, x, y }) => {
    const { system, planned, seen } = node;
    const number =
      seen === null
        ? count(planned, 'event')
        : seen === planned
          ? count(planned, 'event')
          : `${seen} of ${count(planned, 'event')}`;
    return html`<a href="#${anchor('s', system.key)}"><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="5" fill="#fff" stroke="#878c96" class="f-card s-edge"/><text x="${x + 12}" y="${y + 24}" font-weight="600">${clip(system.key, 14)}</text><text x="${x + 12}" y="${y + 45}" class="t2">${clip([system.role, system.owner].filter(Boolean).join(' · ') || 'role not stated', 26)}</text><text x="${x + BOX.width - 12}" y="${y + 24}" text-anchor="end" class="t2">${number}</text></a>`;
  });
  return html`<svg class="map" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Systems map">${columns.map(({ title: words, x }) => html`<text x="${x}" y="22" class="t2">${words}</text>`)}
${lines}${boxes}${labels}</svg>${left > 0 ? html`<p>${soft(`${count(left, 'more system')}, the least used, are in the table only.`)}</p>` : ''}`;
}

/** How many events, and below it what is wrong. */
function wordsOf({ events, health, why }: MapEdge): string[] {
  const loud = health === 'breaks' || health === 'differs';
  return loud ? [`${events}`, `${LOOK[health].mark} ${clip(why, 34)}`] : [`${events}`];
}

function legend(): Html {
  return html`<ul class="key">${Object.values(LOOK).map(
    ({ tone, words, width, dash }) =>
      html`<li><svg width="34" height="10" aria-hidden="true"><path d="M0 5h34" class="s-${tone}" stroke="#6b7180" stroke-width="${width}" stroke-dasharray="${dash}"/></svg>${words}</li>`,
  )}</ul>`;
}

function table(edges: readonly MapEdge[]): Html {
  const rows = edges.map(({ from, to, events, health, why }) => {
    const { tone, words } = LOOK[health];
    return html`<tr><td data-l="From">${name(from)}</td><td data-l="To">${name(to)}</td><td data-l="Events" class="num">${events}</td><td data-l="State">${state(tone, words)}${why && health !== 'unobserved' ? `: ${why}` : ''}</td></tr>
`;
  });
  return html`<table class="wide" data-sort><thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col" class="num">Events</th><th scope="col">State</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** What the plan says about each system; a gap is a gap. */
function systemsTable(nodes: SystemsMap['nodes']): Html {
  const gap = state('warn', 'not stated');
  const rows = nodes.map(
    ({
      system,
    }) => html`<tr id="${anchor('s', system.key)}"><th scope="row">${name(system.key)}${system.description ? html` <small>${system.description}</small>` : ''}</th><td data-l="Role">${system.role ?? gap}</td><td data-l="Side">${system.side ?? gap}</td><td data-l="Owner">${system.owner ?? gap}</td><td data-l="Purposes">${system.purposes.length > 0 ? system.purposes.join(', ') : system.role === 'source' ? soft('–') : gap}</td><td data-l="Keeps data for">${system.retention === null ? soft('as the plan says') : duration(system.retention)}</td></tr>
`,
  );
  return html`<h3>Systems</h3><table class="wide" data-sort><thead><tr><th scope="col">System</th><th scope="col">Role</th><th scope="col">Side</th><th scope="col">Owner</th><th scope="col">Purposes</th><th scope="col">Keeps data for</th></tr></thead><tbody>${rows}</tbody></table>`;
}
