import type { JsonObject } from '../../text/json.ts';
import { type AnyRule, defineRule } from '../rule.ts';
import { type DriftData, driftData } from './words.ts';

interface DriftRuleParts {
  /** Without its topic: the kind of the differences that it words. */
  readonly name: string;
  readonly summary: string;
  readonly severity: 'error' | 'warn' | 'info';
  /** From where on a difference is a warning, and an error; in the unit that the page names. */
  readonly tolerance?: number;
  readonly error?: number;
  readonly tags?: readonly string[];
  readonly say: (data: DriftData) => string;
}

/** A rule that words one kind of difference between systems. */
export function driftRule({ name, summary, severity, tolerance, error, tags, say }: DriftRuleParts): AnyRule {
  const topic = name.startsWith('evidence/') ? '' : 'drift/';
  const number = (value: number): JsonObject => ({ type: 'number', minimum: 0, default: value });
  return defineRule<Readonly<Record<string, number>> | undefined, { seen: (data: DriftData) => string }>({
    id: `${topic}${name}`,
    summary,
    severity,
    preset: 'minimal',
    on: 'drift',
    tags: tags ?? [topic === '' ? 'evidence' : 'drift'],
    ...(tolerance === undefined || error === undefined
      ? {}
      : {
          options: {
            type: 'object',
            properties: { tolerance: number(tolerance), error: number(error) },
            additionalProperties: false,
          },
          defaults: { tolerance, error },
        }),
    messages: { seen: say },
    judge(difference, _, { report }) {
      if (difference.kind !== name) return;
      report({
        message: 'seen',
        data: driftData(difference),
        subject: difference.subject,
        at: difference.at,
        severity: difference.severity,
        owners: difference.owners,
        related: difference.related,
        discriminator: difference.discriminator,
      });
    },
  });
}
