/** The call an event is made with, whatever its vendor calls it. */
export type CallKind = 'track' | 'page' | 'screen' | 'identify' | 'group' | 'alias';
