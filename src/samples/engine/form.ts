import type { Check, Part } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import { isObject } from '../../text/json.ts';
import { compileSchema, type Validator } from '../../text/json-schema.ts';
import { membersVerdict } from '../../text/members.ts';
import { type Ask, type Asking, compileAsk, type Detail } from './ask.ts';
import { compileQuick, type Quick } from './quick.ts';
import { SchemaTree } from './schema-tree.ts';

/** A check of the run with its number, by which workers and tallies speak of it. */
export interface NumberedCheck {
  readonly index: number;
  readonly check: Check;
}

/** One failed check in one sample. */
export interface Violation {
  /** Number of the check in the run's list. */
  readonly check: number;
  readonly detail: Detail;
}

/** A schema's verdict on one part; null where nothing is asked of it. */
type Valid = Validator['ok'] | null;

const parts = ['properties', 'context', 'ids', 'traits'] as const satisfies readonly Part[];

/**
 * All checks that one kind of sample meets: an event in one of its forms, or what every call of a kind carries.
 * `clean` is asked of every sample and may be wrong in one direction only: what it passes is
 * valid; what it refuses is explained, check by check, and may turn out to be so too.
 */
export class Form {
  // A field for each part: V8 reads `event.properties` several times faster than `event[part]`.
  readonly #properties: Valid;
  readonly #context: Valid;
  readonly #ids: Valid;
  readonly #traits: Valid;
  readonly #quick: readonly Quick[];
  readonly #asks: readonly {
    readonly check: number;
    readonly part: Part;
    readonly quick: Quick;
    readonly ask: Ask;
  }[];
  /** The check that speaks for a container that is no object; null where the plan says nothing of what is in it. */
  readonly #container: number | null;

  constructor(checks: readonly NumberedCheck[], system: string | null, asking: Asking) {
    const trees = new Map(parts.map((part) => [part, new SchemaTree(part === 'context')]));
    const quick: Quick[] = [];
    const asks: { check: number; part: Part; quick: Quick; ask: Ask }[] = [];
    for (const { check, index } of checks) {
      const ask = compileAsk(check, asking);
      if (!ask) continue;
      const each = compileQuick(check, ask, asking);
      asks.push({ check: index, part: check.part, quick: each, ask });
      const tree = check.part === 'event' || check.part === 'stream' ? undefined : trees.get(check.part);
      if (!tree?.add(check, system)) quick.push(each);
    }
    this.#quick = quick;
    this.#asks = asks;
    const inside = checks.filter(({ check }) => check.event !== null && asksOfProperties(check));
    this.#container =
      (inside.find(({ check }) => check.operation.op === 'schema') ?? inside[0])?.index ?? null;
    const valid = (part: (typeof parts)[number]): Valid => {
      const schema = trees.get(part)?.schema() ?? null;
      if (schema === null) return null;
      // Properties are different in every form; what the other parts must be, all events share.
      const members = part === 'properties' && isObject(schema) ? membersVerdict(schema) : null;
      return members ?? compileSchema(schema).ok;
    };
    this.#properties = valid('properties');
    this.#context = valid('context');
    this.#ids = valid('ids');
    this.#traits = valid('traits');
  }

  clean(event: SampleEvent): boolean {
    if (event.container?.found === 'no object' && this.#container !== null) return false;
    if (this.#properties !== null && !this.#properties(event.properties)) return false;
    if (this.#context !== null && !this.#context(event.context)) return false;
    if (this.#ids !== null && !this.#ids(event.ids)) return false;
    if (this.#traits !== null && !this.#traits(event.traits)) return false;
    const quick = this.#quick;
    for (let i = 0; i < quick.length; i++) if (!quick[i]?.(event)) return false;
    return true;
  }

  explain(event: SampleEvent): Violation[] {
    const found: Violation[] = [];
    let amiss = false;
    for (const { check, part, quick, ask } of this.#asks) {
      if (quick(event)) continue;
      for (const detail of ask(event)) {
        const { container } = event;
        if (!container || part !== 'properties' || detail.kind !== 'missing_required') {
          found.push({ check, detail });
        } else if (!amiss) {
          amiss = true;
          found.push({ check, detail: inContainer(detail, container) });
        }
      }
    }
    if (event.container?.found === 'no object' && !amiss && this.#container !== null)
      found.push({ check: this.#container, detail: inContainer(noObject, event.container) });
    return found;
  }
}

function asksOfProperties({ part, verdict, operation }: Check): boolean {
  if (part !== 'properties' || verdict === null) return false;
  return operation.op !== 'schema' || Object.keys(operation.schema).length > 0;
}

const noObject: Detail = {
  at: [],
  path: '',
  keyword: 'type',
  expected: 'an object',
  seen: undefined,
  kind: 'invalid_value',
};

/** What is missing because the whole container is not there, or is something else. */
function inContainer(detail: Detail, { name, found }: NonNullable<SampleEvent['container']>): Detail {
  return {
    ...detail,
    at: [name],
    path: name,
    kind: found === 'nothing' ? 'missing_required' : 'invalid_value',
  };
}
