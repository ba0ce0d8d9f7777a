import type { Finding } from '../findings/finding.ts';
import { parseSubject, type Subject } from '../findings/subject.ts';
import type { Evidence } from './evidence.ts';
import { PART_TITLES, scorePart } from './scorecard/index.ts';
import type { Judged, Obligation, PartId, PartJudgement } from './scorecard/obligation.ts';

export interface Task {
  /** Imperative, with the names it is about. */
  readonly title: string;
  readonly why: string;
  readonly owner: string | null;
  readonly part: PartId | null;
  /** Score of the part now and when this is done; null where doing it only makes something known. */
  readonly from: number | null;
  readonly to: number | null;
  /** A finding that is about it. */
  readonly fingerprint: string | null;
  readonly subjects: readonly Subject[];
}

/** A waiver that ends soon. */
export interface Ending {
  readonly rule: string;
  readonly subject: Subject | null;
  /** ISO date. */
  readonly until: string;
  readonly owner: string | null;
  readonly fingerprint: string | null;
}

const MOST = 5;
const PER_OWNER = 2;
const SOON_DAYS = 14;

/** What to do about an obligation that is not met. `%` stands for the names. */
const DO: Readonly<Record<string, string>> = {
  'systems.declared': 'State role, side, owner and purposes of %',
  'systems.flows': 'Give % a source and a destination',
  'systems.accepted': 'Send % as its destination accepts it',
  'systems.observed': 'Bring plan and data together at %',
  'naming.events': 'Rename %',
  'naming.properties': 'Rename %',
  'naming.dictionary': 'Give % one meaning and one type',
  'naming.sent': 'Send only planned names from %',
  'identity.types': 'Complete the declaration of %',
  'identity.path': 'Give % a way to a known person',
  'identity.shared': 'Share an id of a person with %',
  'identity.valid': 'Send sound ids from %',
  'needs.served': 'Provide the data of %',
  'needs.used': 'Name who needs %, or stop it',
  'needs.stages': 'Name a need for %',
  'engagement.served': 'Provide the data of %',
  'engagement.addressable': 'Give % an id it can match, and the consent signal',
  'engagement.traits': 'Fill %',
  'governance.owned': 'Name an owner for %',
  'governance.described': 'Describe %',
  'governance.built': 'Instrument %',
  'governance.valid': 'Repair what is sent as %',
  'governance.ordered': 'Get the approvals for %',
  'privacy.reviewed': 'Review %',
  'privacy.flows': 'Stop, hash or allow %',
  'privacy.kept': 'State how long % is kept',
  'privacy.observed': 'Remove personal values that nobody declared from %',
};

/** Of which systems there is evidence. */
type Looked = Pick<Evidence, 'samples'>;

interface Candidate extends Task {
  readonly worth: number;
  /** It lifts a stop rule: no number of small gains outweighs that. */
  readonly lifts: boolean;
}

/**
 * The things to do next: waivers that end within two weeks, what lifts a stop rule, then by the points they bring, at
 * most two an owner. Making something known competes with half of what it may bring.
 */
export function nextTasks(
  parts: readonly PartJudgement[],
  looked: Looked,
  findings: readonly Finding[],
  endings: readonly Ending[],
  today: string,
): Task[] {
  const open = byAbout(findings);
  const candidates = [...parts.flatMap((part) => [...repairs(part, open)]), ...lookups(parts, looked)].sort(
    (a, b) => Number(b.lifts) - Number(a.lifts) || b.worth - a.worth || (a.title < b.title ? -1 : 1),
  );
  const chosen: Task[] = endings.filter(({ until }) => soon(until, today)).map(renewal);
  const perOwner = new Map<string | null, number>();
  for (const { worth, lifts, ...task } of candidates) {
    const count = task.owner === null || lifts ? 0 : (perOwner.get(task.owner) ?? 0);
    if (chosen.length >= MOST || worth <= 0 || count >= PER_OWNER) continue;
    perOwner.set(task.owner, count + 1);
    chosen.push(task);
  }
  return chosen.slice(0, MOST);
}

/** The first open finding about each subject or something inside it: looked up, as there may be 100,000. */
function byAbout(findings: readonly Finding[]): Map<Subject, Finding> {
  const found = new Map<Subject, Finding>();
  for (const finding of findings) {
    if (finding.status !== 'open') continue;
    for (let at = finding.subject.length; at > 0; at = finding.subject.lastIndexOf('/', at - 1)) {
      const about = finding.subject.slice(0, at);
      if (!found.has(about)) found.set(about, finding);
    }
  }
  return found;
}

