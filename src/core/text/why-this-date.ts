import type { DateStep, OutboundMessage } from '../conversation/messages.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dateInWords } from './date-in-words.ts';
import { dayInWords, type TextParams, text, textIfAny } from './texts.ts';

/** R3: a reply holds at most 90 words; that the day went by takes some more. */
const WORDS = { ahead: 88, past: 64 } as const;
/** Left out one after the other while the reply is too long: a later step says what they came to. */
const CAN_BE_MISSED: readonly string[] = [
  'stop_opened',
  'stop_closed',
  'safe_due_paused',
  'safe_due_equal',
  'safe_due',
  'policy_due',
  'legal_due_suspended',
  'customer_due',
];

/** How a customer's date was counted: a sentence for each step, in plain words. */
export function whyThisDate(
  { number, steps, dueDay, past }: Extract<OutboundMessage, { readonly kind: 'why_this_date' }>,
  language: ReplyLanguage,
): readonly string[] {
  const intro = text(language, 'messages:why_this_date.intro', { number });
  if (steps.length === 0)
    return [text(language, 'messages:answer_by.date', { day: dayInWords(language, dueDay) })];
  const tell = (told: readonly DateStep[]) => [intro, ...told.flatMap((step) => sentence(step, language))];
  const most = past === true ? WORDS.past : WORDS.ahead;
  let told = steps;
  for (const missed of CAN_BE_MISSED)
    if (wordsIn(tell(told)) > most) told = told.filter(({ name }) => name !== missed);
  return tell(told);
}

/** Nothing for a step that says nothing to a customer. */
function sentence({ name, params }: DateStep, language: ReplyLanguage): readonly string[] {
  const told = textIfAny(language, `messages:date_step.${name}`, inWords(params, language));
  return told === undefined ? [] : [told];
}

function inWords(params: DateStep['params'], language: ReplyLanguage): TextParams {
  const told = Object.entries(params).map(([name, value]) => {
    return [name, typeof value === 'string' ? dateInWords(language, value) : value] as const;
  });
  return Object.fromEntries(told);
}

function wordsIn(sentences: readonly string[]): number {
  return sentences.join(' ').split(/\s+/).length;
}
