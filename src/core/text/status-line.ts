import type { StatusLine } from '../conversation/messages.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dayInWords, type TextKey, text, textIfAny } from './texts.ts';

const CLOSED: readonly string[] = ['answered', 'answered_generally', 'refused', 'withdrawn', 'lapsed'];

/** Whether an answer is still to come. */
export function isOpen(line: StatusLine): boolean {
  return !CLOSED.includes(line.state);
}

/** The customer is waited for: nobody is late. */
const PAUSED = 'paused';

/** Whether the promised day went by; who is waited for is not late. */
export function isLate(line: StatusLine): boolean {
  return isOpen(line) && line.state !== PAUSED && line.past === true;
}

function lineKey(line: StatusLine): TextKey {
  if (!isOpen(line)) return 'messages:status.closed';
  if (line.state === PAUSED) return line.past === true ? 'messages:status.closed' : 'messages:status.paused';
  return isLate(line) ? 'messages:status.late' : 'messages:status.open';
}

/** Where one request stands, with its date. */
export function statusLine(line: StatusLine, language: ReplyLanguage): string {
  return text(language, lineKey(line), {
    number: line.number,
    right: text(language, `terms:rights.${line.right}`).toLocaleLowerCase(language),
    state: stateInWords(line, language),
    day: dayInWords(language, line.dueDay),
  });
}

function stateInWords({ state, searched }: StatusLine, language: ReplyLanguage): string {
  if (searched !== undefined)
    return text(language, 'messages:status.searching', { done: searched.done, count: searched.of });
  return textIfAny(language, `messages:state.${state}`) ?? state;
}
