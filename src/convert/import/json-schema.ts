import { isObject, type JsonObject } from '../../text/json.ts';
import { bodyOf } from '../body.ts';
import { Cursor } from '../cursor.ts';
import type { Document } from '../document.ts';
import { type Draft, newEvent } from '../draft.ts';
import { localRef, type Resolve, schemaOf, standIn } from '../schema-in.ts';
import { type Importer, open } from './importer.ts';
import { newest, type Root, versionedId } from './newest.ts';
import { addEvent, eventSubject, fillEvent, hasKeys, reportRest } from './place.ts';

/**
 * Plain JSON Schemas, one file an event, as our own export writes them and as Wikimedia's event schemas are
 * (versioned `$id`s, shared fragments by `$ref`). Fragments are read where they are referred to, and are no events.
 */
export const jsonSchema: Importer = {
  id: 'json-schema',
  title: 'JSON Schema files, Wikimedia event schemas',
  source: 'https://json-schema.org/draft/2020-12/json-schema-core',
  recognise({ value }) {
    if (!isObject(value)) return 0;
    const schema = typeof value['$schema'] === 'string' && /json-schema\.org/.test(value['$schema']);
    const shape = ['properties', 'allOf', 'oneOf', 'anyOf', '$ref'].some(
      (key) => isObject(value[key]) || Array.isArray(value[key]),
    );
    if (schema) return 0.8;
    return shape && (value['type'] === 'object' || value['$id'] !== undefined) ? 0.6 : 0;
  },
  read(documents, draft, reading) {
    const roots = documents.flatMap((document) => unbundled(document, open(document, reading)));
    const resolve = resolver(roots);
    const events = roots.filter(([document, root]) => {
      // Of a fragment only what refers to it counts.
      if (isFragment(document)) root.take();
      return !isFragment(document);
    });
    for (const [document, root] of newest(events)) readSchema(document, root, resolve, draft);
  },
};

/** A bundle, as our own export writes one beside the files, is the schemas in it and none of its own. */
function unbundled(document: Document, root: Cursor): Root[] {
  const { value } = document;
  const any = isObject(value) && !isObject(value['properties']) ? value['anyOf'] : null;
  if (!Array.isArray(any) || !any.every((each) => hasKeys(each, '$ref'))) return [[document, root]];
  const inside = ['$defs', 'definitions'].flatMap((key) => root.members(key));
  if (inside.length === 0) return [[document, root]];
  return inside.map(([, at]): Root => [{ ...document, value: at.value }, at]);
}

function isFragment({ path, value }: Document): boolean {
  const id = isObject(value) ? value['$id'] : undefined;
  return /(^|\/)fragments?\//.test(typeof id === 'string' ? id : path);
}

function readSchema(document: Document, root: Cursor, resolve: Resolve, draft: Draft): void {
  if (!isObject(root.value)) {
    root.finding('schema', 'expected a JSON Schema (a map); the file was left out');
    return;
  }
  const annotations = root.at('x-plan');
  const about: JsonObject =
    annotations && isObject(annotations.value) ? (annotations.take() as JsonObject) : {};
  const name = typeof about['key'] === 'string' ? about['key'] : nameOf(document, root);
  root.subject = eventSubject(name);
  root.ignore('$id');
  const version = versionedId(document)?.version;
  const schema = schemaOf(root, resolve);
  root.ignore('title');
  const body = bodyOf(schema);
  const { key: _, plan: __, context, traits: ___, ...fields } = about;
  const event = newEvent({ ...fields, version: fields['version'] ?? version });
  fillEvent(event, { ...body, rest: {} }, root);
  reportRest(body.rest, root);
  if (isObject(context))
    for (const [path, value] of Object.entries(context))
      event.context.set(path, { value: isObject(value) ? value : {} });
  if (
    event.properties.size === 0 &&
    isObject(schema) &&
    schema['type'] !== 'object' &&
    schema['type'] !== undefined
  ) {
    root.finding(
      'type',
      `describes ${JSON.stringify(schema['type'])}, and an event is an object; the file was left out`,
    );
    root.reportUnread();
    return;
  }
  addEvent(draft, name, event, root, version ?? 'again');
  root.reportUnread();
}

/** The title, else the path of the `$id` without its version, else the file's name. */
function nameOf({ path }: Document, root: Cursor): string {
  const title = root.text('title');
  if (title !== null) return title;
  const id = root
    .text('$id')
    ?.replace(/#$/, '')
    .replace(/\/\d+\.\d+\.\d+$/, '')
    .replace(/^https?:\/\/.*\//, '');
  const file = path.replace(/^.*\//, '').replace(/(\.schema)?\.[a-z]+$/i, '');
  return id?.replace(/^\/+/, '').replace(/(\.schema)?\.json$/, '') || file;
}

/** The first number of the version that an `$id` ends with: what another one changes breaks. */
function majorOf(id: string): string | undefined {
  return /\/(\d+)\.\d+\.\d+#?$/.exec(id)?.[1];
}

/** `$ref`s to other files given, by their `$id`, by path, and with the version left out where only one is here. */
function resolver(roots: readonly Root[]): Resolve {
  const byId = new Map<string, Cursor>();
  for (const [document, root] of roots) {
    const id = isObject(document.value) ? document.value['$id'] : undefined;
    const names = [document.path, document.path.replace(/^.*\//, '')];
    if (typeof id === 'string')
      names.push(id.replace(/#$/, ''), id.replace(/#$/, '').replace(/\/\d+\.\d+\.\d+$/, ''));
    for (const name of names) if (!byId.has(name)) byId.set(name, root);
  }
  return (ref, from) => {
    const [path = '', fragment = ''] = ref.split('#');
    if (path === '') return localRef(ref, from);
    const clean = path.replace(/^(\.\.?\/)+/, '');
    const exact = byId.get(path) ?? byId.get(clean);
    const root =
      exact ?? byId.get(path.replace(/\/\d+\.\d+\.\d+$/, '')) ?? byId.get(clean.replace(/^.*\//, ''));
    if (!root) return null;
    const id = isObject(root.value) ? root.value['$id'] : undefined;
    const other = !exact && typeof id === 'string' && majorOf(path) !== majorOf(id);
    if (!exact && typeof id === 'string')
      from.finding(
        '$ref',
        `"${path}" is not here; "${id}" stands in for it${other ? ', without what it requires' : ''}`,
      );
    const fresh = new Cursor(root.value, root.source, root.notices, root.steps, from.subject);
    const target = fragment === '' ? fresh : localRef(`#${fragment}`, root);
    return other && target !== null ? standIn(target) : target;
  };
}
