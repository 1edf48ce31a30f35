import type { LetterBlock } from '../fulfilment/letter.ts';
import type { OutcomeOf } from '../fulfilment/outcome/outcome.ts';
import { heading, list, paragraph, table } from './letter-blocks.ts';
import { listInWords } from './list-in-words.ts';
import { type Saying, toldSection, typed } from './saying.ts';
import { textIfAny } from './texts.ts';

type Planned = OutcomeOf<'erasure', 'planned'>;
type PlanLine = Planned['plan'][number];

/** Whether something stays of what was found, so that "erased" alone would say too much. */
export function isInPart({ plan }: Planned): boolean {
  return plan.some(({ treatment }) => treatment === 'keep');
}

/** AVG 17, 19; F21: what was erased, what stays under which ground and until when, and what is kept of the case. */
export function erasureSections(outcome: Planned, saying: Saying): readonly LetterBlock[] {
  const { words, day } = saying;
  const inPart = isInPart(outcome);
  return [
    paragraph('result', words(inPart ? 'outcome:erasure.part' : 'outcome:erasure.all')),
    ...planSections(outcome, saying, 'outcome:erasure.erased'),
    paragraph('backup', words('outcome:erasure.backup', { day: day(outcome.backupUntil) })),
    paragraph('no_return', words('outcome:erasure.no_return')),
    ...suppressionSection(saying, outcome.suppression),
    ...toldSection(saying, outcome.recipients),
    heading('register', words('outcome:erasure.register_title')),
    paragraph('register.text', words(inPart ? 'outcome:erasure.register_kept' : 'outcome:erasure.register')),
  ];
}

/** R33: an erasure does not reach that list, and the letter says so: also where the address was on it before. */
export function suppressionSection({ words, letter }: Saying, asked: boolean): readonly LetterBlock[] {
  if (!asked && letter.mailStopped !== true) return [];
  return [paragraph('suppression', words('outcome:erasure.suppression'))];
}

/** R21: before anything is erased: what goes and stays, what may be lost, and how to keep a copy first. */
export function erasureAnnouncement(outcome: Planned, saying: Saying): readonly LetterBlock[] {
  const { words } = saying;
  const lost = outcome.lost.map((what) => words(`outcome:lost.${what}`));
  return [
    paragraph('announced', words('outcome:erasure.before')),
    ...planSections(outcome, saying, 'outcome:erasure.to_erase'),
    ...(lost.length === 0
      ? [paragraph('lost', words('outcome:erasure.lost_nothing'))]
      : [paragraph('lost', words('outcome:erasure.lost')), list('lost.list', lost)]),
    paragraph('copy_first', words('outcome:erasure.copy_first')),
  ];
}

type ErasedTitle = 'outcome:erasure.erased' | 'outcome:erasure.to_erase';

function planSections(outcome: Planned, saying: Saying, title: ErasedTitle): readonly LetterBlock[] {
  const isDone = title === 'outcome:erasure.erased';
  return [
    ...erasedSection(outcome, saying, title),
    ...byHandSection(saying, isDone),
    ...keptSection(outcome, saying),
    ...blankedSection(saying, isDone),
    ...referSection(outcome, saying),
  ];
}

function linesOf({ plan }: Planned, treatment: PlanLine['treatment']): readonly PlanLine[] {
  return plan.filter((line) => line.treatment === treatment);
}

function erasedSection(
  outcome: Planned,
  { words, place }: Saying,
  title: ErasedTitle,
): readonly LetterBlock[] {
  return [
    heading('erased', words(title)),
    table(
      'erased.table',
      [words('outcome:erasure.kind'), words('outcome:erasure.where'), words('outcome:erasure.count')],
      linesOf(outcome, 'erase').map(({ category, source, count }) => [
        words(`terms:categories.${category}`),
        place(source),
        String(count),
      ]),
    ),
  ];
}

/** R22: what the desk cannot do at a system, a person does before the letter says that it is done. */
function byHandSection({ words, place, letter }: Saying, isDone: boolean): readonly LetterBlock[] {
  const { byHand = [] } = letter.changes ?? {};
  if (byHand.length === 0) return [];
  const items = byHand.map(({ source, category }) =>
    words('outcome:erasure.at', { kind: words(`terms:categories.${category}`), place: place(source) }),
  );
  return [
    paragraph('by_hand', words(isDone ? 'outcome:erasure.by_hand' : 'outcome:erasure.to_do_by_hand')),
    list('by_hand.list', items),
  ];
}

/** AVG 5(1)(c): what nothing asks for goes from what is kept. */
function blankedSection({ words, place, letter }: Saying, isDone: boolean): readonly LetterBlock[] {
  const { blanked = [] } = letter.changes ?? {};
  if (blanked.length === 0) return [];
  const items = blanked.map(({ source, category, fields }) => {
    const names = fields.map((field) => textIfAny(letter.language, `terms:fields.${field}`) ?? field);
    const kind = words(`terms:categories.${category}`);
    return words('outcome:erasure.blanked_at', { kind, place: place(source), fields: names.join(', ') });
  });
  return [
    paragraph('blanked', words(isDone ? 'outcome:erasure.blanked' : 'outcome:erasure.to_blank')),
    list('blanked.list', items),
  ];
}

function keptSection(outcome: Planned, { words, place, day }: Saying): readonly LetterBlock[] {
  const kept = linesOf(outcome, 'keep');
  if (kept.length === 0) return [];
  const because = kept
    .filter(({ facts }) => facts !== '')
    .map(({ category, source, facts }) =>
      words('outcome:erasure.kept_facts', {
        kind: words(`terms:categories.${category}`),
        place: place(source),
        facts,
      }),
    );
  return [
    heading('kept', words('outcome:erasure.kept')),
    table(
      'kept.table',
      [
        words('outcome:erasure.kind'),
        words('outcome:erasure.where'),
        words('outcome:erasure.count'),
        words('outcome:erasure.why'),
        words('outcome:erasure.until'),
      ],
      kept.map(({ category, source, count, ground, until }) => [
        words(`terms:categories.${category}`),
        place(source),
        String(count),
        ground === null ? '' : words(`outcome:grounds.${ground}`),
        day(until),
      ]),
    ),
    ...(because.length === 0 ? [] : [typed(list('kept.facts', because))]),
    paragraph('kept.use', words('outcome:erasure.kept_use')),
  ];
}

function referSection(outcome: Planned, { words, place, letter }: Saying): readonly LetterBlock[] {
  const names = [...new Set(linesOf(outcome, 'refer').map(({ source }) => place(source)))];
  if (names.length === 0) return [];
  const params = { count: names.length, names: listInWords(letter.language, names) };
  return [
    heading('refer', words('outcome:erasure.refer')),
    paragraph('refer.text', words('outcome:erasure.refer_text', params)),
  ];
}
