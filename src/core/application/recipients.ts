import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId, newId, type TaskId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RequestCommand } from '../request/request-commands.ts';
import { taskKey } from './add-task.ts';
import { lettersWhenDone } from './confirm-steps.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { type Deciding, deciding } from './deciding.ts';
import { workdaysLater } from './due-days.ts';
import { letterRecipients } from './letter-recipients.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { RecipientRefusal, Recipients, RecipientView } from './recipients-api.ts';
import { runCommand } from './run-command.ts';

/** Within so many working days a recipient is asked to answer; then staff ask again (R38). */
export const ANSWER_WORKDAYS = 10;

/** The recipients of one decision: told with the deed, chased, answered (AVG 19). */
export function makeRecipients(settings: CoreSettings): Recipients {
  return {
    list: (requestId, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request }) => {
        const { state, number } = request;
        const letter = 'letter' in state ? state.letter : null;
        const stored = letter === null ? undefined : await tx.answers.letter(asId(letter.id));
        const known = await letterRecipients(tx, request, await profileIn(tx), settings.staffChannel);
        const told = state.told ?? {};
        const notices = stored?.body.notices ?? [];
        const ids = [...new Set([...notices.map(({ recipient }) => recipient), ...Object.keys(told)])];
        const recipients = ids.map((id): RecipientView => {
          const recipient = known.find((one) => one.id === id);
          const notice = notices.find((one) => one.recipient === id);
          return {
            id,
            name: recipient?.name ?? id,
            role: recipient?.role ?? 'doubtful',
            notice: notice === undefined ? null : { nl: notice.nl, en: notice.en },
            told: told[id] ?? null,
          };
        });
        const begun = 'closedAt' in state || (state.status === 'executing' && state.done !== undefined);
        return ok({ number, begun, recipients });
      }),

    tell: (requestId, recipient, { how, on }, actor) =>
      deciding<null, RecipientRefusal>(settings, requestId, actor, async (context) => {
        const command = { type: 'tell_recipient', by: context.by, recipient, how, on } as const;
        const told = await noted(context, command);
        if (!told.ok) return told;
        await awaitAnswer(context, recipient);
        await lettersWhenDone(context, told.value);
        return ok(null);
      }),

    chase: (requestId, recipient, on, actor) =>
      deciding<null, RecipientRefusal>(settings, requestId, actor, async (context) => {
        const chased = await noted(context, { type: 'chase_recipient', by: context.by, recipient, on });
        if (!chased.ok) return chased;
        await awaitAnswer(context, recipient);
        return ok(null);
      }),

    answer: (requestId, recipient, answer, actor) =>
      deciding<null, RecipientRefusal>(settings, requestId, actor, async (context) => {
        const { tx, request, by, now } = context;
        const answered = await noted(context, { type: 'answer_recipient', by, recipient, answer });
        if (!answered.ok) return answered;
        await tx.tasks.closeByKey(silentKey(request.id, recipient), by, now);
        return ok(null);
      }),
  };
}

async function noted(
  { tx, request, now }: Deciding,
  command: Extract<RequestCommand, { type: 'tell_recipient' | 'chase_recipient' | 'answer_recipient' }>,
): Promise<Result<Deciding['request'], RecipientRefusal>> {
  const done = await runCommand(tx, request, command, now);
  if (done.ok) return done;
  const { code } = done.refusal;
  return code === 'step.unknown' || code === 'step.already_done' || code === 'recipient.day_ahead'
    ? refuse(code)
    : narrowRefusal(done);
}

/** Work for the day on which the answer is late: nobody is alarmed before (see chase-recipients.ts). */
async function awaitAnswer({ tx, request, by, now }: Deciding, recipient: string): Promise<void> {
  const openKey = silentKey(request.id, recipient);
  await tx.tasks.closeByKey(openKey, by, now);
  await tx.tasks.add({
    id: newId<TaskId>(),
    kind: 'recipient_silent',
    openKey,
    requestId: request.id,
    conversationId: null,
    dueDay: workdaysLater(now, ANSWER_WORKDAYS),
    params: { source: recipient, told: amsterdamDay(now) },
    createdAt: now,
  });
}

function silentKey(requestId: string, recipient: string): string {
  return taskKey('recipient_silent', `${requestId}:${recipient}`);
}
