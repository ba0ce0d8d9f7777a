import type { JudgedChange, Verdict } from '../../evidence/change.ts';
import { type Subject, subject, within } from '../../findings/subject.ts';
import type { SchemaChange } from '../changes/schema-change.ts';
import { pathText } from '../changes/unit.ts';
import { type Containment, witnessOf } from '../schema/contain.ts';
import type { SchemaFile } from '../sources/schema-file.ts';
import { bumpOf, type Level } from './bump.ts';
import { READERS } from './rows.ts';
import { type JudgedSchemas, type JudgeOptions, judgeSchemas } from './schemas.ts';

export interface JudgedFiles {
  readonly changes: readonly JudgedChange[];
  readonly level: Level;
  /** Why nothing can be said, where a schema cannot be read. */
  readonly unreadable: string | null;
}

/** Two versions of a schema in files. */
export function judgeSchemaFiles(before: SchemaFile, after: SchemaFile, options: JudgeOptions): JudgedFiles {
  const judged = judgeSchemas(before.schema, after.schema, options);
  const unreadable = [judged.backward, judged.forward].find(
    ({ verdict, why }) => verdict === 'unknown' && why?.includes('cannot be read'),
  );
  if (unreadable !== undefined) return { changes: [], level: 'none', unreadable: unreadable.why };
  const about = subject(['schema', after.name]);
  const changes = judged.changes.map((each): JudgedChange => {
    const { change, backward, forward, warehouse, level } = each;
    return {
      ...plainChange(change, about, before, after),
      verdicts: {
        backward: backward.verdict,
        forward: forward.verdict,
        warehouse: warehouse.verdict,
        consumers: readersOf(change),
        privacy: 'compatible',
      },
      why: reasons(backward, forward, [
        warehouse.why,
        change.evidence,
        readersOf(change) === 'compatible' ? null : 'who reads it is not known',
      ]),
      hits: [],
      witness: witnessOf('backward', backward) ?? witnessOf('forward', forward),
      bump: bumpOf(level, after.scheme),
    };
  });
  return {
    changes: [...changes, ...unexplained(judged, changes, about, before, after)],
    level: judged.level,
    unreadable: null,
  };
}

/** Without a plan nobody knows who reads: what would hit a reader is a risk. */
function readersOf(change: SchemaChange): Verdict {
  return READERS[change.kind] === 'compatible' ? 'compatible' : 'risky';
}

function reasons(
  backward: Containment,
  forward: Containment,
  more: readonly (string | null)[],
): string | null {
  // The reasons of a proven verdict are its example.
  const open = [backward, forward].filter(
    ({ witness, verdict }) => witness === undefined || verdict === 'risky',
  );
  const all = [...open.map(({ why }) => why), ...more].filter((why) => why !== null);
  return [...new Set(all)].join('; ') || null;
}

function plainChange(change: SchemaChange, about: Subject, before: SchemaFile, after: SchemaFile) {
  const path = pathText(change.path);
  return {
    kind: change.kind,
    subject: path === '' ? about : within(about, 'property', path),
    ...(change.before === undefined ? {} : { before: change.before }),
    ...(change.after === undefined ? {} : { after: change.after }),
    events: [],
    location: after.at(change.pointer),
    previous: change.previous === null ? null : before.at(change.previous),
    evidence: change.evidence,
  };
}

const ORDER: readonly Verdict[] = ['compatible', 'unknown', 'risky', 'breaking'];

/** What the schemas as wholes do and no single change explains. */
function unexplained(
  { backward, forward, level }: JudgedSchemas,
  changes: readonly JudgedChange[],
  about: Subject,
  before: SchemaFile,
  after: SchemaFile,
): JudgedChange[] {
  const worse = (direction: 'backward' | 'forward', { verdict }: Containment): boolean =>
    changes.every((change) => ORDER.indexOf(change.verdicts[direction]) < ORDER.indexOf(verdict));
  const open = {
    backward: verdictIf(worse('backward', backward), backward),
    forward: verdictIf(worse('forward', forward), forward),
  };
  if (open.backward === 'compatible' && open.forward === 'compatible') return [];
  return [
    {
      kind: 'schema.changed',
      subject: about,
      events: [],
      location: after.at(''),
      previous: before.at(''),
      evidence: null,
      verdicts: { ...open, warehouse: 'compatible', consumers: 'compatible', privacy: 'compatible' },
      why: reasons(backward, forward, []),
      hits: [],
      witness: witnessOf('backward', backward) ?? witnessOf('forward', forward),
      bump: bumpOf(open.backward === 'compatible' ? 'addition' : level, after.scheme),
    },
  ];
}

function verdictIf(counts: boolean, { verdict }: Containment): Verdict {
  return counts ? verdict : 'compatible';
}
