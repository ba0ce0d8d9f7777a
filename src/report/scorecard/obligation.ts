import type { Subject } from '../../findings/subject.ts';

/** The seven parts of data design. */
export const PARTS = [
  'systems',
  'naming',
  'identity',
  'needs',
  'engagement',
  'governance',
  'privacy',
] as const;

export type PartId = (typeof PARTS)[number];

export const PART_TITLES: Readonly<Record<PartId, string>> = {
  systems: 'Systems mapping',
  naming: 'Naming',
  identity: 'Identity',
  needs: 'Analytics needs',
  engagement: 'Personalization and engagement',
  governance: 'Governance',
  privacy: 'Privacy',
};

/** One thing that must hold, for one subject. */
export interface Judged {
  readonly subject: Subject;
  /** Team of the plan, to count by team. */
  readonly owner: string | null;
  /** Share that holds, 0..1; null: no evidence to tell. */
  readonly share: number | null;
}

export interface Obligation {
  /** `privacy.flows` */
  readonly id: string;
  readonly points: number;
  /** "each event has an owner that is a team": what a subject does to meet it. */
  readonly title: string;
  readonly judged: readonly Judged[];
}

/** What is so wrong that no average may hide it: the part is held at 49. */
export interface Stop {
  /** One sentence. */
  readonly why: string;
  readonly subject: Subject;
}

export interface PartJudgement {
  readonly id: PartId;
  readonly obligations: readonly Obligation[];
  readonly stop: Stop | null;
}

/** Holds, does not, or null for "cannot know". */
export function share(holds: boolean | null): number | null {
  return holds === null ? null : holds ? 1 : 0;
}
