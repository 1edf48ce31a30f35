import { html } from 'hono/html';
import type { AnswerView } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import type { Html } from '../layout.ts';

type Letter = NonNullable<AnswerView['letter']>;

/** The letter, word for word as it was approved. */
export function letterHtml(letter: Letter): Html {
  return html`<article class="letter" lang="${letter.language}" aria-labelledby="brief-titel"><h3 id="brief-titel">${letter.title}</h3>
${letter.blocks.map(letterBlock)}</article>`;
}

function letterBlock(block: Letter['blocks'][number]): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h4>${block.text}</h4>`;
    case 'paragraph':
      return html`<p class="words" dir="auto">${block.text}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li dir="auto">${item}</li>`)}</ul>`;
    case 'table':
      return html`<div class="scroll" tabindex="0" role="region" aria-label="${block.head.join(', ')}"><table>
<thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
    default:
      return assertNever(block);
  }
}
