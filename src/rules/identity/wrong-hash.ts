import { identifiersOf } from '../../catalogue/index.ts';
import type { Check, Hit } from '../../evidence/check.ts';
import type { System } from '../../plan/types.ts';
import { textOf } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const wrongHash = defineRule({
  id: 'identity/wrong-hash',
  summary: 'What a system takes only hashed is in its samples as the hash that it takes.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['identity', 'samples', 'hashing'],
  messages: {
    hashed: ({ path, expected, seen }: Hit) =>
      `${path} should be ${expected} here${seen === '' ? '' : `; it is ${seen}`}: nobody is found by it.`,
  },
  checks(plan) {
    return [...plan.systems.values()].flatMap((system): Check[] => {
      const recipe = recipeOf(system);
      if (recipe === null || system.vendor === null) return [];
      const fields = new Map(identifiersOf(system.vendor).map((each) => [each.field, each]));
      return [...system.identity].flatMap(([field, key]): Check[] => {
        const type = plan.identity.types.get(key);
        if (type === undefined || fields.get(field)?.hash !== 'required') return [];
        return [
          {
            rule: 'identity/wrong-hash',
            subject: type.subject,
            event: null,
            call: null,
            variant: null,
            part: 'ids',
            path: [key],
            systems: [system.key],
            verdict: null,
            operation: { op: 'hashed', ...recipe },
          },
        ];
      });
    });
  },
});

type Recipe = Pick<Extract<Check['operation'], { op: 'hashed' }>, 'algorithm' | 'encoding'>;

/** How the system wants it hashed, where a source says so in words that we know. */
function recipeOf(system: System): Recipe | null {
  const algorithm = textOf(system, 'matching', 'algorithm')?.value;
  const encoding = textOf(system, 'matching', 'encoding')?.value ?? 'hex';
  if (algorithm !== 'sha256' && algorithm !== 'sha1' && algorithm !== 'md5') return null;
  return encoding === 'hex' || encoding === 'base64' ? { algorithm, encoding } : null;
}
