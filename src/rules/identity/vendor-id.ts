import { identifiersOf } from '../../catalogue/index.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const vendorId = defineRule({
  id: 'identity/vendor-id',
  summary: 'The key of the plan is no id that one system makes for itself.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy', 'systems'],
  messages: {
    own: (data: { type: string; field: string; system: string; source: string; checked: string }) =>
      `"${data.type}" is "${data.field}", which ${data.system} makes itself: no other system knows it, so it joins nothing${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const identity = factOf(system, 'identity');
      if (identity === null || system.vendor === null) continue;
      for (const { field, assignedByVendor } of identifiersOf(system.vendor)) {
        const key = system.identity.get(field) ?? field;
        const type = assignedByVendor ? plan.identity.types.get(key) : undefined;
        if (type === undefined || !plan.identity.priority.includes(key)) continue;
        report({
          message: 'own',
          data: { type: key, field, system: title(system), ...sourceOf(identity) },
          ...about(identity, system, type),
          severity: 'warn',
        });
      }
    }
  },
});
