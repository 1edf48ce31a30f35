import { html } from 'hono/html';
import type {
  Register,
  RegisterLine,
  RegisterRow,
  RequestDetail,
  RetentionRun,
  ShopLook,
} from '../../core/application/core-api.ts';
import { faultWords } from '../../core/text/fault-words.ts';
import { dossierForm } from '../dossier/dossier-form.ts';
import { actionForm, scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { stepName } from '../request/step-name.ts';
import { driftHistory } from '../shop/drift-section.ts';
import { exportSection } from './export-section.ts';
import { factWords } from './fact-words.ts';
import { lastRun } from './last-run.ts';

/** More of them say nothing new; the command line tells a hundred. */
const FAULTS_SHOWN = 10;

export interface RegisterParts {
  readonly rows: readonly RegisterRow[];
  readonly run: RetentionRun | undefined;
  readonly looks: readonly ShopLook[];
  readonly drift: Parameters<typeof driftHistory>[1];
}

type Verified = Awaited<ReturnType<Register['verify']>>;

/** The register as a table; `verified` is the outcome of the check that was just asked for. */
export function registerPage(
  view: View,
  { rows, run, looks, drift }: RegisterParts,
  verified?: Verified,
  refused?: Notice,
): Html {
  const { t } = view.words;
  const title = t('desk:register.title');
  return page(
    view,
    { title, section: 'register', notice: refused ?? (verified && verifiedNotice(view, verified)) },
    html`<h1>${title}</h1>
  <p>${t('desk:register.intro')} <a href="/balie/register/cijfers">${t('desk:figures.to')}</a> · <a href="/balie/na-wissing">${t('desk:erased.link')}</a> · <a href="/balie/datalekken">${t('forms:breach.list')}</a></p>
  ${actionForm(view, '/balie/register/controle', {}, html`<button class="secondary" type="submit">${t('desk:register.verify')}</button>`)}
  ${rows.length === 0 ? html`<p class="all-well">${t('desk:list.empty')}</p>` : table(view, title, rows)}
  ${exportSection(view, looks)}
  ${driftHistory(view, drift)}
  ${lastRun(view, run)}`,
  );
}

function verifiedNotice({ words }: View, { entries, faults }: Verified) {
  const tone: 'done' | 'refused' = faults.length === 0 ? 'done' : 'refused';
  if (faults.length === 0)
    return { tone, title: words.t('desk:register.whole', { count: entries }), lines: [] };
  const told = faults.slice(0, FAULTS_SHOWN).map((fault) => faultWords(words.language, fault));
  return {
    tone,
    title: words.t('desk:register.broken'),
    lines: [...told, words.t('desk:register.broken_next')],
  };
}

function table({ words }: View, caption: string, rows: readonly RegisterRow[]): Html {
  const head = [
    words.t('desk:list.number'),
    words.t('desk:list.right'),
    words.t('desk:list.status'),
    words.t('desk:list.channel'),
    words.t('desk:list.received'),
    words.t('desk:register.due'),
    words.t('desk:register.closed'),
    words.t('desk:register.on_time'),
  ];
  return scrollTable(
    caption,
    head,
    rows.map((row) => [
      html`<a href="/balie/register/${row.number}">${row.number}</a>`,
      words.term('rights', row.right),
      words.term('statuses', row.status),
      row.status === 'anonymised' ? '' : words.term('channels', row.channel),
      row.status === 'anonymised' ? row.month : words.shortDay(row.receivedDay),
      row.status === 'anonymised' ? '' : words.shortDay(row.customerDue),
      row.status === 'anonymised' ? words.term('statuses', row.outcome) : closedWhen(words, row),
      row.onTime === null ? '' : words.t(row.onTime ? 'desk:register.yes' : 'desk:register.no'),
    ]),
  );
}

function closedWhen(words: View['words'], { closedDay }: RegisterLine): string {
  return closedDay === null ? words.t('desk:register.open') : words.shortDay(closedDay);
}

/** Everything that happened to one request, oldest first. */
export function registerEntryPage(view: View, detail: RequestDetail): Html {
  const { words } = view;
  const title = words.t('desk:register.entry_title', { number: detail.number });
  const head = [
    words.t('desk:register.sequence'),
    words.t('desk:register.when'),
    words.t('desk:register.what'),
    words.t('desk:register.who'),
    words.t('desk:register.facts'),
  ];
  return page(
    view,
    { title, section: 'register' },
    html`<div class="head"><h1>${title}</h1>
    <p class="muted">${words.term('rights', detail.right)} · ${words.term('statuses', detail.status)} · <a href="/balie/verzoek/${detail.id}">${words.t('desk:answer.to_card')}</a></p></div>
  ${dossierForm(view, detail.number)}
  ${scrollTable(
    title,
    head,
    detail.history.map((entry) => [
      entry.sequence,
      words.moment(entry.at),
      stepName(view, detail.sources, entry),
      words.who(entry.by),
      factWords(words, detail.sources, entry),
    ]),
  )}`,
  );
}
