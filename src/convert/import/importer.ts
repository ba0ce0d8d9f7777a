import { Cursor, type Notice } from '../cursor.ts';
import type { Document } from '../document.ts';
import type { Draft } from '../draft.ts';
import { setRoot } from '../schema-in.ts';

/** Reads one foreign format: one small file each, listed in `index.ts`. */
export interface Importer {
  /** As `dataplan import <format>` has it. */
  readonly id: string;
  readonly title: string;
  /** The page that documents the format. */
  readonly source: string;
  /** How surely a file is of this format: 0 (cannot be) to 1 (has marks that nothing else has). Never throws. */
  recognise(document: Document): number;
  /** Puts all that the files say into the draft; what has no place there ends up in the notices. */
  read(documents: readonly Document[], draft: Draft, reading: Reading): void | Promise<void>;
}

/** What an importer is told, and where it says what it could not carry. */
export interface Reading {
  readonly notices: Notice[];
  /** For tables: our word → the column's header. */
  readonly columns: ReadonlyMap<string, string>;
}

/** The document's value as a cursor, which `$ref`s into the same file start from. */
export function open(document: Document, reading: Reading): Cursor {
  const cursor = new Cursor(document.value, document, reading.notices, document.steps);
  setRoot(cursor);
  return cursor;
}
