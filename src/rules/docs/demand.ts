import type { Severity } from '../../findings/finding.ts';
import type { Plan } from '../../plan/types.ts';

export type Level = 'required' | 'recommended' | 'optional';

/** How loud a missing piece of documentation is: as the plan's standards say, else as the rule's options do. */
export function demand(plan: Plan, what: string, unlessSaid: Level): Severity | null {
  const level = plan.standards.documentation[what] ?? unlessSaid;
  return level === 'required' ? 'error' : level === 'recommended' ? 'warn' : null;
}

/** The option that every such rule takes. */
export function demandOption(level: Level) {
  return {
    type: 'object',
    properties: {
      unless_said: {
        enum: ['required', 'recommended', 'optional'],
        default: level,
        description: 'What holds where `standards.documentation` says nothing.',
      },
    },
    additionalProperties: false,
  };
}
