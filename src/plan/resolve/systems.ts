import { destination, destinationIds } from '../../catalogue/destinations.ts';
import { subject } from '../../findings/subject.ts';
import { isObject } from '../../text/json.ts';
import type { Entry, MapNode } from '../node.ts';
import {
  asMap,
  child,
  choiceAt,
  entriesOf,
  listAt,
  mapAt,
  numberAt,
  text,
  textAt,
  textsAt,
  toJson,
} from '../read.ts';
import type { Flow, Side, System } from '../types.ts';
import { condition } from './condition.ts';
import { named } from './life.ts';
import type { Scope } from './scope.ts';
import { namingOf } from './standards.ts';

const SIDES: readonly Side[] = ['product', 'marketing', 'product-and-marketing', 'storage'];
/** The catalogue is finer than a systems map needs. */
const ROLES: Readonly<Record<string, string>> = {
  'product-analytics': 'analytics',
  'behavioural-data-platform': 'analytics',
};

export function resolveSystems(scope: Scope): ReadonlyMap<string, System> {
  return new Map(
    entriesOf(mapAt(scope.root, 'systems')).map((entry) => [entry.key.name, system(scope, entry)]),
  );
}

function system(scope: Scope, entry: Entry): System {
  const common = named(entry, 'system');
  const { node, key } = common;
  const asked = textAt(node, 'vendor');
  const vendor = destination((asked ?? key).replaceAll('-', '_'));
  if (asked !== null && !vendor) {
    scope.dangling({
      what: 'vendor',
      name: asked,
      known: destinationIds,
      subject: common.subject,
      at: child(node, 'vendor') ?? entry.key,
    });
  }
  const limits = mapAt(node, 'limits');
  const limitsValue = limits ? toJson(limits) : null;
  return {
    ...common,
    vendor: vendor?.id ?? null,
    role: textAt(node, 'role') ?? (vendor ? (ROLES[vendor.kind] ?? vendor.kind) : null),
    side: choiceAt(node, 'side', SIDES) ?? vendor?.side ?? null,
    sdk: textAt(node, 'sdk'),
    purposes: textsAt(node, 'purposes'),
    retention: textAt(node, 'retention'),
    naming: namingOf(mapAt(node, 'naming')),
    identity: fieldsOf(mapAt(node, 'identity')),
    limits: isObject(limitsValue) ? limitsValue : null,
    processing: processingOf(mapAt(node, 'processing')),
  };
}

function fieldsOf(node: MapNode | null): ReadonlyMap<string, string> {
  return new Map([...(node?.entries ?? [])].map(([field, { value }]) => [field, text(value) ?? '']));
}

function processingOf(node: MapNode | null): System['processing'] {
  if (!node) return null;
  const country = child(node, 'country');
  const countries = country?.kind === 'list' ? textsAt(node, 'country').join(', ') : textAt(node, 'country');
  return { as: textAt(node, 'as'), country: countries, agreement: textAt(node, 'agreement') };
}

export function resolveFlows(scope: Scope): readonly Flow[] {
  return listAt(scope.root, 'flows').map((item) => {
    const node = asMap(item);
    const from = textsAt(node, 'from');
    const to = textsAt(node, 'to');
    return {
      from,
      to,
      events: child(node, 'events') ? textsAt(node, 'events') : null,
      when: condition(child(node, 'when')),
      sampling: numberAt(node, 'sampling') ?? 1,
      node,
      // By name, not by place in the list: a flow that moves is the same flow.
      subject: subject(['flow', `${from.join(', ')} to ${to.join(', ')}`]),
    };
  });
}
