import type { LetterBlock, RenderedLetter } from '../fulfilment/letter.ts';
import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { answeringSections } from './answering-letter.ts';
import { correctingSections, liftNotice } from './correcting-letter.ts';
import { elsewhereSection } from './elsewhere-sections.ts';
import { erasureAnnouncement, erasureSections, isInPart, suppressionSection } from './erasure-letter.ts';
import { isNothingFound } from './found-records.ts';
import {
  childContext,
  complaintOnly,
  type DecisionLetter,
  ending,
  free,
  greeting,
  letterWords,
  paragraph,
  remedies,
} from './letter-blocks.ts';
import { portabilitySections } from './portability-letter.ts';
import { recipientNotices } from './recipient-notices.ts';
import { type Saying, sayingOf } from './saying.ts';
import { stoppingSections } from './stopping-letter.ts';
import { textIfAny } from './texts.ts';

/** The letter of any right but access: the facts that staff decided, in locked words (docs/letters.md). */
export function outcomeLetter(letter: DecisionLetter): RenderedLetter {
  const words = letterWords(letter);
  const saying = sayingOf(letter, words);
  const { language, outcome } = letter;
  const title =
    outcome === null
      ? words('letter:title.decision')
      : (textIfAny(language, `outcome:titles.${titleOf(outcome)}`, childContext(letter)) ??
        words('letter:title.decision'));
  const blocks = [
    greeting(letter, words),
    paragraph('decision', words('letter:decision.asked'), words('letter:frame.number')),
    ...free('opening', letter.free.opening),
    ...(outcome === null ? [] : sections(outcome, saying)),
    ...elsewhereSection(letter.elsewhere, language, words),
    // There is no court in a complaint or a report: it is no decision on a right (UAVG 34, 35).
    ...(isNoDecision(letter) ? complaintOnly(words) : remedies(words)),
    ...ending(letter, words),
  ];
  const before = announcement(letter, saying);
  const notices = recipientNotices(letter);
  return {
    ...{ title, language, blocks },
    ...(before === undefined ? {} : { before }),
    ...(notices.length === 0 ? {} : { notices }),
  };
}

function titleOf(outcome: Outcome): string {
  const { right, result } = outcome;
  const part = right === 'erasure' && result === 'planned' && isInPart(outcome);
  return `${right}_${result}${part ? '_part' : ''}`;
}

function isNoDecision({ right }: DecisionLetter): boolean {
  return right === 'complaint' || right === 'breach_report';
}

function sections(outcome: Outcome, saying: Saying): readonly LetterBlock[] {
  switch (outcome.right) {
    case 'withdraw_consent':
    case 'objection':
      return stoppingSections(outcome, saying);
    case 'complaint':
    case 'breach_report':
    case 'automated_decision':
      return answeringSections(outcome, saying);
    case 'rectification':
    case 'restriction':
    case 'lift_restriction':
      return correctingSections(outcome, saying);
    case 'portability':
      return portabilitySections(outcome, saying);
    case 'erasure':
      return outcome.result === 'planned'
        ? erasureSections(outcome, saying)
        : [nothingToErase(saying), ...suppressionSection(saying, false)];
    default:
      return assertNever(outcome);
  }
}

function nothingToErase({ letter, words }: Saying): LetterBlock {
  const sure = isNothingFound(letter) === 'letter:answer.nothing';
  return paragraph('nothing', words(sure ? 'outcome:erasure.nothing' : 'outcome:erasure.nothing_sure'));
}

/** What leaves first, before the deed (AVG 18(3), R21). */
function announcement(letter: DecisionLetter, saying: Saying): RenderedLetter['before'] {
  const { outcome } = letter;
  const { words } = saying;
  const framed = (blocks: readonly LetterBlock[]): readonly LetterBlock[] => [
    greeting(letter, words),
    paragraph('decision', words('letter:decision.announced'), words('letter:frame.number')),
    ...blocks,
    ...complaintOnly(words),
    ...ending({ ...letter, free: { opening: '', closing: '' } }, words),
  ];
  if (outcome?.right === 'erasure' && outcome.result === 'planned')
    return {
      title: words('outcome:erasure.before_title'),
      blocks: framed(erasureAnnouncement(outcome, saying)),
    };
  if (outcome?.right === 'lift_restriction' && outcome.result === 'lifted')
    return {
      title: words('outcome:lift_restriction.before_title'),
      blocks: framed(liftNotice(outcome, saying)),
    };
  return undefined;
}
