import { type DocumentSentence, type PolicyDocument, sentencesOf } from './policy-document.ts';
import { findingAt, type PolicyFinding } from './policy-finding.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ een: 1, één: 1, twee: 2, drie: 3, vier: 4, vijf: 5, zes: 6, zeven: 7, acht: 8, tien: 10, twaalf: 12 },
  ...{ a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, ten: 10, twelve: 12 },
};
const DAYS: Readonly<Record<string, number>> = { u: 1 / 24, h: 1 / 24, d: 1, w: 7, m: 31, j: 365, y: 365 };
const SPAN =
  /(?<!\p{L})(\d+|[a-zé]+)\s+(?:werk)?((?:uur|uren|hours?|dag|dagen|days?|week|weken|weeks?|maand|maanden|months?|jaar|jaren|years?))(?!\p{L})/giu;

const REQUEST = /verzoek|inzage|bezwaar|\brequests?\b|\bobjection|right of access/i;
const ANSWERS =
  /antwoord|reactie|reage|behandel|beslis|afhandel|afgehandeld|respon|repl(?:y|ies)|answer|decide/i;
/** AVG 12(3): a month, which may be 28 days; 30 days is a finding of its own. */
const LATEST_ANSWER = 28;
const EXTENDED = /verleng|extend|ingewikkeld|complex/i;
const INVOICES = /factu|invoice|fiscal|belasting|administratie|\btax\b/i;
const KEEPS = /bewa(?:ar|ren|ard)|\bkeep|\bkept|retain/i;
/** AWR 52(4), in years. */
const TAX_YEARS = 7;
const BREACH = /datalek|\bbreach/i;
const REPORTS = /meld|report|notif/i;
/** AVG 33(1), in days. */
const BREACH_DAYS = 3;
const COPY = /verzoek|inzage|kopie|afschrift|\brequests?\b|\bcopy\b|\baccess\b/i;
const MONEY = /€|\beuro|\bEUR\b|administratiekosten|leges|\bfee\b|\bcharge\b/i;
const FREE =
  /gratis|kosteloos|geen (?:kosten|vergoeding)|buitensporig|ongegrond|free of charge|no (?:fee|charge)|excessive|unfounded/i;
const ONLY = /\balleen\b|uitsluitend|enkel\b|slechts|\bonly\b|exclusively/i;
const FORM =
  /schriftelijk|aangetekend|\bper (?:post|brief)\b|formulier|in writing|registered (?:letter|mail)|\bform\b/i;
const MUST_USE = /\b(?:moet|dient|must|have to)\b(?! (?:niet|not)\b)[^.]{0,40}(?:formulier|\bform\b)/i;
/** "Binnen zes weken" behind a word for an answer, where the request is not named. */
const REPLY_WITHIN = /(?:reactie|reage|antwoord|respon|repl(?:y|ies))[^.]{0,30}\b(?:binnen|within)\b/i;

/** Terms and conditions that the law does not allow, with their sentence: AVG 12(3), 12(5), 33(1); AWR 52(4). */
export function findTerms(document: PolicyDocument): readonly PolicyFinding[] {
  return sentencesOf(document).flatMap((sentence) => [
    ...spans(sentence),
    ...(COPY.test(sentence.text) && MONEY.test(sentence.text) && !FREE.test(sentence.text)
      ? [findingAt('fee_asked', sentence.line, sentence.text)]
      : []),
    ...(/verzoek|\brequests?\b/i.test(sentence.text) &&
    ((ONLY.test(sentence.text) && FORM.test(sentence.text)) || MUST_USE.test(sentence.text))
      ? [findingAt('form_demanded', sentence.line, sentence.text)]
      : []),
  ]);
}

function spans({ text, line }: DocumentSentence): readonly PolicyFinding[] {
  return [...text.matchAll(SPAN)].flatMap(([found, amount = '', unit = '']) => {
    const number = NUMBERS[amount.toLowerCase()] ?? Number(amount);
    const perUnit = DAYS[unit.charAt(0).toLowerCase()];
    if (Number.isNaN(number) || perUnit === undefined) return [];
    const days = number * perUnit;
    const isMonth = perUnit === 31 && number === 1;
    const isAnswer = (REQUEST.test(text) && ANSWERS.test(text)) || REPLY_WITHIN.test(text);
    if (isAnswer && !EXTENDED.test(text))
      return days > LATEST_ANSWER && !isMonth && days !== 30
        ? [findingAt('answer_too_late', line, text, found)]
        : [];
    if (BREACH.test(text) && REPORTS.test(text))
      return days > BREACH_DAYS ? [findingAt('breach_too_late', line, text, found)] : [];
    if (INVOICES.test(text) && KEEPS.test(text) && perUnit === 365)
      return number < TAX_YEARS && !REQUEST.test(text) ? [findingAt('invoice_term', line, text, found)] : [];
    return [];
  });
}
