import type { Subject } from '../../findings/subject.ts';
import type { Spot } from '../../plan/node.ts';
import type { Plan } from '../../plan/types.ts';
import type { Json } from '../../text/json.ts';
import { mask } from '../../text/mask.ts';
import { defineRule } from '../rule.ts';
import { everyProperty, placeOf } from '../uses.ts';

export const personalExample = defineRule({
  id: 'privacy/personal-example',
  summary: 'Examples in the plan are made up: no real mail address stands in it.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['privacy', 'examples'],
  messages: {
    email: ({ masked }: { masked: string }) =>
      `The example ${masked} looks like somebody’s mail address; use one at example.com.`,
  },
  check(plan, { report }) {
    for (const { value, subject, at } of examples(plan)) {
      const found = texts(value).find(isRealAddress);
      if (found === undefined) continue;
      report({ message: 'email', data: { masked: mask(found) }, subject, at });
    }
  },
});

function* examples(plan: Plan): Generator<{ value: Json; subject: Subject; at: Spot }> {
  for (const property of everyProperty(plan)) {
    if (property.examples.length === 0) continue;
    const at = placeOf(property, 'examples');
    for (const value of property.examples) yield { value, subject: property.subject, at };
  }
  for (const event of plan.events.values()) {
    for (const { value, node } of event.examples) yield { value, subject: event.subject, at: node };
  }
}

function* walk(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Array.isArray(value) ? value : Object.values(value)) yield* walk(inner);
  }
}

function texts(value: Json): string[] {
  return [...walk(value)];
}

/** Names that nobody can own, and those that documentation uses. */
const MADE_UP = /(^|\.)(example|test|invalid|localhost|local)$|(^|\.)example\.(com|org|net|edu)$/i;

function isRealAddress(text: string): boolean {
  if (text.length > 320) return false;
  const parts = /^[^\s@]+@([^\s@]+\.[a-z]{2,})$/i.exec(text);
  const domain = parts?.[1];
  return (
    domain !== undefined &&
    !MADE_UP.test(domain) &&
    !/^(acme|test|example|foo|bar|domain|email|company|mycompany)\./i.test(domain)
  );
}
