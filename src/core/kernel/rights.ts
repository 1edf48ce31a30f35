/** What a data subject can ask for; the names are those of the command line and of the register. */
export const RIGHTS = [
  'access', // AVG 15
  'rectification', // AVG 16
  'erasure', // AVG 17
  'restriction', // AVG 18
  'lift_restriction', // AVG 18(3)
  'portability', // AVG 20
  'objection', // AVG 21
  'automated_decision', // AVG 22
  'withdraw_consent', // AVG 7(3)
  'complaint', // AVG 12(4), 77
  'breach_report', // AVG 33
] as const;

export type Right = (typeof RIGHTS)[number];

/** Asked of a member of staff, in the shop or on the phone. */
export const IN_PERSON = ['counter', 'phone'] as const;
export type InPersonChannel = (typeof IN_PERSON)[number];

export const CHANNELS = ['web', 'telegram', 'discord', 'email', ...IN_PERSON] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Whether nothing that is written in the conversation reaches the customer: staff speak with them. */
export function isInPerson(channel: ChannelName): channel is InPersonChannel {
  return IN_PERSON.some((name) => name === channel);
}
