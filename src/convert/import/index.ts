import { UsageError } from '../../system/errors.ts';
import { escapeStep } from '../../text/json-pointer.ts';
import { nearest } from '../../text/nearest.ts';
import type { Notice } from '../cursor.ts';
import { type Document, lineOf, offsetOf, parseDocuments } from '../document.ts';
import { type Draft, newDraft } from '../draft.ts';
import { type Loss, type LossReport, sortLosses } from '../losses.ts';
import { shareProperties } from '../tidy.ts';
import { amplitude } from './amplitude.ts';
import { avo } from './avo.ts';
import { csv } from './csv.ts';
import { dbt } from './dbt.ts';
import { ga4 } from './ga4.ts';
import { gitlab } from './gitlab.ts';
import { glean } from './glean.ts';
import { iglu } from './iglu.ts';
import type { Importer } from './importer.ts';
import { jsonSchema } from './json-schema.ts';
import { mparticle } from './mparticle.ts';
import { rudderstack } from './rudderstack.ts';
import { segment } from './segment.ts';
import { typescript } from './typescript.ts';

/** Every format, the more particular before the more general: of equal certainty the first one counts. */
export const importers: readonly Importer[] = [
  mparticle,
  segment,
  iglu,
  rudderstack,
  avo,
  gitlab,
  glean,
  ga4,
  dbt,
  amplitude,
  jsonSchema,
  csv,
  typescript,
];

/** Something in a foreign file that a person should look at, with its place. */
export interface ImportFinding {
  readonly subject: string;
  readonly message: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** `file` for what could not be read as a whole. */
  readonly field: string;
}

export interface Imported {
  readonly draft: Draft;
  /** Ids of the formats read. */
  readonly formats: readonly string[];
  readonly report: LossReport;
  readonly findings: readonly ImportFinding[];
}

/** A file to read; `walked` when a folder that holds it was named, and not the file itself. */
export interface ImportFile {
  readonly path: string;
  readonly text: string;
  readonly walked?: boolean;
}

export interface ImportOptions {
  /** Null: each file's own is found out. */
  readonly format: string | null;
  /** Name of the plan, when the files give none. */
  readonly name: string;
  readonly columns: ReadonlyMap<string, string>;
}

/** Reads foreign plans into one draft. Throws `UsageError` for an unknown format, never for what the files hold. */
export async function importPlan(files: readonly ImportFile[], options: ImportOptions): Promise<Imported> {
  const notices: Notice[] = [];
  const draft = newDraft('');
  const documents = files.flatMap(({ path, text }) => parseDocuments(path, text, notices));
  const walked = new Set(files.filter((file) => file.walked === true).map(({ path }) => path));
  const byFormat = assign(documents, walked, options.format, notices);
  for (const importer of importers) {
    const own = byFormat.get(importer);
    if (own) await importer.read(own, draft, { notices, columns: options.columns });
  }
  draft.name = planName(draft.name === '' ? options.name : draft.name);
  shareProperties(draft);
  const formats = importers.filter((importer) => byFormat.has(importer)).map(({ id }) => id);
  const losses = sortLosses(notices.filter(({ kind }) => kind === 'loss').map(toLoss));
  return {
    draft,
    formats,
    report: {
      loss: 1,
      command: 'import',
      format: formats.join('+') || (options.format ?? 'unknown'),
      counts: counts(draft),
      losses,
    },
    findings: once(notices.filter(({ kind }) => kind === 'finding').map(toFinding)).sort(byPlace),
  };
}

/** Which files go to which importer. One that fits none is a finding when it was named; a folder may hold others. */
function assign(
  documents: readonly Document[],
  walked: ReadonlySet<string>,
  format: string | null,
  notices: Notice[],
): Map<Importer, Document[]> {
  const wanted = format === null ? null : importerOf(format);
  const out = new Map<Importer, Document[]>();
  for (const document of documents) {
    const best = recognise(document);
    // A named format is believed, unless the file plainly is of another.
    const chosen = wanted === null ? best : wanted.recognise(document) > 0 || best === null ? wanted : null;
    const unreadable = document.value === null && (document.kind === 'json' || document.kind === 'yaml');
    if (unreadable) {
      if (!notices.some(({ source }) => source.path === document.path))
        notices.push(fileFinding(document, 'holds nothing'));
    } else if (chosen === null) {
      const why =
        wanted === null || best === null
          ? 'no format that is known here; name it, or leave the file out'
          : `is no ${wanted.title} but looks like ${best.title} (${best.id}); it was left out`;
      notices.push({ ...fileFinding(document, why), ...(walked.has(document.path) ? { kind: 'loss' } : {}) });
    } else out.set(chosen, [...(out.get(chosen) ?? []), document]);
  }
  return out;
}

function fileFinding(document: Document, why: string): Notice {
  return {
    kind: 'finding',
    source: document,
    steps: [],
    subject: `file:${document.path}`,
    field: 'file',
    why,
  };
}

/** The surest importer of a file, or null. */
export function recognise(document: Document): Importer | null {
  let best: Importer | null = null;
  let surest = 0;
  for (const importer of importers) {
    const sure = importer.recognise(document);
    if (sure > surest) [best, surest] = [importer, sure];
  }
  return best;
}

function importerOf(format: string): Importer {
  const found = importers.find(({ id }) => id === format);
  if (found) return found;
  const ids = importers.map(({ id }) => id);
  const near = nearest(format, ids);
  throw new UsageError(
    `Cannot import "${format}".${near === null ? '' : ` Did you mean "${near}"?`} Known formats: ${ids.join(', ')}.`,
  );
}

function planName(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'imported' : slug;
}

function counts(draft: Draft): Record<string, number> {
  let properties = 0;
  for (const event of draft.events.values()) properties += event.properties.size;
  let traits = 0;
  for (const members of draft.traits.values()) traits += members.size;
  return {
    events: draft.events.size,
    properties,
    traits,
    context: draft.context.size,
    needs: draft.needs.size,
  };
}

/** A shared part is read for everything that refers to it, and what is wrong with it is one finding. */
function once(findings: readonly ImportFinding[]): ImportFinding[] {
  const key = ({ file, line, column, message }: ImportFinding) =>
    JSON.stringify([file, line, column, message]);
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}

function toLoss(notice: Notice): Loss {
  const offset = offsetOf(notice.source, notice.steps);
  return {
    subject: notice.subject,
    field: notice.field,
    why: notice.why,
    file: notice.source.path,
    pointer: pointerOf(notice),
    line: offset === null ? null : lineOf(notice.source.text, offset).line,
  };
}

function pointerOf({ steps }: Notice): string {
  return steps
    .filter((step) => !String(step).startsWith('@'))
    .map((step) => `/${escapeStep(String(step))}`)
    .join('');
}

function toFinding(notice: Notice): ImportFinding {
  const { line, column } = lineOf(notice.source.text, offsetOf(notice.source, notice.steps) ?? 0);
  return {
    subject: notice.subject,
    message: sentence(notice),
    file: notice.source.path,
    line,
    column,
    field: notice.field,
  };
}

function sentence({ why, field }: Notice): string {
  const text = /^expected /.test(why) ? `${field}: ${why}` : why;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function byPlace(a: ImportFinding, b: ImportFinding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1);
}
