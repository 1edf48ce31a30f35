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

export const CHANNELS = ['web', 'telegram', 'discord', 'email', 'counter'] as const;
export type ChannelName = (typeof CHANNELS)[number];
