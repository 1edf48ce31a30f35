import type { AutomaticMessage } from '../conversation/messages.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import { type Authority, checkAuthority, mayAsk, type TypedAuthority } from '../request/authority.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal } from './outcome-api.ts';
import { runCommand } from './run-command.ts';

/**
 * As what somebody asks for another person. With a power the principal is asked by a code to the address on file
 * whether he wants this, and gets the answer; without one the missing power is asked for. The term runs on (law.md 8).
 */
export async function recordAuthority(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
  typed: TypedAuthority,
): Promise<
  Result<
    null,
    OutcomeRefusal | 'authority.not_for_capacity' | 'authority.incomplete' | 'authority.portal_receives'
  >
> {
  const { id: requestId, number, conversationId, state } = request;
  const checked = checkAuthority(typed, amsterdamDay(now));
  if (!checked.ok) return checked;
  const command = { type: 'record_authority', by, version, authority: checked.value } as const;
  const recorded = await runCommand(tx, request, command, now);
  if (!recorded.ok) return narrowRefusal(recorded);
  if (isInPerson(state.channel) || state.level > 0) return ok(null);
  const conversation = await tx.conversations.lockById(conversationId);
  if (conversation === undefined) return ok(null);
  const { forOther = [], withPerson, ...dialogue } = conversation.dialogue;
  const goesOn = mayAsk(checked.value);
  if (goesOn) {
    const asked = await runCommand(tx, recorded.value, { type: 'ask_identity', by }, now);
    if (!asked.ok) return narrowRefusal(asked);
    // After a death it stays with a person, whatever else is asked.
    const stays = withPerson === 'deceased' ? { withPerson } : {};
    const others = forOther.filter((held) => held !== number);
    const step = { name: 'asking_identity', number } as const;
    await tx.conversations.save(conversationId, {
      dialogue: { ...dialogue, ...stays, forOther: others, step },
    });
  }
  const message = nextQuestion(checked.value, number);
  if (message !== undefined) await addToConversation(tx, settings, conversationId, message, now, requestId);
  return ok(null);
}

/** What the customer hears; whoever has no right at all gets an approved letter instead. */
function nextQuestion({ capacity, seen }: Authority, number: string): AutomaticMessage | undefined {
  if (capacity === 'themselves') return { kind: 'ask_identity', number };
  if (seen !== null) return { kind: 'ask_principal', number };
  switch (capacity) {
    case 'mandate':
    case 'portal':
    case 'lawyer':
    case 'parent':
    case 'guardian':
      return { kind: 'ask_authority', number, capacity };
    default:
      return undefined;
  }
}
