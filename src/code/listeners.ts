import type { CallExpression } from 'oxc-parser';
import { calledName, receiverName } from './callee.ts';
import { evaluate } from './evaluate.ts';
import { plain } from './targets.ts';
import type { Env } from './value.ts';
import type { Given, Knowledge, Target } from './wrappers.ts';

/** Calls that reach whoever listens for their key. */
export const SENDERS: readonly string[] = ['emit', 'send', 'sendSync', 'invoke'];

/** Vue's `v-track="…"`, as the calls that a template's directives are read as are called. */
export const DIRECTIVE = 'v_';

/**
 * `emitter.emit(KEY, …)`, `ipcRenderer.send(KEY, …)`, `v-key="…"`, where a wrapper listens for that key.
 */
export function listenerTarget(node: CallExpression, env: Env, known: Knowledge): Target | null {
  if (known.listeners.size === 0) return null;
  const name = calledName(node);
  const key = name === null ? null : keyOf(node, name, env, known);
  const wrapper = key === null ? undefined : known.listeners.get(key);
  if (!wrapper) return null;
  return { kind: 'wrapper', wrapper, callee: plain(wrapper), byName: false, given: wayOf(node, name) };
}

function wayOf(node: CallExpression, name: string | null): Given {
  if (node.callee.type === 'Identifier' && name?.startsWith(DIRECTIVE)) return 'bound';
  return name === 'emit' && !/ipc/i.test(receiverName(node) ?? '') ? 'emitted' : 'sent';
}

function keyOf(node: CallExpression, name: string, env: Env, known: Knowledge): string | null {
  if (node.callee.type === 'Identifier' && name.startsWith(DIRECTIVE))
    return name.slice(DIRECTIVE.length).replaceAll('_', '-');
  const [first] = node.arguments;
  if (!SENDERS.includes(name) || !first) return null;
  const value = evaluate(first, env, known.world);
  return value.kind === 'literal' ? String(value.value) : null;
}
