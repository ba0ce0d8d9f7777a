import { isObject, type Json } from '../text/json.ts';

/** A file that is being read, with what has been noticed about it. */
export interface Source {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What could not be taken as it stands: told to a person, with its place. */
export interface Notice {
  readonly kind: 'loss' | 'finding';
  readonly source: Source;
  readonly steps: readonly (string | number)[];
  readonly subject: string;
  readonly field: string;
  readonly why: string;
}

/**
 * A place in a foreign document. It remembers what was asked for, so that in the end everything nobody asked
 * for is a loss: an importer cannot forget to say what it leaves behind.
 */
export class Cursor {
  readonly #children = new Map<string, Cursor>();
  #whole = false;

  constructor(
    readonly value: Json,
    readonly source: Source,
    readonly notices: Notice[],
    readonly steps: readonly (string | number)[] = [],
    /** What losses below belong to, unless set closer by. */
    public subject: string = `file:${source.path}`,
  ) {}

  /** The member, when there is one that is not null. Asking for a null or absent one also counts as read. */
  at(key: string): Cursor | null {
    if (!isObject(this.value) || !Object.hasOwn(this.value, key)) return null;
    const child = this.#child(key, this.value[key] ?? null);
    if (child.value !== null) return child;
    child.#whole = true;
    return null;
  }

  has(key: string): boolean {
    return isObject(this.value) && Object.hasOwn(this.value, key) && this.value[key] !== null;
  }

  /** The whole value: everything inside counts as read. */
  take(): Json {
    this.#whole = true;
    return this.value;
  }

  /** Text at the key; null when absent or empty, and a finding when it is something else. */
  text(key: string): string | null {
    const child = this.at(key);
    if (!child) return null;
    const value = child.take();
    if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    child.finding(key, `expected text, found ${kindOf(value)}`);
    return null;
  }

  flag(key: string): boolean | null {
    const child = this.at(key);
    if (!child) return null;
    const value = child.take();
    if (typeof value === 'boolean') return value;
    child.finding(key, `expected true or false, found ${kindOf(value)}`);
    return null;
  }

  /** The elements at the key; none when absent, and a finding when it is no list. */
  list(key: string): Cursor[] {
    return this.at(key)?.items(key) ?? [];
  }

  items(field = 'list'): Cursor[] {
    if (Array.isArray(this.value)) {
      return this.value.map((item: Json, index) => this.#child(String(index), item, index));
    }
    this.#whole = true;
    this.finding(field, `expected a list, found ${kindOf(this.value)}`);
    return [];
  }

  /** Texts at the key: a list of them, or a single one. */
  texts(key: string): string[] {
    const child = this.at(key);
    if (!child) return [];
    if (typeof child.value === 'string') return child.value.trim() === '' ? [] : [child.take() as string];
    return child.items(key).flatMap((item) => {
      const value = item.take();
      if (value === '' || value === null) return [];
      if (typeof value === 'string' || typeof value === 'number') return [String(value)];
      item.finding(key, `expected text, found ${kindOf(value)}`);
      return [];
    });
  }

  /** Members at the key; none when absent, and a finding when it is no map. */
  members(key: string): [string, Cursor][] {
    const child = this.at(key);
    return child ? child.entries(key) : [];
  }

  entries(field = 'map'): [string, Cursor][] {
    if (isObject(this.value)) {
      return Object.entries(this.value).map(([key, value]) => [key, this.#child(key, value)]);
    }
    this.#whole = true;
    this.finding(field, `expected a map, found ${kindOf(this.value)}`);
    return [];
  }

  /** Read and left out on purpose, without being worth a line: bookkeeping such as `createdAt`. */
  ignore(...keys: string[]): void {
    for (const key of keys) {
      if (isObject(this.value) && Object.hasOwn(this.value, key))
        this.#child(key, this.value[key] ?? null).#whole = true;
    }
  }

  /** Left out with a reason. */
  lose(field: string, why: string): void {
    this.#whole = true;
    this.notices.push({
      kind: 'loss',
      source: this.source,
      steps: this.steps,
      subject: this.subject,
      field,
      why,
    });
  }

  finding(field: string, why: string): void {
    this.notices.push({
      kind: 'finding',
      source: this.source,
      steps: this.steps,
      subject: this.subject,
      field,
      why,
    });
  }

  /** Every part that nobody asked for, as losses. Empty values say nothing and are passed over. */
  reportUnread(): void {
    if (this.#whole || isEmpty(this.value)) return;
    if (isObject(this.value)) {
      for (const [key, value] of Object.entries(this.value)) {
        const child = this.#children.get(key);
        if (child) child.reportUnread();
        else if (!isEmpty(value)) this.#child(key, value).lose(key, 'the plan format has no place for it');
      }
    } else if (Array.isArray(this.value)) {
      if (this.#children.size === 0)
        this.lose(String(this.steps.at(-1) ?? 'list'), 'the plan format has no place for it');
      else for (const child of this.#children.values()) child.reportUnread();
    } else {
      this.lose(String(this.steps.at(-1) ?? 'value'), 'the plan format has no place for it');
    }
  }

  #child(key: string, value: Json, step: string | number = key): Cursor {
    const known = this.#children.get(key);
    if (known) return known;
    const child = new Cursor(value, this.source, this.notices, [...this.steps, step], this.subject);
    this.#children.set(key, child);
    return child;
  }
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'true or false';
  return 'a number';
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
