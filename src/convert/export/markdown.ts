import type { Event, Plan, Property, PropertyUse } from '../../plan/types.ts';
import { isObject, type Json } from '../../text/json.ts';
import { stringify } from '../../text/stringify.ts';
import { type Exporter, typesOf } from './exporter.ts';

/** A data dictionary for people. */
export const markdown: Exporter = {
  id: 'markdown',
  title: 'Markdown data dictionary',
  source: 'https://github.github.com/gfm/',
  write(plan, writing) {
    writing.sections('description', 'events', 'properties', 'traits', 'context', 'systems', 'needs', 'teams');
    const text = [
      `# ${line(plan.name)} ${plan.version}`,
      ...(plan.description === null ? [] : [line(plan.description)]),
      ...events(plan),
      ...uses('Context', 'What every call carries.', plan.context.values()),
      ...[...plan.traits].flatMap(([kind, members]) =>
        uses(`Traits of a ${line(kind)}`, '', members.values()),
      ),
      ...systems(plan),
      ...needs(plan),
      ...teams(plan),
    ];
    return [{ path: 'dictionary.md', text: `${text.join('\n\n')}\n` }];
  },
};

function events(plan: Plan): string[] {
  return ['## Events', ...[...plan.events.values()].flatMap(event)];
}

function event(event: Event): string[] {
  const facts: [string, string][] = [
    ['Call', event.call === 'track' && event.key === event.name ? '' : `${event.call} "${event.name}"`],
    ['Trigger', event.trigger ?? ''],
    [
      'Status',
      event.status === 'live'
        ? ''
        : `${event.status}${event.sunset === null ? '' : `, until ${event.sunset}`}`,
    ],
    ['Replaced by', event.replacedBy ?? ''],
    ['Owner', event.owner ?? ''],
    ['Sent from', event.from.join(', ')],
    ['Tags', event.tags.join(', ')],
  ];
  const said = facts.filter(([, value]) => value !== '').map(([name, value]) => `- ${name}: ${line(value)}`);
  return [
    `### ${line(event.key)}`,
    ...(event.description === null ? [] : [line(event.description)]),
    ...(said.length > 0 ? [said.join('\n')] : []),
    ...(event.properties.size > 0 ? [table(event.properties.values())] : []),
    ...(event.additional === false ? [] : ['Further properties may come along.']),
    ...event.variants.map(
      (variant) =>
        `Where ${line(variant.when?.lines.map(({ path }) => path).join(', ') ?? 'nothing else fits')} decides:\n\n${table(variant.properties.values())}`,
    ),
  ];
}

function uses(title: string, about: string, members: Iterable<PropertyUse>): string[] {
  const all = [...members];
  return all.length === 0 ? [] : [`## ${title}`, ...(about === '' ? [] : [about]), table(all)];
}

function table(members: Iterable<PropertyUse>): string {
  const rows = [...members].flatMap((use) => rowsOf(use, ''));
  return [
    '| property | type | required | privacy | description |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function rowsOf(use: PropertyUse, before: string): string[] {
  const path = use.name === '[]' ? `${before}[]` : before === '' ? use.name : `${before}.${use.name}`;
  const { property } = use;
  const privacy = property.privacy.category ?? '';
  const own = `| ${cell(path)} | ${cell(typeText(property))} | ${use.required ? 'yes' : ''} | ${cell(privacy)} | ${cell(property.description ?? '')} |`;
  const inside = [...property.children.values()].flatMap((child) => rowsOf(child, path));
  return use.name === '[]' && property.description === null ? inside : [own, ...inside];
}

function typeText(property: Property): string {
  const schema = isObject(property.schema) ? property.schema : {};
  const limits: [string, Json | undefined][] = [
    ['format', schema['format']],
    ['pattern', schema['pattern']],
    ['at least', schema['minimum']],
    ['at most', schema['maximum']],
    ['longest', schema['maxLength']],
  ];
  const values = Array.isArray(schema['enum'])
    ? [`one of ${schema['enum'].map((value) => stringify(value)).join(', ')}`]
    : [];
  const said = limits.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${String(value)}`]));
  return [
    typesOf(property).join(' or ') || 'any',
    ...values,
    ...said,
    ...(property.unit === null ? [] : [property.unit]),
  ].join(', ');
}

function systems(plan: Plan): string[] {
  if (plan.systems.size === 0) return [];
  const rows = [...plan.systems.values()].map(
    ({ key, role, purposes, retention, owner }) =>
      `| ${[key, role ?? '', purposes.join(', '), retention ?? '', owner ?? ''].map(cell).join(' | ')} |`,
  );
  return [
    '## Systems',
    ['| system | role | purposes | retention | owner |', '| --- | --- | --- | --- | --- |', ...rows].join(
      '\n',
    ),
  ];
}

function needs(plan: Plan): string[] {
  if (plan.needs.size === 0) return [];
  const rows = [...plan.needs.values()].map(
    ({ key, kind, owner, uses: used }) =>
      `| ${[key, kind ?? '', owner ?? '', used.map(({ text }) => text).join(', ')].map(cell).join(' | ')} |`,
  );
  return ['## Needs', ['| need | kind | owner | uses |', '| --- | --- | --- | --- |', ...rows].join('\n')];
}

function teams(plan: Plan): string[] {
  if (plan.teams.size === 0) return [];
  return [
    '## Teams',
    [...plan.teams.values()]
      .map((team) => `- ${line(team.key)}${team.contact === null ? '' : `: ${line(team.contact)}`}`)
      .join('\n'),
  ];
}

/** One line in which nothing of the plan's text is markup. */
function line(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}

function cell(text: string): string {
  return line(text);
}
