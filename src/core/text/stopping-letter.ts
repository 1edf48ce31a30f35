import type { LetterBlock } from '../fulfilment/letter.ts';
import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { isForMailing } from '../kernel/for-mailing.ts';
import { heading, list, paragraph, table } from './letter-blocks.ts';
import { restParagraph, type Saying, toldSection, typed, typedParagraph } from './saying.ts';

type Stopping = Extract<Outcome, { readonly right: 'withdraw_consent' | 'objection' }>;

/** AVG 7(3), 21: what stopped, from when, and what may still come; or why a use goes on. */
export function stoppingSections(outcome: Stopping, saying: Saying): readonly LetterBlock[] {
  const { words, day } = saying;
  switch (outcome.result) {
    case 'stopped':
      return [
        paragraph('stopped', words('outcome:withdraw_consent.stopped', { day: day(outcome.stoppedOn) })),
        consentList(outcome, saying),
        paragraph('lawful', words('outcome:withdraw_consent.lawful')),
        ...(isForMailing(outcome.consents) ? [suppression(saying)] : []),
        restParagraph(saying, outcome),
        ...toldSection(saying, outcome.recipients),
      ];
    case 'not_held':
      return [
        paragraph('not_held', words('outcome:withdraw_consent.not_held')),
        consentList(outcome, saying),
        paragraph(
          'nothing',
          words('outcome:withdraw_consent.nothing'),
          words('outcome:withdraw_consent.if_still'),
        ),
      ];
    case 'marketing_stopped':
      return [
        paragraph('stopped', words('outcome:objection.marketing')),
        table(
          'stopped.table',
          [words('outcome:objection.where'), words('outcome:objection.since')],
          outcome.channels.map(({ channel, on }) => [words(`outcome:channels.${channel}`), day(on)]),
        ),
        ...(outcome.mayStillCome ? [paragraph('still', words('outcome:objection.still'))] : []),
        paragraph('service', words('outcome:objection.service')),
        suppression(saying),
        ...toldSection(saying, outcome.recipients),
      ];
    case 'upheld': {
      const { use, stoppedOn } = outcome;
      return [
        typedParagraph('use', words('outcome:objection.upheld', { use })),
        paragraph('stopped', words('outcome:objection.upheld_stop', { day: day(stoppedOn) })),
        restParagraph(saying, outcome),
        heading('copy', words('letter:copy.title')),
        paragraph('copy.text', words('letter:copy.text')),
        ...toldSection(saying, outcome.recipients),
      ];
    }
    case 'overruled': {
      const { use, stoppedOn, situation, reasons, resumesOn } = outcome;
      return [
        typedParagraph('use', words('outcome:objection.overruled', { use })),
        paragraph('refused', words('outcome:objection.overruled_no', { day: day(stoppedOn) })),
        typedParagraph('situation', words('outcome:objection.situation', { situation })),
        typedParagraph('reasons', words('outcome:objection.reasons', { reasons })),
        paragraph('resumes', words('outcome:objection.resumes', { day: day(resumesOn) })),
      ];
    }
    default:
      return assertNever(outcome);
  }
}

/** The one use of the address that goes on. */
function suppression({ words }: Saying): LetterBlock {
  return paragraph('suppression', words('outcome:objection.suppression'));
}

function consentList(
  {
    consents,
    otherConsent,
  }: Pick<Extract<Stopping, { readonly result: 'not_held' }>, 'consents' | 'otherConsent'>,
  { words }: Saying,
): LetterBlock {
  const items = consents.map((consent) =>
    consent === 'another' ? otherConsent : words(`outcome:consents.${consent}`),
  );
  const block = list('consents', items);
  return consents.includes('another') ? typed(block) : block;
}
