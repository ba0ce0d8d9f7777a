import { deliveries } from '../../plan/deliveries.ts';
import { isObject } from '../../text/json.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const vendorConsent = defineRule({
  id: 'privacy/vendor-consent',
  summary: 'A system whose vendor asks for consent has a purpose that rests on it.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'consent', 'gdpr'],
  messages: {
    none: (data: { system: string; keys: string; source: string; checked: string }) =>
      `${data.system} wants consent (${data.keys}) for people in Europe, and none of its purposes rests on consent there${cite(data)}.`,
  },
  check(plan, { report }) {
    if (!plan.privacy.regimes.has('gdpr') || plan.privacy.purposes.size === 0) return;
    for (const system of plan.systems.values()) {
      const consent = factOf(system, 'privacy', 'consent');
      const keys = factOf(system, 'privacy', 'consent', 'required_for');
      if (consent === null || keys === null || !isObject(keys.value)) continue;
      if (system.purposes.length === 0 || (deliveries(plan).get(system.key)?.length ?? 0) === 0) continue;
      const bases = system.purposes.map((key) => {
        const purpose = plan.privacy.purposes.get(key);
        return purpose?.under.get('gdpr')?.basis ?? purpose?.basis ?? null;
      });
      if (bases.includes('consent')) continue;
      report({
        message: 'none',
        data: { system: title(system), keys: Object.keys(keys.value).join(', '), ...sourceOf(consent) },
        ...about(consent, system, system),
        severity: 'warn',
      });
    }
  },
});
