import { isObject } from '../../text/json.ts';
import type { Node } from '../node.ts';
import { toJson } from '../read.ts';
import type { Bound, Condition, ConditionLine, ConditionTest } from '../types.ts';

const ROOTS = ['context', 'ids', 'traits'] as const;

/** A `when` or `signal`, read once. */
export function condition(node: Node | null): Condition | null {
  if (node?.kind !== 'map') return null;
  return { lines: [...node.entries].map(([path, { value }]) => line(path, value)), node };
}

function line(path: string, value: Node): ConditionLine {
  const root = ROOTS.find((name) => path.startsWith(`${name}.`));
  if (root) return { path, root, steps: steps(path.slice(root.length + 1)), test: test(value) };
  if (path === 'version' || path === 'system') return { path, root: path, steps: [], test: test(value) };
  return { path, root: 'properties', steps: steps(path), test: test(value) };
}

/** `products[].sku` → products, [], sku. */
export function steps(path: string): string[] {
  return path.split('.').flatMap((step) => {
    const lists = /(?:\[\])+$/.exec(step)?.[0].length ?? 0;
    const name = step.slice(0, step.length - lists);
    return [...(name === '' ? [] : [name]), ...Array.from({ length: lists / 2 }, () => '[]')];
  });
}

function test(node: Node): ConditionTest {
  if (node.kind === 'map') {
    const schema = toJson(node, true);
    return { kind: 'schema', schema: isObject(schema) ? schema : {} };
  }
  if (node.kind === 'list') return { kind: 'any', values: node.items.map((item) => toJson(item, true)) };
  const bounds = typeof node.value === 'string' ? range(node.value) : null;
  if (bounds) return { kind: 'range', text: String(node.value), bounds };
  return { kind: 'any', values: [toJson(node, true)] };
}

const BOUND = /^(<=|>=|<|>|=)\s*v?(\d+(?:\.\d+)*)(?:[-+][\w.-]*)?$/;

/** `>=2 <3`: every bound must hold. Null for what is no range. */
function range(text: string): Bound[] | null {
  if (!/^[<>=]/.test(text.trim())) return null;
  const parts = text
    .trim()
    .replace(/([<>=])\s+/g, '$1')
    .split(/\s+/);
  const bounds = parts.map((part) => BOUND.exec(part));
  if (bounds.some((bound) => bound === null)) return null;
  return bounds.map((bound) => ({
    op: bound?.[1] as Bound['op'],
    value: (bound?.[2] ?? '').split('.').map(Number),
  }));
}
