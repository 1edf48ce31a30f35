import { likelyLevel } from '../fulfilment/outcome/required-level.ts';
import { isInPerson } from '../kernel/rights.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * Whoever asks for what needs level 2 is asked two facts of an order at once, while they are there: what they answer
 * waits until the search has ended (R9). Staff can ask later too (ask-facts.ts).
 */
export async function oweFacts(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  now: Date,
): Promise<RequestRow> {
  const { right, words, state } = request;
  const { takeover = [] } = settings.choiceWords[state.language];
  if (isInPerson(state.channel) || likelyLevel(right, words.text, takeover) <= state.level) return request;
  const asked = await runCommand(tx, request, { type: 'ask_facts', by: 'system' }, now);
  return asked.ok ? asked.value : request;
}
