import type { CallExpression } from 'oxc-parser';
import { calledName, receiverName } from './callee.ts';

/** A name that says it where more speaks for it. */
const SAYS_TRACK =
  /^(?:track|log|send|record|capture|report|emit|fire|publish)\w*(?:Event|Telemetry|Analytics|Interaction|Usage)\w*$|^track(?:[A-Z]\w*)?$/;

/** What says it only of something that is called like a tracker: `analytics.report(…)`. */
const REPORTS =
  /^(?:report|record|send|capture|event)(?:Event|Action|Click|Interaction|View|Usage|Custom\w*)?$/;

const REPORTER = /(?:analytics|telemetry|track(?:er|ing)|event_?(?:logger|reporter|recorder|tracker))/i;

/** What emitters, lists and stores have, too: only of something that is for nothing else. */
const PASSES_ON =
  /^(?:emit|fire|publish|trigger|log|push|dispatch|submit)(?:Event|Action|Click|Interaction|View|Usage)?$|^handleEvent$/;

const PASSER =
  /(?:analytics|telemetry|event_?(?:logger|reporter|recorder|tracker))(?:service|client|provider|manager|api|instance|logger|reporter)?$/i;

function reports(node: CallExpression, name: string): boolean {
  const receiver = receiverName(node) ?? '';
  return (REPORTS.test(name) && REPORTER.test(receiver)) || (PASSES_ON.test(name) && PASSER.test(receiver));
}

/** A name that says it wherever the function comes from. */
const SAYS_ALL =
  /^(?:track|log|send|record|capture|report|fire|emit)\w*(?:Track|Analytics|Telemetry|Interaction)\w*$|^track\w*(?:Event|Click|View|Action|Interaction|Usage)\w*$/;

/** What is kept of a change for people to look up is no event. */
const KEEPS_RECORD = /(?:activity|audit|history)\w*log/i;

/** Longer names are nobody's, and slow to look at. */
const LONGEST = 200;

/** `_track` and `#track` say what `track` says. */
export function saidName(node: CallExpression): string | null {
  const name = calledName(node);
  return name === null || name.length > LONGEST ? null : name.replace(/^[_#]+(?=[a-z])/, '');
}

/** Whether a call may be believed to send: asked before anything is followed. */
export function mayClaim(node: CallExpression): boolean {
  const name = saidName(node);
  return name !== null && !KEEPS_RECORD.test(name) && (SAYS_TRACK.test(name) || reports(node, name));
}

/** Whether the name alone says it; else what the function is called by, or is given, has to say it too. */
export function saysTrack(name: string): boolean {
  return SAYS_TRACK.test(name);
}

/** Whether it says so much that nothing about the function need be known. */
export function saysAll(node: CallExpression, name: string): boolean {
  return SAYS_ALL.test(name) || reports(node, name);
}
