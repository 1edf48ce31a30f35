import { unopenedOwed } from '../deadline/unopened-owed.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { newId } from '../kernel/ids.ts';
import { isInPerson } from '../kernel/rights.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { holdsCopy } from './holds-copy.ts';
import type { Tx } from './ports.ts';
import { linksTo, pageLetter, renewLink } from './renew-link.ts';
import type { RequestRow } from './rows.ts';

/**
 * A copy that nobody opens is reminded of, with a new link, and at last staff call or post it (R21). Only where the page
 * holds more than the mail: a letter stands in its mail whole. Answers whether anything was told, and when to look again.
 */
export async function tellUnopened(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  now: Date,
): Promise<{ readonly told: boolean; readonly next: CalendarDay | null }> {
  const { id: requestId, number, conversationId, state } = request;
  const letterId = pageLetter(request);
  if (letterId === null || !('closedAt' in state)) return { told: false, next: null };
  const links = await linksTo(tx, requestId, letterId);
  if (links.length === 0 || links.some(({ openedAt }) => openedAt !== null))
    return { told: false, next: null };
  const letter = await tx.answers.letter(letterId);
  if (letter?.postedTo !== '' || !holdsCopy(request, letter)) return { told: false, next: null };
  // Of an erased person nothing more is offered: what is left ends with its case, a fortnight later.
  if ((await tx.retention.caseFacts(request)).erasedSince) return { told: false, next: null };
  const left = amsterdamDay(new Date(state.closedAt));
  const sent = (await tx.reminders.ledger(requestId)).get(left) ?? new Set<string>();
  const { steps, next } = unopenedOwed(left, amsterdamDay(now), sent);
  if (steps.length === 0) return { told: false, next };
  await tx.reminders.enter(requestId, left, steps, newId(), now);
  if (steps.includes('unopened_staff')) {
    const params = { reason: 'unopened' };
    await addTask(tx, { kind: 'delivery_failed', about: `unopened:${requestId}`, requestId, params }, now);
    return { told: false, next };
  }
  const renewed = await renewLink(tx, settings, request, 'system', now, true);
  // nothing was mailed: the chat may not say that it was
  if (!renewed.ok) return { told: false, next };
  if (!isInPerson(state.channel) && state.channel !== 'email') {
    const message = { kind: 'answer_unopened', number, leftDay: left } as const;
    await addToConversation(tx, settings, conversationId, message, now, requestId);
  }
  return { told: true, next };
}
