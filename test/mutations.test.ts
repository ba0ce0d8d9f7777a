import { describe, expect, it } from 'vitest';
import { identity } from './mutations/identity.ts';
import { Editor, firing, type Mutation, random, SHOP } from './mutations/mutation.ts';
import { privacy } from './mutations/privacy.ts';
import { systems } from './mutations/systems.ts';

const SEED = 20261121;

/** In an order that is no author's: what one mutation leaves behind would show in the next. */
function shuffled(mutations: readonly Mutation[]): Mutation[] {
  const next = random(SEED);
  return mutations
    .map((mutation) => ({ mutation, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ mutation }) => mutation);
}

it('the shop’s plan is clean to begin with', async () => {
  expect(await firing(new Editor(SHOP).toString())).toEqual([]);
});

describe('one change of the shop’s plan is found by the rules that it states, and by no others', () => {
  it.each(shuffled([...systems, ...privacy, ...identity]))('$name', async ({ change, rules }) => {
    const plan = new Editor(SHOP);
    change(plan);
    expect(await firing(plan.toString())).toEqual([...rules].sort());
  });
});
