import type { Plan, PropertyUse } from '../../plan/types.ts';
import type { JsonObject } from '../../text/json.ts';
import { pretty } from '../../text/stringify.ts';
import { record } from '../draft.ts';
import { type Exporter, namedEvents, SCHEMA_CARRIED, type Writing } from './exporter.ts';
import { eventSchema, objectSchema } from './schema-out.ts';

const DRAFT_7 = { draft: 'draft-07', annotations: 'none' } as const;
const CARRIED = new Set(['description', 'version', 'tags']);
const RULE_TYPE = { track: 'TRACK', page: 'PAGE', screen: 'SCREEN' } as const;

/** Segment Protocols, as the Public API reads it: flat rules with a draft-07 schema each. */
export const segment: Exporter = {
  id: 'segment',
  title: 'Segment tracking plan JSON',
  source: 'https://docs.segmentapis.com/tag/Tracking-Plans',
  write(plan, writing) {
    writing.sections('description', 'properties', 'events', 'traits', 'context');
    const rules: JsonObject[] = namedEvents(plan, writing).map((event) => {
      writing.event(event, CARRIED);
      properties(event.properties.values(), writing);
      if (event.node.entries.has('context')) {
        writing.lose(
          event.subject,
          'context',
          'Segment has one common schema for the context of every call',
          event.spot,
        );
      }
      const labels = record();
      for (const tag of event.tags) {
        const [name = tag, ...value] = tag.split(':');
        if (Object.hasOwn(labels, name))
          writing.lose(
            event.subject,
            'tags',
            `the label "${name}" can be given once; "${tag}" was left out`,
            event.spot,
          );
        else labels[name] = value.join(':');
      }
      return {
        key: event.name,
        type: RULE_TYPE[event.call],
        version: version(event.version, event.subject, writing),
        jsonSchema: wrapped('properties', eventSchema(event, DRAFT_7), {
          description: event.description ?? undefined,
          labels: Object.keys(labels).length > 0 ? labels : undefined,
        }),
      };
    });
    for (const [kind, uses] of plan.traits) {
      const type = kind === 'person' ? 'IDENTIFY' : kind === 'account' ? 'GROUP' : null;
      if (type === null) {
        writing.lose(`trait:${kind}`, kind, 'Segment knows traits of users and groups alone', null);
        continue;
      }
      properties(uses.values(), writing);
      rules.push({
        key: '',
        type,
        version: 1,
        jsonSchema: wrapped('traits', objectSchema(uses.values(), new Set(), false, DRAFT_7)),
      });
    }
    if (plan.context.size > 0) rules.push(common(plan, writing));
    const document = record({ name: plan.name, description: plan.description ?? undefined, rules });
    return [{ path: 'tracking-plan.json', text: `${pretty(document)}\n` }];
  },
};

function properties(uses: Iterable<PropertyUse>, writing: Writing): void {
  for (const use of uses) writing.property(use, SCHEMA_CARRIED);
}

/** Segment counts versions from one. */
function version(text: string | null, subject: string, writing: Writing): number {
  if (text === null) return 1;
  if (/^\d+$/.test(text)) return Number(text);
  writing.lose(subject, 'version', `Segment counts versions from one; "${text}" became 1`, null);
  return 1;
}

/** The schema of a whole call, with the parts that the plan says nothing of left open. */
function wrapped(
  part: string,
  schema: JsonObject,
  about: Readonly<Record<string, string | JsonObject | undefined>> = {},
): JsonObject {
  return record({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    ...about,
    properties: { context: {}, traits: {}, properties: {}, [part]: schema },
  });
}

function common(plan: Plan, writing: Writing): JsonObject {
  properties(plan.context.values(), writing);
  return {
    key: '',
    type: 'COMMON',
    version: 1,
    jsonSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { context: objectSchema(plan.context.values(), new Set(), true, DRAFT_7) },
    },
  };
}
