import { html } from 'hono/html';
import type { RecipientsView, RecipientView } from '../../core/application/core-api.ts';
import { RECIPIENT_ANSWERS, TELLING_WAYS } from '../../core/kernel/recipient-contact.ts';
import { actionForm, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** AVG 19: per recipient the approved notice to copy, when and how it went out, and what came back (R38). */
export function recipientsPage(
  view: View,
  id: string,
  shown: RecipientsView,
  notice: Notice | undefined,
): Html {
  const { t } = view.words;
  const { number, recipients, begun } = shown;
  const title = t('desk:recipients.title', { number });
  return page(
    view,
    { title, section: 'today', notice },
    html`<div class="narrow"><h1>${title}</h1>
  <p><a href="/balie/verzoek/${id}">${t('desk:answer.to_card')}</a></p>
  <p>${t(begun ? 'desk:recipients.intro' : 'desk:recipients.not_begun')}</p>
  ${recipients.length === 0 ? html`<p>${t('desk:recipients.nobody')}</p>` : recipients.map((one) => oneRecipient(view, id, one, begun))}</div>`,
  );
}

function oneRecipient(view: View, id: string, one: RecipientView, begun: boolean): Html {
  const { words } = view;
  const { t } = words;
  const { notice } = one;
  return html`<section class="panel" aria-labelledby="${one.id}"><h2 id="${one.id}">${words.source(one.id, one.name)}</h2>
  <p class="muted">${words.term('roles', one.role)}</p>
  ${notice === null ? '' : html`<pre class="copy" lang="nl">${notice.nl}</pre><details><summary>${t('desk:recipients.english')}</summary><pre class="copy" lang="en">${notice.en}</pre></details>`}
  ${one.told === null ? (begun ? tellForm(view, id, one.id) : '') : answers(view, id, one.id, one.told)}
</section>`;
}

function tellForm(view: View, id: string, recipient: string): Html {
  const { t } = view.words;
  const ways = TELLING_WAYS.map((value) => ({ value, label: t(`desk:recipients.way_${value}`) }));
  return actionForm(
    view,
    `/balie/verzoek/${id}/ontvangers`,
    { recipient },
    html`${selectField({ id: `how-${recipient}`, label: t('desk:recipients.how'), options: ways })}
    ${textField({ id: `on-${recipient}`, label: t('desk:recipients.on'), type: 'date', value: view.today })}
    <button type="submit" name="action" value="tell">${t('desk:recipients.told')}</button>`,
  );
}

function answers(view: View, id: string, recipient: string, told: NonNullable<RecipientView['told']>): Html {
  const { words } = view;
  const { t } = words;
  const said = { day: words.day(told.on), how: t(`desk:recipients.way_${told.how}`) };
  const options = RECIPIENT_ANSWERS.map((value) => ({ value, label: t(`desk:recipients.answer_${value}`) }));
  return html`<p class="all-well">${t('desk:recipients.told_on', said)}</p>
  ${told.chasedOn === undefined ? '' : html`<p>${t('desk:recipients.chased_on', { day: words.day(told.chasedOn) })}</p>`}
  ${told.answer === null ? html`<p class="pill soon">${t('desk:recipients.awaited')}</p>` : html`<p>${t(`desk:recipients.answer_${told.answer}`)}</p>`}
  ${actionForm(
    view,
    `/balie/verzoek/${id}/ontvangers`,
    { recipient },
    html`${selectField({ id: `answer-${recipient}`, label: t('desk:recipients.answer'), options })}
    <p class="buttons"><button class="secondary" type="submit" name="action" value="answer">${t('desk:recipients.save_answer')}</button>
    ${told.answer === null ? html`<button class="secondary" type="submit" name="action" value="chase">${t('desk:recipients.chase')}</button>` : ''}</p>`,
  )}`;
}
