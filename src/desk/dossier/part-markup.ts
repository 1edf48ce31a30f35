import { html } from 'hono/html';
import type { Desk, DossierPart, RequestDetail } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { faultWords } from '../../core/text/fault-words.ts';
import { renderMessage } from '../../core/text/render-message.ts';
import { printedLetter } from '../answer/letter-view.ts';
import type { Html } from '../frame/html.ts';
import type { View, WithWords } from '../frame/view.ts';
import { factWords } from '../register/fact-words.ts';
import { groundInWords } from '../register/ground-in-words.ts';
import { coverageWords } from '../request/coverage-words.ts';
import { stepName } from '../request/step-name.ts';

export interface DossierWords extends WithWords {
  readonly shop: Awaited<ReturnType<Desk['profile']>>;
  readonly explain: (steps: RequestDetail['steps']) => readonly string[];
  /** Of the choices that were offered so far: a tapped one stands in the transcript by its id. */
  readonly labels: Map<string, string>;
  /** Of the conversation; known once its request was written. */
  language: ReplyLanguage;
}

type Of<Name extends DossierPart['part']> = Extract<DossierPart, { readonly part: Name }>;

/** One part of a dossier, in the words of the desk. */
export function partMarkup(context: DossierWords, part: DossierPart): Html {
  const { words } = context;
  const { t } = words;
  switch (part.part) {
    case 'request':
      return requestPart(context, part);
    case 'dates':
      return datesPart(context, part);
    case 'source': {
      const lines = coverageWords(context, part.coverage).lines;
      const counts = part.counts.map(
        ({ category, count }) => `${words.term('categories', category)}: ${count}`,
      );
      const withheld = part.withheld === 0 ? [] : [t('desk:dossier.withheld', { count: part.withheld })];
      return html`<h3>${words.source(part.source, part.name)}: ${words.term('coverage', part.coverage.status)}</h3>
      <ul>${[...lines, ...counts, ...withheld].map((line) => html`<li>${line}</li>`)}</ul>`;
    }
    case 'letter':
      return letterPart(context, part);
    case 'change': {
      const { source, category, treatment, status, code, attempts, sentAt, endedAt } = part;
      const when = [sentAt, endedAt].flatMap((at) => (at === null ? [] : [words.moment(at)])).join(' – ');
      const why = code === '' ? '' : ` (${code})`;
      return html`<p>${words.source(source, source)}: ${words.term('change_treatments', treatment)}, ${words.term('categories', category)}. ${words.term('change_statuses', status)}${why}, ${t('desk:dossier.attempts', { count: attempts })}. ${when}</p>`;
    }
    case 'mail':
      return html`<p>${words.moment(part.createdAt)}: ${words.term('mails', part.kind)}. ${t(`desk:dossier.mail_${part.status}`)}${part.acceptedAt === null ? '' : ` (${words.moment(part.acceptedAt)})`}${part.failure === null ? '' : ` (${part.failure})`}</p>`;
    case 'message':
      return messagePart(context, part);
    case 'recipients':
      return html`<ul>${part.names.map((name) => html`<li>${name}</li>`)}</ul>`;
    case 'step':
      return html`<p>${part.sequence}. ${words.moment(part.at)}: <strong>${stepName(context, [], part)}</strong>, ${words.who(part.by)}. ${factWords(words, [], part)}${part.versions === undefined ? '' : html` <small>[${part.versions}]</small>`}</p>`;
    case 'remains':
      return remainsPart(context, part);
    case 'chain': {
      const told =
        part.fault === null
          ? t('desk:dossier.chain_whole', { count: part.entries, seal: part.seal })
          : faultWords(words.language, part.fault);
      return html`<p>${told}</p>`;
    }
    default:
      return assertNever(part);
  }
}

function facts(list: readonly (readonly [string, string])[]): Html {
  return html`<dl>${list.filter(([, said]) => said !== '').map(([name, said]) => html`<dt>${name}</dt><dd class="text">${said}</dd>`)}</dl>`;
}

function requestPart(context: DossierWords, part: Of<'request'>): Html {
  const { words } = context;
  context.language = part.language;
  return facts([
    [words.t('desk:list.number'), part.number],
    [words.t('desk:list.right'), words.term('rights', part.right)],
    [words.t('desk:list.status'), words.term('statuses', part.status)],
    [words.t('desk:list.channel'), words.term('channels', part.channel)],
    [words.t('desk:list.received'), words.moment(part.receivedAt)],
    [words.t('desk:dossier.words'), part.words],
    [words.t('desk:dossier.name'), part.name ?? ''],
    [words.t('desk:dossier.email'), part.email ?? ''],
    [words.t('desk:dossier.level'), words.term('levels', `level${part.level}`)],
    [words.t('desk:dossier.third_party'), part.thirdParty ? words.t('desk:register.yes') : ''],
    [words.t('desk:dossier.notice'), part.notice],
    [words.t('desk:dossier.versions'), part.versions],
  ]);
}

