import type { Audience, JudgedChange } from '../../evidence/change.ts';
import { parseSubject, type Subject } from '../../findings/subject.ts';
import type { Plan } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { describeChange, proofOf } from './describe.ts';

/** Told to people beside the change: the reasons, when there are some. */
function because({ why }: JudgedChange): string {
  return why === null ? '' : `; ${why}`;
}

export const backwardBreak = defineRule({
  id: 'diff/backward-break',
  summary: 'Data that was valid stays valid.',
  severity: 'error',
  preset: 'minimal',
  on: 'change',
  tags: ['diff'],
  messages: {
    breaks: ({ change, proof, why }: { change: string; proof: string; why: string }) =>
      `${change}, so data that was valid is not any more${proof}${why}.`,
  },
  judge(change, _, { report }) {
    if (change.verdicts.backward !== 'breaking') return;
    const data = {
      change: describeChange(change),
      proof: proofOf(change.witness, 'old'),
      why: because(change),
    };
    report({ message: 'breaks', data, ...placeOf(change) });
  },
});

export const forwardBreak = defineRule({
  id: 'diff/forward-break',
  summary: 'What is sent now was valid before: validators and consumers of the old version take it.',
  severity: 'info',
  preset: 'recommended',
  on: 'change',
  tags: ['diff'],
  messages: {
    breaks: ({ change, proof }: { change: string; proof: string }) =>
      `${change}: whoever still validates by the old version rejects what is sent by the new one${proof}.`,
  },
  judge(change, _, { report }) {
    if (change.verdicts.forward !== 'breaking') return;
    const data = { change: describeChange(change), proof: proofOf(change.witness, 'new') };
    report({ message: 'breaks', data, ...placeOf(change) });
  },
});

export const warehouseBreak = defineRule({
  id: 'diff/warehouse-break',
  summary: 'The tables that are loaded from the events take what is sent.',
  severity: 'error',
  preset: 'minimal',
  on: 'change',
  tags: ['diff'],
  messages: {
    breaks: ({ change, why }: { change: string; why: string }) => `${change}, which breaks its table${why}.`,
  },
  judge(change, _, { report }) {
    if (change.verdicts.warehouse !== 'breaking') return;
    report({
      message: 'breaks',
      data: { change: describeChange(change), why: because(change) },
      ...placeOf(change),
    });
  },
});

export const consumerBreak = defineRule({
  id: 'diff/consumer-break',
  summary: 'Needs and destinations still get what they rely on.',
  severity: 'error',
  preset: 'minimal',
  on: 'change',
  tags: ['diff'],
  messages: {
    breaks: ({ change, hits }: { change: string; hits: string }) => `${change}, and is relied on by ${hits}.`,
  },
  judge(change, plans, { report }) {
    if (change.verdicts.consumers !== 'breaking') return;
    const data = { change: describeChange(change), hits: namesOf(change.hits) };
    report({ message: 'breaks', data, ...placeOf(change), owners: ownersOf(change, plans) });
  },
});

export const privacyBreak = defineRule({
  id: 'diff/privacy-break',
  summary:
    'Personal data goes nowhere new, for no new purpose and no longer than before, unless somebody says so.',
  severity: 'error',
  preset: 'minimal',
  on: 'change',
  tags: ['diff', 'privacy'],
  messages: {
    breaks: ({ change, why }: { change: string; why: string }) => `${change}${why}.`,
  },
  judge(change, plans, { report }) {
    if (change.verdicts.privacy !== 'breaking') return;
    const data = { change: describeChange(change), why: because(change) };
    report({ message: 'breaks', data, ...placeOf(change), owners: ownersOf(change, plans) });
  },
});

const JUDGED: readonly Audience[] = ['backward', 'consumers', 'privacy'];

export const riskyChange = defineRule({
  id: 'diff/risky-change',
  summary: 'A change does not leave it to chance whether somebody is hit.',
  severity: 'warn',
  preset: 'recommended',
  on: 'change',
  tags: ['diff'],
  messages: {
    risky: ({ change, who, why }: { change: string; who: string; why: string }) =>
      `${change}: a risk for ${who}${why}.`,
  },
  judge(change, plans, { report }) {
    // A table that is held against a plan has no other audience.
    const table = /^(table|column)\./.test(change.kind);
    const asked = table ? (['warehouse'] as const) : JUDGED;
    const audiences = asked.filter((audience) => change.verdicts[audience] === 'risky');
    if (audiences.length === 0) return;
    const who = audiences.map((audience) => WHO[audience]).join(' and ');
    const data = { change: describeChange(change), who, why: because(change) };
    report({ message: 'risky', data, ...placeOf(change), owners: ownersOf(change, plans) });
  },
});

export const undecidedChange = defineRule({
  id: 'diff/undecided-change',
  summary: 'What a change does can be told.',
  severity: 'warn',
  preset: 'recommended',
  on: 'change',
  tags: ['diff'],
  messages: {
    undecided: ({ change, who, why }: { change: string; who: string; why: string }) =>
      `${change}: what it does to ${who} is not known${why}.`,
  },
  judge(change, _, { report }) {
    const audiences = (['backward', 'forward'] as const).filter(
      (audience) => change.verdicts[audience] === 'unknown',
    );
    if (audiences.length === 0) return;
    const who = audiences.map((audience) => WHO[audience]).join(' and ');
    report({
      message: 'undecided',
      data: { change: describeChange(change), who, why: because(change) },
      ...placeOf(change),
    });
  },
});

/** The audiences in words. */
export const WHO: Readonly<Record<Audience, string>> = {
  backward: 'data sent before',
  forward: 'those who read by the old version',
  warehouse: 'the warehouse',
  consumers: 'those who rely on it',
  privacy: 'the people in the data',
};

function placeOf(change: JudgedChange) {
  const { previous } = change;
  return {
    subject: change.subject,
    at: change.location,
    related:
      previous === null
        ? []
        : [{ file: previous.file, line: previous.start.line, column: previous.start.column, note: 'before' }],
    // One subject may change in several ways.
    discriminator: [
      change.kind,
      JSON.stringify(change.before, digits),
      JSON.stringify(change.after, digits),
    ].join(' '),
  };
}

function digits(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Names of needs and systems, in words. */
export function namesOf(hits: readonly Subject[]): string {
  return hits
    .map((hit) => {
      const step = parseSubject(hit).at(-1);
      return `${step?.kind ?? ''} "${step?.name ?? ''}"`;
    })
    .join(', ');
}

/** Teams of what changed, and of everybody it hits. */
function ownersOf(
  change: JudgedChange,
  { before, after }: { before: Plan | null; after: Plan | null },
): (string | null)[] {
  const owners: (string | null)[] = [];
  for (const plan of [after, before]) {
    for (const key of change.events) owners.push(plan?.events.get(key)?.owner ?? null);
  }
  for (const hit of change.hits) {
    const step = parseSubject(hit).at(-1);
    if (step?.kind === 'need') owners.push(after?.needs.get(step.name)?.owner ?? null);
    if (step?.kind === 'system') owners.push((after ?? before)?.systems.get(step.name)?.owner ?? null);
  }
  return owners;
}
