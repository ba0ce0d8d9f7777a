import type { Location } from '../findings/finding.ts';
import type { Spot } from './node.ts';
import type { PlanFile } from './types.ts';

/** Each is a rule `plan/<code>` of the registry: what stops a load is a finding, too. */
export type LoadErrorCode =
  | 'syntax'
  | 'too-large'
  | 'duplicate-key'
  | 'unknown-key'
  | 'wrong-kind'
  | 'missing-file'
  | 'outside-root'
  | 'cycle'
  | 'double-entry'
  | 'ambiguous-event';

/** Something that stops the load. */
export interface LoadError {
  readonly code: LoadErrorCode;
  /** One sentence. */
  readonly message: string;
  readonly at: Spot;
  readonly related?: readonly { readonly spot: Spot; readonly note: string }[];
  /** What was expected, and the nearest known name, for programs. */
  readonly expected?: string;
  readonly nearest?: string;
}

/** Collects what stops a load, so that one run names all of it. */
export class LoadErrors {
  readonly list: LoadError[] = [];

  add(error: LoadError): void {
    this.list.push(error);
  }

  get any(): boolean {
    return this.list.length > 0;
  }
}

/** A plan that could not be loaded: findings for `lint` and `check`, exit code 2 elsewhere. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly errors: readonly LoadError[];
  readonly files: readonly PlanFile[];

  constructor(
    path: string,
    errors: readonly LoadError[],
    files: readonly PlanFile[],
    place: Location | null,
  ) {
    const where = place ? `${place.file}:${place.start.line}:${place.start.column}` : path;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more: dataplan lint ${path})` : '';
    super(`${where}: ${errors[0]?.message ?? 'The plan does not load.'}${more}`);
    this.errors = errors;
    this.files = files;
  }
}
