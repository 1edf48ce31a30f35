import { asId, type LetterId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { addTask, taskKey } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { type Deciding, deciding } from './deciding.ts';
import type { DecisionRefusal } from './decision-api.ts';
import type { Delivery, RenewalRefusal } from './delivery-api.ts';
import { endWork } from './end-work.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { ErasureEntry } from './ports.ts';
import { recordWentWrong } from './record-breach.ts';
import { erasureOf, fillStores, recordOnce } from './record-erasure.ts';
import { renewLink } from './renew-link.ts';
import { runCommand } from './run-command.ts';
import { transmit } from './transmit.ts';

const LONGEST_ADDRESS = 500;

/** What staff do about an answer that did not arrive: again, on paper, or open again because it came back. */
export function makeDelivery(settings: CoreSettings): Delivery {
  return {
    letter: (requestId, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request }) => {
        const { state, number, name } = request;
        const approved = state.status === 'executing' || 'closedAt' in state ? letterOf(request) : null;
        const letter = approved === null ? undefined : await tx.answers.letter(approved);
        if (letter === undefined) return refuse('decision.wrong_state');
        const { body, postedTo } = letter;
        return ok({ number, name: name ?? '', version: state.cardVersion, letter: body, postedTo });
      }),

    retry: (requestId, version, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const retried = await runCommand(tx, request, { type: 'retry_delivery', by, version }, now);
        if (!retried.ok) return narrowRefusal(retried);
        const letterId = letterOf(request);
        if (letterId !== null) await tx.enqueue('send-answer', { requestId: request.id, letterId });
        return ok(null);
      }),

    renewLink: (requestId, actor) =>
      deciding<null, DecisionRefusal | RenewalRefusal>(
        settings,
        requestId,
        actor,
        ({ tx, request, by, now }) => renewLink(tx, settings, request, by, now),
      ),

    posted: async (requestId, version, { address, on }, actor) => {
      const to = address.trim();
      if (to === '') return refuse('delivery.address_missing');
      if (to.length > LONGEST_ADDRESS) return refuse('staff_text.too_long');
      // An erasure counts as carried out only when the ledger has it, whatever way its letter goes (R33).
      const erased = await deciding<ErasureEntry | undefined, DecisionRefusal>(
        settings,
        requestId,
        actor,
        async ({ tx, request, now }) => {
          const { state } = request;
          // Nothing is recorded of what was not carried out, or is not for the post.
          const missed = state.status === 'executing' && state.undelivered !== undefined;
          const letterId = missed ? letterOf(request) : null;
          if (letterId === null) return ok(undefined);
          return ok(await erasureOf(tx, settings.secrets, request, letterId, now));
        },
      );
      if (!erased.ok) return erased;
      const erasures = erased.value === undefined ? [] : [erased.value];
      const [entry] = await recordOnce(settings.ledger, erasures);
      return deciding<null, DecisionRefusal>(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const posted = await runCommand(tx, request, { type: 'post_letter', by, version, on }, now);
        if (!posted.ok) return narrowRefusal(posted);
        const letterId = letterOf(request);
        if (letterId !== null) await tx.answers.keepPostedTo(letterId, to);
        if (entry !== undefined) await fillStores(tx, entry);
        if (request.state.status === 'executing') await endWork(tx, posted.value, by, now);
        await tx.tasks.closeByKey(taskKey('delivery_failed', request.id), by, now);
        if (request.state.status === 'executing' && letterId !== null)
          await transmit(tx, settings, posted.value, letterId, by, now);
        return ok(null);
      });
    },

    wentWrong: (requestId, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const reported = await runCommand(tx, request, { type: 'report_wrong', by }, now);
        if (!reported.ok) return narrowRefusal(reported);
        await tx.answers.revokeLinks(request.id, now);
        return ok(await recordWentWrong(tx, request.id, by, now));
      }),

    bounced: (requestId, version, actor) =>
      deciding(settings, requestId, actor, (context) => reportBounce(settings, context, version)),
  };
}

/** The answer came back: it is open again, and the customer hears that it did not arrive. */
export async function reportBounce(
  settings: CoreSettings,
  { tx, request, by, now }: Omit<Deciding, 'member'>,
  version: number,
): Promise<Result<null, DecisionRefusal>> {
  const back = await runCommand(tx, request, { type: 'report_bounce', by, version }, now);
  if (!back.ok) return narrowRefusal(back);
  const { id: requestId, conversationId, number } = request;
  const letterId = letterOf(request);
  if (letterId !== null) await tx.mails.markBounced(letterId);
  const params = { reason: 'bounced' };
  await addTask(tx, { kind: 'delivery_failed', about: requestId, requestId, params }, now);
  const message = { kind: 'answer_undeliverable', number } as const;
  await addToConversation(tx, settings, conversationId, message, now, requestId);
  return ok(null);
}

function letterOf({ state }: Deciding['request']): LetterId | null {
  const letter = 'letter' in state ? state.letter : null;
  return letter === null ? null : asId<LetterId>(letter.id);
}
