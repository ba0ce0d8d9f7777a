import { type Html, html } from './html.ts';

/** A link out of the page: only to an https address that the plan states, shown in full. All else is text. */
export function linkOut(url: string): Html {
  const plain = /^https:\/\/[\w.-]+(:\d+)?(\/[\w./~%!$&'()*+,;=:@?#-]*)?$/.test(url);
  return plain ? html`<a href="${url}" rel="noopener noreferrer">${url}</a>` : html`<code>${url}</code>`;
}