function datesPart({ words, explain }: DossierWords, part: Of<'dates'>): Html {
  const legal = part.legalDue === null ? words.t('desk:dates.stopped') : words.day(part.legalDue);
  return html`${facts([
    [words.t('desk:dates.staff'), words.day(part.staffDue)],
    [words.t('desk:dates.customer'), words.day(part.customerDue)],
    [words.t('desk:dates.legal'), legal],
    [words.t('desk:dates.unstopped'), words.day(part.unstoppedLegalDue)],
  ])}<ol>${explain(part.steps).map((sentence) => html`<li>${sentence}</li>`)}</ol>`;
}

function letterPart(context: DossierWords, part: Of<'letter'>): Html {
  const { words } = context;
  const { t } = words;
  const { refusal, outcome, notice } = part.input;
  const typed = outcome ?? notice;
  const ground =
    refusal === null ? '' : groundInWords(context, `${refusal.ground} ${refusal.article}`.trim());
  const decided = typed === null || typed === undefined ? '' : JSON.stringify(typed, null, 1);
  return html`<h3>${t('desk:dossier.version', { version: part.version })}: ${words.term('letters', part.kind)}, ${words.moment(part.createdAt)}</h3>
  ${facts([
    [t('desk:dossier.hash'), part.hash],
    [t('desk:dossier.ground'), ground],
    [t('desk:dossier.weighing'), refusal?.facts ?? ''],
    [t('desk:dossier.decided'), decided],
  ])}
  ${part.approved.map(
    ({ at, by, seenAt, cardVersion }) =>
      html`<p>${t('desk:dossier.approved', {
        by: words.who(by),
        moment: words.moment(at),
        seen: seenAt === null ? '–' : words.moment(seenAt),
        card: cardVersion ?? '–',
      })}</p>`,
  )}
  ${part.delivery.map(({ as, at }) => html`<p>${words.term('events', as)}: ${words.moment(at)}</p>`)}
  ${printedLetter(part.body)}
  ${part.told.map((told) => toldRecipient(words, told))}`;
}

/** AVG 19: in both languages, as staff could copy it. */
function toldRecipient(
  words: View['words'],
  { recipient, how, on, notice }: Of<'letter'>['told'][number],
): Html {
  const said = { day: words.day(on), how: words.t(`desk:recipients.way_${how}`) };
  return html`<h4>${words.source(recipient, recipient)}: ${words.t('desk:recipients.told_on', said)}</h4>
  ${notice === null ? '' : html`<blockquote><p class="text" lang="nl">${notice.nl}</p><p class="text" lang="en">${notice.en}</p></blockquote>`}`;
}

function messagePart(
  { words, shop, labels, language }: DossierWords,
  { entry, status }: Of<'message'>,
): Html {
  const { t } = words;
  if (entry.from === 'customer') {
    const said = labels.get(entry.text.replace(/^\[(.*)\]$/, '$1')) ?? entry.text;
    return html`<p class="text">${words.moment(entry.at)}, ${t('desk:who.customer')}: ${said}</p>${(entry.leftOut ?? []).map((what) => html`<p class="muted">${words.term('left_out', what)}</p>`)}`;
  }
  const { paragraphs, choices } = renderMessage(entry.message, language, shop);
  for (const { id, label } of choices) labels.set(id, label);
  return html`<p>${words.moment(entry.at)}, ${t('desk:who.system')} (${words.term('deliveries', status)}):</p>
  <blockquote lang="${language}">${paragraphs.map((paragraph) => html`<p class="text">${paragraph}</p>`)}</blockquote>`;
}

function remainsPart(context: DossierWords, part: Of<'remains'>): Html {
  const { words } = context;
  const { t } = words;
  return html`<p>${t('desk:register.remains')}</p>${facts([
    [t('desk:list.right'), words.term('rights', part.right)],
    [t('desk:list.status'), words.term('statuses', part.outcome)],
    [t('desk:register.month'), part.month],
    [t('desk:register.days_used'), `${part.daysUsed}`],
    [t('desk:register.on_time'), t(part.onTime ? 'desk:register.yes' : 'desk:register.no')],
    [t('desk:register.grounds'), part.grounds.map((ground) => groundInWords(context, ground)).join('; ')],
    [t('desk:register.recipients'), part.recipients.map((id) => words.source(id, id)).join(', ')],
  ])}`;
}
