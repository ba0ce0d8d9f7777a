import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { LoadError, LoadErrors } from './errors.ts';
import type { Entry, MapNode, Node, ScalarNode } from './node.ts';
import { whole } from './plain/scalars.ts';

/**
 * Aliases are shared, not copied, so a small file cannot grow in memory; what walks the tree would still
 * visit each use. This is the most visits that a plan may cost.
 */
const MAX_NODES = 2_000_000;
const MAX_DEPTH = 200;

/** Any YAML 1.2 (core) or JSON document as nodes, by the `yaml` package, which says what is wrong and where. */
export function parseAnyYaml(text: string, file: number, errors: LoadErrors): Node | null {
  const document = parseSource(text, errors, file);
  if (!document) return null;
  if (document.errors.some(({ message }) => message.includes('call stack'))) return tooDeep(errors, file);
  for (const error of document.errors.slice(0, 20)) errors.add(syntaxError(error, text, file));
  if (document.errors.length > 0) return null;
  if (document.contents === null) return { kind: 'scalar', value: null, file, start: 0, end: 0 };
  return new Reader(file, errors).read(document.contents as ParsedNode);
}

function parseSource(text: string, errors: LoadErrors, file: number): Document.Parsed | null {
  try {
    return parseDocument(text, {
      intAsBigInt: true,
      // Doubled keys are found by the reader, in linear time and with both places.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    // The composer recurses once a level: its stack ends long after any plan a person writes.
    if (!(error instanceof RangeError)) throw error;
    return tooDeep(errors, file);
  }
}

function tooDeep(errors: LoadErrors, file: number): null {
  errors.add({
    code: 'too-large',
    message: `Nested deeper than ${MAX_DEPTH} levels.`,
    at: { file, start: 0, end: 1 },
  });
  return null;
}

class Reader {
  private depth = 0;
  private readonly anchors = new Map<string, Node | 'open'>();
  private readonly sizes = new Map<Node, number>();
  private readonly file: number;
  private readonly errors: LoadErrors;

  constructor(file: number, errors: LoadErrors) {
    this.file = file;
    this.errors = errors;
  }

  read(root: ParsedNode): Node | null {
    const node = this.node(root);
    if ((this.sizes.get(node) ?? 1) > MAX_NODES) {
      this.errors.add({
        code: 'too-large',
        message: `Its aliases expand to more than ${MAX_NODES.toLocaleString('en')} nodes.`,
        at: { file: this.file, start: 0, end: 1 },
      });
      return null;
    }
    return node;
  }

  private node(source: ParsedNode): Node {
    const anchor = 'anchor' in source ? source.anchor : undefined;
    if (anchor) this.anchors.set(anchor, 'open');
    this.depth++;
    const node = this.depth > MAX_DEPTH ? this.tooDeep(source) : this.build(source);
    this.depth--;
    if (anchor) this.anchors.set(anchor, node);
    return node;
  }

  private tooDeep(source: ParsedNode): Node {
    const at = { file: this.file, start: source.range[0], end: source.range[0] + 1 };
    this.errors.add({ code: 'too-large', message: `Nested deeper than ${MAX_DEPTH} levels.`, at });
    return { kind: 'scalar', value: null, ...at };
  }

  private build(source: ParsedNode): Node {
    const [start, end] = source.range;
    const place = { file: this.file, start, end };
    if (isAlias(source)) return this.alias(source.source, place);
    if (isMap(source)) {
      const entries = new Map<string, Entry>();
      let size = 1;
      for (const pair of source.items) {
        const key = this.key(pair.key as ParsedNode | null, place);
        if (!key) continue;
        const value: Node = pair.value
          ? this.node(pair.value as ParsedNode)
          : { kind: 'scalar', value: null, file: this.file, start: key.end, end: key.end };
        size += this.sizes.get(value) ?? 1;
        const first = entries.get(key.name);
        if (first) {
          this.errors.add({
            code: 'duplicate-key',
            message: `The key ${quote(key.name)} stands twice in one map.`,
            at: key,
            related: [{ spot: first.key, note: 'first here' }],
          });
          continue;
        }
        entries.set(key.name, { key, value });
      }
      const node: MapNode = { kind: 'map', entries, ...place };
      this.sizes.set(node, size);
      return node;
    }
    if (isSeq(source)) {
      let size = 1;
      const items = source.items.map((item) => {
        const node = this.node(item as ParsedNode);
        size += this.sizes.get(node) ?? 1;
        return node;
      });
      const node: Node = { kind: 'list', items, ...place };
      this.sizes.set(node, size);
      return node;
    }
    return { kind: 'scalar', value: isScalar(source) ? scalar(source.value) : null, ...place };
  }

  private alias(name: string, place: { file: number; start: number; end: number }): Node {
    const target = this.anchors.get(name);
    if (target && target !== 'open') return target;
    this.errors.add({
      code: 'syntax',
      message:
        target === 'open'
          ? `The alias *${name} contains itself.`
          : `The alias *${name} has no anchor before it.`,
      at: place,
    });
    return { kind: 'scalar', value: null, ...place };
  }

  private key(
    source: ParsedNode | null,
    map: { file: number; start: number; end: number },
  ): Entry['key'] | null {
    if (source && isScalar(source)) {
      const [start, end] = source.range;
      const name = typeof source.value === 'string' ? source.value : (source.source ?? String(source.value));
      return { name, file: this.file, start, end };
    }
    const at = source
      ? { file: this.file, start: source.range[0], end: source.range[1] }
      : { ...map, end: map.start + 1 };
    this.errors.add({ code: 'syntax', message: 'A key must be a plain name.', at });
    return null;
  }
}

function scalar(value: unknown): ScalarNode['value'] {
  if (typeof value === 'bigint') return whole(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

function syntaxError(error: YAMLError, text: string, file: number): LoadError {
  const [start, end] = error.pos;
  const tab =
    error.code === 'TAB_AS_INDENT' || (error.code === 'BAD_INDENT' && text.slice(start, end).includes('\t'));
  const message = tab
    ? 'YAML is indented with spaces, and here is a tab.'
    : `Not YAML 1.2: ${error.message.split('\n')[0]?.trim()}`;
  return { code: 'syntax', message, at: { file, start, end: Math.max(end, start + 1) } };
}

function quote(name: string): string {
  return JSON.stringify(name);
}
