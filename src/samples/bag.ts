import type { Json } from '../text/json.ts';

/**
 * An object whose keys may be anything (`__proto__` and `constructor` are ordinary), and that V8 keeps as
 * fast as a literal: `Object.create(null)` makes a hash table instead, several times slower to fill.
 */
export class Bag {
  [key: string]: Json;
}
Reflect.deleteProperty(Bag.prototype, 'constructor');
Object.setPrototypeOf(Bag.prototype, null);
