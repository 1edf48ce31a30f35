import { ownWords } from './own-words.ts';

/** What a stored mail lacks of the one that came: earlier mail that it quoted, or the end of what was too long. */
export const LEFT_OUT = ['quoted', 'cut'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** More is no letter; the whole of it was read (own-words-of.ts). */
const MOST_KEPT = 200_000;
const MOST_QUOTED = 4_000;
const MOST_SCANNED = 1_000_000;
/** The quotation is part of what the sender says: answers in another colour, an order that was passed on. */
const POINTS_AT =
  /(?<!\p{L})(?:hieronder|hierbeneden|zie onder|onderstaande?|doorgestuurde|in (?:het )?(?:rood|blauw|groen|kleur)|tussen de (?:regels|tekst)|below|in-?line|in (?:red|blue|green))(?!\p{L})/iu;

/**
 * What is stored of the words of a mail: those of its sender with the name and address under them, and above an answer
 * the question that it answers (R35). A quotation stays, up to some length, where the sender points at it or wrote nothing.
 */
export function keptWords(mail: string): { readonly text: string; readonly leftOut: readonly LeftOut[] } {
  const { kept, text: own, quotes } = ownWords(mail.slice(0, MOST_SCANNED));
  const isPartOfIt = quotes && (own === '' || POINTS_AT.test(own));
  const words = isPartOfIt ? mail.trim() : kept;
  const text = words.slice(0, isPartOfIt ? kept.length + MOST_QUOTED : MOST_KEPT);
  return {
    text,
    leftOut: [
      ...(quotes && !isPartOfIt ? ['quoted' as const] : []),
      ...(text === words ? [] : ['cut' as const]),
    ],
  };
}
