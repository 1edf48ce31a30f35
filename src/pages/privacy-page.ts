import { html } from 'hono/html';
import type { PolicyVersionView } from '../core/application/core-api.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { dateInWords } from '../core/text/date-in-words.ts';
import type { DeskNotice } from '../core/text/desk-notice-sections.ts';
import type { PolicySection } from '../core/text/policy-answer.ts';
import { text } from '../core/text/texts.ts';
import { type Html, layout, policyLink } from './layout.ts';
import { linked } from './linked.ts';
import type { ShopProfile } from './page-tools.ts';
import { versionsSection } from './policy-version-pages.ts';

export interface PrivacyPage {
  readonly language: ReplyLanguage;
  readonly shop: ShopProfile;
  readonly demo: boolean;
  readonly general: readonly PolicySection[];
  /** The desk's own notice, apart from the shop's policy (R1). */
  readonly desk: DeskNotice;
  readonly versions: readonly PolicyVersionView[];
}

/** The policy by topic and the desk's notice: the first paragraph in sight, the rest one step away. */
export function privacyPage(page: PrivacyPage): Html {
  const { language, shop, general, desk, versions } = page;
  const title = text(language, 'pages:privacy.title');
  const date = dateInWords(language, shop.policyDate);
  const contents = general.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`);
  const main = html`<div class="narrow reading" id="boven"><h1>${title}</h1>
<p class="lead">${text(language, 'pages:privacy.lead', { shop: shop.name })}</p>
<p class="card">${text(language, 'pages:privacy.official', { date, version: shop.policyVersion })} ${policyLink(shop, shop.policyUrl)}.</p>
<nav class="contents no-print" aria-labelledby="op-deze-pagina"><h2 id="op-deze-pagina">${text(language, 'pages:privacy.contents')}</h2>
<ul>${contents}<li><a href="#versies">${text(language, 'policy:versions.title')}</a></li><li><a href="#${desk.id}"><strong>${desk.title}</strong></a></li></ul></nav>
<p class="actions no-print"><button type="button" data-afdrukken hidden>${text(language, 'pages:site.print')}</button> <a href="/">${text(language, 'pages:privacy.ask')}</a></p>
<h2>${text(language, 'pages:privacy.general')}</h2>
${general.map((section) => chapter(section, language))}
${versionsSection(versions, language)}
${deskChapter(desk, language)}
<p class="no-print"><a href="#boven">${text(language, 'pages:privacy.top')}</a></p></div>`;
  return layout({ ...page, path: '/privacy' }, title, main);
}

/** Lists in paragraphs: the first alone would read as if it were all. */
const SHOWN_WHOLE: readonly string[] = ['processors', 'rights'];

function chapter({ id, title, paragraphs }: PolicySection, language: ReplyLanguage): Html {
  const [first, ...rest] = paragraphs;
  const more = html`<details ${SHOWN_WHOLE.includes(id) ? 'open' : ''}><summary>${text(language, 'pages:privacy.more', { title })}</summary>
${rest.map(paragraph)}</details>`;
  return html`<section class="chapter" id="${id}" aria-labelledby="${id}-titel"><h3 id="${id}-titel">${title}</h3>
${first === undefined ? '' : paragraph(first)}
${rest.length === 0 ? '' : more}</section>`;
}

function deskChapter({ id, title, paragraphs, terms, after }: DeskNotice, language: ReplyLanguage): Html {
  const cells = (row: readonly string[]) =>
    row.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`));
  return html`<section id="${id}" aria-labelledby="${id}-titel" class="desk-notice"><h2 id="${id}-titel">${title}</h2>
${paragraphs.map(paragraph)}
<details><summary>${text(language, 'pages:privacy.terms')}</summary><table><caption>${terms.intro}</caption>
<thead><tr>${terms.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${terms.rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></details>
${after.map(paragraph)}</section>`;
}

function paragraph(words: string): Html {
  return html`<p>${linked(words)}</p>`;
}
