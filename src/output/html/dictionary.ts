import type { Finding } from '../../findings/finding.ts';
import { deliveries } from '../../plan/deliveries.ts';
import type { Event, Property, PropertyUse } from '../../plan/types.ts';
import type { MatrixRow } from '../../report/matrix.ts';
import type { Model } from '../../report/model.ts';
import { isObject, type Json } from '../../text/json.ts';
import { unescapeStep } from '../../text/json-pointer.ts';
import { stringify } from '../../text/stringify.ts';
import type { Listing } from './findings.ts';
import { anchor, findingAnchor, type Html, html, type Value } from './html.ts';
import { linkOut } from './link.ts';
import { nodesJson } from './nodes.ts';
import { PACKED_ABOVE, packed } from './packed.ts';
import { count, day, few, name, plainCategory, section, soft, state } from './words.ts';

/** Every event and every property: what it is, who answers for it, where it goes under which name. */
export function dictionarySection(model: Model, { anchors }: Listing): Html {
  const { plan } = model;
  if (plan.events.size === 0)
    return section(
      'dictionary',
      'The dictionary is empty',
      '',
      html`<p>An entry appears with the first event.</p>`,
    );
  const rows = new Map(model.matrix.map((row) => [row.event, row]));
  const findings = byEvent(model.report.findings);
  const arriving = destinations(model);
  const consumers = needsByEvent(model);
  const shut = plan.events.size > PACKED_ABOVE;
  const events: Html[] = [];
  const bodies: string[] = [];
  for (const event of plan.events.values()) {
    const { id, summary, body } = eventEntry(
      model,
      event,
      rows.get(event.key),
      findings.get(event.key) ?? [],
      anchors,
      arriving.get(event.key) ?? [],
      consumers.get(event.key) ?? [],
    );
    events.push(details(id, summary, shut ? '' : body));
    // At once: what an entry is made of is several times as large.
    if (shut) bodies.push(nodesJson(body));
  }
  const users = usersOf(model);
  const entries = [...plan.properties.values()].map((property) =>
    propertyEntry(property, users.get(property.key) ?? []),
  );
  return section(
    'dictionary',
    `${count(plan.events.size, 'event')} and ${count(plan.properties.size, 'shared property').replace(/ys$/, 'ies')}, each with its owner and its names elsewhere`,
    html`Open an entry for its example, destinations and privacy${shut ? '; in a page as large as this that takes JavaScript' : ''}. <span id="found" role="status"></span>`,
    html`<div id="entries">${events}
${entries.length > 0 ? html`<h3 id="properties">Properties</h3>${entries}` : ''}
${usesTable(
  'Traits: what identify and group calls set',
  [...plan.traits].flatMap(([kind, traits]) =>
    [...traits].map(([key, use]) => [`${kind}.${key}`, use] as const),
  ),
)}
${usesTable('Context: what every call carries', [...plan.context])}</div>${shut ? packed(bodies) : ''}`,
  );
}

interface Arrival {
  readonly system: string;
  readonly name: string;
  readonly as: string | null;
  readonly properties: ReadonlyMap<string, string>;
}

/** By event: each system it reaches, with the names there. */
function destinations({ plan }: Model): Map<string, Arrival[]> {
  const found = new Map<string, Map<string, Arrival>>();
  for (const [system, list] of deliveries(plan)) {
    for (const { event, name: there, as, properties } of list) {
      if (!event) continue;
      const systems = found.get(event.key) ?? new Map<string, Arrival>();
      found.set(event.key, systems);
      if (systems.has(system)) continue;
      const renamed = properties.filter(
        ({ path, name: other }) => other !== path.slice(path.lastIndexOf('.') + 1) && other !== path,
      );
      systems.set(system, {
        system,
        name: there,
        as,
        properties: new Map(renamed.map((one) => [one.path, one.name])),
      });
    }
  }
  return new Map([...found].map(([key, systems]) => [key, [...systems.values()]]));
}

