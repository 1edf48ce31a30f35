import type { DialogueState } from '../conversation/dialogue-state.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { ConversationRow, RequestRow } from './rows.ts';

/** One message being handled: read before deciding, changed while carrying out, written at the end. */
export interface Turn {
  readonly tx: Tx;
  readonly settings: CoreSettings;
  readonly now: Date;
  readonly message: { readonly words: string; readonly receivedAt: Date; readonly source: string };
  readonly ipHash: string | null;
  readonly nextNumbers: readonly string[];
  /** Who found that these words ask for a right, when it was not the program: `staff:<id>` (R17). */
  readonly openedBy?: string;
  conversation: ConversationRow;
  dialogue: DialogueState;
  requests: readonly RequestRow[];
  readonly outgoing: { readonly message: OutboundMessage; readonly requestId: RequestId | null }[];
}

/**
 * Requests of other conversations whose mailbox was also proven in this one (R12: only after proof); `requests` are
 * those of this conversation.
 */
export async function addressesProvenIn(
  tx: Tx,
  requests: readonly RequestRow[],
): Promise<readonly RequestRow[]> {
  const hashes = new Set(
    requests.flatMap((request) => (request.emailHash === null ? [] : [request.emailHash])),
  );
  const found: RequestRow[] = [];
  for (const hash of hashes) {
    for (const request of await tx.requests.ofProvenAddress(hash))
      if (!requests.some((own) => own.id === request.id)) found.push(request);
  }
  return found;
}

/** Puts the new state of a request in the turn. */
export function replaceRequest(turn: Turn, row: RequestRow): void {
  turn.requests = turn.requests.map((request) => (request.id === row.id ? row : request));
}
