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
/** Money when they are the whole name, where something is sold. */
const ALONE = new Set('total tax shipping discount value'.split(' '));
const SALE =
  /^(orders?|transactions?|purchases?|carts?|baskets?|checkouts?|coupons?|products?|skus?|prices?|payments?|invoices?|refunds?|donations?|subscriptions?|revenue|subtotal|tax|shipping|discount|affiliation)$/i;
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
    for (const { use, around, event, in: home } of everyUse(plan)) {
      const { property } = use;
      // In a group or the dictionary, what is beside it in an event cannot be seen.
      if (home === 'group' || home === 'dictionary' || property.unit !== null || !current(property)) continue;
      const money = kindOf(use.name);
      if (money === null || !typesOf(property).some((type) => type === 'number' || type === 'integer'))
        continue;
      const says = (wanted: RegExp) =>
        around.some((uses) =>
          [...uses.keys()].some((name) => name !== use.name && words(name).some((word) => wanted.test(word))),
        );
      if (money === 'alone' && !says(SALE) && !words(event?.name ?? '').some((word) => SALE.test(word)))
        continue;
      const beside = says(/^currency/i);
      if (beside || !first(use.spot)) continue;
      report({ message: 'noCurrency', data: { property: use.name }, subject: use.subject, at: use.spot });
    }
  },
});

/** Whether a name is money by itself, only among others of a sale, or not at all. */
const kindOf = remembered((name: string): 'named' | 'alone' | null => {
  const all = words(name).map((word) => word.toLowerCase());
  const last = all.at(-1) ?? '';
  if (all.some((word) => OTHER.has(word))) return null;
  if (MONEY.has(last)) return 'named';
  return all.length === 1 && ALONE.has(last) ? 'alone' : null;
});
