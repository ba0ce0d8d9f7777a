import type { Bump, JudgedChange, Verdict, Witness } from '../../evidence/change.ts';
import type { Plan } from '../../plan/types.ts';
import { isObject, type Json } from '../../text/json.ts';
import { comparePlans } from '../changes/compare-plans.ts';
import type { Versions } from '../changes/noting.ts';
import type { PlanChange } from '../changes/plan-change.ts';
import { type Unit, useAt } from '../changes/unit.ts';
import { type Containment, SchemaPair } from '../schema/contain.ts';
import { bumpOf, highest, type Level, levelOf, type Scheme } from './bump.ts';
import { type Hits, hitsOf } from './consumers.ts';
import { judgePrivacy } from './privacy.ts';
import { READERS, ROWS, type Row } from './rows.ts';
import { type JudgeOptions, judgeChange } from './schemas.ts';
import { judgeWarehouse } from './warehouse.ts';

export interface PlanOptions extends JudgeOptions {
  readonly scheme: Scheme;
}

export interface JudgedPlans {
  readonly changes: readonly JudgedChange[];
  readonly level: Level;
  readonly bump: Bump;
}

/** Compares two plans and says of each change whom it hits, with an event for every break of a shape. */
export function judgePlans(versions: Versions, options: PlanOptions): JudgedPlans {
  const judge = new PlanJudge(versions, options);
  const told = comparePlans(versions).map((change) => judge.judge(change));
  const judged = [...told, ...judge.unexplained()];
  const level = highest(judged.map(({ level: own }) => own));
  return { changes: judged.map(({ change }) => change), level, bump: bumpOf(level, options.scheme) };
}

interface Judged {
  readonly change: JudgedChange;
  readonly level: Level;
}

class PlanJudge {
  private readonly before: Plan;
  private readonly after: Plan;
  private readonly options: PlanOptions;
  private readonly pairs = new Map<string, JudgedUnit>();

  constructor({ before, after }: Versions, options: PlanOptions) {
    this.before = before;
    this.after = after;
    this.options = options;
  }

  judge(change: PlanChange): Judged {
    const hits = hitsOf(change, this.before, this.after);
    return change.shape === null ? this.judgeRow(change, hits) : this.judgeShape(change, change.shape, hits);
  }

  private judgeShape(change: PlanChange, shape: NonNullable<PlanChange['shape']>, hits: Hits): Judged {
    const { options } = this;
    const unit = this.unitOf(shape.before, shape.after, change);
    const { backward, forward } = change.expired
      ? { backward: EXPIRED, forward: EXPIRED }
      : judgeChange(unit.pair, shape.change, options);
    unit.told.push({ backward: backward.verdict, forward: forward.verdict, expired: change.expired });
    const warehouse = judgeWarehouse(shape.change, options.warehouse ?? 'columnar');
    const counted = options.warehouse ? warehouse.verdict : null;
    const harm = this.breaksJoins(shape) ? 'breaking' : READERS[shape.change.kind];
    const consumers = consumersOf(harm, change.expired ? stillThere(hits) : hits);
    let level = change.expired
      ? 'docs'
      : levelOf(shape.change, backward.verdict, counted, options.strict ?? false);
    if (consumers === 'breaking') level = highest([level, 'model']);
    const [proven, side] =
      backward.witness !== undefined ? [backward, 'old' as const] : [forward, 'new' as const];
    return this.finish(change, hits, level, {
      verdicts: {
        backward: backward.verdict,
        forward: forward.verdict,
        warehouse: warehouse.verdict,
        consumers,
        privacy: 'compatible',
      },
      why: [
        backward.why,
        backward.witness === undefined ? forward.why : null,
        warehouse.why,
        change.evidence,
      ],
      witness:
        proven.witness === undefined
          ? null
          : asEvent(side === 'old' ? shape.before : shape.after, side, proven.witness),
    });
  }

  /** An identifier that may now be missing cannot be joined by any more. */
  private breaksJoins({ before, change }: NonNullable<PlanChange['shape']>): boolean {
    if (change.kind !== 'property.made-optional') return false;
    const name = useAt(before, change.path)?.property;
    return (
      before.part === 'ids' || (name !== undefined && this.before.identity.types.has(name.is ?? name.key))
    );
  }

