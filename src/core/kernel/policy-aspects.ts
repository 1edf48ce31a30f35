import type { PolicyTopic } from './policy-topics.ts';

/**
 * What a policy question can be about inside its topic, with the topic where it belongs: a party, a part, or
 * something that people ask and the policy may not say. Its words stand in the lexicons, as `about_<aspect>`.
 */
export const POLICY_ASPECTS = {
  jouwweb: 'processors',
  mijndomein: 'processors',
  mail: 'processors',
  mollie: 'processors',
  postnl: 'processors',
  e_boekhouden: 'processors',
  unnamed_party: 'processors',
  abroad: 'processors',
  own_cookies: 'cookies',
  analytics: 'cookies',
  account: 'retention',
  inactive: 'retention',
  invoices: 'legal_invoices',
  other_way: 'identity',
  id_copy: 'identity',
  file_format: 'rights',
  automated: 'rights',
  ap_complaint: 'rights',
  handled_requests: 'rights',
  right_access: 'rights',
  right_rectification: 'rights',
  right_erasure: 'rights',
  right_restriction: 'rights',
  right_portability: 'rights',
  right_objection: 'rights',
  term: 'rights',
  costs: 'rights',
  officer: 'contact',
  ground: 'purpose',
  scope: 'contact',
  known_address: 'identity',
  metadata: 'automatic_data',
  // Whatever the topic: the policy says nothing of it.
  unsaid: 'contact',
} as const satisfies Readonly<Record<string, PolicyTopic>>;

export type PolicyAspect = keyof typeof POLICY_ASPECTS;

/** Whether a word from outside names an aspect. */
export function isPolicyAspect(text: string): text is PolicyAspect {
  return Object.hasOwn(POLICY_ASPECTS, text);
}
