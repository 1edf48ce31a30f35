import { maskBsn } from '../understanding/mask-bsn.ts';
import type { CoreSettings } from './core-settings.ts';

export const BSN_REMOVED = '[BSN verwijderd]';

/** Ids, hashes and days: no words, so none that could tell what a number is. */
const NO_WORDS = /^[\da-f:.-]*$/i;
const DIGITS_OF_BSN = 8;

/** A text without a citizen service number, whoever typed it: it is stored nowhere (UAVG 46; R14). */
export function withoutBsn(settings: Pick<CoreSettings, 'understand'>, text: string): string {
  const digits = text.match(/\p{N}/gu)?.length ?? 0;
  if (digits < DIGITS_OF_BSN || NO_WORDS.test(text)) return text;
  const { signals } = settings.understand({ channel: 'chat', text });
  return signals.includes('bsn') ? maskBsn(text, BSN_REMOVED) : text;
}
