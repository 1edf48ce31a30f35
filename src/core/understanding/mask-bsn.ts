const CONTEXT =
  /\b(bsn|burgerservicenummer|burger service nummer|sofi|sofinummer|paspoort|identiteitskaart|id[- ]?kaart|rijbewijs)\b/i;
const NINE_DIGITS = /(?<![\d.])\d{3}[ .-]?\d{3}[ .-]?\d{3}(?!\d)/g;
const NEARBY_CHARACTERS = 80;
export const BSN_REMOVED = '[BSN verwijderd]';

/**
 * Takes a citizen service number out of a text before it is stored (UAVG 46; R14). Only with a word of context
 * nearby: order and phone numbers have nine digits too.
 */
export function maskBsn(text: string): string {
  if (!CONTEXT.test(text)) return text;
  return text.replace(NINE_DIGITS, (digits, offset: number) => {
    const nearby = text.slice(
      Math.max(0, offset - NEARBY_CHARACTERS),
      offset + digits.length + NEARBY_CHARACTERS,
    );
    return CONTEXT.test(nearby) ? BSN_REMOVED : digits;
  });
}
