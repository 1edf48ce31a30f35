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
      return letterTable(block);
    default:
      return assertNever(block);
  }
}

/** Roles said aloud: on a phone each row is laid out as a card, and a browser would forget that it is a table. */
function letterTable({ head, rows }: Extract<Letter['blocks'][number], { kind: 'table' }>): Html {
  const cell = (words: string, index: number) =>
    html`<td role="cell" data-kop="${head[index] ?? ''}"><span dir="auto">${words}</span></td>`;
  return html`<table role="table"><thead role="rowgroup"><tr role="row">${head.map((words) => html`<th role="columnheader" scope="col">${words}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map(cell)}</tr>`)}</tbody></table>`;
}
