import { defineRule } from '../rule.ts';

export const contradictingLimit = defineRule({
  id: 'identity/contradicting-limit',
  summary: 'Limits between identifiers agree with what their types say.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    unique: ({ of, per, max }: { of: string; per: string; max: number }) =>
      `Up to ${max} "${of}" may share one "${per}", which is unique: it belongs to one person.`,
    immutable: ({ of, per, max }: { of: string; per: string; max: number }) =>
      `One "${per}" may have ${max} "${of}" in its life, but "${of}" is immutable.`,
    twice: ({ of, per, max, other }: { of: string; per: string; max: number; other: number }) =>
      `The limit of "${of}" per "${per}" is given twice: ${other} and ${max}.`,
  },
  check(plan, { report }) {
    const { limits, types } = plan.identity;
    const seen = new Map<string, number>();
    for (const { of, per, max, node } of limits) {
      const data = { of, per, max };
      const place = { subject: types.get(of)?.subject ?? `identity:${of}`, at: node };
      const key = JSON.stringify([of, per]);
      const other = seen.get(key);
      if (other !== undefined && other !== max) {
        report({ message: 'twice', data: { ...data, other }, ...place, discriminator: `${per}|twice` });
      }
      seen.set(key, max);
      const [counted, owner] = [types.get(of), types.get(per)];
      if (max < 2 || !counted || !owner) continue;
      if (!counted.immutable) continue;
      // What never changes is one for each person: two of it on one unchangeable, or one unique, value are two people.
      if (owner.of === 'person' && owner.immutable) {
        report({ message: 'immutable', data, ...place, discriminator: per });
      } else if (owner.unique && counted.of === 'person' && counted.unique) {
        report({ message: 'unique', data, ...place, discriminator: per });
      }
    }
  },
});
