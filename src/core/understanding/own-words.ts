/** What the sender of a mail wrote, apart from what the mail carries along. */
export interface OwnWords {
  readonly text: string;
  /** Lines under the closing, in which the sender's name mostly stands. */
  readonly signature: readonly string[];
}

const LONGEST_LINE = 2_000;
const MOST_LINES = 3_000;
const SIGNATURE_LINES = 6;

const QUOTED = /^\s{0,3}[>|]/;
/** "Op ma 3 nov. 2025 om 10:12 schreef X <x@example.nl>:" in four languages; the date tells it from own text. */
const ATTRIBUTION =
  /^(?:Op|On|Am|Le)\s(?=[^\n]{0,300}\d)[^\n]{3,300}?(?:schreef|geschreven|wrote|schrieb|geschrieben|a écrit)[^\n]{0,200}:\s*$/i;
const ATTRIBUTION_START = /^(?:Op|On|Am|Le)\s(?=.{0,80}\d)/i;
const NAME_FIRST = /^[^\n]{1,120}\s(?:schreef op|wrote on|schrieb am)\s(?=[^\n]{0,60}\d)[^\n]{3,150}:\s*$/i;
const DIVIDER =
  /^[\s>*_-]{0,12}(?:-{2,}\s?)?(?:Oorspronkelijk(?: bericht|e e-?mail)|Original Message|Ursprüngliche Nachricht|Message d'origine|Begin doorgestuurd bericht|Doorgestuurd bericht|Forwarded message|Begin forwarded message|Weitergeleitete Nachricht)\s?:?\s?-{0,12}\s*$/i;
const HEADER = /^\s{0,3}\*{0,2}(?:Van|From|Von|De)\s?:\*{0,2}\s/i;
const HEADER_FIELD =
  /^\s{0,3}\*{0,2}(?:Verzonden|Verstuurd|Datum|Aan|Onderwerp|Cc|Sent|Date|To|Subject|Gesendet|An|Betreff|Envoyé|À|Objet)\s?:\*{0,2}/i;
const DASHES = /^--\s?$/;
const RULE = /^[_=*-]{3,}$/;
const CLOSING =
  /^(?:alvast (?:bedankt|dank)(?: en)?[,.\s]*)?(?:met )?(?:(?:de )?(?:vriendelijke|hartelijke|beste) groet(?:en|jes)?|m\.?v\.?g\.?|groet(?:en|jes)?|gr\.?|hoogachtend|kind regards|best regards|regards|yours (?:sincerely|faithfully)|sincerely|mit freundlichen grüßen|viele grüße|cordialement|bien à vous)(?=[\s,.!-]|$)[^\n]{0,60}$/i;
const FOOTER =
  /^(?:(?:verstuurd|verzonden|gestuurd|sent|gesendet|envoyé)\s(?:vanaf|vanuit|met|via|from|with|using|von|mit|de|depuis)\s.{1,80}|von meinem .{1,40} gesendet|(?:download|get) outlook for .{1,40}|outlook voor .{1,40} downloaden|.{0,20}virusvrij.{0,60})$/i;
const DISCLAIMER =
  /^[\s*]{0,4}(?:disclaimer|vertrouwelijk(?:heid)?\s?:|confidentiality|(?:de informatie|the information) (?:verzonden|in dit|in deze|contained|in this)|(?:dit|this|deze|diese) (?:bericht|e-?mail|message)(?:bericht)?[^\n]{0,80}(?:bestemd|vertrouwelijk|intended|confidential)|denk aan het milieu|please consider the environment)/i;
const POSTSCRIPT = /^\s{0,3}p\.?\s?s\.?(?=[\s:.])/i;

type Part = 'own' | 'signature' | 'dropped';

/**
 * Finds the sender's own words in the text part of a mail: without quoted and forwarded mail, signature,
 * disclaimer and footers of mail programs. Answers under or between quoted lines stay. One pass over the lines.
 */
export function ownWords(mail: string): OwnWords {
  const lines = mail.split('\n', MOST_LINES).map((line) => line.slice(0, LONGEST_LINE).replace(/\s+$/, ''));
  const own: string[] = [];
  const signature: string[] = [];
  let part: Part = 'own';
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const text = line.trim();
    if (QUOTED.test(line)) {
      // After a quoted block the sender may go on: bottom posting, answers in between.
      part = 'own';
      continue;
    }
    const attribution = attributionLength(lines, index);
    if (attribution > 0) {
      index += attribution - 1;
      if (!QUOTED.test(nextFilled(lines, index + 1))) break;
      continue;
    }
    if (DIVIDER.test(line) || isHeaderBlock(lines, index)) break;
    if (DASHES.test(text) || DISCLAIMER.test(text)) {
      part = 'dropped';
      continue;
    }
    if (POSTSCRIPT.test(line)) part = 'own';
    if (FOOTER.test(text) || RULE.test(text)) continue;
    if (part === 'own' && CLOSING.test(text)) {
      part = 'signature';
      continue;
    }
    if (part === 'own') own.push(line);
    else if (part === 'signature' && text !== '' && signature.length < SIGNATURE_LINES) signature.push(text);
  }
  return { text: own.join('\n').trim(), signature };
}

/** How many lines from `index` on say who wrote what follows; mail programs wrap this line over two or three. */
function attributionLength(lines: readonly string[], index: number): number {
  const first = (lines[index] ?? '').trim();
  if (ATTRIBUTION.test(first) || NAME_FIRST.test(first)) return 1;
  if (!ATTRIBUTION_START.test(first) || first.endsWith('.')) return 0;
  let joined = first;
  for (let length = 2; length <= 3; length += 1) {
    const line = (lines[index + length - 1] ?? '').trim();
    if (line === '') return 0;
    joined = `${joined} ${line}`;
    if (ATTRIBUTION.test(joined)) return length;
  }
  return 0;
}

function isHeaderBlock(lines: readonly string[], index: number): boolean {
  if (!HEADER.test(lines[index] ?? '')) return false;
  return lines.slice(index + 1, index + 7).filter((line) => HEADER_FIELD.test(line)).length >= 2;
}

function nextFilled(lines: readonly string[], from: number): string {
  for (let index = from; index < Math.min(lines.length, from + 4); index += 1) {
    if ((lines[index] ?? '').trim() !== '') return lines[index] ?? '';
  }
  return '';
}
