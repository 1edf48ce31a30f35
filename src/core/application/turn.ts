import type { DialogueState } from '../conversation/dialogue-state.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { ConversationId, RequestId } from '../kernel/ids.ts';
import type { Contact } from './contact.ts';
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
  readonly contact?: Contact;
  conversation: ConversationRow;
  dialogue: DialogueState;
  requests: readonly RequestRow[];
  readonly outgoing: { readonly message: OutboundMessage; readonly requestId: RequestId | null }[];
}

/**
 * The requests that a turn of this conversation may change, locked: its own first, newest first, and then those of
 * other conversations whose mailbox was also proven here (R12: only after proof).
 */
export async function lockRequestsOf(tx: Tx, conversation: ConversationId): Promise<readonly RequestRow[]> {
  const own = await tx.requests.ofConversation(conversation);
  const known = [...own, ...(await addressesProvenIn(tx, own))].map(({ id }) => id);
  const locked = await tx.requests.lockAll(known);
  return known.flatMap((id) => locked.filter((request) => request.id === id));
}

async function addressesProvenIn(tx: Tx, requests: readonly RequestRow[]): Promise<readonly RequestRow[]> {
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
