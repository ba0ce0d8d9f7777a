import { deflateSync } from 'node:zlib';
import { type Html, html, verbatim } from './html.ts';

/** Above this many events the details of the dictionary travel packed: the page would be megabytes. */
export const PACKED_ABOVE = 2000;

/**
 * Bodies of `details`, as `nodesJson` makes them, as one packed block in order. The page's own policy forbids making
 * markup from text, so they travel as data, from which the script builds elements.
 */
export function packed(bodies: readonly string[]): Html {
  const data = deflateSync(`[${bodies.join(',')}]`, { level: 6 }).toString('base64');
  return html`<script type="application/octet-stream" id="packed">${verbatim(data)}</script>`;
}
