import { newEvent, record } from '../draft.ts';
import { type Importer, open } from './importer.ts';
import { addEvent, eventSubject, hasKeys } from './place.ts';

/**
 * GitLab's event definitions, one file an event, in their three generations: with `category` and `*_description`
 * fields, with `additional_properties` beside them, and with `internal_events`.
 */
export const gitlab: Importer = {
  id: 'gitlab',
  title: 'GitLab event definitions',
  source:
    'https://docs.gitlab.com/development/internal_analytics/internal_event_instrumentation/event_definition_guide/',
  recognise({ value }) {
    if (!hasKeys(value, 'action')) return 0;
    const marks = [
      'product_group',
      'milestone',
      'introduced_by_url',
      'internal_events',
      'tiers',
      'identifiers',
    ];
    return marks.filter((mark) => Object.hasOwn(value, mark)).length >= 2 ? 1 : 0;
  },
  read(documents, draft, reading) {
    for (const document of documents) {
      const root = open(document, reading);
      const action = root.text('action');
      if (action === null) {
        root.finding('action', 'an event definition without an `action`; the file was left out');
        continue;
      }
      root.subject = eventSubject(action);
      const category = root.text('category');
      const internal = category === 'InternalEventTracking' || root.flag('internal_events') === true;
      const removed = root.text('status') === 'removed';
      const group = root.text('product_group');
      const owner = group?.replace(/^group::/, '') ?? null;
      if (owner !== null && !draft.teams.has(owner))
        draft.teams.set(owner, record({ function: 'engineering' }));
      const links = record({
        introduced: root.text('introduced_by_url') ?? undefined,
        removed: root.text('removed_by_url') ?? undefined,
        schema: root.text('iglu_schema_url') ?? undefined,
      });
      const tags = [
        ...root.texts('product_categories'),
        ...root.texts('tiers').map((tier) => `tier:${tier}`),
        ...root.texts('distributions').map((each) => `distribution:${each}`),
      ];
      const kinds = root.texts('identifiers');
      // A list of ids identifies nobody: it travels beside the event.
      const lists = kinds.filter((kind) => kind.endsWith('_ids'));
      const ids = kinds.filter((kind) => !lists.includes(kind)).map((kind) => `${kind}_id`);
      for (const id of ids) if (!draft.identities.has(id)) draft.identities.set(id, identity(id));
      const event = newEvent({
        description: root.text('description') ?? undefined,
        owner: owner ?? undefined,
        status: removed ? 'retired' : undefined,
        tags: tags.length > 0 ? tags : undefined,
        links: Object.keys(links).length > 0 ? links : undefined,
        identified_by: ids.length > 0 ? ids : undefined,
        when: category !== null && !internal ? { category } : undefined,
      });
      // An action alone is not unique there: its structured events also carry their category.
      if (category !== null && !internal)
        event.properties.set('category', {
          value: record({
            description: 'Where it happens: the page, or the code that tells.',
            type: 'string',
          }),
        });
      for (const list of lists)
        event.context.set(list, { value: record({ type: 'array', items: { type: 'integer' } }) });
      for (const name of ['label', 'property', 'value']) {
        const description = root.text(`${name}_description`);
        if (description !== null) {
          event.properties.set(name, {
            value: record({ description, type: name === 'value' ? 'number' : 'string' }),
          });
        }
      }
      for (const [name, at] of root.members('additional_properties')) {
        const description = at.text('description');
        const type =
          name === 'value' ? 'number' : name === 'label' || name === 'property' ? 'string' : undefined;
        event.properties.set(name, { value: record({ description: description ?? undefined, type }) });
      }
      root.at('extra_properties')?.lose('extra_properties', 'nothing says what they are');
      addEvent(draft, action, event, root, category ?? 'again');
      root.reportUnread();
    }
  },
};

function identity(id: string) {
  return record({ of: id === 'user_id' ? 'person' : 'account', known: true, type: ['integer', 'string'] });
}
