import type { LetterBlock } from '../fulfilment/letter.ts';
import type { Recipient } from '../policy/shop-profile.ts';
import { isNothingFound } from './found-records.ts';
import { type AccessLetter, heading, type LetterWords, list, paragraph, table } from './letter-blocks.ts';
import { listInWords } from './list-in-words.ts';
import { type TextParams, text, textIfAny } from './texts.ts';

/** Recipients by name (15(1)(c); C-154/21) and what is known of transfers (15(2)); what is not known is said. */
export function recipientSections(letter: AccessLetter, words: LetterWords): readonly LetterBlock[] {
  const { language } = letter;
  const recipients = holdersOf(letter);
  const title = heading('recipients', words('letter:recipients.title'));
  if (recipients.length === 0) return [title, paragraph('recipients.none', words('letter:recipients.none'))];
  const rows = recipients.map(({ name, task, country }) => [
    name,
    words(`terms:recipients.${task}`),
    country === '' ? words('letter:recipients.country_unknown') : country,
  ]);
  const head = [
    words('letter:recipients.who'),
    words('letter:recipients.task'),
    words('letter:recipients.country'),
  ];
  // Told as the policy has it (F6, F9, F10); a recipient without such a fact has no note.
  const notes = recipients.flatMap(({ id }) => textIfAny(language, `letter:recipient_notes.${id}`) ?? []);
  return [
    title,
    table('recipients.table', head, rows),
    ...(notes.length === 0 ? [] : [list('recipients.notes', notes)]),
    ...controllers(recipients, language, words),
    heading('transfers', words('letter:transfers.title')),
    paragraph('transfers.text', ...transfers(recipients, language, words)),
  ];
}

/** They get somebody's data with an order only. */
const WITH_AN_ORDER: readonly Recipient['task'][] = ['payments', 'parcels', 'bookkeeping'];

/** Who holds data of this person, or may (R28): where nothing was found, not whom a search to its end showed to have none. */
function holdersOf(letter: AccessLetter): readonly Recipient[] {
  const { recipients, results } = letter;
  if (results.length === 0 || isNothingFound(letter) === undefined) return recipients;
  return recipients.filter(({ id, task }) => {
    const own = results.filter(({ source }) => source === id);
    const searched = (own.length === 0 ? results : own).every(
      ({ coverage }) => coverage.status === 'complete',
    );
    return !(WITH_AN_ORDER.includes(task) && searched);
  });
}

/** Who decides for itself can be asked directly; it is never called a processor. */
function controllers(
  recipients: readonly Recipient[],
  language: AccessLetter['language'],
  words: LetterWords,
): readonly LetterBlock[] {
  const names = recipients.filter(({ role }) => role === 'independent_controller').map(({ name }) => name);
  if (names.length === 0) return [];
  const params = { count: names.length, names: listInWords(language, names) };
  return [paragraph('recipients.controllers', words('letter:recipients.controllers', params))];
}

/** AVG 15(2): a third country without known safeguards is said, never smoothed over. */
function transfers(
  recipients: readonly Recipient[],
  language: AccessLetter['language'],
  words: LetterWords,
): readonly string[] {
  const named = (chosen: readonly Recipient[]): TextParams => ({
    count: chosen.length,
    names: listInWords(
      language,
      chosen.map(({ name }) => name),
    ),
  });
  const chat = recipients.filter(({ task }) => task === 'chat');
  const others = recipients.filter(({ task }) => task !== 'chat');
  const unknown = others.filter(({ country }) => country === '');
  const outside = others.filter(({ country }) => country !== '' && !inEurope(country));
  return [
    ...(others.length > 0 && unknown.length + outside.length === 0 ? [words('letter:transfers.known')] : []),
    ...(unknown.length === 0 ? [] : [words('letter:transfers.unknown', named(unknown))]),
    ...(outside.length === 0 ? [] : [words('letter:transfers.outside', named(outside))]),
    ...(chat.length === 0 ? [] : [words('letter:transfers.chat', named(chat))]),
  ];
}

/** Whether every country that the owner typed is one of the European Economic Area, in Dutch or in English. */
function inEurope(countries: string): boolean {
  const area = new Set(
    (['nl', 'en'] as const).flatMap((language) =>
      text(language, 'letter:transfers.eea').toLowerCase().split(', '),
    ),
  );
  const typed = countries.toLowerCase().split(/[,;/&]|\s(?:en|and)\s/);
  return typed.every((country) => area.has(country.trim()));
}
