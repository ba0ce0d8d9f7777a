import { subject as toSubject } from '../../findings/subject.ts';
import type { MapNode, Node } from '../node.ts';
import { child, listAt, mapAt, text } from '../read.ts';
import type { Dangling, Event, Plan, PropertyUse } from '../types.ts';
import type { Scope } from './scope.ts';

/** Every name that is used and belongs to nothing. What resolving met on its way is in the scope already. */
export function findDanglings(plan: Plan, scope: Scope): void {
  const check = (what: Dangling['what'], known: Iterable<string>, subject: string, node: Node | null) => {
    if (!node) return;
    const names = new Set(known);
    for (const item of node.kind === 'list' ? node.items : [node]) {
      const name = text(item);
      if (name !== null && !names.has(name))
        scope.dangling({ what, name, known: [...names], subject, at: item });
    }
  };
  const keys = (what: Dangling['what'], known: Iterable<string>, subject: string, node: MapNode | null) => {
    if (!node) return;
    const names = new Set(known);
    for (const { key } of node.entries.values()) {
      if (!names.has(key.name)) scope.dangling({ what, name: key.name, known: [...names], subject, at: key });
    }
  };
  // A section that is not there at all is not yet written: nothing can be missing from it.
  const teams = plan.teams.size > 0 ? plan.teams : null;
  const systems = plan.systems.size > 0 ? plan.systems : null;
  const roles = new Set([...plan.systems.values()].flatMap(({ role }) => role ?? []));
  const owners = [
    ...plan.events.values(),
    ...plan.systems.values(),
    ...plan.needs.values(),
    ...plan.properties.values(),
    ...plan.identity.types.values(),
  ];
  const seen = new Set<Node>();
  for (const thing of owners) {
    const owner = child(thing.node, 'owner');
    // An owner that came by `defaults` is one mistake, not one an event.
    if (owner && !seen.has(owner)) {
      seen.add(owner);
      if (teams) check('team', teams.keys(), thing.subject, owner);
    }
    for (const item of listAt(thing.node, 'approved'))
      if (teams) check('team', teams.keys(), thing.subject, child(item, 'by'));
  }
  for (const event of plan.events.values()) checkEvent(event);
  for (const property of plan.properties.values()) {
    if (systems) keys('system', systems.keys(), property.subject, mapAt(property.node, 'to'));
    check('property', plan.properties.keys(), property.subject, child(property.node, 'replaced_by'));
  }
  for (const uses of plan.traits.values()) for (const use of uses.values()) checkUse(use);
  for (const use of plan.context.values()) checkUse(use);
  for (const flow of plan.flows) {
    check('system', plan.systems.keys(), flow.subject, child(flow.node, 'from'));
    check('system', plan.systems.keys(), flow.subject, child(flow.node, 'to'));
  }
  for (const system of plan.systems.values()) {
    check('purpose', plan.privacy.purposes.keys(), system.subject, child(system.node, 'purposes'));
    for (const [field, { value }] of mapAt(system.node, 'identity')?.entries ?? []) {
      const known = [...plan.identity.types.keys(), ...(plan.traits.get('person')?.keys() ?? [])];
      if (plan.identity.types.size > 0)
        check('identity', known, `${system.subject}/identity:${field}`, value);
    }
  }
  for (const line of plan.privacy.policy) {
    if (systems) check('system', [...systems.keys(), ...roles], line.subject, child(line.node, 'to'));
    check('regime', plan.privacy.regimes.keys(), line.subject, child(line.node, 'under'));
  }
  for (const purpose of plan.privacy.purposes.values())
    keys('regime', plan.privacy.regimes.keys(), purpose.subject, mapAt(purpose.node, 'under'));
  for (const need of plan.needs.values())
    if (systems) check('system', systems.keys(), need.subject, child(need.node, 'system'));
  for (const { node } of plan.governance.approvals) {
    if (teams) check('team', teams.keys(), toSubject(['approval', 'by']), child(node, 'by'));
    if (systems)
      check('system', [...systems.keys(), ...roles], toSubject(['approval', 'to']), child(node, 'to'));
  }

  function checkEvent(event: Event): void {
    const once = (node: Node | null): Node | null => {
      if (!node || seen.has(node)) return null;
      seen.add(node);
      return node;
    };
    if (systems) {
      check('system', systems.keys(), event.subject, once(child(event.node, 'from')));
      keys('system', systems.keys(), event.subject, mapAt(event.node, 'to'));
    }
    check('event', plan.events.keys(), event.subject, once(child(event.node, 'replaced_by')));
    for (const shape of [event, ...event.variants]) {
      check('group', plan.groups.keys(), event.subject, once(child(shape.node, 'use')));
      if (shape.identifiedBy.kind === 'all')
        check(
          'identity',
          plan.identity.types.keys(),
          event.subject,
          once(child(shape.node, 'identified_by')),
        );
      for (const use of shape.properties.values()) checkUse(use);
    }
  }

  function checkUse(use: PropertyUse): void {
    const { property } = use;
    if (property === plan.properties.get(property.key)) return;
    for (const { node } of property.layers) {
      if (systems && !seen.has(node)) keys('system', systems.keys(), use.subject, mapAt(node, 'to'));
      if (systems && !seen.has(node)) check('system', systems.keys(), use.subject, child(node, 'from'));
      if (!seen.has(node))
        check(
          'purpose',
          plan.privacy.purposes.keys(),
          use.subject,
          child(child(node, 'privacy'), 'purposes'),
        );
      seen.add(node);
    }
  }
}
