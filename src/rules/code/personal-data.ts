import { personalName } from '../../catalogue/personal-names.ts';
import type { CallProperty, CallSite } from '../../evidence/call-site.ts';
import { subject, within } from '../../findings/subject.ts';
import type { Plan, PrivacyTag } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { keyPlace, planned, shapesOf } from './planned.ts';

/** Things that hold whatever people or browsers send. */
const WHOLE = /^(?:values|formValues|formData|body|cookies?|headers|rawBody|userInput)$/;
const NETWORK = /^(?:ip|ipAddress|ip_address|remoteAddress|clientIp)$/;

export const personalFlow = defineRule({
  id: 'code/personal-data',
  on: 'call',
  summary:
    'No personal value flows into a property that the plan holds for not personal, or has not classified.',
  severity: 'error',
  preset: 'minimal',
  tags: ['code', 'privacy'],
  messages: {
    none: ({ property, source, category }: { property: string; source: string; category: string }) =>
      `${source} flows into "${property}": it looks like ${category}, and the plan says that the property is not personal.`,
    open: ({ property, source, category }: { property: string; source: string; category: string }) =>
      `${source} flows into "${property}": it looks like ${category}, and the plan does not say what privacy category that has.`,
    whole: ({ property, source }: { property: string; source: string }) =>
      `All of ${source} flows into "${property}", whatever people put in there.`,
  },
  check(site, plan, { report }) {
    for (const { property, tag, about } of flows(site, plan)) {
      const { source } = property;
      if (source === null || (tag && tag.category !== null && tag.category !== 'none')) continue;
      const at = keyPlace(site, property);
      const path = source.split('.');
      const last = path.at(-1) ?? '';
      if (WHOLE.test(last) && path.length > 1) {
        report({
          message: 'whole',
          data: { property: property.name, source },
          subject: about,
          at,
          severity: 'warn',
        });
        continue;
      }
      const category = NETWORK.test(last)
        ? 'user.device.ip_address'
        : personalName(path, { types: property.types, closed: property.values !== null })?.category;
      if (category === undefined) continue;
      const none = tag?.category === 'none';
      report({
        message: none ? 'none' : 'open',
        data: { property: property.name, source, category },
        subject: about,
        at,
        ...(none ? {} : { severity: 'warn' as const }),
      });
    }
  },
});

/** Each property and trait of a call, with what the plan says of its privacy. */
function flows(
  site: CallSite,
  plan: Plan,
): { property: CallProperty; tag: PrivacyTag | null; about: string }[] {
  const events = planned(site, plan).flatMap((one) => one.events);
  const [event] = events;
  const traits = plan.traits.get(site.kind === 'group' ? 'account' : 'person');
  const about = event?.subject ?? subject(['file', site.file]);
  return [
    ...[...site.properties, ...site.added].map((property) => {
      const uses = events
        .flatMap(shapesOf)
        .flatMap((shape) => shape.properties.get(property.name) ?? plan.context.get(property.name) ?? []);
      const tag =
        uses.find((use) => use.property.privacy.category !== 'none')?.property.privacy ??
        uses[0]?.property.privacy ??
        null;
      return { property, tag, about: within(about, 'property', property.name) };
    }),
    ...site.traits.map((property) => ({
      property,
      tag:
        (traits?.get(property.name) ?? plan.identity.types.get(property.name))
          ? (traits?.get(property.name)?.property.privacy ??
            plan.identity.types.get(property.name)?.privacy ??
            null)
          : null,
      about: subject(['trait', property.name]),
    })),
  ];
}
