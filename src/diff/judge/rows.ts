import type { Verdict } from '../../evidence/change.ts';
import type { SchemaChangeKind } from '../changes/schema-change.ts';
import type { Level } from './bump.ts';

/** What a kind of change does to whom, where nothing about the single case says more. */
export interface Row {
  readonly backward: Verdict;
  readonly forward: Verdict;
  readonly warehouse: Verdict;
  /** To whoever reads it; without a reader nothing is harmed. */
  readonly readers: Verdict;
  readonly privacy: Verdict;
  readonly level: Level;
  readonly why?: string;
}

const FINE: Row = {
  backward: 'compatible',
  forward: 'compatible',
  warehouse: 'compatible',
  readers: 'compatible',
  privacy: 'compatible',
  level: 'none',
};
const row = (parts: Partial<Row>): Row => ({ ...FINE, ...parts });

const GONE = row({ backward: 'breaking', warehouse: 'risky', readers: 'breaking', level: 'model' });
const OTHER_NAME = row({ ...GONE, forward: 'breaking' });
const DOCS = row({ level: 'docs' });
const ADDITION = row({ level: 'addition' });
const EXPOSED = row({ privacy: 'breaking', level: 'addition' });

/** By `thing.what`. Kinds that are not here are told from both sides of the change: see `plans.ts`. */
export const ROWS: Readonly<Record<string, Row>> = {
  'event.added': row({ forward: 'risky', level: 'addition' }),
  'event.removed': GONE,
  'event.retired': GONE,
  'event.renamed': OTHER_NAME,
  'event.returned': row({
    ...OTHER_NAME,
    warehouse: 'breaking',
    why: 'the name had another meaning, and data of both will mix',
  }),
  'event.forgotten': row({
    level: 'docs',
    why: 'nothing keeps the name from coming back with another meaning',
  }),
  'event.name-changed': OTHER_NAME,
  'event.call-changed': OTHER_NAME,
  'event.condition-changed': row({
    backward: 'unknown',
    forward: 'unknown',
    readers: 'risky',
    level: 'revision',
    why: 'which samples the condition picks is not known here',
  }),
  'event.status-changed': ADDITION,
  'event.sunset-changed': row({ readers: 'risky', level: 'docs' }),
  'event.owner-changed': row({}),
  'event.documented': DOCS,
  'event.trigger-changed': row({ readers: 'risky', level: 'revision', why: 'it counts something else now' }),
  'event.version-changed': row({}),
  'event.sampling-changed': row({
    readers: 'risky',
    level: 'revision',
    why: 'counts change with the share that is sent',
  }),
  'event.sender-added': row({ forward: 'risky', level: 'addition' }),
  'event.sender-removed': row({ backward: 'breaking', readers: 'risky', level: 'model' }),
  'event.variant-sunset-changed': DOCS,
  'event.variant-added': row({ forward: 'risky', level: 'addition' }),
  'event.variant-removed': row({ backward: 'breaking', level: 'model' }),
  'property.unit-changed': row({
    readers: 'breaking',
    level: 'model',
    why: 'the same number means something else',
  }),
  'property.documented': DOCS,
  'property.default-changed': row({
    forward: 'risky',
    readers: 'risky',
    level: 'docs',
    why: 'senders may fill in the other value',
  }),
  'property.owner-changed': row({}),
  'property.status-changed': ADDITION,
  'dictionary.added': DOCS,
  'dictionary.removed': DOCS,
  'delivery.added': ADDITION,
  'delivery.removed': row({ readers: 'breaking', level: 'revision' }),
  'delivery.renamed': row({ readers: 'breaking', level: 'model' }),
  'system.added': ADDITION,
  'system.removed': row({ readers: 'breaking', level: 'revision' }),
  'system.role-changed': row({ privacy: 'risky', level: 'revision' }),
  'system.processing-changed': row({ privacy: 'risky', level: 'docs' }),
  'system.owner-changed': row({}),
  'system.limits-changed': row({ level: 'docs' }),
  'system.identity-changed': row({ readers: 'risky', level: 'revision' }),
  'system.purpose-added': row({
    privacy: 'breaking',
    level: 'addition',
    why: 'what it holds may be used for one purpose more',
  }),
  'system.purpose-removed': ADDITION,
  'exposure.added': row({ ...EXPOSED, why: 'personal data reaches a system that did not have it' }),
  'exposure.handling-changed': row({
    ...EXPOSED,
    why: 'personal data reaches it less protected, or in another form',
  }),
  'purpose.removed': row({ privacy: 'risky', level: 'revision' }),
  'purpose.signal-changed': row({ privacy: 'risky', level: 'revision' }),
  'regime.removed': row({ privacy: 'breaking', level: 'addition' }),
  'regime.added': ADDITION,
  'policy.deny-removed': row({
    privacy: 'breaking',
    level: 'addition',
    why: 'what was forbidden is no longer',
  }),
  'policy.deny-added': ADDITION,
  'policy.allow-added': row({ privacy: 'risky', level: 'addition' }),
  'policy.allow-removed': ADDITION,
  'policy.reordered': row({
    privacy: 'risky',
    level: 'addition',
    why: 'the first line that fits wins, and that may be another now',
  }),
  'identity.added': ADDITION,
  'identity.removed': row({ readers: 'breaking', level: 'revision' }),
  'identity.of-changed': row({ readers: 'breaking', level: 'model' }),
  'identity.known-changed': row({ readers: 'risky', level: 'revision' }),
  'identity.unique-changed': row({ readers: 'risky', level: 'revision' }),
  'identity.immutable-changed': row({ readers: 'risky', level: 'revision' }),
  'identity.normalize-changed': row({
    readers: 'risky',
    level: 'revision',
    why: 'old and new identifiers may no longer join',
  }),
  'identity.priority-changed': row({ readers: 'risky', level: 'revision' }),
  'identity.link-changed': row({ readers: 'risky', level: 'revision' }),
  'delivery.mapping-changed': row({ readers: 'risky', level: 'revision' }),
  'event.phase-changed': DOCS,
  'event.stage-changed': DOCS,
  'event.intent-changed': DOCS,
  'event.tags-changed': DOCS,
  'event.successor-changed': DOCS,
  'event.approval-changed': DOCS,
  'team.added': row({}),
  'team.removed': row({}),
  'team.contact-changed': row({}),
  'team.function-changed': row({}),
  'plan.documented': DOCS,
  'plan.product-changed': DOCS,
  'plan.standards-changed': DOCS,
  'identity.placeholders-changed': DOCS,
  'identity.limits-changed': DOCS,
  'privacy.controller-changed': row({ privacy: 'risky', level: 'docs' }),
  'purpose.regimes-changed': row({
    privacy: 'risky',
    level: 'revision',
    why: 'another basis or signal may hold in a regime',
  }),
  'governance.enforcement-changed': row({
    forward: 'risky',
    level: 'revision',
    why: 'pipelines do something else with what is not valid',
  }),
  'governance.approvals-changed': row({
    privacy: 'risky',
    level: 'docs',
    why: 'others have to agree than before',
  }),
  'governance.window-changed': DOCS,
  'need.added': DOCS,
  'need.removed': DOCS,
  'need.uses-changed': DOCS,
  'need.owner-changed': row({}),
  'plan.version-changed': row({}),
};

