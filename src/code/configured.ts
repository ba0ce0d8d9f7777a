import { readSignature, type Signature, type SignatureText } from '../catalogue/sdks.ts';
import { ConfigError } from '../system/errors.ts';
import { matchesGlob } from '../text/glob.ts';
import type { JsonObject } from '../text/json.ts';
import { calledName, receiverName } from './callee.ts';
import type { Call } from './module.ts';
import type { Sink } from './sinks.ts';

/** A wrapper that the project's configuration names; it wins over what was inferred. */
export interface Configured {
  /** The called name; a hook's result and a component are called under others. */
  readonly function: string | null;
  readonly object: string | null;
  readonly hook: string | null;
  readonly component: string | null;
  /** Path globs that it holds in; null: everywhere. */
  readonly paths: readonly string[] | null;
  readonly sink: Sink;
}

/**
 * Reads `wrappers` of the configuration: `{ function: trackEvent, event: 0, properties: 1 }`; first those that say
 * whose function it is, as `analyticsService.track` is no plain `track`.
 * @throws ConfigError when an entry names nothing to look for, or a slot is none.
 */
export function readConfigured(entries: readonly JsonObject[]): Configured[] {
  const read = entries.map((entry, index): Configured => {
    const text = (key: string): string | null => {
      const value = entry[key];
      return typeof value === 'string' ? value : null;
    };
    const dotted = text('function');
    const dot = dotted?.lastIndexOf('.') ?? -1;
    const where = `wrapper ${index + 1} of the configuration`;
    if (dotted === null && text('hook') === null && text('component') === null)
      throw new ConfigError(
        `${where} names no function, hook or component, so there is nothing to look for.`,
      );
    const paths = entry['paths'];
    return {
      function: dotted === null ? null : dotted.slice(dot + 1),
      object: dot > 0 && dotted !== null ? (dotted.slice(0, dot).split('.').pop() ?? null) : text('object'),
      hook: text('hook'),
      component: text('component'),
      paths: paths === undefined ? null : (Array.isArray(paths) ? paths : [paths]).map(String),
      sink: {
        sdk: text('sdk') ?? 'own',
        signatures: [signature(entry, where)],
        confidence: 'certain',
        own: false,
      },
    };
  });
  const isPlain = ({ object, hook }: Configured) => object === null && hook === null;
  return [...read.filter((one) => !isPlain(one)), ...read.filter(isPlain)];
}

function signature(entry: JsonObject, where: string): Signature {
  const rest = entry['rest'] === true;
  const properties = entry['properties'] ?? (rest ? '...0' : undefined);
  const component = typeof entry['component'] === 'string' && typeof entry['function'] !== 'string';
  const at = (value: unknown): unknown =>
    // A component is called with one object: `event: kind` is its attribute.
    component && typeof value === 'string' && /^\w+$/.test(value) && !/^\d+$/.test(value)
      ? `@${value}`
      : value;
  const text = {
    kind: entry['kind'],
    name: Array.isArray(entry['event']) ? entry['event'].map(at) : at(entry['event']),
    properties:
      rest && properties !== undefined && !String(properties).startsWith('...')
        ? `...${String(properties)}`
        : at(properties),
    traits: at(entry['traits']),
    fixed: entry['name'],
    join: entry['join'],
    prefix: entry['prefix'],
    suffix: entry['suffix'],
    drop: entry['drop'],
  };
  try {
    return readSignature(
      Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined)) as SignatureText,
    );
  } catch (error) {
    throw new ConfigError(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The configured wrapper that a call goes to, if any. */
export function configuredTarget(call: Call, configured: readonly Configured[]): Configured | null {
  if (configured.length === 0 || call.node.type === 'NewExpression') return null;
  const { node, module } = call;
  for (const one of configured) {
    if (
      one.paths &&
      !one.paths.some((glob) => matchesGlob(module.path, glob.replaceAll('**/', '*').replaceAll('**', '*')))
    )
      continue;
    if (node.type === 'JSXOpeningElement') {
      if (one.component !== null && node.name.type === 'JSXIdentifier' && node.name.name === one.component)
        return one;
      continue;
    }
    const name = calledName(node);
    if (name === null) continue;
    if (one.hook !== null) {
      const taken = receiverName(node) ?? name;
      if ((one.function === null || one.function === name) && fromHook(taken, one.hook, call)) return one;
    } else if (one.function === name && (one.object === null || receiverName(node) === one.object))
      return one;
  }
  return null;
}

/** Whether a name is taken from what a hook returns, in this file. */
function fromHook(name: string, hook: string, { module }: Call): boolean {
  const called = new RegExp(`(?<![\\w$])${hook.replace(/[^\w$]/g, '')}\\s*(?:<[^>]*>)?\\(`);
  return module.declarations.some(
    (one) => one.names.includes(name) && called.test(module.text.slice(one.start, one.end)),
  );
}

/** Words that a file must hold for a configured wrapper to be called in it. */
export function configuredWords(configured: readonly Configured[]): string[] {
  return configured.flatMap((one) => [one.function, one.hook, one.component]).filter((word) => word !== null);
}
