import type { PolicyTopic } from '../kernel/policy-topics.ts';
import { findInText } from './find-in-text.ts';
import { readPolicyDocument, sentencesOf } from './policy-document.ts';

/** A part of a shop's own policy, word for word; without a topic it stands on the page only. */
export interface ImportedSection {
  readonly title: string;
  readonly topic: PolicyTopic | null;
  /** Each a sentence as it was written. */
  readonly sentences: readonly string[];
}

/** What a shop's own text says, and of its facts only those that stand there in so many words. */
export interface ImportedPolicy {
  readonly sections: readonly ImportedSection[];
  readonly facts: {
    readonly addresses: readonly string[];
    readonly recipients: readonly string[];
    /** Sentences that name how long something is kept. */
    readonly terms: readonly string[];
    /** Topics of which the text has a section. */
    readonly topics: readonly PolicyTopic[];
  };
}

/** By heading, in Dutch and English; the first that fits. What no heading names gets no topic: nothing is guessed. */
const HEADINGS: readonly (readonly [PolicyTopic, RegExp])[] = [
  ['legal_invoices', /facturen bewaren|bewaarplicht|keeping invoices/i],
  ['retention', /bewaar|bewaren|bewaard|hoe lang|retention|how long/i],
  ['cookies', /cookie/i],
  ['automatic_data', /automatisch verzameld|automatically collected|logbestand|log files/i],
  ['authorities', /onderzoek|justitie|overheid|politie|authorities|police/i],
  [
    'rights',
    /recht|inzage|bezwaar|klacht|\brights?\b|complaint|objection|u kunt vragen|uw verzoek|your request/i,
  ],
  ['security', /beveilig|security/i],
  ['marketing', /marketing|reclame|nieuwsbrief|advertising|newsletter/i],
  ['identity', /identi(?:fic|teit|ty)|legitim/i],
  ['changes', /wijzig|changes/i],
  [
    'processors',
    /derden|\bdelen\b|ontvangers|verwerkers|processors|wie gegevens|wie[^.]{0,30}krijg|verzend|bezorg|betaling|payment|boekhoud|hosting|software|sharing|who gets|recipients|third part|delivery/i,
  ],
  ['purpose', /\bdoel|waarvoor|waarom (?:wij|we)|grondslag|purpose|why we/i],
  ['contact', /contact|wie wij zijn|wie we zijn|who we are/i],
];
const RECIPIENTS =
  /\b(?:JouwWeb|MijnDomein|Mollie|PostNL|e-Boekhouden|Shopify|Lightspeed|WooCommerce|PayPal|Klarna|Adyen|Stripe|Riverty|Buckaroo|MultiSafepay|DHL|DPD|UPS|GLS|Moneybird|Exact|Mailchimp|TransIP)\b/g;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const TERM =
  /\b(?:bewa(?:ar|ren|art)|keep|kept|retain)[^.]*\b(?:dag|dagen|weken|maand|jaar|days?|weeks?|months?|years?)/i;

/**
 * Takes a shop's own policy apart by heading, word for word. A sentence with a placeholder or a missing name is left
 * out: customers get the known part only. Nothing is added that the text does not say.
 */
export function importPolicy(source: string): ImportedPolicy {
  const document = readPolicyDocument(source);
  const unfinished = new Set(
    findInText(document)
      .filter(({ kind }) => kind === 'placeholder' || kind === 'blank_name')
      .map(({ line }) => line),
  );
  const sentences = sentencesOf(document).filter(({ line, text }) => !unfinished.has(line) || isWhole(text));
  const sections: ImportedSection[] = [];
  let above: PolicyTopic | null = null;
  for (const section of document.sections) {
    const heading = section.heading?.text ?? '';
    // A heading that nobody filled in says nothing to a customer.
    const title = isWhole(heading) ? heading : '';
    const topic: PolicyTopic | null = HEADINGS.find(([, fits]) => fits.test(title))?.[0] ?? above;
    // A heading over other headings gives them its topic.
    above = section.lines.length === 0 ? topic : null;
    const said = sentences.filter((sentence) => sentence.section === section).map(({ text }) => text);
    if (said.length > 0) sections.push({ title, topic, sentences: said });
  }
  const whole = sections.flatMap((section) => section.sentences);
  const all = (pattern: RegExp) => [...new Set(whole.flatMap((text) => text.match(pattern) ?? []))];
  return {
    sections,
    facts: {
      addresses: all(ADDRESS),
      recipients: all(RECIPIENTS),
      terms: whole.filter((text) => TERM.test(text)),
      topics: [...new Set(sections.flatMap(({ topic }) => topic ?? []))],
    },
  };
}

/** Whether this one sentence of a line holds no placeholder and lacks no name. */
function isWhole(sentence: string): boolean {
  return !findInText(readPolicyDocument(`${sentence}\n\nEnd.`)).some(
    ({ kind }) => kind === 'placeholder' || kind === 'blank_name',
  );
}
