import { placeholders } from '../../catalogue/identifiers.ts';
import type { Check, Hit } from '../../evidence/check.ts';
import { subject } from '../../findings/subject.ts';
import type { IdentityType, Plan } from '../../plan/types.ts';
import { isObject } from '../../text/json.ts';
import { type AnyRule, defineRule } from '../rule.ts';

const tags = ['identity', 'samples'];
const everyCall = { event: null, call: null, variant: null } as const;

function onIdentifier(type: IdentityType) {
  return { ...everyCall, part: 'ids', path: [type.key], subject: type.subject } as const;
}

/** About the whole stream; where to repair is the identity type, when it is about one. */
function onStream(plan: Plan, type?: string) {
  const about = type === undefined ? undefined : plan.identity.types.get(type);
  const whole = { ...everyCall, part: 'stream', path: [], subject: subject(['plan', plan.name]) } as const;
  return { ...(about === undefined ? whole : onIdentifier(about)), verdict: null } as const;
}

const placeholderId = defineRule({
  id: 'identity/placeholder-id',
  summary: 'No identifier is a stand-in for "nobody", which would make one person of many.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags,
  messages: {
    placeholder: ({ path, seen }: Hit) =>
      `${path} is a stand-in for no identifier${seen === '' ? '' : `: ${seen}`}.`,
  },
  checks(plan) {
    const { insensitive, exact } = placeholders();
    const never = plan.identity.never.map((value) => value.toLowerCase());
    const operation = { op: 'placeholder', values: [...insensitive, ...never], exact } as const;
    return [...plan.identity.types.values()].map((type): Check => {
      return { ...onIdentifier(type), rule: 'identity/placeholder-id', verdict: 'invalid_value', operation };
    });
  },
});

const unnormalizedId = defineRule({
  id: 'identity/unnormalized-id',
  summary: 'Identifiers are sent in their normal form, so that equal ones are equal everywhere.',
  severity: 'warn',
  preset: 'recommended',
  on: 'sample',
  tags,
  messages: {
    normalized: ({ path, expected, seen }: Hit) =>
      `${path} is not in its normal form (${expected})${seen === '' ? '' : `: ${seen}`}; other systems will not find it.`,
  },
  checks(plan) {
    return [...plan.identity.types.values()]
      .filter((type) => type.normalize.length > 0 && type.privacy.handling === 'raw')
      .map((type): Check => {
        const operation = { op: 'normalized', steps: type.normalize } as const;
        return { ...onIdentifier(type), rule: 'identity/unnormalized-id', verdict: null, operation };
      });
  },
});

/** Identifiers that are recognised wherever they stand. */
const telling = [
  { type: 'e-mail address', kind: 'email', schema: { type: 'string', format: 'email' } },
  { type: 'phone number', kind: 'phone', schema: { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$' } },
] as const;

const wrongField = defineRule({
  id: 'identity/wrong-field',
  summary: 'An identifier stands in its own field: no e-mail address as user id.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags,
  messages: {
    'wrong-field': ({ path, keyword, seen }: Hit) =>
      `${path} holds another identifier (${keyword})${seen === '' ? '' : `: ${seen}`}.`,
  },
  checks(plan) {
    return [...plan.identity.types.values()].flatMap((type): Check[] => {
      const others = telling.filter(({ kind }) => !isOfKind(type, kind));
      if (type.privacy.handling !== 'raw' || others.length === 0) return [];
      const operation = {
        op: 'wrong-field',
        type: type.key,
        others: others.map((each) => ({ type: each.type, schema: each.schema })),
      } as const;
      return [{ ...onIdentifier(type), rule: 'identity/wrong-field', verdict: null, operation }];
    });
  },
});

/** By format, category or name: an identifier whose values are addresses or numbers anyway. */
function isOfKind(type: IdentityType, kind: 'email' | 'phone'): boolean {
  const format = isObject(type.schema) ? type.schema['format'] : undefined;
  const category = type.privacy.category ?? '';
  return format === kind || category.includes(kind) || type.key.toLowerCase().includes(kind);
}

const tooMany = defineRule({
  id: 'identity/too-many',
  summary: 'No identifier goes with more others than the plan allows.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags,
  messages: {
    'one-to-many': ({ path, expected, seen }: Hit) =>
      `The plan allows ${expected}; ${seen} ${path} have more.`,
  },
  checks(plan) {
    return plan.identity.limits.map(({ of, per, max }) => ({
      ...onStream(plan, per),
      rule: 'identity/too-many',
      operation: { op: 'one-to-many' as const, of, per, max },
    }));
  },
});

const sharedDevice = defineRule({
  id: 'identity/shared-device',
  summary: 'Devices are used by few people: shared ones mix the behaviour of all of them.',
  severity: 'info',
  preset: 'recommended',
  on: 'sample',
  tags,
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      max: { type: 'integer', minimum: 1, default: 3, description: 'Known people that one device may have.' },
    },
  },
  defaults: { max: 3 },
  messages: {
    'one-to-many': ({ path, expected, seen }: Hit) => `${seen} ${path} are shared: expected ${expected}.`,
  },
  checks(plan, { options }) {
    const { link, limits } = plan.identity;
    if (link === null || limits.some(({ of, per }) => of === link.to && per === link.from)) return [];
    return [
      {
        ...onStream(plan, link.from),
        rule: 'identity/shared-device',
        operation: { op: 'one-to-many' as const, of: link.to, per: link.from, max: options.max },
      },
    ];
  },
});

