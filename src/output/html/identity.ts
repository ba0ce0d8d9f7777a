import type { Join } from '../../drift/types.ts';
import { typeSentence } from '../../report/identity-view.ts';
import type { Model } from '../../report/model.ts';
import { customerView, joinMatrix } from './drift.ts';
import { type Html, html, type Value } from './html.ts';
import { name, percent, section, soft, state, wideBox } from './words.ts';

/** Who is who: the strategy as sentences, and which systems can recognise the same person. */
export function identitySection(model: Model): Html {
  const { types, rows } = model.identity;
  if (types.length === 0)
    return section(
      'identity',
      'No identity strategy is written down',
      '',
      html`<p>Name the identifiers under <code>identity.types</code>, and in <code>priority</code> which of them decides.</p>`,
    );
  const head = types.map(({ key }) => html`<th scope="col" class="n">${key}</th>`);
  const body = rows.map(
    ({
      system,
      cells,
    }) => html`<tr><th scope="row">${system.key} ${system.role ? soft(system.role) : ''}</th>${cells.map((cell) => html`<td data-l="${cell.type}">${cellText(cell)}</td>`)}</tr>
`,
  );
  return section(
    'identity',
    title(model),
    'Which identifiers each system is sent or keeps, and how many of its sampled ones are sound. A person is joined where two systems share a column.',
    html`<ul>${types.map((type) => html`<li>${name(type.key)} ${typeSentence(type, model.plan)}</li>`)}</ul>
${wideBox('Identifiers by system', html`<table class="wide"><thead><tr><th scope="col">System</th>${head}</tr></thead><tbody>${body}</tbody></table>`)}
${joinMatrix(acrossSides(model))}
${customerView(model.evidence.drift?.customerView ?? null)}`,
  );
}

function title({ identity, plan }: Model): string {
  const persons = identity.types.filter(({ of }) => of === 'person').map(({ key }) => key);
  const apart = identity.rows.filter(
    ({ system, cells }) =>
      system.role !== 'source' && !cells.some((cell) => cell.declared && persons.includes(cell.type)),
  );
  if (plan.identity.priority.length === 0) return 'It is not said which identifier decides who someone is';
  if (apart.length > 0)
    return `${apart.length === 1 ? '1 system has' : `${apart.length} systems have`} no declared identifier of a person`;
  return 'Every system can name a person by a declared identifier';
}

function cellText({
  declared,
  present,
  valid,
}: {
  declared: boolean;
  present: number | null;
  valid: number | null;
}): Value {
  if (valid !== null)
    return valid >= 0.995 ? state('good', percent(valid)) : state('warn', `${percent(valid)} sound`);
  if (declared && present === 0) return state('warn', 'never seen');
  if (declared) return state('unknown', 'declared, not looked');
  return html`<span class="soft">–</span>`;
}

/** Between product and marketing, where both were looked at; else between what there is. */
function acrossSides({ evidence, plan }: Model): readonly Join[] {
  const joins = evidence.drift?.joins ?? [];
  const isMarketing = (key: string) => plan.systems.get(key)?.side === 'marketing';
  const across = joins.filter(({ left, right }) => isMarketing(left) !== isMarketing(right));
  return across.length > 0 ? across : joins;
}
