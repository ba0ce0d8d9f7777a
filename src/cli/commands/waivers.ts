import { fileWaivers, planWaivers } from '../../check/waivers.ts';
import { isExpired, isMalformed } from '../../findings/waivers.ts';
import { visible } from '../../text/visible.ts';
import type { RunCommand } from '../command.ts';
import { openSession } from '../session.ts';

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const found = await fileWaivers(session.config.waivers, system);
  for (const path of session.planPaths())
    found.push(...(await planWaivers((await session.loadPlan(path)).files)));
  const rows = found.map((waiver) => {
    const place = { file: waiver.location.file, line: waiver.location.start.line };
    if (isMalformed(waiver))
      return {
        state: 'malformed',
        rules: [],
        reason: waiver.why,
        until: null,
        owner: null,
        ticket: null,
        subject: null,
        ...place,
      };
    const subject = 'subject' in waiver.target ? waiver.target.subject : null;
    const { rules, reason, until, owner, ticket } = waiver;
    return {
      state: isExpired(waiver, session.today) ? 'expired' : 'live',
      rules,
      reason,
      until,
      owner,
      ticket,
      subject,
      ...place,
    };
  });
  const shown = session.options['expired'] === true ? rows.filter(({ state }) => state !== 'live') : rows;
  if (session.options['json'] === true) {
    system.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  }
  if (shown.length === 0) system.stdout.write('Nothing is waived.\n');
  for (const { state, rules, reason, until, file, line } of shown) {
    system.stdout.write(
      `${file}:${line}  ${state}${until ? ` until ${until}` : ''}  ${rules.join(', ')}\n  ${visible(reason)}\n`,
    );
  }
  return 0;
};
