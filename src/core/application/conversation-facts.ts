import type { ConversationFacts, RequestFact } from '../conversation/conversation-input.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { pastWithdrawal } from '../request/decide-withdrawal.ts';
import { isOpen, toldDue, toldNews } from '../request/request-state.ts';
import { answeredBy } from './add-task.ts';
import { dueDays } from './due-days.ts';
import { pageLetter } from './renew-link.ts';
import type { RequestRow } from './rows.ts';
import { searchedPlaces, toldStatus } from './told-status.ts';
import type { Turn } from './turn.ts';

/** What the pure dialogue may know: numbers, states and days; no name, no address, no record. */
export function conversationFacts(turn: Turn): ConversationFacts {
  const { conversation, settings, message } = turn;
  // The customer's date does not depend on closing days, which move only staff dates.
  const { customerDue } = dueDays(message.receivedAt, new Set());
  return {
    channel: conversation.channel,
    today: amsterdamDay(turn.now),
    requests: turn.requests.map((request) => requestFact(request, turn.now)),
    next: turn.nextNumbers
      .filter((number) => !turn.requests.some((request) => request.number === number))
      .map((number) => ({ number, dueDay: customerDue })),
    askedDueDay: askedDueDay(turn),
    noticeShown: conversation.noticeVersion !== null,
    humanWanted: conversation.humanWantedAt !== null,
    ...(conversation.humanWantedAt === null ? {} : { humanBy: answeredBy(conversation.humanWantedAt) }),
    source: { words: message.words, receivedAt: message.receivedAt.toISOString(), key: message.source },
    choiceWords: settings.choiceWords[conversation.language],
  };
}

function askedDueDay({ dialogue: { step, offer } }: Turn): CalendarDay | null {
  const asked = step.name === 'confirming_right' ? step.asked : offer?.asked;
  return asked === undefined ? null : dueDays(new Date(asked.receivedAt), new Set()).customerDue;
}

function requestFact(request: RequestRow, now: Date): RequestFact {
  const { state } = request;
  const news = toldNews(state);
  return {
    number: request.number,
    right: request.right,
    status: toldStatus(state),
    ...searchedPlaces(state),
    ...(state.status === 'joined' ? { joinedTo: state.joinedTo } : {}),
    open: isOpen(state),
    proven: state.level > 0,
    ...(state.facts?.stage === 'asked' && state.level === 1 ? { factsOwed: true as const } : {}),
    ...(state.posted === true && state.level < 3 ? { posted: true as const } : {}),
    dueDay: toldDue(state.due),
    ...beyondWithdrawal(state, now),
    ...(state.status === 'answered' || state.status === 'refused'
      ? { decidedOn: amsterdamDay(new Date(state.closedAt)) }
      : {}),
    ...(pageLetter(request) === null || request.email === null ? {} : { onPage: true }),
    ...(news === undefined ? {} : { news }),
  };
}

function beyondWithdrawal(state: RequestRow['state'], now: Date): Pick<RequestFact, 'leaving' | 'begun'> {
  const past = state.status === 'executing' ? pastWithdrawal(state, now) : undefined;
  if (past === undefined) return {};
  return past === 'decision.too_late' ? { leaving: true } : { begun: true };
}
