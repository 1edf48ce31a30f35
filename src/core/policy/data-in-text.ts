import type { ImportedPolicy } from './imported-policy.ts';

/** The words by which a shop's own policy names a kind of data, in Dutch and English. */
const SAYS: Readonly<Record<string, RegExp>> = {
  contact_details: /\badres|\bnaw\b|woonplaats|contactgegevens|\baddress|contact details/i,
  email: /e-?mail|electronic mail/i,
  phone: /telefoon|\bphone/i,
  order: /bestel|aankoop|aankopen|\border|purchase/i,
  invoice: /factu|invoice/i,
  payment: /betaal|betaling|rekening|\biban\b|creditcard|payment|bank account|credit card/i,
  parcel: /pakket|bezorg|verzend|zending|parcel|deliver|shipping|shipment/i,
  message: /bericht|correspondentie|e-?mail(?!-?adres)|message|correspondence/i,
  account: /account|inloggegevens|klantprofiel|profile/i,
  newsletter: /nieuwsbrief|newsletter/i,
  note: /notitie|aantekening|\bnotes?\b/i,
};
/** A sentence that tells what is held or passed on, and not merely how the shop works. */
const ABOUT_DATA =
  /gegevens|krijg|ontvang|verwerk|bewa(?:ar|ren)|\bde(?:el|len)\b|verzamel|opsla|\bdata\b|receive|process|keep|store|share|collect|^[-*•]/i;
const HEADS_DATA = /gegevens|\bdata\b|information/i;

/**
 * The kinds of data that a shop's own text names, by words: one of a kind without words (`other`) is never named. A
 * word in a sentence about something else does not count, so what is listed plainly is found.
 */
export function dataInText({ sections }: Pick<ImportedPolicy, 'sections'>): ReadonlySet<string> {
  const about = sections.flatMap(({ title, sentences }) =>
    sentences.filter((sentence) => HEADS_DATA.test(title) || ABOUT_DATA.test(sentence)),
  );
  return new Set(
    Object.entries(SAYS).flatMap(([kind, says]) => (about.some((one) => says.test(one)) ? [kind] : [])),
  );
}
