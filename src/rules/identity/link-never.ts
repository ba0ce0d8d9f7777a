import type { Event, Plan } from '../../plan/types.ts';
import { didYouMean } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { shapesOf } from './kinds.ts';

export const linkNever = defineRule({
  id: 'identity/link-never',
  summary: 'The calls at which the link happens exist, are sent, and carry both identifiers.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    unknown: ({ at, hint }: { at: string; hint: string }) =>
      `The link happens at "${at}", which is neither a call (identify, alias) nor an event of the plan.${hint}`,
    gone: ({ event, why }: { event: string; why: string }) => `The link happens at "${event}", which ${why}.`,
    half: ({ event, missing }: { event: string; missing: string }) =>
      `The link happens at "${event}", which does not carry "${missing}": it needs both identifiers.`,
    nowhere: ({ from, to }: { from: string; to: string }) =>
      `The link from "${from}" to "${to}" happens nowhere: \`at\` names no call and no event.`,
  },
  check(plan, { report }) {
    const { link } = plan.identity;
    if (link === null) return;
    const list = link.node.entries.get('at')?.value;
    const subject = plan.identity.types.get(link.from)?.subject ?? `identity:${link.from}`;
    if (link.at.length === 0) {
      const data = { from: link.from, to: link.to };
      report({ message: 'nowhere', data, subject, at: link.node });
    }
    link.at.forEach((name, index) => {
      const at = (list?.kind === 'list' ? list.items[index] : list) ?? link.node;
      const place = { subject, at, discriminator: name };
      if (CALLS.has(name)) return;
      const event = plan.events.get(name);
      if (event === undefined) {
        const hint = didYouMean(name, [...CALLS, ...plan.events.keys()]);
        report({ message: 'unknown', data: { at: name, hint }, ...place });
        return;
      }
      const why = silent(event);
      if (why !== null) report({ message: 'gone', data: { event: name, why }, ...place });
      const missing = [link.from, link.to].find((type) => refuses(event, type, plan));
      if (missing !== undefined) report({ message: 'half', data: { event: name, missing }, ...place });
    });
  },
});

const CALLS: ReadonlySet<string> = new Set(['identify', 'alias', 'group']);

function silent(event: Event): string | null {
  if (event.status === 'retired' || event.status === 'proposed') return `is ${event.status}`;
  return event.from.length === 0 ? 'no source sends' : null;
}

/** True when every shape says `identified_by: none`, or names others alone. */
function refuses(event: Event, type: string, plan: Plan): boolean {
  if (!plan.identity.types.has(type)) return false;
  return shapesOf(event).every(({ identifiedBy }) => {
    if (identifiedBy.kind === 'none') return true;
    return identifiedBy.types.length > 0 && !identifiedBy.types.includes(type);
  });
}
