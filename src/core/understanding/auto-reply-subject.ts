import { cleanText } from './clean-text.ts';

const LONGEST_SUBJECT = 300;

const AUTOMATIC =
  /^\s*(?:automatisch(?:e)? (?:antwoord|reactie|bericht)|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|afwezig(?:heid|heidsbericht|heidsassistent)?\b|ik ben afwezig|(?:niet bestelbaar|onbestelbaar|undeliverable|undelivered)|mail delivery (?:failed|subsystem)|delivery (?:status notification|has failed|failure)|returned mail|failure notice|bezorging mislukt|leesbevestiging|ontvangstbevestiging|gelezen\s?:|read\s?:|automatische antwort|abwesenheit|unzustellbar|réponse automatique|absence du bureau)/i;

/** Whether the subject is one that mail programs give to automatic replies, bounces and receipts (RFC 3834, RFC 3464). */
export function isAutoReplySubject(subject: string): boolean {
  return AUTOMATIC.test(cleanText(subject, LONGEST_SUBJECT));
}
