import type { DialogueState } from '../conversation/dialogue-state.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { RequestId } from '../kernel/ids.ts';
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
  /** Whose mail this is, its origin checked, at an address on file (R8). */
  readonly provenSender?: string;
  /** What is said now leaves not before. */
  readonly answersFrom?: Date;
  conversation: ConversationRow;
  dialogue: DialogueState;
  requests: readonly RequestRow[];
  /** A code in this message was right: it opens nothing any more. */
  codeUsed?: true;
  readonly outgoing: { readonly message: OutboundMessage; readonly requestId: RequestId | null }[];
}

/** Puts the new state of a request in the turn. */
export function replaceRequest(turn: Turn, row: RequestRow): void {
  turn.requests = turn.requests.map((request) => (request.id === row.id ? row : request));
}
