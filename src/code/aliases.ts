import type { Module } from './module.ts';

type Declaration = Module['declarations'][number];

/** Declarations by the words in them. */
const mentions = new WeakMap<Module, ReadonlyMap<string, readonly Declaration[]>>();

/** Adds the names of a module's variables that are made of what names stand for, and of what is made of those. */
export function addAliases(names: Set<string>, module: Module): void {
  const mentioned = mentions.get(module) ?? mentionsIn(module);
  mentions.set(module, mentioned);
  // A set's iterator goes on to what is added meanwhile.
  for (const name of names)
    for (const declaration of mentioned.get(name) ?? [])
      for (const alias of declaration.names) names.add(alias);
}

function mentionsIn(module: Module): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  for (const declaration of module.declarations)
    for (const word of module.text.slice(declaration.start, declaration.end).match(/[\w$]+/g) ?? []) {
      const known = found.get(word);
      if (!known) found.set(word, [declaration]);
      else if (known.at(-1) !== declaration) known.push(declaration);
    }
  return found;
}
