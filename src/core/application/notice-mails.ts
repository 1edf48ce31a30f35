/** Fixed words that are mailed: what stands in a web chat too, and that an answer goes to another address (R9). */
export const NOTICE_MAILS = [
  'ask_facts',
  'facts_wrong',
  'facts_ended',
  'new_address',
  'old_address',
  'withdrawn',
] as const;
export type NoticeMail = (typeof NOTICE_MAILS)[number];
