import type { LetterBlock } from '../fulfilment/letter.ts';
import type { Outcome, OutcomeOf } from '../fulfilment/outcome/outcome.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { heading, list, paragraph } from './letter-blocks.ts';
import { type Saying, toldSection, typed, typedParagraph, typedTable } from './saying.ts';

type Correcting = Extract<Outcome, { readonly right: 'rectification' | 'restriction' | 'lift_restriction' }>;
type Correction = OutcomeOf<'rectification', 'decided'>['corrections'][number];

/** AVG 16, 18, 19: what changed or rests, per field and per system, and who was told. */
export function correctingSections(outcome: Correcting, saying: Saying): readonly LetterBlock[] {
  switch (outcome.result) {
    case 'decided':
      return rectified(outcome, saying);
    case 'restricted':
      return restricted(outcome, saying);
    case 'lifted': {
      const { words, day } = saying;
      return [
        typedParagraph('lifted', words('outcome:lift_restriction.lifted', { data: outcome.data })),
        reasonParagraph(outcome, saying),
        paragraph('notice', words('outcome:lift_restriction.told_before', { day: day(outcome.liftOn) })),
        ...toldSection(saying, outcome.recipients),
      ];
    }
    case 'not_restricted':
      return [paragraph('not_restricted', saying.words('outcome:lift_restriction.not_restricted'))];
    default:
      return assertNever(outcome);
  }
}

/** AVG 18(3): the notice that leaves before a restriction is lifted. */
export function liftNotice(
  outcome: OutcomeOf<'lift_restriction', 'lifted'>,
  saying: Saying,
): readonly LetterBlock[] {
  const { words, day } = saying;
  return [
    typedParagraph('notice.data', words('outcome:lift_restriction.notice', { data: outcome.data })),
    paragraph('notice.from', words('outcome:lift_restriction.from', { day: day(outcome.liftOn) })),
    reasonParagraph(outcome, saying),
    paragraph('notice.after', words('outcome:lift_restriction.after'), words('outcome:lift_restriction.no')),
  ];
}

function reasonParagraph(
  { reason, reasonWords }: OutcomeOf<'lift_restriction', 'lifted'>,
  { words }: Saying,
): LetterBlock {
  const said = paragraph('reason', words(`outcome:lift_restriction.${reason}`, { why: reasonWords }));
  return reason === 'another' ? typed(said) : said;
}

function rectified(
  { corrections, order, orderWords, recipients }: OutcomeOf<'rectification', 'decided'>,
  saying: Saying,
): readonly LetterBlock[] {
  const { words, place } = saying;
  const done = (how: Correction['done']): boolean => corrections.some((one) => one.done === how);
  // A statement beside the data corrects nothing (AVG 16).
  const refused = corrections.filter((one) => one.done === 'not_changed' || one.done === 'statement');
  const result = refused.length === 0 ? 'all' : refused.length < corrections.length ? 'part' : 'none';
  return [
    paragraph('result', words(`outcome:rectification.${result}`)),
    typedTable(
      'result.table',
      [
        words('outcome:rectification.what'),
        words('outcome:rectification.before'),
        words('outcome:rectification.after'),
        words('outcome:rectification.system'),
        words('outcome:rectification.result'),
      ],
      corrections.map((one) => [
        fieldName(one, saying),
        one.before,
        one.after,
        place(one.system),
        words(`outcome:done.${one.done}`),
      ]),
    ),
    ...(done('added') ? [paragraph('invoice', words('outcome:rectification.invoice'))] : []),
    ...(done('statement') ? [paragraph('statement', words('outcome:rectification.statement'))] : []),
    ...(refused.length === 0
      ? []
      : [
          heading('not', words('outcome:rectification.not')),
          typed(
            list(
              'not.why',
              refused.map((one) =>
                words('outcome:rectification.not_why', { what: fieldName(one, saying), why: one.why }),
              ),
            ),
          ),
        ]),
    ...(order === 'no_order'
      ? []
      : [typedParagraph('order', words(`outcome:rectification.${order}`, { words: orderWords }))]),
    ...toldSection(saying, recipients),
  ];
}

function fieldName({ what, label }: Correction, { words }: Saying): string {
  return what === 'another' ? label : words(`outcome:corrections.${what}`);
}

function restricted(
  { ground, data, systems, order, recipients }: OutcomeOf<'restriction', 'restricted'>,
  saying: Saying,
): readonly LetterBlock[] {
  const { words, day, place } = saying;
  return [
    typedParagraph('result', words('outcome:restriction.result', { data })),
    paragraph('ground', words(`outcome:restriction.${ground}`)),
    typedTable(
      'systems.table',
      [words('outcome:restriction.where'), words('outcome:restriction.since')],
      systems.map(({ system, on }) => [
        place(system),
        on === null ? words('outcome:restriction.with_letter') : day(on),
      ]),
    ),
    paragraph('still', words('outcome:restriction.still')),
    ...(order === 'no_order' ? [] : [paragraph('order', words(`outcome:restriction.order_${order}`))]),
    paragraph('lifting', words('outcome:restriction.lifting')),
    ...toldSection(saying, recipients),
  ];
}
