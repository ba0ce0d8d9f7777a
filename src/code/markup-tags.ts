import { sdks } from '../catalogue/sdks.ts';
import { PLAIN_VOCABULARY } from './vocabulary.ts';

/** Attributes that make a vendor's script send an event: `data-umami-event="Cart Viewed"`. */
export const EVENT_ATTRIBUTES: readonly string[] = sdks.flatMap((sdk) => sdk.attributes);

/** And those that a project reads for itself: `data-track-event`, `data-analytics-action`, `data-click-event`. */
const OWN =
  /^data-(?:[a-z]+-)*(?:(?:track|tracking|analytics|telemetry)-(?:event|event-name|action|name)|(?:click|view|ga4?|gtm)-event(?:-name)?)$/;

/** Whether an element with this attribute sends an event. */
export function isEventAttribute(name: string): boolean {
  return EVENT_ATTRIBUTES.includes(name) || OWN.test(name);
}

/** The same, of a text that such an element may be in. */
function mayHoldEventAttribute(text: string): boolean {
  return EVENT_ATTRIBUTES.some((one) => text.includes(one)) || OWN_TEXT.test(text);
}

/** What comes after the `data-` of such an attribute. */
export const OWN_ATTRIBUTE =
  '(?:[a-z]+-)*(?:track|tracking|analytics|telemetry|click|view|ga4?|gtm)-(?:event|action|name)';
const OWN_TEXT = new RegExp(`\\sdata-${OWN_ATTRIBUTE}`);

const VALUE = /"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}/;
const ATTRIBUTE = new RegExp(`(\\s+)([^\\s=<>/"'{}]+)(?:(=)(${VALUE.source}))?|\\s+\\{[^{}]*\\}`, 'g');
const TAG = new RegExp(
  `<([A-Za-z][\\w.-]*)((?:\\s+[^\\s=<>/"'{}]+(?:=(?:${VALUE.source}))?|\\s+\\{[^{}]*\\})*)\\s*/?>`,
  'g',
);

/** A tag that says it tracks, as JSX: `<TrackClick :event="name">` is `<TrackClick  event={name}/>`. */
export interface MarkupTag {
  readonly text: string;
  readonly start: number;
}

/** The tags of a template that may send: components that are called like it, and elements with an event's attribute. */
export function trackingTags(markup: string): MarkupTag[] {
  const found: MarkupTag[] = [];
  for (const match of markup.matchAll(TAG)) {
    const [, name = '', attributes = ''] = match;
    const component = /^[A-Z]|-/.test(name) && PLAIN_VOCABULARY.test(name);
    if (!component && !mayHoldEventAttribute(attributes)) continue;
    found.push({ text: `<${name}${attributes.replace(ATTRIBUTE, jsx)}/>`, start: match.index });
  }
  return found;
}

/** One attribute as JSX of the same length; blanks for handlers and directives, which are read by themselves. */
function jsx(whole: string, space = '', name = '', equals = '', value = ''): string {
  const blank = whole.replace(/[^\n]/g, ' ');
  const bound = /^(?::|v-bind:)(?=\w)/.exec(name);
  if (bound && value !== '') {
    const bare = ' '.repeat(bound[0].length) + name.slice(bound[0].length);
    return `${space}${bare}${equals}{${value.slice(1, -1)}}`;
  }
  if (!/^[A-Za-z][\w-]*$/.test(name) || /^v-/.test(name)) return blank;
  // `event="click_{kind}"`: a text with a part that only the component's script knows.
  return value.startsWith('{') || !value.includes('{') ? whole : blank;
}

/** Vue's `track-click` is `TrackClick`. */
export function componentName(tag: string): string {
  return tag.includes('-') ? tag.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase()) : tag;
}

/** `TrackClick` → `track-click`. */
export function tagName(component: string): string {
  return component.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase();
}
