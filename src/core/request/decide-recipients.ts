import { assertNever } from '../kernel/assert-never.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

export type RecipientRefusal =
  | 'decision.wrong_state'
  | 'step.unknown'
  | 'step.already_done'
  /** What is entered has happened. */
  | 'recipient.day_ahead';

type Decided = Result<readonly RequestEvent[], RecipientRefusal>;
type Command = Extract<
  RequestCommand,
  { readonly type: 'tell_recipient' | 'chase_recipient' | 'answer_recipient' }
>;
export type RecipientEvent = Extract<
  RequestEvent,
  { readonly type: 'recipient_told' | 'recipient_chased' | 'recipient_answered' }
>;

/** AVG 19, R38: each recipient is told with the deed, asked again when it is silent, and its answer is entered. */
export function decideRecipients(state: RequestState, command: Command, now: Date): Decided {
  const { recipient } = command;
  if (command.type !== 'answer_recipient' && command.on > amsterdamDay(now))
    return refuse('recipient.day_ahead');
  switch (command.type) {
    case 'tell_recipient': {
      if (state.status !== 'executing' || state.done === undefined) return refuse('decision.wrong_state');
      const step = `tell:${recipient}`;
      if (state.letter.plan?.steps.includes(step) !== true) return refuse('step.unknown');
      if (state.done.includes(step)) return refuse('step.already_done');
      const { how, on } = command;
      return ok([
        { type: 'recipient_told', recipient, how, on },
        { type: 'step_done', step },
      ]);
    }
    case 'chase_recipient':
      return state.told?.[recipient]?.answer === null
        ? ok([{ type: 'recipient_chased', recipient, on: command.on }])
        : refuse('step.unknown');
    case 'answer_recipient':
      return state.told?.[recipient] === undefined
        ? refuse('step.unknown')
        : ok([{ type: 'recipient_answered', recipient, answer: command.answer }]);
    default:
      return assertNever(command);
  }
}

/** What is known of the recipients after this. */
export function evolveRecipients(
  told: RequestState['told'],
  event: RecipientEvent,
): NonNullable<RequestState['told']> {
  const { recipient } = event;
  if (event.type === 'recipient_told')
    return { ...told, [recipient]: { on: event.on, how: event.how, answer: null } };
  const before = told?.[recipient];
  if (before === undefined) throw new Error(`${event.type} of somebody who was not told`);
  return {
    ...told,
    [recipient]:
      event.type === 'recipient_chased'
        ? { ...before, chasedOn: event.on }
        : { ...before, answer: event.answer },
  };
}