function needsByEvent({ plan }: Model): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const need of plan.needs.values()) {
    for (const event of new Set(need.uses.flatMap(({ event }) => event ?? []))) {
      found.set(event, [...(found.get(event) ?? []), need.key]);
    }
  }
  return found;
}

/** Events that use a dictionary entry, by its key. */
function usersOf({ plan }: Model): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const event of plan.events.values()) {
    for (const use of event.properties.values()) {
      const key = use.property.is ?? (plan.properties.get(use.name) === use.property ? use.name : null);
      if (key === null) continue;
      const own = users.get(key);
      if (own) own.push(event.key);
      else users.set(key, [event.key]);
    }
  }
  return users;
}

function byEvent(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.status !== 'open' || !finding.subject.startsWith('event:')) continue;
    const end = finding.subject.indexOf('/');
    const key = unescapeStep(finding.subject.slice(6, end < 0 ? undefined : end));
    const own = found.get(key);
    if (own) own.push(finding);
    else found.set(key, [finding]);
  }
  return found;
}

function eventEntry(
  model: Model,
  event: Event,
  row: MatrixRow | undefined,
  findings: readonly Finding[],
  listed: ReadonlySet<string>,
  arriving: readonly Arrival[],
  consumers: readonly string[],
): Entry {
  const { plan } = model;
  const team = event.owner === null ? undefined : plan.teams.get(event.owner);
  const ids = event.identifiedBy;
  const stage = [event.stage, event.data && `${event.data} data`, event.phase].filter(Boolean).join(', ');
  const own = event.name !== event.key || event.call !== 'track';
  const facts: [string, Value][] = [
    ...(event.owner === null
      ? [fact('Owner', state('warn', 'nobody'))]
      : team?.contact
        ? [fact('Owner', html`${event.owner} ${soft(`(${team.contact})`)}`)]
        : []),
    ...(own ? [fact('Sent as', html`${name(event.name)} ${soft(`${event.call} call`)}`)] : []),
    ...(event.version ? [fact('Version', event.version)] : []),
    ...(event.trigger ? [fact('When', event.trigger)] : []),
    ...(stage ? [fact('Stage', stage)] : []),
    fact(
      'Sent from',
      event.from.length > 0
        ? few(
            event.from.map((key) => sentFrom(model, event, key)),
            8,
          )
        : state('warn', 'no source'),
    ),
    fact('Goes to', arriving.length > 0 ? goesTo(arriving, event) : state('warn', 'nowhere')),
    ...(plan.needs.size > 0
      ? [
          fact(
            'Relied on by',
            consumers.length > 0
              ? few(
                  consumers.map((need) => html`<a href="#${anchor('n', need)}">${need}</a>`),
                  8,
                )
              : soft('nobody'),
          ),
        ]
      : []),
    ...(ids.kind === 'none'
      ? []
      : ids.types.length > 0
        ? [
            fact(
              'Identified by',
              html`${ids.kind === 'any' && ids.types.length > 1 ? 'one of ' : ''}${few(
                ids.types.map((type) => name(type)),
                8,
              )}`,
            ),
          ]
        : []),
    ...(event.sunset
      ? [fact('Ends', html`${day(event.sunset)}${event.replacedBy ? `, then ${event.replacedBy}` : ''}`)]
      : []),
    ...(event.approved.length > 0
      ? [
          fact(
            'Approved',
            event.approved.map(({ by, date }) => `${by}${date ? ` on ${day(date)}` : ''} `),
          ),
        ]
      : []),
    ...Object.entries(event.links).map(([title, url]) => fact(title, linkOut(url))),
    ...(findings.length > 0
      ? [
          fact(
            'Findings',
            few(findings, 10, (one) => findingLink(one, listed)),
          ),
        ]
      : []),
  ];
  const example = event.examples[0];
  return {
    id: anchor('e', event.key),
    summary: html`<span class="en">${event.key}</span> <span class="ed">${event.description ?? ''}</span> <span class="em">${event.owner ?? '–'} · ${event.status} · plan ✓ code ${tick(row?.inCode)} seen ${tick(row?.seen)}${findings.length > 0 ? html` · ${count(findings.length, 'finding')}` : ''}</span>`,
    body: html`
${example ? html`<div class="two">${factList(facts)}<pre tabindex="0" aria-label="Example of ${event.key}">${lines(example.value)}</pre></div>` : factList(facts)}
${properties(model, event)}${event.variants.length > 0 ? html`<p class="soft">${count(event.variants.length, 'variant')}: other live shapes of this event.</p>` : ''}`,
  };
}