  private judgeRow(change: PlanChange, hits: Hits): Judged {
    const privacy = judgePrivacy(change);
    const base: Row = ROWS[change.kind] ?? NOTHING;
    const row = this.special(change, base, hits);
    const gone = change.expired ? { ...row, backward: 'compatible' as const } : row;
    const consumers =
      change.kind.startsWith('system.') || change.kind.startsWith('delivery.')
        ? this.needsOn(change, gone)
        : null;
    const left = change.expired ? stillThere(hits) : hits;
    const found = consumers ?? { verdict: consumersOf(gone.readers, left), needs: hits.needs };
    const witness = gone.backward === 'breaking' ? this.lostEvent(change) : null;
    let level = change.expired ? 'docs' : gone.level;
    if (found.verdict === 'breaking') level = highest([level, 'model']);
    if (privacy !== null && level === 'none') level = 'addition';
    const proof =
      witness === null && gone.backward === 'breaking' ? 'not proven: no event of it could be made' : null;
    return this.finish(change, consumers === null ? hits : { ...hits, needs: found.needs }, level, {
      verdicts: {
        backward: gone.backward,
        forward: gone.forward,
        warehouse: gone.warehouse,
        consumers: found.verdict,
        privacy: privacy?.verdict ?? gone.privacy,
      },
      why: [change.expired ? EXPIRED.why : (gone.why ?? null), privacy?.why ?? null, change.evidence, proof],
      witness,
    });
  }

  /** Kinds whose row depends on what it was and is. */
  private special(change: PlanChange, row: Row, hits: Hits): Row {
    if (change.kind === 'event.returned' && change.evidence === 'with the shape it had') {
      return {
        ...row,
        backward: 'compatible',
        forward: 'risky',
        warehouse: 'compatible',
        readers: 'risky',
        level: 'addition',
      };
    }
    if (change.kind === 'event.status-changed' && change.after === 'deprecated')
      return { ...row, readers: 'risky' };
    const told = change.kind === 'event.documented' || change.kind === 'property.documented';
    if (told && rewritten(change.before, change.after)) {
      return { ...row, readers: 'risky', why: 'its definition reads differently' };
    }
    if (change.kind.startsWith('identity.') && hits.needs.length === 0 && row.readers !== 'compatible') {
      return { ...row, readers: 'compatible', why: 'whom it joins cannot be told from the plan' };
    }
    return row;
  }

  /** Needs that look at the very systems a change is about. */
  private needsOn(change: PlanChange, row: Row): { verdict: Verdict; needs: readonly string[] } {
    const needs = [...this.after.needs.values()].filter(
      (need) =>
        need.system !== null &&
        change.systems.includes(need.system) &&
        need.status !== 'retired' &&
        (change.reach.length === 0 ||
          need.uses.some((use) =>
            change.reach.some(({ event, traits }) =>
              event !== null ? use.event === event : use.trait?.kind === traits,
            ),
          )),
    );
    const mapped = change.kind === 'delivery.renamed';
    return {
      verdict: needs.length > 0 || mapped ? row.readers : 'compatible',
      needs: needs.map(({ subject }) => subject).sort(),
    };
  }

  /** An event that was valid and is now not planned. */
  private lostEvent(change: PlanChange): Witness | null {
    if (change.unit === null) return null;
    const { witness } = new SchemaPair(change.unit.schema, false).backward();
    return witness === undefined ? null : asEvent(change.unit, 'old', witness);
  }

  private unitOf(before: Unit, after: Unit, change: PlanChange): JudgedUnit {
    const key = `${before.id} ${after.id}`;
    let unit = this.pairs.get(key);
    if (unit === undefined) {
      unit = { before, after, change, pair: new SchemaPair(before.schema, after.schema), told: [] };
      this.pairs.set(key, unit);
    }
    return unit;
  }

