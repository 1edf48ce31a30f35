import type { TranscriptEntry } from '../../core/application/core-api.ts';
import type { DeskMessage } from '../page-tools.ts';

interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What a message says, in the customer's language. */
export type Wording = (message: DeskMessage) => {
  readonly paragraphs: readonly string[];
  readonly choices: readonly Choice[];
};

/** What the desk is waiting for, so that the page can offer the fitting field. */
export type FieldPurpose = 'text' | 'identity' | 'name' | 'email' | 'code';

export interface ChatLine {
  readonly sequence: number;
  readonly at: Date;
  readonly from: 'customer' | 'desk' | 'staff';
  readonly paragraphs: readonly string[];
  /** Number of a request that was opened here: to be kept (R39). */
  readonly keep: string | null;
}

export interface ChatView {
  readonly lines: readonly ChatLine[];
  /** Those that still wait for an answer, the latest question first; their place is their typed number. */
  readonly choices: readonly Choice[];
  readonly purpose: FieldPurpose;
  readonly last: number;
}

/** Messages that change what is waited for; all others leave it as it was. */
const PURPOSES: Partial<Record<DeskMessage['kind'], FieldPurpose>> = {
  ask_identity: 'identity',
  identity_waits: 'identity',
  identity_unclear: 'identity',
  ask_name: 'name',
  name_unclear: 'name',
  ask_email: 'email',
  email_invalid: 'email',
  ask_stop_address: 'email',
  stop_address_noted: 'text',
  code_waits: 'code',
  code_sent: 'code',
  code_wrong: 'code',
  code_wrong_form: 'code',
  mailbox_lost: 'email',
  code_expired: 'code',
  letter_code_wrong: 'text',
  ask_facts: 'text',
  facts_wrong: 'text',
  code_limit: 'text',
  code_blocked: 'text',
  code_paused: 'text',
  codes_allowed: 'text',
  code_undeliverable: 'text',
  code_sent_late: 'code',
  proven: 'text',
  receipt: 'text',
  ask_choice: 'text',
  confirm_explanation_only: 'text',
  confirm_never_mind: 'text',
  confirm_right: 'text',
  withdrawn: 'text',
  answer_sent: 'text',
  condolence: 'text',
  minor_noted: 'text',
  third_party_noted: 'text',
};

/** How far a transcript was read: with it further entries are read without those before them. */
export interface ReadSoFar {
  readonly labels: ReadonlyMap<string, string>;
  readonly choices: readonly Choice[];
  readonly purpose: FieldPurpose;
  readonly last: number;
}

export const NOTHING_READ: ReadSoFar = { labels: new Map(), choices: [], purpose: 'text', last: 0 };

/** One entry more. Its line is missing for the first notice: the page itself begins with it (R1). */
export function readOn(
  { labels, choices, purpose }: ReadSoFar,
  entry: TranscriptEntry,
  wording: Wording,
): { readonly read: ReadSoFar; readonly line: ChatLine | undefined } {
  const { sequence, at } = entry;
  if (entry.from === 'customer') {
    // A tapped choice stands in the transcript as its id between brackets.
    const words = labels.get(entry.text.replace(/^\[(.*)\]$/, '$1')) ?? entry.text;
    const line = { sequence, at, from: 'customer', paragraphs: [words], keep: null } as const;
    return { read: { labels, choices: [], purpose, last: sequence }, line };
  }
  const { message } = entry;
  const { paragraphs, choices: offered } = wording(message);
  const read: ReadSoFar = {
    labels: new Map([...labels, ...offered.map(({ id, label }) => [id, label] as const)]),
    choices: [...offered, ...choices.filter((old) => offered.every((choice) => choice.id !== old.id))],
    purpose: PURPOSES[message.kind] ?? purpose,
    last: sequence,
  };
  if (message.kind === 'first_notice') return { read, line: undefined };
  // Words of staff are never made into links; a letter holds them too.
  const from = 'signedBy' in message || message.kind === 'letter' ? 'staff' : 'desk';
  const keep = message.kind === 'receipt' ? message.number : null;
  return { read, line: { sequence, at, from, paragraphs, keep } };
}

/** A transcript as the page shows it. */
export function chatView(entries: readonly TranscriptEntry[], wording: Wording): ChatView {
  const lines: ChatLine[] = [];
  let read = NOTHING_READ;
  for (const entry of entries) {
    const next = readOn(read, entry, wording);
    read = next.read;
    if (next.line !== undefined) lines.push(next.line);
  }
  const { choices, purpose, last } = read;
  return { lines, choices, purpose, last };
}

/** A choice that was typed: its number as the page shows it, or its words. Undefined for anything else. */
export function typedChoice(typed: string, choices: readonly Choice[]): string | undefined {
  const words = plain(typed);
  if (/^\d{1,2}$/.test(words)) return choices[Number(words) - 1]?.id;
  return words === '' ? undefined : choices.find((choice) => plain(choice.label) === words)?.id;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
