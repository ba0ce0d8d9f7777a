import { compareSystems } from '../drift/compare-systems.ts';
import { judgeDrift, tolerancesOf } from '../drift/findings.ts';
import { compareIdentities } from '../drift/identity.ts';
import { driftMatrix } from '../drift/matrix.ts';
import { oneCauseEach } from '../drift/one-cause.ts';
import type { DriftInput, DriftOptions, DriftResult } from '../drift/types.ts';
import type { Finding } from '../findings/finding.ts';
import type { AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import type { Json, JsonObject } from '../text/json.ts';

export interface DriftRun {
  readonly result: DriftResult;
  readonly findings: readonly Finding[];
}

/** All that two systems say differently: events and properties, people, and what code sends. */
export function runDrift(
  input: DriftInput,
  options: Omit<DriftOptions, 'tolerance'>,
  run: { readonly rules: readonly AnyRule[]; readonly settings: Settings; readonly today: string },
): DriftRun {
  const asked: DriftOptions = { ...options, tolerance: tolerancesOf(run.rules, run.settings) };
  const observed = compareSystems(input, asked);
  const people = compareIdentities(input, asked);
  const differences = oneCauseEach([...observed.differences, ...people.differences]);
  const asks = (system: string) => options.between?.includes(system) ?? true;
  return {
    result: {
      ...observed,
      differences,
      notChecked: [...observed.notChecked, ...people.notChecked],
      matrix: driftMatrix(
        { ...input, systems: input.systems.filter(({ system }) => asks(system)) },
        options.event ?? null,
      ),
      joins: people.joins.filter(({ left, right }) => asks(left) && asks(right)),
      customerView: people.customerView,
    },
    findings: judgeDrift(differences, input.plan, run),
  };
}

/** What drift adds to a JSON document. */
export function driftExtra({ pairs, matrix, gaps, joins, customerView }: DriftResult): JsonObject {
  return asJson({ pairs, matrix, gaps, joins, customerView }) as JsonObject;
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
