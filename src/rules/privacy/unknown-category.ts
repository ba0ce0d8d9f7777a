import { isKnownCategory, movedCategory, nearestCategory } from '../../catalogue/index.ts';
import type { Subject } from '../../findings/subject.ts';
import type { Node } from '../../plan/node.ts';
import type { Plan } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { everyShape, firstMeeting } from '../uses.ts';

export const unknownCategory = defineRule({
  id: 'privacy/unknown-category',
  summary: 'Privacy categories are keys of the taxonomy, or children of one.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['privacy', 'vocabulary'],
  fixable: 'safe',
  messages: {
    unknown: ({ category, hint }: { category: string; hint: string }) =>
      `No privacy category is called "${category}".${hint === '' ? ' `dataplan catalogue categories` lists them.' : ` Did you mean "${hint}"?`}`,
    moved: ({ category, now }: { category: string; now: string }) =>
      `The privacy category "${category}" is called "${now}" now.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { category, subject, at } of mentioned(plan)) {
      if (isKnownCategory(category) || !first(at)) continue;
      const now = movedCategory(category);
      if (now === null) {
        const hint = nearestCategory(category) ?? '';
        report({ message: 'unknown', data: { category, hint }, subject, at, discriminator: category });
        continue;
      }
      report({
        message: 'moved',
        data: { category, now },
        subject,
        at,
        discriminator: category,
        ...fix(plan, at, category, now),
      });
    }
  },
});

/** Every category that the plan names, with the place that names it. */
function* mentioned(plan: Plan): Generator<{ category: string; subject: Subject; at: Node }> {
  for (const property of everyShape(plan)) {
    const { category, node } = property.privacy;
    if (category === null || node === null) continue;
    yield { category, subject: property.subject, at: place(node, 'category') };
  }
  for (const line of plan.privacy.policy) {
    yield { category: line.category, subject: line.subject, at: place(line.node, line.verdict) };
  }
  for (const rule of plan.governance.approvals) {
    if (rule.category === null) continue;
    yield { category: rule.category, subject: `approval:${rule.by}`, at: place(rule.node, 'category') };
  }
}

function place(node: Node, key: string): Node {
  return (node.kind === 'map' ? node.entries.get(key)?.value : undefined) ?? node;
}

/** Only where the key stands as plain text: the same data under its present name. */
function fix(plan: Plan, at: Node, category: string, now: string) {
  const file = plan.files[at.file];
  if (file?.text.slice(at.start, at.end) !== category) return {};
  return {
    fix: {
      safety: 'safe',
      title: `Use "${now}"`,
      edits: [{ file: file.path, start: at.start, end: at.end, text: now }],
    },
  } as const;
}
