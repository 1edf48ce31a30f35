import type { Answer } from './own-words.ts';

/** Nothing but yes, in the languages that are read. */
const YES =
  /^(?:(?:ja|jazeker|jawel|zeker|graag|akkoord|klopt|inderdaad|doe maar|dat klopt|dat wil ik|ja hoor|prima|ok|oke|oké|goed|yes|please|sure|correct|right|do|that's right|gerne|genau|stimmt|bitte|oui|volontiers|d'accord|exact|absoluut|uiteraard|natuurlijk|alsjeblieft|alstublieft|aub|a\.u\.b|heel|dat|is|mag|yes please|ja bitte)[\s,.!]*){1,5}$/i;
const MOST_LETTERS = 60;

/** The words of the one who asks, as the one who says yes would say them. */
const TURNED: Readonly<Record<string, string>> = {
  u: 'ik',
  je: 'ik',
  jij: 'ik',
  uw: 'mijn',
  jouw: 'mijn',
  wij: 'jullie',
  we: 'jullie',
  ons: 'jullie',
  onze: 'jullie',
  wilt: 'wil',
  do: '',
  would: '',
  you: 'I',
  your: 'my',
  us: 'you',
  our: 'your',
  möchten: 'möchte',
  sie: 'ich',
  ihre: 'meine',
  ihr: 'mein',
  wir: 'Sie',
  uns: 'Sie',
  votre: 'mon',
  vos: 'mes',
  nous: 'vous',
};
const ASKED_FIRST =
  /^(?:[^,]{0,60},\s)?(wilt|wil|wenst|mogen|kunnen|zullen|moeten|do|would|shall|should|may|möchten|sollen|dürfen|voulez|souhaitez|pouvons)[\s-](\S+)\s/i;
const CHOICE = /\s(?:or|oder|ou)\s/i;
/** English "of" leaves no choice. */
const DUTCH_CHOICE = /^(?!do|would|shall|should|may).*\sof\s/i;

/**
 * What a bare "ja graag" under a quoted question says: the question as the writer's own wish. Undefined where the
 * answer says something itself, and where the question leaves a choice that "ja" does not make.
 */
export function turnedQuestion({ question, answer }: Answer): string | undefined {
  if (answer.length > MOST_LETTERS || !YES.test(answer)) return undefined;
  if (CHOICE.test(question) || DUTCH_CHOICE.test(question) || !ASKED_FIRST.test(question)) return undefined;
  const plain = question
    .replace(/\?$/, '')
    .replace(/^[^,]{0,60},\s(?=(?:wilt|wil|mogen|zullen|kunnen|do|would|shall|möchten)\s)/i, '')
    .replace(/^(?:wilt|wil|wenst) (?:u|je|jij)\s/i, 'Ik wil ')
    .replace(/^(?:mogen|kunnen|zullen|moeten) (?:wij|we)\s/i, 'Jullie mogen ')
    .replace(/^(?:do|would) you (?:want|like)\s/i, 'I want ')
    .replace(/^(?:shall|should|may) we\s/i, 'Please ')
    .replace(/^(?:sollen|dürfen) wir\s/i, 'Bitte ')
    .replace(/^möchten sie(,?)\s/i, 'Ich möchte$1 ')
    .replace(/^(?:voulez|souhaitez)-vous\s/i, 'Je veux ');
  const turned = plain.replace(/[\p{L}]+/gu, (word, at: number) =>
    at === 0 || !Object.hasOwn(TURNED, word.toLowerCase()) ? word : (TURNED[word.toLowerCase()] ?? word),
  );
  return `${turned.replace(/\s{2,}/g, ' ').trim()}.`;
}
