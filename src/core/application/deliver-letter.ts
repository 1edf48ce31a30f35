import { blockParagraph } from '../fulfilment/letter-paragraphs.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { type LetterId, newToken } from '../kernel/ids.ts';
import { endOf } from '../request/decide-execution.ts';
import type { RequestState } from '../request/request-state.ts';
import { addTask, taskKey } from './add-task.ts';
import { answerAddress } from './answer-elsewhere.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { endWork } from './end-work.ts';
import { receiptOf } from './give-receipt.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

type Executing = Extract<RequestState, { readonly status: 'executing' }>;

/** Sends exactly the approved letter, once, by its route: to the proven address, else where nothing is told to a stranger. */
export async function deliverLetter(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  { letter }: Executing,
  letterId: LetterId,
  now: Date,
): Promise<void> {
  const { id: requestId, number, state } = request;
  const { language } = state;
  const route = letter.plan?.route ?? 'page';
  switch (route) {
    case 'page': {
      if (request.email === null || (await tx.mails.waitsFor(letterId))) return;
      const token = newToken();
      await tx.answers.addLink({
        tokenHash: settings.secrets.hash('token', token),
        requestId,
        letterId,
        createdAt: now,
        // R21: the term of a link begins when it is first opened.
        expiresAt: null,
        revokedAt: null,
      });
      const receipt = await receiptOf(tx, settings.secrets, request, letterId);
      const erased = state.right === 'erasure' && endOf(letter) === 'answered';
      const content = {
        kind: 'answer',
        to: answerAddress(request) ?? request.email,
        language,
        number,
        token,
        ...(erased ? { erased } : {}),
        ...(receipt === undefined ? {} : { receipt }),
      } as const;
      return queueMail(tx, content, now, { requestId, letterId });
    }
    case 'mail': {
      const to = (await tx.answers.letter(letterId))?.input.sendTo ?? '';
      if (to === '' || (await tx.mails.waitsFor(letterId))) return;
      const content = { kind: 'answer', to, language, number, token: null } as const;
      return queueMail(tx, content, now, { requestId, letterId });
    }
    case 'conversation': {
      const body = (await tx.answers.letter(letterId))?.body;
      if (body === undefined) throw new Error('an approved letter without its words');
      const paragraphs = [body.title, ...body.blocks.map(blockParagraph)];
      const message = { kind: 'letter', number, paragraphs } as const;
      if (!(await letterHasLeft(tx, request, letterId, now))) return;
      return addToConversation(tx, settings, request.conversationId, message, now, requestId);
    }
    case 'hand':
      await letterHasLeft(tx, request, letterId, now);
      return;
    default:
      assertNever(route);
  }
}

/** Closes the request; false when it could not be, and a person has to look. */
export async function letterHasLeft(
  tx: Tx,
  request: RequestRow,
  letterId: LetterId,
  now: Date,
): Promise<boolean> {
  const sent = await runCommand(tx, request, { type: 'confirm_sent', by: 'system', letterId }, now);
  // The mail server has the mail: sending it again would help nobody, a person has to look.
  if (!sent.ok) {
    const params = { job: 'send-answer', reason: sent.refusal.code };
    const about = { about: `sent:${request.id}`, requestId: request.id, params };
    await addTask(tx, { kind: 'job_failed', ...about }, now);
    return false;
  }
  await endWork(tx, sent.value, 'system', now);
  await tx.tasks.closeByKey(taskKey('delivery_failed', request.id), 'system', now);
  return true;
}
