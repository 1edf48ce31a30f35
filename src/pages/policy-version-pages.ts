import { html, raw } from 'hono/html';
import type { PolicyVersionText, PolicyVersionView, TopicChange } from '../core/application/core-api.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { dateInWords } from '../core/text/date-in-words.ts';
import { policyChangesHtml } from '../core/text/policy-changes-html.ts';
import { text } from '../core/text/texts.ts';
import { type Html, layout } from './layout.ts';
import { linked } from './linked.ts';
import type { ShopProfile } from './page-tools.ts';

interface VersionFrame {
  readonly language: ReplyLanguage;
  readonly shop: ShopProfile;
  readonly demo: boolean;
}

/** The list of versions under the policy: each to read, each beside the one before, and any two beside each other. */
export function versionsSection(versions: readonly PolicyVersionView[], language: ReplyLanguage): Html {
  const title = text(language, 'policy:versions.title');
  const lines = versions.map(({ number, before, ...version }) => {
    const read = html`<a href="/privacy/versie/${number}">${text(language, 'policy:versions.name', { number })}</a>`;
    const changed =
      before === null
        ? ''
        : html` <a href="/privacy/verschil/${before}/${number}">${text(language, 'policy:versions.changed', { number })}</a>`;
    return html`<li>${read}: ${standing(version, language)}.${changed}</li>`;
  });
  return html`<section class="chapter" id="versies" aria-labelledby="versies-titel"><h2 id="versies-titel">${title}</h2>
<p>${text(language, 'policy:versions.lead')}</p>
<ol class="versions" reversed>${lines}</ol>
${versions.length < 3 ? '' : compareForm(versions, language)}</section>`;
}

function compareForm(versions: readonly PolicyVersionView[], language: ReplyLanguage): Html {
  const choice = (name: 'van' | 'naar', chosen: number | undefined) => {
    const label = text(language, name === 'van' ? 'policy:versions.from' : 'policy:versions.to');
    const options = versions.map(
      ({ number }) =>
        html`<option value="${number}" ${number === chosen ? 'selected' : ''}>${text(language, 'policy:versions.name', { number })}</option>`,
    );
    return html`<label>${label} <select name="${name}">${options}</select></label>`;
  };
  return html`<form class="compare no-print" action="/privacy/verschil" method="get">${choice('van', versions.at(-1)?.number)} ${choice('naar', versions[0]?.number)} <button type="submit">${text(language, 'policy:versions.compare')}</button></form>`;
}

function standing(
  { standing: stands, policyDate, toldFrom }: Pick<PolicyVersionView, 'standing' | 'policyDate' | 'toldFrom'>,
  language: ReplyLanguage,
): string {
  const day = dateInWords(language, toldFrom ?? policyDate);
  return text(language, `policy:versions.${stands}`, { date: dateInWords(language, policyDate), day });
}

/** One version as customers were told it. */
export function versionPage(frame: VersionFrame, version: PolicyVersionText): Html {
  const { language } = frame;
  const { number, before, hash, told } = version;
  const title = text(language, 'policy:versions.page_title', { number });
  const parts = told[language].map(
    (part) => html`<section class="chapter" id="${part.id}"><h2>${part.title}</h2>
${part.paragraphs.map((paragraph) => html`<p>${linked(paragraph.text)}</p>`)}</section>`,
  );
  const changed =
    before === null
      ? ''
      : html` · <a href="/privacy/verschil/${before}/${number}">${text(language, 'policy:versions.changed', { number })}</a>`;
  return layout(
    { ...frame, path: `/privacy/versie/${number}` },
    title,
    html`<div class="narrow reading"><h1>${title}</h1>
<p class="card">${sentence(standing(version, language))} ${text(language, 'policy:versions.hash')} <code>${hash}</code></p>
${actions(language, changed)}
${parts}</div>`,
  );
}

/** What changed between two versions, in the words of both. */
export function differencePage(
  frame: VersionFrame,
  between: readonly [PolicyVersionView, PolicyVersionView],
  changes: Readonly<Record<ReplyLanguage, readonly TopicChange[]>>,
): Html {
  const { language } = frame;
  const [from, to] = between;
  const title = text(language, 'policy:changed.title', { from: from.number, to: to.number });
  const line = (version: PolicyVersionView) =>
    html`<li><a href="/privacy/versie/${version.number}">${text(language, 'policy:versions.name', { number: version.number })}</a>: ${standing(version, language)}.</li>`;
  return layout(
    { ...frame, path: `/privacy/verschil/${from.number}/${to.number}` },
    title,
    html`<div class="narrow reading"><h1>${title}</h1>
<ul>${line(from)}${line(to)}</ul>
<p class="card"><ins>${text(language, 'policy:changed.new_words')}</ins> <del>${text(language, 'policy:changed.gone_words')}</del> ${text(language, 'policy:changed.aloud')}</p>
${actions(language, '')}
${raw(policyChangesHtml(changes[language], language))}</div>`,
  );
}

function actions(language: ReplyLanguage, more: Html | ''): Html {
  return html`<p class="actions no-print"><button type="button" data-afdrukken hidden>${text(language, 'pages:site.print')}</button> <a href="/privacy#versies">${text(language, 'policy:versions.all')}</a>${more}</p>`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
