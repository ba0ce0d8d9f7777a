import { wantsColour } from '../../output/index.ts';
import { painter } from '../../output/painter.ts';
import {
  type Trace,
  type TraceKind,
  type TraceLeg,
  trace,
  traceable,
  traceableNames,
} from '../../report/trace.ts';
import { UsageError } from '../../system/errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { stringify } from '../../text/stringify.ts';
import { visible } from '../../text/visible.ts';
import { runCheck } from '../check-run.ts';
import type { RunCommand } from '../command.ts';
import { openSession } from '../session.ts';

/** The way of one thing: where it comes from, where it goes, under which name, why it may. */
export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(
    { ...invocation, options: { ...invocation.options, format: [] } },
    system,
  );
  const name = String(invocation.arguments[0] ?? '');
  const { model } = await runCheck(session, 'trace');
  if (!model) throw new UsageError('The plan does not load; "dataplan lint" says why.');
  const kinds = traceable(model.plan, name);
  if (kinds.length === 0) {
    throw new UsageError(
      `The plan has no event, property, trait, identifier, category or system "${visible(name)}".${didYouMean(name, traceableNames(model.plan))}`,
    );
  }
  const asked = session.options['kind'];
  const wanted = typeof asked === 'string' ? kinds.filter((kind) => kind === asked) : kinds;
  if (wanted.length === 0)
    throw new UsageError(`"${visible(name)}" is no ${String(asked)} here, but: ${kinds.join(', ')}.`);
  const traces = wanted.map((kind: TraceKind) => trace(model.plan, model.evidence, kind, name));
  if (session.options['json'] === true) {
    system.stdout.write(`${stringify({ schema: 1, name, traces })}\n`);
    return 0;
  }
  const paint = painter(
    wantsColour(session.options['color'] as boolean | undefined, system.env, system.stdout),
  );
  system.stdout.write(`${traces.map((one) => traceText(one, paint)).join('\n')}\n`);
  return 0;
};

type Paint = ReturnType<typeof painter>;

function traceText(found: Trace, paint: Paint): string {
  const lines = [
    paint('bold', `${visible(found.name)} (${found.kind}${found.owner ? `, ${visible(found.owner)}` : ''})`),
  ];
  if (found.description) lines.push(visible(found.description));
  const bySystem = new Map<string, TraceLeg[]>();
  for (const leg of found.legs) bySystem.set(leg.system, [...(bySystem.get(leg.system) ?? []), leg]);
  if (bySystem.size === 0) lines.push('', 'It flows nowhere.');
  for (const [system, legs] of bySystem) {
    const [first] = legs;
    if (!first) continue;
    const grounds = [...new Set(legs.flatMap((leg) => leg.grounds))].join('; ') || 'no ground declared';
    const kept = [...new Set(legs.flatMap((leg) => leg.retention ?? []))].join(', ') || 'no time declared';
    lines.push('', `→ ${paint('bold', visible(system))}  ${visible(grounds)}  kept ${visible(kept)}`);
    if (first.consent.length > 0)
      lines.push(`  consent signal asked for ${visible(first.consent.join(', '))}`);
    const ways = new Map<string, Set<string>>();
    for (const leg of legs) {
      const way = wayText(leg, paint);
      ways.set(way, (ways.get(way) ?? new Set()).add(leg.path.slice(0, -1).join(' → ')));
    }
    for (const [way, paths] of ways) lines.push(`  ${way}${pathText([...paths])}`);
  }
  if (found.needs.length > 0) lines.push('', `Relied on by ${visible(found.needs.join(', '))}`);
  for (const sentence of found.outside) lines.push(paint('yellow', `Outside the plan: ${visible(sentence)}`));
  lines.push('');
  return lines.join('\n');
}

function wayText(leg: TraceLeg, paint: Paint): string {
  const name = leg.property === null ? leg.eventName : leg.propertyName;
  const what = leg.property === null ? leg.carrier : `${leg.carrier}, ${leg.property}`;
  const as = name === leg.property || name === leg.carrier ? '' : ` as ${name}`;
  const handling = leg.handling === null || leg.handling === 'raw' ? '' : `, ${leg.handling}`;
  const seen = leg.seen === null ? '' : `, seen ${leg.seen} times`;
  const denied = leg.allowed ? '' : paint('red', `  not allowed: ${visible(leg.why ?? '')}`);
  return `${visible(what)}${visible(as)}${handling}${seen}${denied}`;
}

function pathText(paths: readonly string[]): string {
  const real = paths.filter((path) => path !== '');
  return real.length > 0 ? `  from ${visible(real.join(' and '))}` : '';
}
