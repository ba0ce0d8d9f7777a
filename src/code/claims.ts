import type { CallExpression } from 'oxc-parser';
import type { Signature } from '../catalogue/sdks.ts';
import { mayClaim, saidName, saysAll, saysTrack } from './claim-names.ts';
import {
  givesEvent,
  givesObject,
  namedLater,
  names,
  parameterNames,
  signaturesFor,
  startsWithOperation,
  startsWithText,
  takesName,
} from './claim-parameters.ts';
import { GENERIC, type Sink } from './sinks.ts';
import { alternatives, type Env, isNothing, type Value } from './value.ts';
import type { World } from './world.ts';

const SAYS_EVENT = /^(?:track|capture|log|record|send|report)\w*Event$/;

const ABOUT = /analytic|telemetr|track|segment|amplitude|mixpanel|posthog/i;

const PAGE = /page_?view/i;

/**
 * A function or interface of the project that says it tracks and whose way to a vendor cannot be followed: an injected
 * platform, a queue, a message to another process, generated code.
 */
export function claimedSink(callee: Value, node: CallExpression, env: Env, world: World): Sink | null {
  const name = saidName(node);
  if (name === null || !mayClaim(node)) return null;
  for (const each of alternatives(callee)) {
    // A parameter that is a function by its type.
    const one = each.kind === 'input' && each.typed?.kind === 'signature' ? each.typed : each;
    if (one.kind !== 'function' && one.kind !== 'signature') {
      const says = saysAll(node, name);
      const known = says && comesFromElsewhere(one) ? signaturesFor(node, env, world) : null;
      if (known) return claim(name, known);
      continue;
    }
    if (one.kind === 'function' && one.node.params.length === 0) continue;
    const text = startsWithText(node, env, world);
    const parameters = parameterNames(one);
    const later = parameters ? namedLater(parameters, text) : null;
    if (parameters && !later && !takesName(parameters, name, text || !givesObject(node, env, world)))
      continue;
    const signatures = later ? [later] : GENERIC;
    const about = one.kind === 'function' ? describe(one) : one.label;
    if (startsWithOperation(node, env, world)) continue;
    const says = saysTrack(name)
      ? ABOUT.test(about) || (SAYS_EVENT.test(name) && givesEvent(node, env, world))
      : names(node, env, world);
    if (says) return claim(name, signatures);
  }
  return null;
}

function claim(name: string, signatures: readonly Signature[]): Sink {
  return {
    sdk: 'own',
    signatures: PAGE.test(name) ? signatures.map((each) => ({ ...each, kind: 'page' })) : signatures,
    confidence: 'likely',
    own: false,
    claimed: true,
  };
}

/** A function that nothing here declares, or that was handed in. */
function comesFromElsewhere(callee: Value): boolean {
  if (callee.kind === 'outside') return callee.module !== null || callee.path.length > 1;
  // A field that is filled somewhere else is nothing here.
  return callee.kind === 'input' || callee.kind === 'unknown' || isNothing(callee);
}

/** `sendVideoTrackingEvent` says it all. */
const SAYS_ABOUT = /tracking|analytics|telemetry/i;

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** A folder or package for nothing else. */
const FOLDER = /(?:^|[-_.])(?:analytics|telemetry|tracking)$/i;

function describe(value: Extract<Value, { kind: 'function' }>): string {
  const info = value.module.funcs.get(value.node);
  const owner = info?.owner ? (value.module.classes.get(info.owner)?.name ?? '') : '';
  const name = info?.name ?? '';
  const named = (SAYS_EVENT.test(name) && /^track/.test(name)) || SAYS_ABOUT.test(name) ? 'track' : '';
  const parts = value.module.path.split('/');
  const folders = parts.filter((part) => FOLDER.test(part));
  // A file that is called after the function says no more than its name.
  const own = letters(name);
  const near = parts
    .slice(-2)
    .filter((part) => own === 'track' || letters(part.replace(/\.\w+$/, '')) !== own);
  return [named, owner, ...near, ...folders].join(' ');
}
