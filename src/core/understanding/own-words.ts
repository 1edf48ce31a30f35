import { furnitureKind, goesOn } from './mail-furniture.ts';
import {
  attributionLength,
  headerLength,
  isDivider,
  isLetterHead,
  isQuoted,
  nextFilled,
} from './quoted-lines.ts';

/** What the sender of a mail wrote, apart from what the mail carries along. */
export interface OwnWords {
  readonly text: string;
  /** The text as it is stored: with who signs it, and with the question above an answer. */
  readonly kept: string;
  /** Lines under the closing, in which the sender's name mostly stands. */
  readonly signature: readonly string[];
  /** Answers between or under quoted lines, each with the question that stands right above it. */
  readonly answers: readonly Answer[];
  /** Whether words of somebody else were left out. */
  readonly quotes: boolean;
}

export interface Answer {
  readonly question: string;
  /** The first line of the answer. */
  readonly answer: string;
}

/** A longer line is somebody's own or nobody's; patterns look at its beginning. */
const LONGEST_LOOKED_AT = 600;
const SIGNATURE_LINES = 6;
const MOST_SIGNED = 12;
const MOST_ANSWERS = 10;
const QUESTION = /(?:^|[.!?:]\s)([^.!?]{3,300}\?)[\s"')]*$/;

/** A street with its number, a postcode, a mail address. */
const ADDRESS =
  /^\p{Lu}[\p{L}.' -]{2,60} \d{1,4}(?:[ -]?[\p{L}\d]{1,4})?$|(?<!\d)[1-9]\d{3} ?[A-Z]{2}(?!\p{L})|\S@\S/u;

/** `signed`: as the mail program puts it under every mail. */
type Part = 'own' | 'signature' | 'signed' | 'dropped';

/**
 * Finds the sender's own words in the text part of a mail: without quoted and forwarded mail, signature,
 * disclaimer and footers of mail programs. Answers under or between quoted lines stay. One pass over the lines.
 */
export function ownWords(mail: string): OwnWords {
  const whole = mail.split('\n');
  const lines = whole.map((line) => line.slice(0, LONGEST_LOOKED_AT).trimEnd());
  const own: string[] = [];
  const kept: string[] = [];
  const signature: string[] = [];
  const answers: Answer[] = [];
  let quoted: string[] = [];
  let quotes = false;
  let part: Part = 'own';
  let signed = 0;
  let afterBlank = false;
  const isBegun = (): boolean => own.some((line) => line.trim() !== '');

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const text = line.trim();
    if (isQuoted(line)) {
      // After a quoted block the sender may go on: bottom posting, answers in between.
      part = 'own';
      quotes = true;
      quoted.push(text.replace(/^[>|\s]+/, ''));
      continue;
    }
    const attribution = attributionLength(lines, index);
    if (attribution > 0) {
      quotes = true;
      index += attribution - 1;
      if (!isQuoted(nextFilled(lines, index + 1))) break;
      continue;
    }
    const header = headerLength(lines, index);
    if (header > 0 && !isBegun() && isLetterHead(lines, index, header)) {
      own.push(...whole.slice(index, index + header));
      kept.push(...whole.slice(index, index + header));
      index += header - 1;
      continue;
    }
    if (header > 0 || isDivider(line)) {
      quotes = true;
      const begin = header > 0 ? index : index + 1;
      const end = begin + headerLength(lines, begin);
      if (!isQuoted(nextFilled(lines, end))) break;
      index = end - 1;
      continue;
    }
    const kind = furnitureKind(text);
    if (kind === 'footer') continue;
    if (kind === 'banner' || (kind === 'disclaimer' && !isBegun())) {
      while ((lines[index + 1] ?? '').trim() !== '' && !isQuoted(lines[index + 1] ?? '')) index += 1;
      continue;
    }
    if (kind === 'dashes' || kind === 'disclaimer') {
      part = kind === 'dashes' ? 'signed' : 'dropped';
      signed = 0;
      continue;
    }
    if (kind === 'closing' && part !== 'dropped' && part !== 'signed') {
      part = 'signature';
      kept.push(line);
      signed = 0;
      afterBlank = false;
      continue;
    }
    if (kind === 'postscript' || (part === 'signature' && afterBlank && goesOn(text))) part = 'own';
    if (text === '') afterBlank = true;
    if (part === 'own') {
      if (text !== '' && quoted.length > 0) {
        const above = lastParagraph(quoted);
        if (above !== '') kept.push(`> ${above}`);
        const question = QUESTION.exec(above)?.[1];
        if (question !== undefined && answers.length < MOST_ANSWERS) {
          answers.push({ question: question.trim(), answer: text });
        }
        quoted = [];
      }
      own.push((whole[index] ?? '').trimEnd());
      kept.push((whole[index] ?? '').trimEnd());
      continue;
    }
    if (part === 'signature' && signed < MOST_SIGNED) kept.push(line);
    if (part === 'signed' && text !== '' && (signed === 0 || ADDRESS.test(text))) kept.push(line);
    if (text !== '') signed += 1;
    if (part === 'signature' && text !== '' && signature.length < SIGNATURE_LINES) {
      signature.push(text);
    }
  }
  return { text: own.join('\n').trim(), kept: kept.join('\n').trim(), signature, answers, quotes };
}

const QUESTION_LINES = 4;

/** The words right above an answer, as one line. */
function lastParagraph(quoted: readonly string[]): string {
  const filled = quoted.slice(-QUESTION_LINES - 2);
  while (filled.at(-1) === '') filled.pop();
  return filled.slice(filled.lastIndexOf('') + 1).join(' ');
}
