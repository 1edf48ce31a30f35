import { cleanText } from './clean-text.ts';
import { type OwnWords, ownWords } from './own-words.ts';
import type { UnderstandingInput } from './understanding.ts';

/** A mail is mostly quotation: far more is scanned than is read. */
const MOST_SCANNED = 60_000;
const MOST_READ = 8_000;
const MOST_SUBJECT = 300;

const REPLY = /^\s*(?:(?:re|fw|fwd|antw|antwoord|betr|doorst|wg|aw|tr|rv)\s?(?:\[\d+\])?\s?:\s*)+/i;

/**
 * The words of the sender that are read, cleaned. In a chat all of them; of a mail its own words after the
 * subject, which does not count in a reply or forward that says something itself: there it is somebody's old one.
 */
export function ownWordsOf(input: UnderstandingInput): OwnWords {
  if (input.channel === 'chat') return { text: cleanText(input.text, MOST_READ).trim(), signature: [] };
  const own = ownWords(cleanText(input.text, MOST_SCANNED));
  const subject = cleanText(input.subject ?? '', MOST_SUBJECT)
    .replace(/\s+/g, ' ')
    .trim();
  const bare = subject.replace(REPLY, '');
  const counts = bare === subject || own.text === '';
  return {
    text: `${counts && bare !== '' ? `${bare}\n\n` : ''}${own.text}`.slice(0, MOST_READ).trim(),
    signature: own.signature,
  };
}
