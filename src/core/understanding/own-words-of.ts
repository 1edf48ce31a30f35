import { cleanText } from './clean-text.ts';
import { htmlText } from './html-text.ts';
import { ownWords } from './own-words.ts';
import { turnedQuestion } from './turn-question.ts';
import type { UnderstandingInput } from './understanding.ts';

/** A mail is mostly quotation: far more is scanned than is read. */
const MOST_SCANNED = 1_000_000;
const MOST_READ = 8_000;
const MOST_SUBJECT = 300;

const REPLY =
  /^\s*(?:(?:re|fw|fwd|antw|antwoord|betr|doorst|doorgestuurd|wg|aw|sv|tr|rv|réf)\s?(?:\[\d+\]|\(\d+\))?\s?:\s*)+/i;
const FORWARD = /^\s*(?:fw|fwd|doorst|doorgestuurd|wg|tr)\s?:/i;
/** Says of what kind a mail is, not what it wants: "AVG-verzoek: kopie van mijn gegevens". */
const KIND_OF_MAIL =
  /^(?:(?:avg|gdpr|privacy|dsgvo|ds-gvo|rgpd)[\s-]*(?:verzoek|aanvraag|vraag|request|anfrage|antrag|demande)|verzoek|vraag|request|question|anfrage|demande)\s*(?:[:,-]\s*|$)/i;
/** What programs put into the text part of a mail that says all in HTML. */
const PLACEHOLDER =
  /^[^\n]{0,120}(?:geen html|html[- ](?:bericht|mail|weergave|versie|message|e-?mail|viewer|format|nachricht)|niet in html|view (?:this|it) in (?:your|a) browser)[^\n]{0,200}$/i;

/** The words of the sender that are read. */
export interface ReadWords {
  readonly text: string;
  readonly signature: readonly string[];
  /** They are a "yes" to a quoted question, or the subject of an older mail: asked back, never acted on. */
  readonly isBorrowed: boolean;
  /** The subject of an older mail under which nothing was written: what was once meant, and nothing now. */
  readonly oldSubject?: string;
}

/**
 * The words of the sender that are read, cleaned. In a chat all of them; of a mail its own words after the
 * subject, which does not count in a reply or forward that says something itself: there it is somebody's old one.
 */
export function ownWordsOf(input: UnderstandingInput): ReadWords {
  if (input.channel === 'chat') {
    return { text: cleanText(input.text, MOST_READ).trim(), signature: [], isBorrowed: false };
  }
  const own = ownWords(cleanText(bodyOf(input), MOST_SCANNED));
  const subject = cleanText(input.subject ?? '', MOST_SUBJECT)
    .replace(/\s+/g, ' ')
    .trim();
  const bare = subject.replace(REPLY, '');
  const isOld = bare !== subject;
  const { signature } = own;
  if (own.text === '' && isOld) {
    // Sent by accident, or passed on without a word.
    if (own.quotes || FORWARD.test(subject))
      return { text: '', signature, isBorrowed: true, oldSubject: bare };
    return { text: bare, signature, isBorrowed: true };
  }
  const turned = own.answers.flatMap((answer) => turnedQuestion(answer) ?? []);
  const said = [own.text, ...turned].filter((part) => part !== '').join('\n\n');
  const named = bare.replace(KIND_OF_MAIL, '');
  const title = named === '' && said === '' ? bare : named;
  return {
    text: `${isOld || title === '' ? '' : `${title}\n\n`}${said}`.slice(0, MOST_READ).trim(),
    signature,
    isBorrowed: turned.length > 0,
  };
}

/** The text part, or the words of the HTML where there is no text part worth the name. */
export function bodyOf({ text, html }: UnderstandingInput): string {
  if (html === undefined || html === '') return text;
  const plain = text.trim();
  return plain === '' || PLACEHOLDER.test(plain) ? htmlText(html.slice(0, 2 * MOST_SCANNED)) : text;
}
