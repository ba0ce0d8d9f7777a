import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';
import { placeOf } from './planned.ts';

export const dynamicName = defineRule({
  id: 'code/dynamic-name',
  on: 'call',
  summary: 'The name of every event shows in the code, or a comment says what it can be.',
  severity: 'info',
  preset: 'recommended',
  tags: ['code', 'events'],
  messages: {
    dynamic: ({ why }: { why: string }) =>
      `What this call sends does not show: ${why}. Write "// dataplan-event: Name, Other Name" above it.`,
  },
  check(site, _plan, { report }) {
    if (site.kind !== 'track' || site.resolved || site.patterns.length > 0) return;
    report({
      message: 'dynamic',
      data: { why: site.why ?? 'nothing tells' },
      subject: subject(['file', site.file]),
      at: placeOf(site),
      discriminator: site.wrapper ?? site.sdk,
    });
  },
});
