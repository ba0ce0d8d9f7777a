import { singular } from './english.ts';
import { words } from './words.ts';

/**
 * The same for names that a reader takes for one: `orderId`, `order_id`, `Order ID`, `order ids` and one with
 * a zero-width space in it all fold to `orderid`. Empty for a name without letters and digits.
 */
export function fold(name: string): string {
  return words(name.normalize('NFKC')).map(singular).join('');
}
