import { subject } from '../../findings/subject.ts';
import { child, toJson } from '../../plan/read.ts';
import type { Plan } from '../../plan/types.ts';
import type { Json } from '../../text/json.ts';
import { type Notes, sectionSpot } from './noting.ts';

/** Parts of the plan that no event carries, by the kind of change and the way to them. */
const PARTS: readonly (readonly [kind: string, ...path: string[]])[] = [
  ['plan.documented', 'description'],
  ['plan.product-changed', 'product'],
  ['plan.standards-changed', 'standards'],
  ['identity.placeholders-changed', 'identity', 'never'],
  ['identity.limits-changed', 'identity', 'limits'],
  ['privacy.controller-changed', 'privacy', 'controller'],
  ['privacy.subject-changed', 'privacy', 'subject'],
  ['governance.enforcement-changed', 'governance', 'enforcement'],
  ['governance.approvals-changed', 'governance', 'approvals'],
  ['governance.window-changed', 'governance', 'deprecation_window'],
];

/** Notes what changed beside events, properties, systems and needs. */
export function compareRest(notes: Notes): void {
  const { before, after } = notes.versions;
  const plan = subject(['plan', after.name]);
  for (const [kind, section = '', ...path] of PARTS) {
    const places = { at: sectionSpot(after, section), was: sectionSpot(before, section) };
    notes.field(kind, plan, valueAt(before, [section, ...path]), valueAt(after, [section, ...path]), places);
  }
  for (const [key, now] of after.teams) {
    const old = before.teams.get(key);
    if (old === undefined) {
      notes.add({ kind: 'team.added', subject: now.subject, at: now.spot });
      continue;
    }
    const places = { at: now.spot, was: old.spot };
    notes.field('team.contact-changed', now.subject, old.contact, now.contact, places);
    notes.field('team.function-changed', now.subject, old.function, now.function, places);
  }
  for (const [key, old] of before.teams) {
    if (!after.teams.has(key)) {
      notes.add({
        kind: 'team.removed',
        subject: old.subject,
        at: sectionSpot(after, 'teams'),
        was: old.spot,
      });
    }
  }
}

function valueAt(plan: Plan, path: readonly string[]): Json | undefined {
  let node: Parameters<typeof child>[0] = plan.root;
  for (const step of path) node = child(node, step);
  return node == null ? undefined : toJson(node);
}
