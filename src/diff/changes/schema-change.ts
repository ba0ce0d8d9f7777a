import type { Json } from '../../text/json.ts';
import type { Focus } from './focus.ts';

/** What can become different in a schema. */
export type SchemaChangeKind =
  | 'property.added'
  | 'property.removed'
  | 'property.renamed'
  | 'property.made-required'
  | 'property.made-optional'
  | 'property.type-narrowed'
  | 'property.type-widened'
  | 'property.type-replaced'
  | 'property.shape-changed'
  | 'property.null-added'
  | 'property.null-removed'
  | 'property.enum-value-added'
  | 'property.enum-value-removed'
  | 'property.enum-added'
  | 'property.enum-removed'
  | 'property.enum-reordered'
  | 'property.limit-tightened'
  | 'property.limit-widened'
  | 'property.format-added'
  | 'property.format-changed'
  | 'property.format-removed'
  | 'property.pattern-added'
  | 'property.pattern-changed'
  | 'property.pattern-removed'
  | 'property.keyword-fixed'
  | 'property.default-changed'
  | 'property.documented'
  | 'content.closed'
  | 'content.opened'
  | 'combination.changed';

export interface SchemaChange {
  readonly kind: SchemaChangeKind;
  /** Steps to the property: names, `[]` for the elements of a list, `{}` for the values of a map. */
  readonly path: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
  /** The keyword that differs, when it is one. */
  readonly keyword: string | null;
  /** Where in the new document, or its nearest surviving parent; and where in the old. */
  readonly pointer: string;
  readonly previous: string | null;
  /** What a verdict about this change alone looks at. */
  readonly focus: Focus;
  /** Why it is taken for what it is, where that is a guess. */
  readonly evidence: string | null;
  /** Also what it looked like before it was recognised: required, has a default, is in an open object. */
  readonly traits: {
    readonly required?: boolean;
    readonly wasRequired?: boolean;
    readonly hasDefault?: boolean;
    readonly open?: boolean;
    readonly type?: readonly string[];
  };
}
