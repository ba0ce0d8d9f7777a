import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { stringify } from '../text/stringify.ts';
import { PARTS, type PartId, type Scorecard } from './scorecard/index.ts';

/** Score, and points met, not met, not known. A null score: nothing to judge. */
export type PartPoints = readonly [number | null, number, number, number];

/** One run as the history file keeps it: one line of JSON. */
export interface Run {
  readonly v: 1;
  /** ISO instant. */
  readonly at: string;
  readonly commit: string | null;
  readonly branch: string | null;
  readonly plan: string;
  readonly version: string;
  /** Version of the scorecard. */
  readonly scorecard: number;
  readonly evidence: readonly string[];
  readonly parts: Readonly<Partial<Record<PartId, PartPoints>>>;
  /** Parts that a stop rule held. */
  readonly held: readonly PartId[];
  readonly teams: Readonly<Record<string, Readonly<Partial<Record<PartId, number | null>>>>>;
  readonly findings: { readonly error: number; readonly warn: number; readonly info: number };
  readonly waived: number;
  readonly baselined: number;
  readonly events: number;
  readonly needs: number;
}

export interface History {
  /** Oldest first. */
  readonly runs: readonly Run[];
  /** Lines (1-based) that are not a run: cut by a crash, or not of this version. */
  readonly skipped: readonly number[];
}

/** Reads a history file; what cannot be read is skipped and said. */
export function parseHistory(text: string): History {
  const runs: Run[] = [];
  const skipped: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const run = parseRun(line);
    if (run) runs.push(run);
    else skipped.push(index + 1);
  });
  return { runs: runs.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), skipped };
}

/** What to append to a history file that ends so: whatever a crash cut off stays a line of its own. */
export function historyLine(run: Run, existing: string): string {
  const cut = existing !== '' && !existing.endsWith('\n');
  return `${cut ? '\n' : ''}${stringify(run)}\n`;
}

/** The parts and teams of a scorecard, as a run keeps them. */
export function runPoints(card: Scorecard): Pick<Run, 'scorecard' | 'evidence' | 'parts' | 'held' | 'teams'> {
  return {
    scorecard: card.version,
    evidence: card.evidence,
    parts: Object.fromEntries(
      card.parts.map(({ id, score, met, unmet, unknown }) => [id, [score, met, unmet, unknown] as const]),
    ),
    held: card.parts.filter(({ stop }) => stop !== null).map(({ id }) => id),
    teams: Object.fromEntries(Object.entries(card.teams).map(([team, { parts }]) => [team, parts])),
  };
}

function parseRun(line: string): Run | null {
  let value: Json;
  try {
    value = JSON.parse(line) as Json;
  } catch {
    return null;
  }
  if (!isObject(value) || value['v'] !== 1) return null;
  const { at, plan, parts, findings } = value;
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof plan !== 'string') return null;
  if (!isObject(parts) || !isObject(findings)) return null;
  return {
    v: 1,
    at,
    plan,
    commit: textOr(value['commit']),
    branch: textOr(value['branch']),
    version: textOr(value['version']) ?? '',
    scorecard: Number(value['scorecard']),
    evidence: texts(value['evidence']),
    parts: points(parts),
    held: texts(value['held']).filter((part): part is PartId => PARTS.some((known) => known === part)),
    teams: teams(value['teams']),
    findings: {
      error: count(findings['error']),
      warn: count(findings['warn']),
      info: count(findings['info']),
    },
    waived: count(value['waived']),
    baselined: count(value['baselined']),
    events: count(value['events']),
    needs: count(value['needs']),
  };
}

function points(value: JsonObject): Run['parts'] {
  const read: [PartId, PartPoints][] = [];
  for (const part of PARTS) {
    const list = value[part];
    if (!Array.isArray(list) || list.length < 4) continue;
    const [score, met, unmet, unknown] = list;
    read.push([part, [typeof score === 'number' ? score : null, count(met), count(unmet), count(unknown)]]);
  }
  return Object.fromEntries(read);
}

function teams(value: Json | undefined): Run['teams'] {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([team, parts]) =>
      isObject(parts)
        ? [
            [
              team,
              Object.fromEntries(
                PARTS.flatMap((part) => {
                  const score = parts[part];
                  return score === undefined ? [] : [[part, typeof score === 'number' ? score : null]];
                }),
              ),
            ],
          ]
        : [],
    ),
  );
}

function textOr(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function count(value: Json | undefined): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
