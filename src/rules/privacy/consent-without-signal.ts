import type { Basis, Condition } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';

export const consentWithoutSignal = defineRule({
  id: 'privacy/consent-without-signal',
  summary: 'A purpose that rests on consent or an opt-out says what it looks like in the data.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'purpose', 'consent'],
  messages: {
    none: (data: { purpose: string; basis: string; under: string }) =>
      `Purpose "${data.purpose}" rests on ${data.basis}${data.under === '' ? '' : ` under ${data.under}`}, but no \`signal\` says how a sample shows it: nothing can check it.`,
  },
  check(plan, { report }) {
    for (const purpose of plan.privacy.purposes.values()) {
      const place = { subject: purpose.subject, at: purpose.spot, owners: [purpose.owner] };
      if (asks(purpose.basis) && purpose.signal === null) {
        report({
          message: 'none',
          data: { purpose: purpose.key, basis: purpose.basis ?? '', under: '' },
          ...place,
        });
      }
      for (const [regime, { basis, signal }] of purpose.under) {
        if (!asks(basis) || inherited(signal, purpose)) continue;
        report({
          message: 'none',
          data: { purpose: purpose.key, basis: basis ?? '', under: regime },
          ...place,
          discriminator: regime,
        });
      }
    }
  },
});

function asks(basis: Basis | null): boolean {
  return basis === 'consent' || basis === 'opt-out';
}

/** A regime that only names another basis keeps the purpose's signal. */
function inherited(signal: Condition | null, purpose: { readonly signal: Condition | null }): boolean {
  return signal !== null || purpose.signal !== null;
}
