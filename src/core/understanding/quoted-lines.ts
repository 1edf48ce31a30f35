/** "Op ma 3 nov. 2025 om 10:12 schreef X <x@example.nl>:" in four languages. */
const ATTRIBUTION =
  /^(?:Op|On|Am|Le)\s[^\n]{3,300}?(?:schreef|geschreven|wrote|schrieb|geschrieben|a écrit)[^\n]{0,200}:$/i;
const ATTRIBUTION_START = /^(?:Op|On|Am|Le)\s(?=.{0,80}\d)/i;
const NAME_FIRST = /^[^\n]{1,120}\s(?:schreef|wrote|schrieb|a écrit)\s(?:op|on|am|le)\s[^\n]{3,150}:$/i;
/** "2025-11-03 10:12 GMT+01:00 X <x@example.nl>:" */
const DATE_FIRST = /^\d{4}-\d{2}-\d{2}\s\d{1,2}:\d{2}[^\n]{0,150}<[^\s<>]{3,120}>:$/;
/** Of the writer's own story: "Op 3 november 2025 schreef ik u het volgende:". */
const OWN_STORY =
  /(?:^|\s)(?:ik|wij|we|u|jullie|mijn|onze?|i|you|my|our|ich|wir|sie|mein\w*|j'ai|je|nous|vous)(?=[\s,:])/i;
const MOMENT = /\d{1,2}[:.h]\d{2}(?!\d)|\S@\S/;
const WITH_YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/;
const DATED = /\d/;
const MOST_LINES = 4;

const DIVIDER =
  /^[\s>*_-]{0,14}(?:(?:Oorspronkelijke?|Originele?e?l?|Original|Ursprüngliche|Doorgestuurde?|Doorgezonden|Forwarded|Weitergeleitete) ?(?:bericht|e-?mail|message|mail|Nachricht)|Originalnachricht|Message (?:d'origine|original|transféré)|(?:Begin (?:van )?(?:het )?(?:doorgestuurd(?:e)? bericht|forwarded message)|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Début du message (?:réexpédié|transféré)))(?: (?:van|from|von|follows)\b[^\n]{0,60})?\s?:?[\s*_-]{0,16}$/i;

const QUOTED = /^\s{0,3}[>|]/;
const FROM = /^\s{0,3}\*{0,2}(?:Van|From|Von|De|Afzender)\s{0,2}:\*{0,2}(?:\s|$)/i;
const FIELD =
  /^\s{0,3}\*{0,2}(Verzonden(?: op)?|Verstuurd|Datum|Aan|Onderwerp|Cc|Bcc|Sent|Date|To|Subject|Reply-To|Beantwoorden|Gesendet|An|Betreff|Envoyé|À|Objet)\s{0,2}:\*{0,2}/i;
const HEADER_LINES = 8;
const FEWEST_FIELDS = 2;
/** A field that goes on in a second line, or an empty line between fields. */
const MOST_BETWEEN = 1;

/** Whether a mail program marked the line as somebody's earlier words. */
export function isQuoted(line: string): boolean {
  return QUOTED.test(line);
}

/** "-----Oorspronkelijk bericht-----", "Begin doorgestuurd bericht:" and their like in four languages. */
export function isDivider(line: string): boolean {
  return DIVIDER.test(line);
}

/**
 * How many lines from `index` on say who wrote what follows, 0 when none; mail programs wrap this line over two to
 * four. A moment, an address or a quotation under it tells it from the sender's own story.
 */
export function attributionLength(lines: readonly string[], index: number): number {
  const first = (lines[index] ?? '').trim();
  if (!DATED.test(first) && !ATTRIBUTION_START.test(`${first} ${lines[index + 1] ?? ''}`)) return 0;
  let joined = first;
  for (let length = 1; length <= MOST_LINES; length += 1) {
    if (length > 1) {
      const line = (lines[index + length - 1] ?? '').trim();
      if (line === '' || !ATTRIBUTION_START.test(first) || first.endsWith('.')) return 0;
      joined = `${joined} ${line}`;
    }
    if (saysWhoWrote(joined, nextFilled(lines, index + length))) return length;
    if (joined.endsWith(':')) return 0;
  }
  return 0;
}

function saysWhoWrote(line: string, next: string): boolean {
  if (!line.endsWith(':')) return false;
  if (DATE_FIRST.test(line)) return true;
  if (!DATED.test(line) || !(ATTRIBUTION.test(line) || NAME_FIRST.test(line))) return false;
  if (isQuoted(next)) return true;
  if (MOMENT.test(line)) return !/\s(?:ik|ich|i|j'ai)\s|\s(?:ik|ich|i):$/i.test(line) || /\S@\S/.test(line);
  return WITH_YEAR.test(line) && !OWN_STORY.test(line);
}

/** The lines of a quoted mail's header ("Van: … Verzonden: … Aan: … Onderwerp: …") from `index` on, 0 when none. */
export function headerLength(lines: readonly string[], index: number): number {
  const start = lines[index] ?? '';
  if (!FROM.test(start) && !FIELD.test(start)) return 0;
  let hasFrom = false;
  let last = 0;
  let between = 0;
  const fields = new Set<string>();
  for (let length = 1; length <= HEADER_LINES; length += 1) {
    const line = lines[index + length - 1];
    if (line === undefined) break;
    const field = FIELD.exec(line)?.[1]?.toLowerCase();
    if (FROM.test(line)) hasFrom = true;
    else if (field !== undefined) fields.add(field);
    else if (between === MOST_BETWEEN) break;
    else {
      between += 1;
      continue;
    }
    between = 0;
    last = length;
  }
  return hasFrom && fields.size >= FEWEST_FIELDS ? last : 0;
}

/** The heading of a letter ("Van: Sanne, Datum: 3 november") tells no hour and no address; that of a mail does. */
export function isLetterHead(lines: readonly string[], index: number, length: number): boolean {
  const head = lines.slice(index, index + length).join('\n');
  return !/\d{1,2}[:.]\d{2}(?!\d)|\S@\S|^\W{0,4}(?:Verzonden|Sent|Gesendet|Envoyé)\b/im.test(head);
}

/** The first line with something in it among the next few. */
export function nextFilled(lines: readonly string[], from: number): string {
  for (let index = from; index < Math.min(lines.length, from + 4); index += 1) {
    if ((lines[index] ?? '').trim() !== '') return lines[index] ?? '';
  }
  return '';
}
