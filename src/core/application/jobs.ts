/** The jobs of the queue. Ids only (R35): a job's data holds nothing about anybody. */
export interface Jobs {
  'send-message': { readonly messageId: string; readonly conversationId: string };
  'send-mail': { readonly mailId: string };
  /**
   * `round` from 2 on, for keys that other sources found; without it the source is searched anew. `attempt` from 2 on, after
   * one that failed, and `continued`: how often a search of this source had been asked for again by then.
   */
  'gather-source': {
    readonly requestId: string;
    readonly source: string;
    readonly round?: string;
    readonly attempt?: string;
    readonly continued?: string;
  };
  /** A proven request looks for others that ask the same. */
  'join-requests': { readonly requestId: string };
  /** A joined request ends as the one that it was joined to. */
  'follow-request': { readonly requestId: string };
  /** What was changed from another conversation is said in the request's own. */
  'tell-own-chat': { readonly requestId: string };
  /** The search has ended: facts of an order that were typed before are compared with it (R9). */
  'compare-facts': { readonly requestId: string };
  'prepare-answer': { readonly requestId: string };
  'send-answer': { readonly requestId: string; readonly letterId: string };
  /** What an approved letter changes at one system. */
  'execute-source': { readonly requestId: string; readonly letterId: string; readonly source: string };
  /** `why: 'date'`: what it shows changed with the day, though nothing about the request did. */
  'update-card': { readonly requestId: string; readonly why?: 'date' };
  'remove-card': { readonly requestId: string };
  'tell-staff': { readonly taskId: string };
  /** The alarms that were held are told together. */
  'tell-held': Readonly<Record<never, string>>;
  /** In the staff channel: so many more tasks wait. */
  'tell-count': { readonly waiting: string };
  /** The overview of that day, in the staff channel. */
  'tell-digest': { readonly day: string };
  /** The closing days changed: dates up to this day may move. */
  redate: { readonly until: string };
  /** Somebody left: what that person worked on is released, or goes to the row that is the same person. */
  'release-requests': { readonly staffId: string };
  /** Reminders that are owed now. */
  remind: Readonly<Record<never, string>>;
  /** What is kept for hours only. */
  'purge-hours': Readonly<Record<never, string>>;
  /** The policy that was imported or approved is told from its moment on. */
  'follow-policy': Readonly<Record<never, string>>;
  /** The next mails about a version of the policy. */
  'send-policy-mails': { readonly version: string };
  /** Seals the heads of the logs that went on. */
  'seal-register': Readonly<Record<never, string>>;
  daily: Readonly<Record<never, string>>;
}

export type JobName = keyof Jobs;
