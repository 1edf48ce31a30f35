import type { LetterBlock } from '../fulfilment/letter.ts';
import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { paragraph } from './letter-blocks.ts';
import { type Saying, toldSection, typedParagraph } from './saying.ts';

type Answering = Extract<Outcome, { readonly right: 'complaint' | 'breach_report' | 'automated_decision' }>;

/** R23, AVG 33, 22: what was answered, found, or looked at again. */
export function answeringSections(outcome: Answering, saying: Saying): readonly LetterBlock[] {
  const { words } = saying;
  switch (outcome.result) {
    case 'answered': {
      const { answer, follow } = outcome;
      return [
        typedParagraph('answer', words('outcome:complaint.answer', { answer })),
        ...(follow === 'nothing' ? [] : [paragraph('follow', words(`outcome:complaint.${follow}`))]),
      ];
    }
    case 'looked_into': {
      const { found, done } = outcome;
      return [
        paragraph('thanks', words('outcome:breach_report.thanks')),
        paragraph('found', words(`outcome:breach_report.${found}`)),
        typedParagraph('done', words('outcome:breach_report.done', { done })),
        ...(found === 'breach' ? [paragraph('others', words('outcome:breach_report.others'))] : []),
      ];
    }
    case 'none': {
      const { meant, how } = outcome;
      return [
        typedParagraph('meant', words('outcome:automated_decision.none', { meant })),
        typedParagraph('how', words('outcome:automated_decision.none_how', { how })),
        paragraph(
          'policy',
          words('outcome:automated_decision.policy'),
          words('outcome:automated_decision.again'),
        ),
      ];
    }
    case 'reviewed': {
      const { decision, logic, reviewer, view, reconsidered, changed, why, recipients } = outcome;
      return [
        typedParagraph('decision.was', words('outcome:automated_decision.was', { decision })),
        typedParagraph('logic', words('outcome:automated_decision.logic', { logic })),
        typedParagraph('review', words('outcome:automated_decision.review', { reviewer })),
        typedParagraph('view', words('outcome:automated_decision.view', { view })),
        typedParagraph('reconsidered', words('outcome:automated_decision.reconsidered', { reconsidered })),
        typedParagraph(
          'result',
          words(`outcome:automated_decision.${changed}`),
          words('outcome:automated_decision.why', { why }),
        ),
        ...toldSection(saying, recipients),
      ];
    }
    default:
      return assertNever(outcome);
  }
}
