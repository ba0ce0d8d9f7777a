import { remembered } from '../../text/remembered.ts';
import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { current, everyUse, firstMeeting, typesOf } from '../uses.ts';

/** Names that are money when they end so. */
const MONEY = new Set(
  'amount price revenue cost subtotal fee fees salary balance turnover gmv ltv mrr arr spend budget proceeds'.split(
    ' ',
  ),
);
/** Money when they are the whole name. */
const ALONE = new Set('total tax shipping discount value'.split(' '));
/** No money after all: `price_count`, `discount_percent`, `amount_of_items`. */
const OTHER = new Set(
  'count number quantity qty percent percentage pct rate ratio points score index rank level tier items users days'.split(
    ' ',
  ),
);

export const amountWithoutCurrency = defineRule({
  id: 'types/amount-without-currency',
  summary: 'Every amount of money says in which currency it is.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'units'],
  messages: {
    noCurrency: ({ property }: { property: string }) =>
      `"${property}" looks like money, and neither its \`unit\` nor a currency beside it says which.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { use, around, in: home } of everyUse(plan)) {
      const { property } = use;
      // In a group or the dictionary, what is beside it in an event cannot be seen.
      if (home === 'group' || home === 'dictionary' || property.unit !== null || !current(property)) continue;
      if (!typesOf(property).some((type) => type === 'number' || type === 'integer') || !isMoney(use.name))
        continue;
      const beside = around.some((uses) =>
        [...uses.keys()].some((name) => words(name).some((word) => /^currency/i.test(word))),
      );
      if (beside || !first(use.spot)) continue;
      report({ message: 'noCurrency', data: { property: use.name }, subject: use.subject, at: use.spot });
    }
  },
});

const isMoney = remembered((name: string): boolean => {
  const all = words(name).map((word) => word.toLowerCase());
  const last = all.at(-1) ?? '';
  return !all.some((word) => OTHER.has(word)) && (MONEY.has(last) || (all.length === 1 && ALONE.has(last)));
});
