import type { PolicyTopic } from '../kernel/policy-topics.ts';

/**
 * How a customer is told: `certain` as a fact, `attributed` as "in het beleid staat …" because it is doubtful or the
 * owner has to confirm it, `withheld` not at all until the owner decides.
 */
export type Telling = 'certain' | 'attributed' | 'withheld';

interface Fact {
  /** `F` and its number in the published policy; a part that is told in another way carries a name behind a dot. */
  readonly id: `F${string}`;
  readonly topic: PolicyTopic;
  readonly tell: Telling;
}

/** Every fact of the published policy (in force since 26 October 2023). Its words live in locales, never here. */
export const FACTS = [
  { id: 'F1', topic: 'contact', tell: 'certain' },
  { id: 'F2', topic: 'contact', tell: 'certain' },
  { id: 'F3', topic: 'contact', tell: 'certain' },
  { id: 'F4', topic: 'purpose', tell: 'certain' },
  { id: 'F5', topic: 'marketing', tell: 'certain' },
  { id: 'F6', topic: 'processors', tell: 'certain' },
  { id: 'F6.cookies', topic: 'cookies', tell: 'attributed' },
  { id: 'F6.group', topic: 'processors', tell: 'attributed' },
  { id: 'F7', topic: 'processors', tell: 'certain' },
  { id: 'F7.metadata', topic: 'processors', tell: 'attributed' },
  { id: 'F8', topic: 'processors', tell: 'attributed' },
  { id: 'F9', topic: 'processors', tell: 'certain' },
  // Mollie and PostNL say that they are controllers for their part: they are recipients, whatever a heading says.
  { id: 'F9.role', topic: 'processors', tell: 'withheld' },
  { id: 'F10', topic: 'processors', tell: 'certain' },
  { id: 'F10.role', topic: 'processors', tell: 'withheld' },
  { id: 'F11', topic: 'processors', tell: 'certain' },
  { id: 'F11.details', topic: 'processors', tell: 'attributed' },
  { id: 'F12', topic: 'processors', tell: 'certain' },
  { id: 'F13', topic: 'automatic_data', tell: 'attributed' },
  { id: 'F14', topic: 'authorities', tell: 'certain' },
  { id: 'F15', topic: 'retention', tell: 'certain' },
  { id: 'F16', topic: 'retention', tell: 'certain' },
  { id: 'F17', topic: 'retention', tell: 'certain' },
  { id: 'F18', topic: 'legal_invoices', tell: 'certain' },
  // That staff have no access any more cannot be enforced from here, so it is not promised.
  { id: 'F18.access', topic: 'legal_invoices', tell: 'withheld' },
  { id: 'F19', topic: 'identity', tell: 'certain' },
  { id: 'F20', topic: 'identity', tell: 'certain' },
  { id: 'F21', topic: 'rights', tell: 'certain' },
  { id: 'F22', topic: 'rights', tell: 'certain' },
  { id: 'F23', topic: 'rights', tell: 'certain' },
  { id: 'F24', topic: 'rights', tell: 'certain' },
  { id: 'F25', topic: 'rights', tell: 'certain' },
  { id: 'F26', topic: 'rights', tell: 'certain' },
  { id: 'F27', topic: 'rights', tell: 'certain' },
  { id: 'F27.service', topic: 'rights', tell: 'attributed' },
  { id: 'F28', topic: 'rights', tell: 'certain' },
  { id: 'F29', topic: 'rights', tell: 'certain' },
  { id: 'F30', topic: 'cookies', tell: 'certain' },
  { id: 'F31', topic: 'changes', tell: 'certain' },
  { id: 'F32', topic: 'security', tell: 'certain' },
  { id: 'F33', topic: 'contact', tell: 'certain' },
  { id: 'F34', topic: 'processors', tell: 'certain' },
  { id: 'F35', topic: 'processors', tell: 'certain' },
  { id: 'F36', topic: 'processors', tell: 'certain' },
  { id: 'F37', topic: 'processors', tell: 'certain' },
  { id: 'F38', topic: 'identity', tell: 'certain' },
  { id: 'F39', topic: 'rights', tell: 'certain' },
] as const satisfies readonly Fact[];

export type FactId = (typeof FACTS)[number]['id'];
