import { html } from 'hono/html';
import { assertNever } from '../../core/kernel/assert-never.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { momentInWords, text } from '../../core/text/texts.ts';
import type { Html } from '../layout.ts';
import { linked } from '../linked.ts';
import type { ChatLine } from './chat-view.ts';

const CLOCK = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  hour: '2-digit',
  minute: '2-digit',
});

/** Lines of the log. The words of customers and staff are shown as they are, never as markup. */
export function chatLines(lines: readonly ChatLine[], language: ReplyLanguage): Html {
  return html`${lines.map((line) => chatLine(line, language))}`;
}

function chatLine(line: ChatLine, language: ReplyLanguage): Html {
  const { sequence, at, from, paragraphs, keep } = line;
  return html`<div class="line ${from}" id="bericht-${sequence}" data-volgnummer="${sequence}" lang="${language}">
<p class="who">${speaker(line, language)} <time datetime="${at.toISOString()}" title="${momentInWords(language, at)}">${CLOCK.format(at)}</time></p>
${paragraphs.map((words) => html`<p class="words" dir="auto">${from === 'desk' ? linked(words) : words}</p>`)}
${keep === null ? '' : html`<p class="keep"><strong>${text(language, 'pages:chat.keep', { number: keep })}</strong> <a href="/gesprek/bewaren">${text(language, 'pages:chat.keep_link')}</a></p>`}
</div>`;
}

function speaker(line: ChatLine, language: ReplyLanguage): string {
  switch (line.from) {
    case 'customer':
      return text(language, 'pages:chat.you');
    case 'staff':
      return text(language, 'pages:chat.staff');
    case 'desk':
      return text(language, 'pages:chat.desk');
    default:
      return assertNever(line.from);
  }
}
