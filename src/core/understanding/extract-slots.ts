import { fold } from './clean-text.ts';
import type { Slots } from './understanding.ts';

const MAIL = /([\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63})\s?@\s?((?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24})/u;
const REQUEST_NUMBER = /(?<![A-Z0-9])PB[- ]?([2-9A-HJ-NP-TV-Z]{4})[- ]?([2-9A-HJ-NP-TV-Z]{4})(?![A-Z0-9])/i;
const ORDER_NUMBER =
  /(?:bestelling|bestel|order|ordernr|bestelnr|pakket|factuur)(?:\s?-?(?:nummer|number|nr))?\.?\s?(?:is|was|:|#|met nummer)?\s{0,2}(#?[A-Z]{0,4}-?\d[\dA-Z-]{2,18})/i;
/** In small letters only when written as one: "in 2023 en" holds no postcode. */
const POSTCODE = /(?<![\p{L}\p{N}])([1-9]\d{3})(?:\s?([A-Z]{2})|([a-z]{2}))(?![\p{L}\p{N}])/u;
/** "Kenmerk: 2025-K7M3QWX", "our ref. AE/2025/12", "Mein Zeichen: …"; and the bare form that letter sites use. */
const REFERENCE =
  /(?<!\p{L})(?:(?:ons|uw|mijn|onze|our|your|my|mein|unser) )?(?:kenmerk|referentie(?:nummer)?|dossier(?:nummer)?|zaaknummer|zaaknr|ref(?:erence)?(?: number| no)?|case number|file number|zeichen|aktenzeichen|référence)(?: is| luidt)?\s?[.:#]{0,2}\s{0,2}([A-Z0-9](?=[A-Z0-9./_-]{0,30}\d)[A-Z0-9./_-]{2,30})/iu;
const BARE_REFERENCE = /(?<![\p{L}\p{N}-])(20\d{2}-(?=[A-Z0-9]*[A-Z])[A-Z0-9]{7})(?![\p{L}\p{N}-])/u;
const CODE = /(?<![\d.,€-])(\d{6}|\d{3}[ -]\d{3})(?![\d-]|[.,]\d)/g;
const NAMED =
  /(?:mijn (?:volledige )?naam is|ik heet|ik ben(?: de heer| mevrouw)?|naam\s?:|met vriendelijke groet[,:]?|my name is|i am|i'm|name\s?:|ich bin|mein name ist|je m'appelle)\s+/giu;
const NAME_WORD =
  /^(?:\p{Lu}[\p{L}'-]{0,30}\.?|(?:van|de|der|den|het|ten|ter|te|von|du|la|le|el|'t|v\.d\.))$/u;
const PARTICLE = /^(?:van|de|der|den|het|ten|ter|te|von|du|la|le|el|'t|v\.d\.)$/;
const MOST_NAME_WORDS = 6;

/** Facts about the writer that stand in the text. `signature` holds the lines under the closing of a mail. */
export function extractSlots(text: string, signature: readonly string[] = []): Slots {
  const mail = findEmail(text);
  const requestNumber = REQUEST_NUMBER.exec(text);
  const hasDigits = /\d/.test(text);
  const orderNumber = (hasDigits ? ORDER_NUMBER.exec(text) : null)?.[1]?.replace(/^#/, '').replace(/-$/, '');
  const reference = (hasDigits ? (REFERENCE.exec(text) ?? BARE_REFERENCE.exec(text)) : null)?.[1]?.replace(
    /[./_-]+$/,
    '',
  );
  const postcode = hasDigits ? POSTCODE.exec(text) : null;
  const name = findName(text) ?? signature.map(nameIn).find((found) => found !== undefined);
  const code = hasDigits ? findCode(text, orderNumber) : undefined;
  return {
    ...(mail === undefined ? {} : { email: mail }),
    ...(name === undefined ? {} : { name }),
    ...(code === undefined ? {} : { code }),
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...(postcode === null
      ? {}
      : { postcode: `${postcode[1]} ${(postcode[2] ?? postcode[3] ?? '').toUpperCase()}` }),
    ...(reference === undefined || requestNumber?.[0].endsWith(reference) ? {} : { reference }),
    ...(requestNumber === null
      ? {}
      : { requestNumber: `PB-${requestNumber[1]?.toUpperCase()}-${requestNumber[2]?.toUpperCase()}` }),
  };
}

/** The first e-mail address, in lower case, also written as "sanne @ example.nl" or with a full stop behind it. */
function findEmail(text: string): string | undefined {
  const at = text.indexOf('@');
  if (at < 0) return undefined;
  const found = MAIL.exec(text.slice(Math.max(0, at - 66)));
  const [, local, domain] = found ?? [];
  if (local === undefined || domain === undefined) return undefined;
  return `${local.replace(/[.]+$/, '')}@${domain}`.toLowerCase();
}

/** Six digits, also as "123 456" or "123-456"; not when they are part of an order number. */
function findCode(text: string, orderNumber: string | undefined): string | undefined {
  for (const [, digits = ''] of text.matchAll(CODE)) {
    if (digits !== orderNumber) return digits.replace(/\D/g, '');
  }
  return undefined;
}

function findName(text: string): string | undefined {
  for (const match of text.matchAll(NAMED)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 120);
    const name = nameIn(after.split(/[\n,;!?()]|\.\s|\s(?:en|and|und|et)\s/)[0] ?? '');
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Leading words that look like a name: capitals, with particles between ("Sanne van der Berg"). */
function nameIn(text: string): string | undefined {
  const words: string[] = [];
  for (const word of text.trim().replace(/[.,]$/, '').split(/\s+/)) {
    if (words.length === MOST_NAME_WORDS || !NAME_WORD.test(word)) break;
    words.push(word);
  }
  while (PARTICLE.test(words.at(-1) ?? '')) words.pop();
  const name = words.join(' ');
  return words.length > 0 && fold(name).length > 1 && !/^(?:Ik|Graag|De|Het|Een|I)$/.test(name)
    ? name
    : undefined;
}
