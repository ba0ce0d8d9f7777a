import { escapeStep, unescapeStep } from '../text/json-pointer.ts';

/**
 * What a finding is about, by name and not by place: `event:Order Completed/property:total`.
 * In names `~` is `~0` and `/` is `~1`, as in JSON pointers.
 */
export type Subject = string;

export type SubjectKind =
  | 'plan'
  | 'event'
  | 'variant'
  | 'property'
  | 'context'
  | 'trait'
  | 'group'
  | 'identity'
  | 'category'
  | 'purpose'
  | 'regime'
  | 'policy'
  | 'system'
  | 'flow'
  | 'need'
  | 'team'
  | 'standard'
  | 'approval'
  | 'schema'
  | 'file'
  | 'rule'
  | 'waiver'
  | 'override';

/** `subject(['event', 'Order Completed'], ['property', 'total'])`. */
export function subject(...parts: ReadonlyArray<readonly [SubjectKind, string]>): Subject {
  return parts.map(([kind, name]) => `${kind}:${escapeStep(name)}`).join('/');
}

/** Adds one more step to a subject. */
export function within(parent: Subject, kind: SubjectKind, name: string): Subject {
  return `${parent}/${kind}:${escapeStep(name)}`;
}

/** The steps of a subject, names unescaped. */
export function parseSubject(value: Subject): Array<{ kind: string; name: string }> {
  return value.split('/').map((part) => {
    const colon = part.indexOf(':');
    const kind = colon < 0 ? part : part.slice(0, colon);
    const name = colon < 0 ? '' : part.slice(colon + 1);
    return { kind, name: unescapeStep(name) };
  });
}
