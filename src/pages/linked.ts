import { html } from 'hono/html';
import type { Html } from './layout.ts';

const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]|(?<![\w/])\/privacy(?:#[\w-]+)?)/;

/** An address as it is read aloud or typed over: without the part that every browser adds. */
function shown(address: string): string {
  return address.replace(/^https?:\/\//, '');
}

/** Our own text with its addresses as links. Never for words of a customer or of staff: those stay inert. */
export function linked(words: string): Html {
  return html`${words
    .split(ADDRESS)
    .map((part, index) =>
      index % 2 === 0 ? part : html`<a href="${part}" rel="noreferrer">${shown(part)}</a>`,
    )}`;
}
