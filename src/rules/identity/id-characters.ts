import { forbiddenCharacters, identifiersOf } from '../../catalogue/index.ts';
import type { IdentityType } from '../../plan/types.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { keyword } from '../uses.ts';

export const idCharacters = defineRule({
  id: 'identity/id-characters',
  summary: 'An identifier has no character that a system refuses in it.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'systems', 'drift'],
  messages: {
    refused: (data: {
      type: string;
      example: string;
      character: string;
      system: string;
      source: string;
      checked: string;
    }) =>
      `"${data.type}" may hold "${data.character}" (${data.example}), which ${data.system} refuses in its key: these people are missing there${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      if (system.vendor === null) continue;
      const identity = factOf(system, 'identity');
      for (const [field, key] of system.identity) {
        const type = plan.identity.types.get(key);
        const kind = identifiersOf(system.vendor).find((each) => each.field === field)?.kind;
        if (type === undefined || kind === undefined || identity === null) continue;
        for (const character of forbiddenCharacters(kind, system.vendor)) {
          const example = exampleWith(type, character);
          if (example === null) continue;
          report({
            message: 'refused',
            data: { type: key, example, character, system: title(system), ...sourceOf(identity) },
            ...about(identity, system, type),
            discriminator: `${system.key}|${field}|${character}`,
          });
        }
      }
    }
  },
});

/** What shows that the type allows the character: an example, or a prefix that its pattern writes out. */
function exampleWith(type: IdentityType, character: string): string | null {
  const found = type.examples.find((value) => typeof value === 'string' && value.includes(character));
  if (typeof found === 'string') return found;
  const pattern = keyword(type, 'pattern');
  if (typeof pattern !== 'string') return null;
  const literal = /^\^?([\w-]*)/.exec(pattern)?.[1] ?? '';
  return pattern.startsWith(`^${literal}${character}`) ? `${literal}${character}…` : null;
}
