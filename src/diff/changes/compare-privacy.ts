import { type Subject, subject, within } from '../../findings/subject.ts';
import type { Spot } from '../../plan/node.ts';
import { child, toJson } from '../../plan/read.ts';
import type { Plan, PrivacyTag, Property } from '../../plan/types.ts';
import type { JsonObject } from '../../text/json.ts';
import { valueKey } from '../schema/values.ts';
import { exposuresOf } from './exposures.ts';
import { type Notes, sectionSpot } from './noting.ts';
import type { Exposure } from './plan-change.ts';
import { propertiesOf } from './properties.ts';

/** Notes what becomes of personal data: where it goes, what it is called, why and how long it is kept. */
export function comparePrivacy(notes: Notes, renamed: ReadonlyMap<string, string>): void {
  compareExposures(notes, renamed);
  compareTags(notes);
  const { before, after } = notes.versions;
  const places = { at: sectionSpot(after, 'privacy'), was: sectionSpot(before, 'privacy') };
  const plan = subject(['plan', after.name]);
  notes.field('privacy.retention-changed', plan, before.privacy.retention, after.privacy.retention, places);
  comparePurposes(notes);
  compareRegimes(notes, places);
  comparePolicy(notes, places);
}

/** New ways of personal values to systems, one change for each value, category and system. */
function compareExposures(notes: Notes, renamed: ReadonlyMap<string, string>): void {
  const { before, after } = notes.versions;
  const old = new Map(
    [...exposuresOf(before).values()].map((exposure) => [
      keyOf(exposure, renamed.get(exposure.event ?? '')),
      exposure,
    ]),
  );
  const groups = new Map<
    string,
    { kind: string; was: string | null; all: Exposure[]; property: Property; spot: Spot }
  >();
  for (const exposure of exposuresOf(after).values()) {
    const was = old.get(keyOf(exposure, null));
    const weaker = was !== undefined && was.handling !== 'raw' && was.handling !== exposure.handling;
    if (was !== undefined && !weaker) continue;
    const use = useOf(after, exposure);
    if (use === null) continue;
    const kind = was === undefined ? 'exposure.added' : 'exposure.handling-changed';
    const home = use.property.layers[0]?.name ?? use.property.key;
    const key = JSON.stringify([
      kind,
      home,
      exposure.category,
      exposure.system,
      exposure.handling,
      was?.handling,
    ]);
    const group = groups.get(key) ?? {
      kind,
      was: was?.handling ?? null,
      all: [],
      property: use.property,
      spot: use.spot,
    };
    group.all.push(exposure);
    groups.set(key, group);
  }
  for (const { kind, was, all, property, spot } of groups.values()) {
    const [first] = all;
    if (first === undefined) continue;
    const { system, category, handling } = first;
    notes.add({
      kind,
      subject: within(subjectOf(first, property, all.length), 'system', system),
      ...(was === null ? {} : { before: { handling: was } }),
      after: { category, system, handling },
      events: [...new Set(all.flatMap(({ event }) => event ?? []))].sort(),
      reach: all.map(({ event, traits, path }) => ({ event, traits, path })),
      systems: [system],
      at: spot,
    });
  }
}

/** One place is named as such; a dictionary entry that gets somewhere in many is named itself. */
function subjectOf({ event, traits, path }: Exposure, property: Property, places: number): Subject {
  const layer = property.layers[0];
  if (places > 1 && layer?.from === 'dictionary') return subject(['property', layer.name]);
  if (traits !== null) return subject(['trait', `${traits}.${path}`]);
  return event === null ? subject(['context', path]) : subject(['event', event], ['property', path]);
}

function keyOf({ event, traits, path, system }: Exposure, name: string | undefined | null): string {
  return JSON.stringify([name ?? event, traits, path, system]);
}

function useOf(plan: Plan, { event, traits, path }: Exposure) {
  const uses = traits !== null ? plan.traits.get(traits) : plan.events.get(event ?? '')?.properties;
  const inContext = path.startsWith('context.');
  const context = plan.events.get(event ?? '')?.context ?? plan.context;
  const steps = path.replaceAll('[]', '.[]').split('.');
  if (inContext)
    return (
      context.get(path.slice('context.'.length)) ?? plan.context.get(path.slice('context.'.length)) ?? null
    );
  let use = uses?.get(steps[0] ?? '') ?? variantUse(plan, event, steps[0] ?? '');
  for (const step of steps.slice(1)) use = use?.property.children.get(step) ?? use;
  return use ?? null;
}

