// What this tool knows about the world: facts with their sources, never about one plan.
export * from './categories.ts';
export type { Destination, DestinationKind } from './destination.ts';
export { destination, destinationIds } from './destinations.ts';
export { type Authority, type Fact, fact } from './fact.ts';
export * from './identifiers.ts';
export * from './lifecycle.ts';
export * from './personal-names.ts';
export * from './regimes.ts';
export * from './routers.ts';
export { screenedWords } from './screened-words.ts';
export * from './standard-events.ts';
