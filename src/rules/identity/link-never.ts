import type { Event, Plan } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { shapesOf } from './kinds.ts';

export const linkNever = defineRule({
  id: 'identity/link-never',
  summary: 'The events at which the link happens are live, are sent, and carry both identifiers.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    gone: ({ event, why }: { event: string; why: string }) => `The link happens at "${event}", which ${why}.`,
    half: ({ event, missing }: { event: string; missing: string }) =>
      `The link happens at "${event}", whose \`identified_by\` does not ask for "${missing}": it needs both identifiers.`,
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
      // A name that nothing has is a dead reference, found as such.
      if (event === undefined) return;
      const why = silent(event, plan);
      if (why !== null) report({ message: 'gone', data: { event: name, why }, ...place });
      const missing = [link.from, link.to].find((type) => refuses(event, type, plan));
      if (missing !== undefined) report({ message: 'half', data: { event: name, missing }, ...place });
    });
  },
});

const CALLS: ReadonlySet<string> = new Set(['identify', 'alias', 'group']);

function silent(event: Event, plan: Plan): string | null {
  if (event.status === 'retired' || event.status === 'proposed') return `is ${event.status}`;
  // A plan without sources has not said yet who sends.
  const sources = [...plan.systems.values()].some((system) => system.role === 'source');
  return sources && event.from.length === 0 ? 'no source sends' : null;
}

/** True when every shape says `identified_by: none`, or names others alone. */
function refuses(event: Event, type: string, plan: Plan): boolean {
  // Neither the event nor a priority says what it carries.
  const silent = !event.node.entries.has('identified_by') && plan.identity.priority.length === 0;
  if (silent || !plan.identity.types.has(type)) return false;
  return shapesOf(event).every(({ identifiedBy }) => {
    if (identifiedBy.kind === 'none') return true;
    return identifiedBy.types.length > 0 && !identifiedBy.types.includes(type);
  });
}
