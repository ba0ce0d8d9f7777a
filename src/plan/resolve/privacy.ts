import { subject } from '../../findings/subject.ts';
import type { Node } from '../node.ts';
import { asMap, child, choiceAt, entriesOf, listAt, mapAt, textAt, textsAt } from '../read.ts';
import type { Basis, PolicyLine, Privacy, Purpose, Regime } from '../types.ts';
import { condition } from './condition.ts';
import { named } from './life.ts';
import { HANDLINGS } from './routes.ts';
import type { Scope } from './scope.ts';

const BASES: readonly Basis[] = [
  'consent',
  'opt-out',
  'contract',
  'legal-obligation',
  'vital-interest',
  'public-interest',
  'legitimate-interest',
];

export function resolvePrivacy(scope: Scope): Privacy {
  const node = mapAt(scope.root, 'privacy');
  return {
    node,
    regimes: new Map(
      entriesOf(mapAt(node, 'regimes')).map(({ key, value }): [string, Regime] => [
        key.name,
        { key: key.name, spot: key, when: condition(child(value, 'when')) },
      ]),
    ),
    controller: textAt(node, 'controller'),
    subject: textAt(node, 'subject'),
    retention: textAt(node, 'retention'),
    purposes: new Map(
      entriesOf(mapAt(node, 'purposes')).map((entry): [string, Purpose] => {
        const under = mapAt(entry.value, 'under');
        return [
          entry.key.name,
          {
            ...named(entry, 'purpose'),
            ...ground(entry.value),
            under: new Map(entriesOf(under).map(({ key, value }) => [key.name, ground(value)])),
          },
        ];
      }),
    ),
    policy: listAt(node, 'policy').map(policyLine),
  };
}

function ground(node: Node) {
  return { basis: choiceAt(node, 'basis', BASES), signal: condition(child(node, 'signal')) };
}

function policyLine(item: Node): PolicyLine {
  const node = asMap(item);
  const allowed = textAt(node, 'allow');
  const category = allowed ?? textAt(node, 'deny') ?? '';
  const verdict = allowed === null ? 'deny' : 'allow';
  const to = child(node, 'to') ? textsAt(node, 'to') : null;
  const under = child(node, 'under') ? textsAt(node, 'under') : null;
  const handling = child(node, 'handling')
    ? HANDLINGS.filter((known) => textsAt(node, 'handling').includes(known))
    : null;
  const words = [
    verdict,
    category,
    ...(to ? ['to', to.join(', ')] : []),
    ...(handling ?? []),
    ...(under ? ['under', under.join(', ')] : []),
  ];
  return { verdict, category, to, handling, under, node, subject: subject(['policy', words.join(' ')]) };
}
