import type { Call, Event, Plan } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import { own } from '../own.ts';
import { docLines, shapeText } from './type-text.ts';

/** `functions`: one function an event, so that a bundler keeps what is called. `track`: one generic function a call. */
export type ClientStyle = 'functions' | 'track';

const CALLS: readonly Call[] = ['track', 'page', 'screen'];

/** A typed client for the plan, as one TypeScript module without imports. */
export function generateTypes(plan: Plan, style: ClientStyle): string {
  const events = [...plan.events.values()].filter((event) => event.status !== 'retired' && !event.glob);
  const names = new Names();
  const typed = events.map(
    (event): TypedEvent => ({ event, type: names.free(toCase(event.key, 'pascal') || 'Event') }),
  );
  return [
    `// Made by dataplan from ${oneLine(plan.name)} ${oneLine(plan.version)}. Do not edit: change the plan and make it again.\n`,
    PREAMBLE,
    ...typed.map(typeOf),
    ...traitTypes(plan, names),
    style === 'functions' ? functions(typed) : generic(typed),
  ].join('\n');
}

interface TypedEvent {
  readonly event: Event;
  readonly type: string;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const PREAMBLE = `/** What was called, for the SDK of your choice. */
export interface Call {
  readonly call: 'track' | 'page' | 'screen' | 'identify' | 'group';
  readonly name: string | null;
  readonly body: object;
}

let send: ((call: Call) => void) | null = null;

/** Says how calls are sent: \`setSender(({ name, body }) => analytics.track(name, body))\`. */
export function setSender(sender: (call: Call) => void): void {
  send = sender;
}

function emit(call: Call['call'], name: string | null, body: object): void {
  if (send === null) throw new Error('No sender: call setSender first.');
  send({ call, name, body });
}

declare const category: unique symbol;
declare const handling: unique symbol;

/** A value that the plan restricts: made by \`restricted\`, so that each place that sends it can be found. */
export type Restricted<Category extends string, Value> = Value & { readonly [category]: Category };

/** A value after the handling that the plan demands: made by \`handled\`, never by hand. */
export type Handled<How extends string, Category extends string> = string & {
  readonly [handling]: How;
  readonly [category]: Category;
};

export function restricted<Category extends string, Value>(_category: Category, value: Value): Restricted<Category, Value> {
  return value as Restricted<Category, Value>;
}

export function handled<How extends string, Category extends string>(_how: How, _category: Category, value: string): Handled<How, Category> {
  return value as Handled<How, Category>;
}
`;

function typeOf({ event, type }: TypedEvent): string {
  const shapes = [event, ...event.variants].map(({ properties, additional }) =>
    shapeText(properties.values(), additional, ''),
  );
  return [
    ...docLines(event.description, event.status === 'deprecated', ''),
    `export type ${type} = ${[...new Set(shapes)].join(' | ')};\n`,
  ].join('\n');
}

const TRAIT_CALLS: Readonly<Record<string, 'identify' | 'group'>> = { person: 'identify', account: 'group' };

function traitTypes(plan: Plan, names: Names): string[] {
  return [...plan.traits].flatMap(([kind, uses]) => {
    const call = own(TRAIT_CALLS, kind);
    if (call === undefined) return [];
    const type = names.free(`${toCase(kind, 'pascal')}Traits`);
    return [
      `export type ${type} = ${shapeText(uses.values(), false, '')};\n`,
      `export function ${call}(traits: ${type}): void {\n  emit('${call}', null, traits);\n}\n`,
    ];
  });
}

function functions(typed: readonly TypedEvent[]): string {
  const names = new Names([
    'setSender',
    'emit',
    'send',
    'restricted',
    'handled',
    'identify',
    'group',
    'category',
    'handling',
  ]);
  return typed
    .map(({ event, type }) => {
      const camel = toCase(event.key, 'camel');
      const name = names.free(/^[A-Za-z_$]/.test(camel) ? camel : `event${camel}`);
      return [
        ...docLines(event.description, event.status === 'deprecated', ''),
        `export function ${name}(properties: ${type}${takesNothing(event) ? ' = {}' : ''}): void {`,
        `  emit('${event.call}', ${JSON.stringify(event.name)}, properties);`,
        '}\n',
      ].join('\n');
    })
    .join('\n');
}

function takesNothing(event: Event): boolean {
  return event.variants.length === 0 && [...event.properties.values()].every(({ required }) => !required);
}

function generic(typed: readonly TypedEvent[]): string {
  return CALLS.flatMap((call) => {
    const own = typed.filter(({ event }) => event.call === call);
    if (own.length === 0) return [];
    const byName = new Map<string, string[]>();
    for (const { event, type } of own) byName.set(event.name, [...(byName.get(event.name) ?? []), type]);
    const map = `${toCase(call, 'pascal')}Events`;
    const lines = [...byName].map(([name, types]) => `  ${JSON.stringify(name)}: ${types.join(' | ')};`);
    return [
      `export interface ${map} {\n${lines.join('\n')}\n}\n`,
      `export function ${call}<Name extends keyof ${map}>(\n  name: Name,\n  ...[properties]: {} extends ${map}[Name] ? [properties?: ${map}[Name]] : [properties: ${map}[Name]]\n): void {\n  emit('${call}', name, properties ?? {});\n}\n`,
    ];
  }).join('\n');
}

const RESERVED = (
  'abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum eval export ' +
  'extends false finally for from function get if implements import in instanceof interface let namespace never new null number object of package ' +
  'private protected public return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield'
).split(' ');

/** Identifiers that are no words of the language and that nothing else has. */
class Names {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[] = []) {
    this.#taken = new Set([
      ...RESERVED,
      ...taken,
      'Call',
      'Restricted',
      'Handled',
      'Record',
      'ReadonlyArray',
      'TrackEvents',
      'PageEvents',
      'ScreenEvents',
    ]);
  }

  free(wanted: string): string {
    const base = wanted.replace(/[^\w$]/g, '').replace(/^(?=\d)/, '_') || '_';
    for (let count = 1; ; count++) {
      const name = count === 1 ? base : `${base}${count}`;
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }
}