  /** What two shapes as wholes do and no single change of them explains: nothing may be lost by taking them apart. */
  unexplained(): Judged[] {
    const { strict = false } = this.options;
    return [...this.pairs.values()].flatMap(({ pair, told, change, before, after }) => {
      if (told.some(({ expired }) => expired)) return [];
      const whole = { backward: pair.backward({ strict }), forward: pair.forward({ strict }) };
      const open = (way: 'backward' | 'forward'): Verdict =>
        told.every((each) => SEVERITY.indexOf(each[way]) < SEVERITY.indexOf(whole[way].verdict))
          ? whole[way].verdict
          : 'compatible';
      const [backward, forward] = [open('backward'), open('forward')];
      if (backward === 'compatible' && forward === 'compatible') return [];
      const { witness } = backward === 'compatible' ? whole.forward : whole.backward;
      const side = backward === 'compatible' ? ('new' as const) : ('old' as const);
      const { before: _, after: __, ...rest } = change;
      const about = { ...rest, kind: 'shape.changed', subject: after.subject, evidence: null };
      const level: Level =
        backward === 'breaking' ? 'model' : backward === 'compatible' ? 'addition' : 'revision';
      return this.finish(about, NOBODY, level, {
        verdicts: {
          backward,
          forward,
          warehouse: 'compatible',
          consumers: 'compatible',
          privacy: 'compatible',
        },
        why: [whole.backward.why, whole.forward.why],
        witness: witness === undefined ? null : asEvent(side === 'old' ? before : after, side, witness),
      });
    });
  }

  private finish(
    change: PlanChange,
    hits: Hits,
    level: Level,
    parts: Pick<JudgedChange, 'verdicts' | 'witness'> & { readonly why: readonly (string | null)[] },
  ): Judged {
    const { reach: _, shape: __, unit: ___, systems, expired: ____, ...plain } = change;
    const named = systems.map(
      (name) => this.after.systems.get(name)?.subject ?? this.before.systems.get(name)?.subject,
    );
    const harmless = Object.values(parts.verdicts).every((verdict) => verdict === 'compatible');
    // Whoever merely receives it is hit by what takes it away, not by what makes it rarer.
    const harm = parts.verdicts.consumers;
    const reached =
      harm === 'compatible' ? [] : [...hits.needs, ...(harm === 'breaking' ? hits.receivers : hits.mapped)];
    const all = new Set([...reached, ...named.filter((each) => each !== undefined)]);
    return {
      level,
      change: {
        ...plain,
        verdicts: parts.verdicts,
        why: parts.why.filter((why) => why !== null && why !== '').join('; ') || null,
        hits: harmless ? [] : [...all].sort(),
        witness: parts.witness,
        bump: bumpOf(level, this.options.scheme),
      },
    };
  }
}

/** Two shapes that were taken apart, and what was said of their changes. */
interface JudgedUnit {
  readonly before: Unit;
  readonly after: Unit;
  readonly pair: SchemaPair;
  /** One of the changes: where to point. */
  readonly change: PlanChange;
  readonly told: { backward: Verdict; forward: Verdict; expired: boolean }[];
}

const SEVERITY: readonly Verdict[] = ['compatible', 'unknown', 'risky', 'breaking'];
const NOBODY: Hits = { needs: [], mapped: [], receivers: [] };

const EXPIRED: Containment = {
  verdict: 'compatible',
  witness: undefined,
  why: 'its announced end has come',
};

const NOTHING: Row = {
  backward: 'compatible',
  forward: 'compatible',
  warehouse: 'compatible',
  readers: 'compatible',
  privacy: 'compatible',
  level: 'none',
};

/** Breaking for anybody who has it, risky for those who name it. */
function consumersOf(harm: Verdict, { needs, mapped, receivers }: Hits): Verdict {
  if (harm === 'breaking')
    return needs.length + mapped.length + receivers.length > 0 ? 'breaking' : 'compatible';
  return harm !== 'compatible' && needs.length + mapped.length > 0 ? harm : 'compatible';
}

/** The end was announced: destinations may lose it, but a need that still names it was forgotten. */
function stillThere(hits: Hits): Hits {
  return { ...hits, mapped: [], receivers: [] };
}

/** Whether a text was written anew, not mended: most of its words are others. */
function rewritten(before: Json | undefined, after: Json | undefined): boolean {
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const [old, now] = [words(before), words(after)];
  const shared = [...old].filter((word) => now.has(word)).length;
  return shared < 0.5 * Math.max(old.size, now.size);
}

/** A witness for a unit, in the words of a call. */
function asEvent(unit: Unit, validUnder: Witness['validUnder'], value: Json): Witness {
  const name = unit.event === null ? {} : { event: unit.event.name };
  if (unit.part === 'context' && isObject(value)) return { validUnder, event: { ...name, context: value } };
  return { validUnder, event: { ...name, [unit.part]: value } };
}
