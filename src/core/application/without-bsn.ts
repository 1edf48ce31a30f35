import { maskBsn } from '../understanding/mask-bsn.ts';
import type { CoreSettings } from './core-settings.ts';
import type { LetterInput } from './rows.ts';

export const BSN_REMOVED = '[BSN verwijderd]';

/** A text without a citizen service number, whoever typed it: it is stored nowhere (UAVG 46; R14). */
export function withoutBsn(settings: Pick<CoreSettings, 'understand'>, text: string): string {
  if (!/\d/.test(text)) return text;
  const { signals } = settings.understand({ channel: 'chat', text });
  return signals.includes('bsn') ? maskBsn(text, BSN_REMOVED) : text;
}

/** What staff typed for a letter, free or as the facts of a refusal; the letter may not hold one either. */
export function inputWithoutBsn(settings: Pick<CoreSettings, 'understand'>, input: LetterInput): LetterInput {
  const { free, refusal } = input;
  const clean = (text: string): string => withoutBsn(settings, text);
  return {
    ...input,
    free: { opening: clean(free.opening), closing: clean(free.closing) },
    refusal: refusal === null ? null : cleaned(refusal, clean),
  };
}

function cleaned(refusal: NonNullable<LetterInput['refusal']>, clean: (text: string) => string) {
  const { facts, intent } = refusal;
  return { ...refusal, facts: clean(facts), ...(intent === undefined ? {} : { intent: clean(intent) }) };
}
