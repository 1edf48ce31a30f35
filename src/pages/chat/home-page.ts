import { html } from 'hono/html';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { type TextKey, text } from '../../core/text/texts.ts';
import type { Html } from '../layout.ts';
import { linked } from '../linked.ts';
import type { ShopProfile } from '../page-tools.ts';
import { askedField, choiceButtons, type FormMarks, formMarks, freeField } from './chat-fields.ts';
import { chatLines } from './chat-log.ts';
import type { ChatView } from './chat-view.ts';

/** Questions to begin with; their place is the number in `/?vraag=`. */
export const EXAMPLES = [
  'pages:ask.kept',
  'pages:ask.copy',
  'pages:ask.wrong',
  'pages:ask.erase',
  'pages:ask.marketing',
  'pages:ask.shared',
  'pages:ask.status',
  'pages:ask.human',
] as const satisfies readonly TextKey[];

export interface HomePage {
  readonly language: ReplyLanguage;
  /** Language of the conversation: that of the customer's own words. */
  readonly spoken: ReplyLanguage;
  readonly shop: ShopProfile;
  readonly view: ChatView;
  /** First notice (R1) as paragraphs: it stands before the first field. */
  readonly notice: readonly string[];
  readonly marks: FormMarks;
  readonly typed: string;
  readonly error: TextKey | undefined;
}

/** The first page: what this is, the chat, what can be asked, and other ways to reach the shop. */
export function homePage(page: HomePage): Html {
  const { language, shop } = page;
  return html`<div class="wide home">
<div class="intro"><h1>${text(language, 'pages:home.title')}</h1>
<p class="lead">${text(language, 'pages:home.lead', { shop: shop.name })}</p></div>
${chat(page)}
${aside(language, shop)}
</div>`;
}

function chat({ language, spoken, shop, view, notice, marks, typed, error }: HomePage): Html {
  return html`<section class="chat" id="gesprek" aria-labelledby="gesprek-titel" data-laatste="${view.last}" data-bezig="${text(language, 'pages:chat.busy')}" data-mislukt="${text(language, 'pages:chat_error.not_sent')}">
<h2 id="gesprek-titel">${text(language, 'pages:chat.title')}</h2>
<div class="log" id="log" role="log" tabindex="-1" aria-live="polite" aria-relevant="additions" aria-label="${text(language, 'pages:chat.log')}">
<div class="line desk" lang="${language}"><p class="who">${text(language, 'pages:chat.desk')}</p>
${notice.map((words) => html`<p class="words">${linked(words)}</p>`)}</div>
${chatLines(view.lines, spoken)}
</div>
<div id="gevraagd" lang="${spoken}" data-doel="${view.purpose}">${askedField(view.purpose, spoken, marks)}</div>
<div id="keuzes" aria-live="polite" lang="${spoken}">${choiceButtons(view, spoken, marks)}</div>
${freeField(language, marks, { asked: view.purpose !== 'text', typed, error })}
<p class="busy" id="toestand" role="status"></p>
${view.lines.length === 0 ? html`<p class="hint" id="contact-hulp">${text(language, 'pages:chat.contact_hint', { email: shop.email })}</p>` : ''}
<form method="post" action="/gesprek/klaar" class="finish" id="klaar" ${view.lines.length === 0 ? html`hidden` : ''}>${formMarks(marks)}
<p class="hint">${text(language, 'pages:chat.done_hint')}</p>
<p class="actions"><button type="submit" class="quiet">${text(language, 'pages:chat.done')}</button> <a href="/gesprek/bewaren">${text(language, 'pages:chat.keep_link')}</a></p></form>
</section>`;
}

function aside(language: ReplyLanguage, shop: ShopProfile): Html {
  return html`<div class="aside">
<section aria-labelledby="voorbeelden"><h2 id="voorbeelden">${text(language, 'pages:home.questions')}</h2>
<p class="hint">${text(language, 'pages:home.questions_hint')}</p>
<ul class="examples">${EXAMPLES.map((key, index) => html`<li><a href="/?vraag=${index + 1}#schrijven" data-vraag>${text(language, key)}</a></li>`)}</ul></section>
<section aria-labelledby="lezen"><h2 id="lezen">${text(language, 'pages:home.more')}</h2>
<ul class="plain"><li><a href="/privacy">${text(language, 'pages:home.policy_link')}</a></li>
<li><a href="/privacy#balie">${text(language, 'pages:home.desk_link')}</a></li></ul></section>
<section aria-labelledby="anders"><h2 id="anders">${text(language, 'pages:home.other')}</h2>
<p>${text(language, 'pages:home.mail')} <a href="mailto:${shop.email}">${shop.email}</a>.<br>${text(language, 'pages:home.call')} <a href="tel:${shop.phone.replace(/[^\d+]/g, '')}">${shop.phone}</a>.<br>${text(language, 'pages:home.write', { address: shop.address })}</p></section>
</div>`;
}