const mergedTwice = defineRule({
  id: 'identity/merged-twice',
  summary: 'An identifier is merged into one person only.',
  severity: 'warn',
  preset: 'recommended',
  on: 'sample',
  tags,
  messages: {
    'one-to-many': ({ seen }: Hit) => `${seen} earlier identifiers are merged into more than one person.`,
  },
  checks(plan) {
    const known = plan.identity.priority.find((key) => plan.identity.types.get(key)?.known === true);
    if (known === undefined) return [];
    const operation = { op: 'one-to-many' as const, of: known, per: 'alias', max: 1 };
    return [{ ...onStream(plan, known), rule: 'identity/merged-twice', operation }];
  },
});

const usedBeforeLink = defineRule({
  id: 'identity/used-before-link',
  summary: 'A device carries a known identifier only after the call that ties the two.',
  severity: 'warn',
  preset: 'recommended',
  on: 'sample',
  tags,
  messages: {
    linked: ({ path, keyword, expected, seen }: Hit) =>
      keyword === 'never'
        ? `${seen} pairs of a device and ${path} are never linked: expected ${expected}.`
        : `${seen} pairs of a device and ${path} are used before their link: expected ${expected} first.`,
  },
  checks(plan) {
    const { link } = plan.identity;
    if (link === null || link.at.length === 0) return [];
    const { from, to, at } = link;
    const operation = { op: 'linked' as const, from, to, at };
    return [{ ...onStream(plan, to), rule: 'identity/used-before-link', operation }];
  },
});

const duplicateMessage = defineRule({
  id: 'evidence/duplicate-message',
  summary: 'Every message comes once.',
  severity: 'warn',
  preset: 'recommended',
  on: 'sample',
  tags: ['evidence', 'samples'],
  messages: {
    duplicate: ({ seen }: Hit) => `${seen} messages came before under the same message id.`,
  },
  checks(plan) {
    const operation = { op: 'duplicate' as const, cap: 100_000 };
    return [{ ...onStream(plan), rule: 'evidence/duplicate-message', operation }];
  },
});

const implausibleTime = defineRule({
  id: 'evidence/implausible-time',
  summary: 'Events are not from the future, and those of one sender come in order.',
  severity: 'warn',
  preset: 'recommended',
  on: 'sample',
  tags: ['evidence', 'samples'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      future_minutes: {
        type: 'integer',
        minimum: 0,
        default: 60,
        description: 'How far ahead a clock may be.',
      },
      skew_minutes: {
        type: 'integer',
        minimum: 0,
        default: 60,
        description: 'How far back one event may be from the last.',
      },
    },
  },
  defaults: { future_minutes: 60, skew_minutes: 60 },
  messages: {
    time: ({ keyword, expected, seen }: Hit) =>
      keyword === 'disorder'
        ? `${seen} events come after later ones of the same sender.`
        : `The time of events should be ${expected}.`,
  },
  checks(plan, { options }) {
    const operation = {
      op: 'time' as const,
      maxAgeDays: null,
      futureMs: options.future_minutes * 60_000,
      skewMs: options.skew_minutes * 60_000,
    };
    const about = { ...onStream(plan), part: 'event' as const };
    return [{ ...about, rule: 'evidence/implausible-time', operation }];
  },
});

/** What identifiers must be like across a whole stream. */
export const identityStreamRules: readonly AnyRule[] = [
  placeholderId,
  unnormalizedId,
  wrongField,
  tooMany,
  sharedDevice,
  mergedTwice,
  usedBeforeLink,
  duplicateMessage,
  implausibleTime,
];
