import { html } from 'hono/html';
import type { Desk, Dossier, DossierPart, RequestDetail } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { WithWords } from '../frame/view.ts';
import { type DossierWords, partMarkup } from './part-markup.ts';

export interface DossierDocument {
  readonly dossier: Dossier;
  readonly shop: Awaited<ReturnType<Desk['profile']>>;
  readonly explain: (steps: RequestDetail['steps']) => readonly string[];
}

const STYLE = `body{font:11pt/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#111}
h2{border-top:2px solid #111;padding-top:.6rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #777;padding:.25rem .4rem;text-align:left;vertical-align:top}dt{font-weight:600}dd{margin:0 0 .4rem}
article{border:1px solid #777;padding:0 1rem;margin:.5rem 0}.text{white-space:pre-wrap}
code,td,dd{overflow-wrap:anywhere}.visually-hidden{position:absolute;clip-path:inset(50%);height:1px;width:1px;overflow:hidden}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}article,tr{break-inside:avoid}}`;

/** Which parts stand under one heading, in the order in which they come. */
const SECTIONS = {
  request: 'request',
  dates: 'dates',
  source: 'sources',
  letter: 'letters',
  change: 'changes',
  mail: 'mails',
  message: 'messages',
  recipients: 'recipients',
  step: 'steps',
  remains: 'remains',
  chain: 'chain',
} as const satisfies Readonly<Record<DossierPart['part'], string>>;

/** A dossier as one document that needs nothing else: to keep, to print, to hand over. Written while it is read. */
export async function* dossierDocument(
  { words }: WithWords,
  { dossier, shop, explain }: DossierDocument,
): AsyncGenerator<Uint8Array> {
  const { t } = words;
  const encoder = new TextEncoder();
  const bytes = async (markup: Html | string) => encoder.encode(`${await markup}`);
  const title = t('desk:dossier.title', { number: dossier.number });
  yield bytes(
    `<!doctype html>\n<html lang="${words.language}"><head><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style>`,
  );
  yield bytes(
    html`<title>${title}</title></head><body><h1>${title}</h1><p>${t('desk:dossier.made', { shop: shop.name, moment: words.moment(dossier.madeAt) })}</p>`,
  );
  const context: DossierWords = { words, shop, explain, labels: new Map(), language: words.language };
  let section = '';
  for await (const part of dossier.parts) {
    if (SECTIONS[part.part] !== section) {
      section = SECTIONS[part.part];
      yield bytes(html`<h2>${t(`desk:dossier.${SECTIONS[part.part]}`)}</h2>`);
    }
    yield bytes(partMarkup(context, part));
  }
  yield bytes('</body></html>\n');
}
