import type { CallKind } from './call-kind.ts';
import marketing from './sdks/marketing.yaml';
import product from './sdks/product.yaml';
import web from './sdks/web.yaml';

/** Where in a call something stands: an argument, a key below one, or what other slots leave of one. */
export interface Slot {
  readonly argument: number;
  /** Keys below the argument, `["event", "schema"]`. */
  readonly path: readonly string[];
  /** The rest of the object, without the keys of the other slots. */
  readonly rest: boolean;
}

/** What an argument must be for a signature to fit. */
export type Form =
  | 'string'
  | 'object'
  | { readonly is: string }
  | { readonly first: string }
  /** An object with one of these keys. */
  | { readonly has: readonly string[] };

export interface Signature {
  readonly kind: CallKind;
  readonly when: readonly (readonly [number, Form])[];
  /** The first that is there counts; all of them joined when `join` is set. */
  readonly name: readonly Slot[];
  readonly join: string | null;
  /** The name, where every call has the same. */
  readonly fixed: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly properties: readonly Slot[];
  /** All property slots hold properties, not only the first that is there. */
  readonly all: boolean;
  readonly traits: readonly Slot[];
  /** The argument is the name of one trait. */
  readonly trait: Slot | null;
  readonly id: readonly Slot[];
  /** Keys of the properties that the vendor takes out. */
  readonly drop: readonly string[];
}

/** A vendor's library for sending events. */
export interface Sdk {
  readonly id: string;
  readonly name: string;
  /** Package names; what is imported from below them counts too. */
  readonly modules: readonly string[];
  readonly globals: readonly string[];
  /** Method names so particular that the name alone is evidence. */
  readonly distinct: readonly string[];
  readonly calls: ReadonlyMap<string, readonly Signature[]>;
  /** Attributes of elements that its script sends when they are clicked. */
  readonly attributes: readonly string[];
}

type Text = string | number;

type FormText =
  | 'string'
  | 'object'
  | { readonly is?: string; readonly first?: string; readonly has?: readonly string[] };

/** A signature as YAML, in the catalogue and in a project's configuration alike. */
export interface SignatureText {
  readonly kind?: CallKind;
  readonly when?: Readonly<Record<string, FormText>>;
  readonly name?: Text | readonly Text[];
  readonly join?: string;
  readonly fixed?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly properties?: Text | readonly Text[];
  readonly all?: boolean;
  readonly traits?: Text | readonly Text[];
  readonly trait?: Text;
  readonly id?: Text | readonly Text[];
  readonly drop?: readonly string[];
}

interface SdkText {
  readonly id: string;
  readonly name: string;
  readonly modules?: readonly string[];
  readonly globals?: readonly string[];
  readonly distinct?: readonly string[];
  readonly calls: Readonly<Record<string, readonly SignatureText[]>>;
  readonly attributes?: readonly string[];
}

export const sdks: readonly Sdk[] = (
  [...asList(product), ...asList(web), ...asList(marketing)] as SdkText[]
).map((one) => ({
  id: one.id,
  name: one.name,
  modules: one.modules ?? [],
  globals: one.globals ?? [],
  distinct: one.distinct ?? [],
  attributes: one.attributes ?? [],
  calls: new Map(
    Object.entries(one.calls).map(([call, signatures]) => [call, signatures.map(readSignature)]),
  ),
}));

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function readSignature(text: SignatureText): Signature {
  return {
    kind: text.kind ?? 'track',
    when: Object.entries(text.when ?? {}).map(([index, form]) => [Number(index), readForm(form)]),
    name: slots(text.name),
    join: text.join ?? null,
    fixed: text.fixed ?? null,
    prefix: text.prefix ?? '',
    suffix: text.suffix ?? '',
    properties: slots(text.properties),
    all: text.all ?? false,
    traits: slots(text.traits),
    trait: text.trait === undefined ? null : readSlot(text.trait),
    id: slots(text.id),
    drop: text.drop ?? [],
  };
}

function readForm(form: FormText): Form {
  if (typeof form === 'string') return form;
  if (form.has) return { has: form.has };
  return form.first === undefined ? { is: form.is ?? '' } : { first: form.first };
}

function slots(value: Text | readonly Text[] | undefined): Slot[] {
  if (value === undefined) return [];
  return (typeof value === 'object' ? value : [value]).map(readSlot);
}

/** `0`, `@event`, `1@properties`, `...0`. Throws on anything else. */
export function readSlot(text: Text): Slot {
  const match = /^(\.\.\.)?(\d+)?(?:@(.+))?$/.exec(String(text));
  if (!match || String(text) === '')
    throw new RangeError(
      `"${text}" is no slot: write an argument (0), a key of it (@event, 1@properties) or the rest of it (...0)`,
    );
  return { argument: Number(match[2] ?? 0), path: match[3]?.split('.') ?? [], rest: match[1] !== undefined };
}
