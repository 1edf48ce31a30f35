/** What a policy question can be about; the names are those of the command line (`policy show TOPIC`). */
export const POLICY_TOPICS = [
  'retention',
  'processors',
  'purpose',
  'cookies',
  'security',
  'contact',
  'automatic_data',
  'authorities',
  'changes',
  'rights',
  'identity',
  'marketing',
  'legal_invoices',
] as const;

export type PolicyTopic = (typeof POLICY_TOPICS)[number];

/** Whether a word from outside names a topic. */
export function isPolicyTopic(text: string): text is PolicyTopic {
  return POLICY_TOPICS.some((topic) => topic === text);
}
