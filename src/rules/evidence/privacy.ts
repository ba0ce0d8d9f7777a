import type { Check, Hit } from '../../evidence/check.ts';
import { subject } from '../../findings/subject.ts';
import type { Plan, Property, PropertyUse } from '../../plan/types.ts';
import { isObject } from '../../text/json.ts';
import { type AnyRule, defineRule } from '../rule.ts';
import { liveShapes, nested } from '../shapes.ts';

type Target = Pick<Check, 'event' | 'call' | 'variant'>;
type Scanned = 'properties' | 'traits' | 'context';

const tags = ['privacy', 'samples'];
const everyCall: Target = { event: null, call: null, variant: null };

/** Categories that may stand in a property: its tag, or anything where the plan lists the values itself. */
function allowed(property: Property): readonly string[] {
  if (isObject(property.schema) && ('enum' in property.schema || 'const' in property.schema)) return ['user'];
  const { category } = property.privacy;
  return category === null || category === 'none' ? [] : [category];
}

function personal(
  target: Target,
  part: Scanned,
  path: readonly string[],
  about: string,
  allow: readonly string[],
): Check {
  const operation = { op: 'personal', allow } as const;
  return { ...target, rule: 'privacy/personal-value', subject: about, part, path, verdict: null, operation };
}

function usesChecks(uses: ReadonlyMap<string, PropertyUse>, target: Target, part: Scanned): Check[] {
  return nested(uses).map(({ use, path }) => {
    // The names of context entries are paths themselves.
    const steps = part === 'context' ? [...(path[0] ?? '').split('.'), ...path.slice(1)] : path;
    return personal(target, part, steps, use.subject, allowed(use.property));
  });
}

const personalValue = defineRule({
  id: 'privacy/personal-value',
  summary: 'Personal values stand only where the plan tags them.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags,
  messages: {
    personal: ({ event, path, expected, seen }: Hit) =>
      `"${path}"${event === null ? '' : ` in ${event}`} is not tagged ${expected}, and holds such: ${seen}.`,
  },
  checks(plan) {
    const here = subject(['plan', plan.name]);
    const outside = [
      personal(everyCall, 'properties', [], here, []),
      personal(everyCall, 'context', [], here, []),
      // Traits that vendors repeat in the context are looked at where they are set.
      personal(everyCall, 'context', ['traits'], here, ['user']),
      personal(everyCall, 'traits', [], here, []),
    ];
    const traits = [...plan.traits.values()].flatMap((uses) => usesChecks(uses, everyCall, 'traits'));
    const events = liveShapes(plan).flatMap(({ event, shape, target }) => [
      personal(target, 'properties', [], event.subject, []),
      ...usesChecks(shape.properties, target, 'properties'),
    ]);
    return [...outside, ...usesChecks(plan.context, everyCall, 'context'), ...traits, ...events];
  },
});

/** Seen by the watcher of personal values; here so that it is listed and can be configured. */
const testData = defineRule({
  id: 'evidence/test-data',
  summary: 'Samples hold no documented test data: no example.com, no test cards.',
  severity: 'info',
  preset: 'recommended',
  on: 'run',
  tags,
  messages: {
    personal: ({ event, path, seen }: Hit) =>
      `"${path}"${event === null ? '' : ` in ${event}`} holds test data: ${seen}.`,
  },
});

function consentChecks(plan: Plan): Check[] {
  return [...plan.systems.values()].flatMap((system) =>
    system.purposes.flatMap((key): Check[] => {
      const purpose = plan.privacy.purposes.get(key);
      if (purpose === undefined) return [];
      const under = [...purpose.under].map(([regime, { signal }]) => ({
        regime,
        when: plan.privacy.regimes.get(regime)?.when ?? null,
        signal,
      }));
      if (purpose.signal === null && under.every(({ signal }) => signal === null)) return [];
      return [
        {
          ...everyCall,
          rule: 'privacy/no-consent',
          subject: purpose.subject,
          part: 'event',
          path: [],
          systems: [system.key],
          verdict: null,
          operation: { op: 'consent', purpose: key, system: system.key, signal: purpose.signal, under },
        },
      ];
    }),
  );
}

const noConsent = defineRule({
  id: 'privacy/no-consent',
  summary: 'Samples seen in a system carry the consent that its purposes need.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags,
  messages: {
    consent: ({ event, expected }: Hit) =>
      `${event ?? 'A call'} arrived without the consent it needs${expected === '' ? '' : `: ${expected}`}.`,
  },
  checks: consentChecks,
});

/** What samples show about privacy. */
export const privacyStreamRules: readonly AnyRule[] = [personalValue, testData, noConsent];