function variantUse(plan: Plan, event: string | null, name: string) {
  const variants = plan.events.get(event ?? '')?.variants ?? [];
  return variants.map((variant) => variant.properties.get(name)).find((use) => use !== undefined);
}

/** Tags of dictionary entries and of everything else that has a tag of its own. */
function compareTags(notes: Notes): void {
  const { before, after } = notes.versions;
  const olds = propertiesOf(before);
  for (const [id, now] of propertiesOf(after)) {
    const old = olds.get(id);
    if (old === undefined) continue;
    for (const field of [
      'category',
      'sensitivity',
      'handling',
      'retention',
      'subject',
      'purposes',
    ] as const) {
      const more = {
        events: now.events,
        reach: now.events.map((event) => ({ event, traits: null, path: now.path })),
      };
      const places = { at: now.property.spot, was: old.property.spot };
      notes.field(
        `privacy.${field}-changed`,
        now.property.subject,
        fieldOf(old.property.privacy, field),
        fieldOf(now.property.privacy, field),
        places,
        more,
      );
    }
  }
}

function fieldOf(
  tag: PrivacyTag,
  field: 'category' | 'sensitivity' | 'handling' | 'retention' | 'subject' | 'purposes',
) {
  const value = tag[field];
  return Array.isArray(value) ? [...value].sort() : (value as string | null);
}

function comparePurposes(notes: Notes): void {
  const { before, after } = notes.versions;
  for (const [key, now] of after.privacy.purposes) {
    const old = before.privacy.purposes.get(key);
    if (old === undefined) continue;
    const places = { at: now.spot, was: old.spot };
    notes.field('purpose.basis-changed', now.subject, old.basis, now.basis, places);
    notes.field('purpose.regimes-changed', now.subject, underOf(old.node), underOf(now.node), places);
    notes.field('purpose.signal-changed', now.subject, signalOf(old), signalOf(now), places);
  }
  for (const [key, old] of before.privacy.purposes) {
    if (!after.privacy.purposes.has(key)) {
      notes.add({
        kind: 'purpose.removed',
        subject: old.subject,
        at: sectionSpot(after, 'privacy'),
        was: old.spot,
      });
    }
  }
}

/** How regimes change the purpose. */
function underOf(node: Parameters<typeof child>[0]) {
  const under = child(node, 'under');
  return under === null ? null : toJson(under);
}

function signalOf({ signal }: { readonly signal: { readonly node: Parameters<typeof toJson>[0] } | null }) {
  return signal === null ? null : toJson(signal.node);
}

function compareRegimes(notes: Notes, places: { at: Spot; was: Spot }): void {
  const { before, after } = notes.versions;
  for (const key of before.privacy.regimes.keys()) {
    if (!after.privacy.regimes.has(key))
      notes.add({ kind: 'regime.removed', subject: subject(['regime', key]), ...places });
  }
  for (const key of after.privacy.regimes.keys()) {
    if (!before.privacy.regimes.has(key))
      notes.add({ kind: 'regime.added', subject: subject(['regime', key]), ...places });
  }
}

/** Lines of the policy that came or went; their order is part of what they mean. */
function comparePolicy(notes: Notes, places: { at: Spot; was: Spot }): void {
  const { before, after } = notes.versions;
  const textOf = (plan: Plan) =>
    plan.privacy.policy.map((line) => ({ line, json: toJson(line.node) as JsonObject }));
  const [olds, news] = [textOf(before), textOf(after)];
  const keys = (lines: typeof olds): string[] => lines.map(({ json }) => valueKey(json));
  const [had, has] = [keys(olds), keys(news)];
  for (const [i, { line, json }] of olds.entries()) {
    if (!has.includes(had[i] ?? '')) {
      notes.add({
        kind: `policy.${line.verdict}-removed`,
        subject: line.subject,
        before: json,
        ...places,
        was: line.node,
      });
    }
  }
  for (const [i, { line, json }] of news.entries()) {
    if (!had.includes(has[i] ?? '')) {
      notes.add({ kind: `policy.${line.verdict}-added`, subject: line.subject, after: json, at: line.node });
    }
  }
  const kept = (list: readonly string[], other: readonly string[]) =>
    list.filter((key) => other.includes(key)).join();
  if (kept(had, has) !== kept(has, had)) {
    notes.add({ kind: 'policy.reordered', subject: subject(['plan', after.name]), ...places });
  }
}
