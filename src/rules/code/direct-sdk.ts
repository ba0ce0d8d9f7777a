import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';
import { placeOf } from './planned.ts';

/** Calls a wrapper must have before going around it is worth a word. */
const USUAL = 3;

export const directSdk = defineRule({
  id: 'code/direct-sdk',
  on: 'call',
  summary: "Events go through the project's own wrapper, not around it.",
  severity: 'info',
  preset: 'recommended',
  tags: ['code'],
  messages: {
    direct: ({ sdk, wrapper, calls }: { sdk: string; wrapper: string; calls: number }) =>
      `This call goes to ${sdk} directly; ${calls} others go through ${wrapper}, and what that adds or guards is missing here.`,
  },
  check() {},
  finish(sites, _plan, { report }) {
    const wrappers = new Map<string, Map<string, number>>();
    for (const { kind, sdk, wrapper, system } of sites) {
      if (kind !== 'track' || wrapper === null) continue;
      const key = `${system} ${sdk}`;
      const counts = wrappers.get(key) ?? new Map<string, number>();
      counts.set(wrapper, (counts.get(wrapper) ?? 0) + 1);
      wrappers.set(key, counts);
    }
    for (const site of sites) {
      if (site.kind !== 'track' || site.wrapper !== null) continue;
      const counts = [...(wrappers.get(`${site.system} ${site.sdk}`) ?? [])].sort((a, b) => b[1] - a[1]);
      const [usual] = counts;
      if (!usual || usual[1] < USUAL) continue;
      report({
        message: 'direct',
        data: { sdk: site.sdk, wrapper: usual[0], calls: usual[1] },
        subject: subject(['file', site.file]),
        at: placeOf(site),
        discriminator: site.event ?? '',
      });
    }
  },
});
