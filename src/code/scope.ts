import type { Class } from 'oxc-parser';
import type { Binding, Func, Module, Scope, TypeBinding, Write } from './module.ts';

export function newScope(
  module: Module,
  parent: Scope | null,
  func: Func | null = parent?.func ?? null,
  owner: Class | null = parent?.owner ?? null,
): Scope {
  return { parent, module, bindings: new Map(), types: null, func, owner };
}

/** Writes are tied to their variables once every declaration is known. */
export type Pending = { name: string; write: Write }[];

export function settle(pending: Pending): void {
  for (const { name, write } of pending) {
    const binding = lookup(name, write.scope);
    if (binding && 'writes' in binding) binding.writes.push(write);
    else if (!binding && write.kind === 'assign' && write.value) {
      // Svelte's `$: label = …` declares what it assigns.
      write.scope.module.top.bindings.set(name, {
        kind: 'variable',
        init: write.value,
        steps: write.steps,
        type: null,
        scope: write.scope,
        start: write.start,
        constant: false,
        writes: [],
        each: false,
      });
    }
  }
}

export function lookup(name: string, scope: Scope): Binding | null {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const binding = at.bindings.get(name);
    if (binding) return binding;
  }
  return null;
}

/** The first declaration of a name counts, but an overload's body counts over its signatures. */
export function bind(scope: Scope, name: string, binding: Binding, replace = true): void {
  if (replace || !scope.bindings.has(name)) scope.bindings.set(name, binding);
}

/** Few scopes declare a type. */
export function declareType(scope: Scope, name: string, type: TypeBinding): void {
  scope.types ??= new Map();
  scope.types.set(name, type);
}

export function functionScope(scope: Scope): Scope {
  let at = scope;
  while (at.parent && at.parent.func === at.func && at.parent.owner === at.owner) at = at.parent;
  return at;
}

export function enclosingFunctions(scope: Scope): Func[] {
  const found: Func[] = [];
  for (let at: Scope | null = scope; at; at = at.parent)
    if (at.func && at.func !== found[found.length - 1]) found.push(at.func);
  return found;
}