/** What a change of shape does to whoever reads the property. */
export const READERS: Readonly<Record<SchemaChangeKind, Verdict>> = {
  'property.added': 'compatible',
  'property.removed': 'breaking',
  'property.renamed': 'breaking',
  'property.made-required': 'compatible',
  'property.made-optional': 'risky',
  'property.type-narrowed': 'risky',
  'property.type-widened': 'risky',
  'property.type-replaced': 'breaking',
  'property.shape-changed': 'breaking',
  'property.null-added': 'risky',
  'property.null-removed': 'compatible',
  'property.enum-value-added': 'risky',
  'property.enum-value-removed': 'risky',
  'property.enum-added': 'compatible',
  'property.enum-removed': 'risky',
  'property.enum-reordered': 'compatible',
  'property.limit-tightened': 'compatible',
  'property.limit-widened': 'compatible',
  'property.format-added': 'risky',
  'property.format-changed': 'risky',
  'property.format-removed': 'risky',
  'property.pattern-added': 'risky',
  'property.pattern-changed': 'risky',
  'property.pattern-removed': 'risky',
  'property.keyword-fixed': 'compatible',
  'property.default-changed': 'risky',
  'property.documented': 'compatible',
  'content.closed': 'compatible',
  'content.opened': 'compatible',
  'combination.changed': 'risky',
};
