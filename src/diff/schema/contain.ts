import type { Verdict, Witness } from '../../evidence/change.ts';
import type { Json } from '../../text/json.ts';
import { Compiler } from './compile.ts';
import { SchemaError } from './refs.ts';
import type { Demand, Outcome, Reach } from './search.ts';
import type { Shape } from './shape.ts';
import { Solver } from './solver.ts';
import { checkWithAjv } from './verify.ts';

/** One direction between two schemas, with its proof. */
export interface Containment {
  readonly verdict: Verdict;
  /** A value valid under the source and not under the target, as ajv confirmed. */
  readonly witness: Json | undefined;
  /** Why it is unknown, risky, or breaking without a witness. */
  readonly why: string | null;
}

export interface Judgement {
  readonly backward: Containment;
  readonly forward: Containment;
}

export interface ContainOptions {
  /** Keys that only the other side declares count as any other: a break, not a risk. */
  readonly strict?: boolean;
}

/** Two versions of one schema, both ways. Shapes are shared, so what did not change costs nothing. */
export class SchemaPair {
  private readonly compiler = new Compiler();
  private readonly shapes: { old: Shape | string; new: Shape | string };
  readonly old: Json;
  readonly new: Json;

  constructor(before: Json, after: Json) {
    this.old = before;
    this.new = after;
    this.shapes = { old: this.compile(before, 'old'), new: this.compile(after, 'new') };
  }

  private compile(schema: Json, which: string): Shape | string {
    try {
      return this.compiler.compile(schema);
    } catch (error) {
      if (error instanceof SchemaError) return `the ${which} schema cannot be read: ${error.message}`;
      throw error;
    }
  }

  /** Data valid before is valid now. */
  backward(options: ContainOptions = {}): Containment {
    return this.contained('old', 'new', options);
  }

  /** Data valid now was valid before. */
  forward(options: ContainOptions = {}): Containment {
    return this.contained('new', 'old', options);
  }

  /** Data valid on one side holds within another schema, such as a part of the other side. */
  against(from: 'old' | 'new', target: Json, options: ContainOptions = {}): Containment {
    const shapes = [this.shapes[from], this.compile(target, 'other')];
    for (const shape of shapes) {
      if (typeof shape === 'string') return { verdict: 'unknown', witness: undefined, why: shape };
    }
    const [source, other] = shapes as [Shape, Shape];
    return decide(this.compiler, source, other, { source: this[from], target }, options);
  }

  private contained(from: 'old' | 'new', to: 'old' | 'new', options: ContainOptions): Containment {
    const source = this.shapes[from];
    const target = this.shapes[to];
    for (const shape of [source, target]) {
      if (typeof shape === 'string') return { verdict: 'unknown', witness: undefined, why: shape };
    }
    return decide(
      this.compiler,
      source as Shape,
      target as Shape,
      { source: this[from], target: this[to] },
      options,
    );
  }
}

function decide(
  compiler: Compiler,
  source: Shape,
  target: Shape,
  schemas: { readonly source: Json; readonly target: Json },
  { strict = false }: ContainOptions,
): Containment {
  if (source === target) return { verdict: 'compatible', witness: undefined, why: null };
  const demands: Demand[] = [
    { shape: source, holds: true, side: 'source' },
    { shape: target, holds: false, side: 'target' },
  ];
  // An example that needs no undeclared key is the better proof, so those come first.
  let open: string | null = null;
  for (const reach of REACHES) {
    const solver = new Solver(compiler, reach);
    const outcome: Outcome = solver.answer(demands);
    if (outcome.is === 'found') {
      const excused = reach === 'open' && !strict;
      return proven(excused ? 'risky' : 'breaking', outcome, schemas, excused ? EXCUSE : null);
    }
    open = outcome.is === 'unknown' ? outcome.why : null;
    if (!solver.limited) break;
  }
  // The last search left nothing out: none found is none there.
  return { verdict: open === null ? 'compatible' : 'unknown', witness: undefined, why: open };
}

const REACHES: readonly Reach[] = ['declared', 'extra', 'open'];
const EXCUSE = 'only with a key that the source schema does not declare and the other does';

/** The search and ajv must agree, else nothing is claimed. */
function proven(
  verdict: Verdict,
  outcome: Extract<Outcome, { is: 'found' }>,
  schemas: { readonly source: Json; readonly target: Json },
  why: string | null = null,
): Containment {
  if (outcome.unshown !== null) return { verdict, witness: undefined, why: `not proven: ${outcome.unshown}` };
  const valid = checkWithAjv(schemas.source, outcome.value);
  const invalid = checkWithAjv(schemas.target, outcome.value);
  if (valid.valid === true && invalid.valid === false) return { verdict, witness: outcome.value, why };
  for (const check of [valid, invalid]) {
    if (check.valid === null) return { verdict, witness: undefined, why: `not proven: ${check.why}` };
  }
  return { verdict: 'unknown', witness: undefined, why: 'the example that was found is not one for ajv' };
}

/** A witness as the document has it. */
export function witnessOf(direction: 'backward' | 'forward', { witness }: Containment): Witness | null {
  if (witness === undefined) return null;
  return { validUnder: direction === 'backward' ? 'old' : 'new', event: witness };
}
