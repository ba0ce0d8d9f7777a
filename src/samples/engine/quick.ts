import type { Check } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import { isObject, type Json } from '../../text/json.ts';
import { lazySchema } from '../../text/json-schema.ts';
import { type Ask, type Asking, identifier } from './ask.ts';

/** The verdict alone: true when a check holds. What says false is asked again, in detail. */
export type Quick = (event: SampleEvent) => boolean;

/** The checks that every event of a stream meets, without allocating; the others ask as usual. */
export function compileQuick(check: Check, ask: Ask, asking: Asking): Quick {
  const { operation } = check;
  const name = check.path[0];
  switch (operation.op) {
    case 'identified': {
      const { types, need } = operation;
      const carried = (event: SampleEvent, type: string) => {
        const value = identifier(event, type);
        return value !== undefined && value !== null && !asking.isPlaceholder(type, value);
      };
      if (need === 'all') return (event) => types.every((type) => carried(event, type));
      return (event) => types.some((type) => carried(event, type));
    }
    case 'placeholder': {
      if (check.path.length !== 1 || name === undefined || check.part === 'event' || check.part === 'stream')
        break;
      const { part } = check;
      const isPlaceholder = placeholderTest(operation.values, operation.exact);
      return (event) => {
        const value = own(event[part], name);
        return value === undefined || !isPlaceholder(value);
      };
    }
    case 'required':
    case 'absent': {
      const value = reader(check);
      if (!value) break;
      const wanted = operation.op === 'required';
      return (event) => (value(event) !== undefined) === wanted;
    }
    case 'schema': {
      const value = reader(check);
      if (!value) break;
      const validator = lazySchema(operation.schema);
      return (event) => {
        const found = value(event);
        return found === undefined || validator.ok(found);
      };
    }
    case 'wrong-field': {
      const value = reader(check);
      if (!value) break;
      const others = operation.others.map(({ schema }) => lazySchema(schema));
      return (event) => {
        const found = value(event);
        return found === undefined || !others.some((other) => other.ok(found));
      };
    }
    case 'unplanned': {
      if (check.path.length > 0 || operation.only || check.part === 'event' || check.part === 'stream') break;
      const known = new Set(operation.known);
      const { part } = check;
      return (event) => {
        for (const each in event[part]) if (!known.has(each)) return false;
        return true;
      };
    }
    default:
      break;
  }
  return (event) => ask(event).length === 0;
}

/** The value of a check that looks at one name of a part; null for a longer way. */
function reader({ part, path }: Check): ((event: SampleEvent) => Json | undefined) | null {
  const name = path[0];
  if (path.length !== 1 || name === undefined || name === '[]' || part === 'event' || part === 'stream')
    return null;
  return (event) => own(event[part], name);
}

/** True for a stand-in. Most values are told apart by length and first character, before any lower-casing. */
export function placeholderTest(
  values: readonly string[],
  exact: readonly string[],
): (value: Json) => boolean {
  const [folded, asWritten] = [new Set(values), new Set(exact)];
  const marks = new Set([...values, ...exact].map(mark));
  return (value) => {
    const text = typeof value === 'string' ? value : String(value);
    return marks.has(mark(text)) && (asWritten.has(text) || folded.has(text.toLowerCase()));
  };
}

function mark(text: string): number {
  return text.length * 256 + ((text.charCodeAt(0) | 32) & 255);
}

function own(part: Json | undefined, name: string): Json | undefined {
  return isObject(part) && Object.hasOwn(part, name) ? part[name] : undefined;
}
