import { asMap, choiceAt, listAt, mapAt, textAt } from '../read.ts';
import type { Action, Governance } from '../types.ts';
import type { Scope } from './scope.ts';

const ACTIONS: readonly Action[] = ['allow', 'drop', 'quarantine'];

export function resolveGovernance(scope: Scope): Governance {
  const node = mapAt(scope.root, 'governance');
  const asked = mapAt(node, 'enforcement');
  const action = (key: string): Action => choiceAt(asked, key, ACTIONS) ?? 'quarantine';
  return {
    node,
    enforcement: {
      unplanned_event: action('unplanned_event'),
      unplanned_property: action('unplanned_property'),
      unplanned_trait: action('unplanned_trait'),
      missing_required: action('missing_required'),
      invalid_value: action('invalid_value'),
    },
    approvals: listAt(node, 'approvals').map((item) => ({
      by: textAt(item, 'by') ?? '',
      sensitivity: textAt(item, 'sensitivity'),
      category: textAt(item, 'category'),
      to: textAt(item, 'to'),
      node: asMap(item),
    })),
    deprecationWindow: textAt(node, 'deprecation_window'),
  };
}
