import { isStrange } from '../conversation/awaited-code.ts';
import type { InboundMessage } from '../conversation/channel.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { htmlText } from '../understanding/html-text.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { answeredMailsOf, typedIn } from './answered-mails.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { ChallengeRow } from './rows.ts';
import { wordsIn } from './take-mail.ts';

/** A code as if it were typed in the conversation for which it was mailed. */
export interface CodeSentBack {
  readonly message: Exclude<InboundMessage, { kind: 'ignored' | 'report' }>;
  /** Of the request whose code it is. */
  readonly number: string;
}

/**
 * R7: a code that is sent back as an answer to its mail counts in the conversation for which it was mailed. Only from the
 * address that it went to, only where the mail names that mail of ours by its number, and not of a program. Of the mail
 * nothing but the code goes there: what else it says is nothing for whoever is in that conversation (R12).
 */
export async function codeSentBack(
  settings: CoreSettings,
  message: InboundMessage,
  understood: Understanding,
): Promise<CodeSentBack | undefined> {
  const { mail } = message;
  const answered = answeredMailsOf(message, understood);
  if (mail === undefined || answered.length === 0) return undefined;
  const code = codeIn(settings, message);
  if (code === undefined) return undefined;
  return settings.store.transaction(async (tx) => {
    for (const id of answered) {
      const challenge = await challengeOf(tx, id);
      if (challenge === undefined || challenge.address !== normaliseEmail(mail.sender)) continue;
      const request = await tx.requests.byId(challenge.requestId);
      const conversation =
        challenge.conversationId === null ? undefined : await tx.conversations.byId(challenge.conversationId);
      const typed = typedIn(conversation, message);
      if (request === undefined || typed === undefined) continue;
      return { message: { ...typed, kind: 'text', text: code }, number: request.number };
    }
    return undefined;
  });
}

async function challengeOf(tx: Tx, mailId: string): Promise<ChallengeRow | undefined> {
  const mail = await tx.mails.byId(mailId);
  if (mail === undefined || mail.challengeId === null || mail.requestId === null) return undefined;
  const codes = await tx.challenges.ofRequest(mail.requestId, 'prove_mailbox');
  return codes.find(({ id }) => id === mail.challengeId);
}

/** More words are a letter, and a letter is read. */
const MOST_WORDS = 12;
const CODE = /(?<![\d\p{L}])\d{3} ?\d{3}(?![\d\p{L}])/u;

/**
 * The code in what was written now, or in the quoted mail when nothing was written above it. Undefined for who says that
 * he asked for nothing: his answer proves nothing.
 */
function codeIn({ choiceWords }: CoreSettings, message: InboundMessage): string | undefined {
  const own = wordsIn(message).said.trim();
  if (own.split(/\s+/).length > MOST_WORDS) return undefined;
  if ([choiceWords.nl, choiceWords.en].some((words) => isStrange(own, { choiceWords: words })))
    return undefined;
  const text = 'text' in message ? message.text : '';
  const html = message.mail?.html === undefined ? '' : htmlText(message.mail.html);
  const read = own === '' ? `${text}\n${html}` : own;
  return CODE.exec(read)?.[0].replace(' ', '');
}
