import { subject } from '../../findings/subject.ts';
import type { LoadErrors } from '../errors.ts';
import type { MapNode } from '../node.ts';
import { asMap, choiceAt, entriesOf, mapAt, textAt } from '../read.ts';
import type { SchemaFiles } from '../schema-files.ts';
import type { Plan, PlanFile, PropertyUse, Team } from '../types.ts';
import { PHASES, resolveEvents, resolveGroups } from './events.ts';
import { resolveGovernance } from './governance.ts';
import { resolveIdentity, resolveIdentityTypes } from './identity.ts';
import { named } from './life.ts';
import { resolveNeeds } from './needs.ts';
import { resolvePrivacy } from './privacy.ts';
import { dictionaryProperty, useProperty } from './properties.ts';
import { findDanglings } from './references.ts';
import { Scope } from './scope.ts';
import { resolveStandards } from './standards.ts';
import { resolveFlows, resolveSystems } from './systems.ts';

/** A joined tree as a Plan: short forms are out, so here only layers and names are left to follow. */
export function resolvePlan(
  root: MapNode,
  files: readonly PlanFile[],
  schemaFiles: SchemaFiles,
  errors: LoadErrors,
): Plan {
  const scope = new Scope(root, schemaFiles, errors);
  resolveIdentityTypes(scope);
  for (const [name, { from, entry }] of scope.entries) {
    if (from === 'dictionary')
      scope.properties.set(name, dictionaryProperty(scope, entry, from, subject(['property', name])));
  }
  scope.context = contextOf(scope);
  const systems = resolveSystems(scope);
  const events = resolveEvents(scope, systems);
  const traits = traitsOf(scope);
  const plan: Plan = {
    name: textAt(root, 'name') ?? '',
    version: textAt(root, 'version') ?? '',
    description: textAt(root, 'description'),
    phase: choiceAt(mapAt(root, 'product'), 'phase', PHASES),
    files,
    root,
    teams: new Map(entriesOf(mapAt(root, 'teams')).map((entry) => [entry.key.name, team(entry)])),
    standards: resolveStandards(scope),
    identity: resolveIdentity(scope),
    privacy: resolvePrivacy(scope),
    systems,
    flows: resolveFlows(scope),
    properties: scope.properties,
    groups: resolveGroups(scope),
    context: scope.context,
    traits,
    events,
    needs: resolveNeeds(scope, events, traits),
    governance: resolveGovernance(scope),
    danglings: scope.danglings,
  };
  findDanglings(plan, scope);
  scope.findCircles();
  return plan;
}

function team(entry: Parameters<typeof named>[0]): Team {
  const common = named(entry, 'team');
  return { ...common, function: textAt(common.node, 'function'), contact: textAt(common.node, 'contact') };
}

function contextOf(scope: Scope): ReadonlyMap<string, PropertyUse> {
  const uses = new Map<string, PropertyUse>();
  for (const [name, entry] of mapAt(scope.root, 'context')?.entries ?? []) {
    const use = useProperty(scope, name, [{ from: 'context', name, entry }], 'plan:', 'context');
    if (use) uses.set(name, { ...use, subject: subject(['context', name]) });
  }
  return uses;
}

function traitsOf(scope: Scope): ReadonlyMap<string, ReadonlyMap<string, PropertyUse>> {
  const kinds = new Map<string, ReadonlyMap<string, PropertyUse>>();
  for (const { key, value } of entriesOf(mapAt(scope.root, 'traits'))) {
    const uses = new Map<string, PropertyUse>();
    for (const [name, entry] of asMap(value).entries) {
      const use = useProperty(
        scope,
        name,
        [{ from: 'traits', name: key.name, entry }],
        subject(['trait', key.name]),
        'trait',
      );
      if (use) uses.set(name, { ...use, subject: subject(['trait', `${key.name}.${name}`]) });
    }
    kinds.set(key.name, uses);
  }
  return kinds;
}
