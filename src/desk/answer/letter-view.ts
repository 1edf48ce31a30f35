import { html } from 'hono/html';
import type { PreviewView } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

type Letter = PreviewView['letter'];
type Block = Letter['blocks'][number];

/** The letter word for word; what is fixed and what staff may write are told apart in words, not by colour alone. */
export function letterView(view: View, letter: Letter): Html {
  const { t } = view.words;
  return html`<article class="letter" aria-label="${t('desk:answer.letter')}">
  <h2 lang="${letter.language}">${letter.title}</h2>
  ${parts(letter.blocks).map(
    ({ locked, blocks }) => html`<div class="part ${locked ? 'locked' : 'free'}">
    <p class="part-label">${t(locked ? 'desk:answer.locked' : 'desk:answer.free')}</p>
    <div lang="${letter.language}">${blocks.map(oneBlock)}</div>
  </div>`,
  )}
</article>`;
}

/** The same words as they go on paper. */
export function printedLetter({ title, language, blocks }: Letter): Html {
  return html`<article class="letter printed" lang="${language}"><h2>${title}</h2>${blocks.map(oneBlock)}</article>`;
}

interface Part {
  readonly locked: boolean;
  readonly blocks: Block[];
}

function parts(blocks: readonly Block[]): readonly Part[] {
  const result: Part[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (last?.locked === block.locked) last.blocks.push(block);
    else result.push({ locked: block.locked, blocks: [block] });
  }
  return result;
}

function oneBlock(block: Block): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h3>${block.text}</h3>`;
    case 'paragraph':
      return html`<p class="text">${block.text}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case 'table':
      return scrollTable(block.head.join(', '), block.head, block.rows);
    default:
      return assertNever(block);
  }
}