function* repairs(part: PartJudgement, open: ReadonlyMap<Subject, Finding>): Iterable<Candidate> {
  const score = scorePart(part);
  for (const obligation of part.obligations) {
    for (const group of groups(obligation)) {
      const subjects = group.map(({ subject }) => subject);
      const lifts = part.stop !== null && subjects.includes(part.stop.subject);
      const after = scorePart({
        ...part,
        stop: lifts ? null : part.stop,
        obligations: part.obligations.map((one) => (one === obligation ? fulfilled(one, group) : one)),
      });
      const about = subjects.map((one) => open.get(one)).find((one) => one !== undefined);
      yield {
        title: (DO[obligation.id] ?? 'Repair %').replace('%', () => names(subjects)),
        why: lifts ? (part.stop?.why ?? '') : `Not met: ${obligation.title}.`,
        owner: group[0]?.owner ?? null,
        part: part.id,
        from: score.score,
        to: after.score,
        fingerprint: about?.fingerprint ?? null,
        subjects,
        worth: after.met - score.met,
        lifts,
      };
    }
  }
}

/** What is not met, by owner; flows of personal data one by one, as each is a decision of its own. */
function groups({ id, judged }: Obligation): Judged[][] {
  const byOwner = new Map<string, Judged[]>();
  for (const one of judged) {
    if (one.share === null || one.share === 1) continue;
    const key = id === 'privacy.flows' ? one.subject : (one.owner ?? '');
    const group = byOwner.get(key);
    if (group) group.push(one);
    else byOwner.set(key, [one]);
  }
  return [...byOwner.values()];
}

function fulfilled(obligation: Obligation, group: readonly Judged[]): Obligation {
  const met = new Set(group);
  return {
    ...obligation,
    judged: obligation.judged.map((one) => (met.has(one) ? { ...one, share: 1 } : one)),
  };
}

/** One task for all that nobody looked at: the part that would gain most names it. */
function lookups(parts: readonly PartJudgement[], looked: Looked): Candidate[] {
  const scores = parts.map((part) => scorePart(part)).filter(({ unknown }) => unknown > 0);
  const [most] = [...scores].sort((a, b) => b.unknown - a.unknown);
  if (!most) return [];
  const list = scores.map(({ id, unknown }) => `${PART_TITLES[id]} ${unknown}`).join(', ');
  return [
    {
      title: `Add ${missing(parts, looked) || 'samples and code'} to the configuration`,
      why: `Points that become known: ${list}. A first look never costs any.`,
      owner: null,
      part: most.id,
      from: most.score,
      to: null,
      fingerprint: null,
      subjects: [],
      worth: most.unknown / 2,
      lifts: false,
    },
  ];
}

/**
 * "samples of braze and lake, code of ios, more samples of web": the systems of which something is not known for want
 * of looking. Where there are some samples already, what is unknown was in none of them.
 */
function missing(parts: readonly PartJudgement[], looked: Looked): string {
  const samples = new Set<string>();
  const code = new Set<string>();
  for (const { id, judged } of parts.flatMap(({ obligations }) => obligations)) {
    for (const { subject, share } of judged) {
      if (share !== null) continue;
      const steps = parseSubject(subject);
      const system = steps.find(({ kind }) => kind === 'system')?.name;
      if (system === undefined) continue;
      const evidence = steps.find(({ kind }) => kind === 'standard')?.name;
      if (evidence === 'code' || id === 'governance.built') code.add(system);
      else samples.add(system);
    }
  }
  const some = (system: string) => looked.samples.has(system);
  return listed([
    ...systems(
      'samples',
      [...samples].filter((system) => !some(system)),
    ),
    ...systems('code', [...code]),
    ...systems('more samples', [...samples].filter(some)),
  ]);
}

function systems(kind: string, keys: readonly string[]): string[] {
  const rest = keys.length > 3 ? ` and ${keys.length - 3} more` : '';
  return keys.length > 0 ? [`${kind} of ${[...keys].sort().slice(0, 3).join(', ')}${rest}`] : [];
}

function listed(items: readonly string[]): string {
  return items.length > 2 ? `${items.slice(0, -1).join(', ')}, and ${items.at(-1)}` : items.join(' and ');
}

function renewal({ rule, until, owner, fingerprint, subject }: Ending): Task {
  return {
    title: `Renew or repair what is waived for ${rule}`,
    why: `The waiver ends on ${until}; then the check fails.`,
    owner,
    part: null,
    from: null,
    to: null,
    fingerprint,
    subjects: subject === null ? [] : [subject],
  };
}

function soon(until: string, today: string): boolean {
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000;
  return days >= 0 && days <= SOON_DAYS;
}

/** "Order Completed, Cart Viewed and 4 more". */
function names(subjects: readonly Subject[]): string {
  const all = [...new Set(subjects.map(readable))];
  const shown = all.slice(0, 3);
  const rest = all.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}

/** `category:user.contact.email/system:meta-ads` → "user.contact.email to meta-ads". */
function readable(subject: Subject): string {
  const steps = parseSubject(subject).filter(({ kind }) => kind !== 'standard');
  const system = steps.findLast(({ kind }) => kind === 'system');
  const thing = steps.findLast(({ kind }) => kind !== 'system');
  if (!thing) return system?.name ?? subject.slice(subject.indexOf(':') + 1);
  const within = steps[0] !== thing && thing.kind === 'property' && steps[0] ? `${steps[0].name}.` : '';
  return system ? `${within}${thing.name} to ${system.name}` : `${within}${thing.name}`;
}