/** What an entry shows at once, and what it opens to. */
interface Entry {
  readonly id: string;
  readonly summary: Html;
  readonly body: Html;
}

function details(id: string, summary: Html, body: Value): Html {
  return html`<details class="ev" id="${id}"><summary>${summary}</summary>${body}</details>
`;
}

function findingLink({ fingerprint, rule }: Finding, listed: ReadonlySet<string>): Value {
  const to = findingAnchor(fingerprint);
  return listed.has(to) ? html`<a href="#${to}">${rule}</a>` : rule;
}

const fact = (term: string, value: Value): [string, Value] => [term, value];

function factList(facts: readonly [string, Value][]): Html {
  return html`<dl>${facts.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}

function sentFrom({ evidence }: Model, event: Event, system: string): Html {
  const seen = evidence.samples.get(system)?.events.get(event.key);
  if (seen && seen.invalid > 0)
    return html`${system} ${state('warn', `${seen.invalid} of ${seen.count} invalid`)}`;
  if (seen) return html`${system} ${state('good', `${seen.count} seen`)}`;
  if (evidence.samples.has(system)) return html`${system} ${state('warn', 'not seen')}`;
  if (evidence.code.get(system)?.events.has(event.key)) return html`${system} ${state('good', 'in code')}`;
  return html`${system}`;
}

/** Only what differs from the plan's own name is worth a reader's time: systems that keep it are named together. */
function goesTo(arriving: readonly Arrival[], event: Event): Value {
  const plain = arriving.filter((one) => one.name === event.name && !one.as && one.properties.size === 0);
  const others = arriving.filter((one) => !plain.includes(one));
  return [
    plain.length > 0 ? html`${plain.map(({ system }) => system).join(', ')} under the same name` : '',
    ...others.map(
      ({ system, name: there, as, properties: renamed }) =>
        html`<div>${system} as ${name(there)}${as ? html` ${soft(`(${as})`)}` : ''}${
          renamed.size > 0
            ? html`: ${few(
                [...renamed].map(([path, other]) => html`${name(path)} → ${name(other)}`),
                12,
              )}`
            : ''
        }</div>`,
    ),
  ];
}

/** What the dictionary describes is named and linked; what is the event's own is described here. */
function properties({ plan }: Model, event: Event): Html {
  if (event.properties.size === 0) return html`<p class="soft">No properties.</p>`;
  const uses = [...event.properties.values()];
  const entry = ({ name: key, property }: PropertyUse) =>
    property.is !== null && plan.properties.has(property.is)
      ? property.is
      : plan.properties.get(key) === property
        ? key
        : null;
  const shared = uses.filter((use) => entry(use) !== null);
  const own = uses.filter((use) => entry(use) === null);
  const links = shared.map((use) => {
    const to = anchor('p', entry(use) ?? '');
    return html`<a href="#${to}">${use.name}</a>${use.required ? ' required' : ''}${use.property.privacy.handling === 'raw' ? '' : ` ${use.property.privacy.handling}`}`;
  });
  const rows = own.map(
    (
      use,
    ) => html`<tr><td>${name(use.name)}${use.required ? ' required' : ''}</td><td>${typeText(use.property)}</td><td>${use.property.description ?? ''}</td><td>${tagText(use.property)}</td></tr>
`,
  );
  return html`${links.length > 0 ? html`<p>${soft('Properties:')} ${few(links, 500)}</p>` : ''}${
    rows.length > 0
      ? html`<table class="props"><thead><tr><th scope="col">Its own properties</th><th scope="col">Type</th><th scope="col">Meaning</th><th scope="col">Privacy</th></tr></thead><tbody>${rows}</tbody></table>`
      : ''
  }`;
}

function propertyEntry(property: Property, users: readonly string[]): Html {
  const { examples, description, owner, key } = property;
  const summary = html`<span class="en">${name(key)}</span> <span class="ed">${description ?? ''}</span> <span class="em">${owner ?? '–'} · used by ${users.length}</span>`;
  const body = html`
<dl><dt>Type</dt><dd>${typeText(property)}</dd><dt>Privacy</dt><dd>${tagText(property)}</dd><dt>Used by</dt><dd>${
    users.length > 0
      ? few(users, 5, (event) => html`<a href="#${anchor('e', event)}">${event}</a>`)
      : soft('nothing')
  }</dd>${examples.length > 0 ? html`<dt>Example</dt><dd>${name(stringify(examples[0]))}</dd>` : ''}</dl>`;
  return details(anchor('p', key), summary, body);
}

/** Traits or context keys, a row each. */
function usesTable(title: string, uses: readonly (readonly [string, PropertyUse])[]): Html | '' {
  if (uses.length === 0) return '';
  const rows = uses.map(
    ([
      key,
      use,
    ]) => html`<tr><td>${name(key)}${use.required ? ' required' : ''}</td><td>${typeText(use.property)}</td><td>${use.property.description ?? ''}</td><td>${tagText(use.property)}</td></tr>
`,
  );
  return html`<h3>${title}</h3><table class="props"><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th><th scope="col">Privacy</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** `text, one of EUR, USD`, from the JSON Schema. */
export function typeText({ schema, unit }: Property): Value {
  if (!isObject(schema)) return 'any value';
  const types = [schema['type'] ?? []].flat().map((type) => WORDS[String(type)] ?? String(type));
  const options = schema['enum'];
  return html`${types.join(' or ') || 'any value'}${typeof schema['format'] === 'string' ? html` ${soft(`(${schema['format']})`)}` : ''}${unit ? html`, in ${unit}` : ''}${
    Array.isArray(options)
      ? html`, one of ${few(
          options.map((option) => name(String(option))),
          8,
        )}`
      : ''
  }`;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'yes or no',
  array: 'list',
  null: 'nothing',
};

function tagText({ privacy }: Property): Value {
  if (privacy.category === null) return state('warn', 'not reviewed');
  if (privacy.category === 'none') return soft('not personal');
  return html`${plainCategory(privacy.category)} ${soft(privacy.handling === 'raw' ? privacy.category : `${privacy.category}, ${privacy.handling}`)}`;
}

function tick(known: boolean | null | undefined): string {
  return known === true ? '✓' : known === false ? '✕' : '?';
}

/** JSON over several lines, each escaped by itself. */
function lines(value: Json): Value {
  return pretty(value, '').flatMap((line, at) => (at === 0 ? [line] : [html`\n`, line]));
}

function pretty(value: Json, indent: string): string[] {
  const inline = stringify(value);
  if (inline.length <= 60 || typeof value !== 'object' || value === null) return [inline];
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((one) => pretty(one, inner))
    : Object.entries(value).map(([key, one]) => {
        const [first = '', ...rest] = pretty(one, inner);
        return [`${stringify(key)}: ${first}`, ...rest];
      });
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const body = parts.flatMap((part, at) =>
    part.map(
      (line, n) =>
        `${n === 0 ? inner : ''}${line}${n === part.length - 1 && at < parts.length - 1 ? ',' : ''}`,
    ),
  );
  return [open, ...body, `${indent}${close}`];
}
