/**
 * A plan file as a tree that keeps its places. Everything is resolved on these nodes, so that whatever a
 * layer, an include or a parent plan contributed still knows the file and the characters it came from.
 */
export type Node = ScalarNode | ListNode | MapNode;

interface Place {
  /** Index into `Plan.files`. */
  readonly file: number;
  /** Offsets (UTF-16 units) of the value; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  /** Integers beyond 2^53 are `bigint`: their digits are kept. */
  readonly value: string | number | bigint | boolean | null;
}

export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: KeyPlace;
  readonly value: Node;
}

/** Where a key stands: the place that names a thing. */
export interface KeyPlace extends Place {
  readonly name: string;
}

/** Anything that has a place. */
export type Spot = Place;
