import { actsNow } from '../kernel/acts-now.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { dueOf } from './due.ts';
import type { StatusLine } from './messages.ts';
import { say } from './say.ts';

/** More lines would not fit in a reply (R3); how many are left out is said. */
const LINES = 4;

/** How the requests of this conversation stand, newest first (R12). */
export function answerStatus(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  const { requests } = facts;
  if (requests.length === 0) return { state, outputs: [say({ kind: 'status_none' })] };
  const lines = requests.slice(0, LINES).map((request) => statusLine(request, facts));
  const more = requests.length - lines.length;
  const page = requests.some((request) => request.onPage) ? { onPage: true as const } : {};
  const rest = more > 0 ? { more } : {};
  return { state, outputs: [say({ kind: 'status', requests: lines, ...rest, ...page })] };
}

function statusLine(request: RequestFact, facts: ConversationFacts): StatusLine {
  const { number, right, status, news, searched } = request;
  const withStaff = status === 'received' && actsNow(right) ? 'with_staff' : status;
  const places = news === undefined && searched !== undefined ? { searched } : {};
  return { number, right, state: news ?? withStaff, ...places, ...dueOf(request, facts) };
}
