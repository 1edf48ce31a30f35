import { after } from '../kernel/clock.ts';
import { type LetterId, newToken, type RequestId } from '../kernel/ids.ts';
import type { CoreSettings } from './core-settings.ts';
import { queueMail } from './queue-mail.ts';
import { readable } from './readable-request.ts';

/**
 * Sends an approved answer when its stop time is over (R19): exactly the approved letter, to the proven address
 * only. Does nothing when the approval was stopped, or when it was mailed by an earlier run of the job.
 */
export async function sendAnswer(
  settings: CoreSettings,
  requestId: RequestId,
  letterId: LetterId,
): Promise<void> {
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (request === undefined || request.state.status !== 'executing') return;
    const { letter, sendAt } = request.state;
    const { email } = readable(request);
    if (letter.id !== letterId || email === null) return;
    const early = new Date(sendAt).getTime() - now.getTime();
    if (early > 0) {
      // The queue goes by the clock of the database, which may be ahead of ours.
      await tx.enqueue('send-answer', { requestId, letterId }, { startAt: after(new Date(sendAt), early) });
      return;
    }
    if (await tx.mails.waitsFor(letterId)) return;
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
    await queueMail(
      tx,
      {
        kind: 'answer',
        to: email,
        language: request.state.language,
        number: request.number,
        token,
      },
      now,
      { requestId, letterId },
    );
  });
}
