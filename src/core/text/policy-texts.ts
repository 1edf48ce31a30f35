import type { PolicyTopic } from '../kernel/policy-topics.ts';
import type { FactId } from '../policy/facts.ts';
import type { TextKey } from './texts.ts';

/** A text of the policy in plain words, with the facts that it tells; without a fact it says what the policy lacks or the law adds. */
export interface PolicyText {
  readonly key: TextKey;
  readonly facts: readonly FactId[];
}

interface TopicTexts {
  /** The answer in a conversation. */
  readonly short: PolicyText;
  /** The paragraphs of the page. */
  readonly paragraphs: readonly PolicyText[];
}

/** Where every fact is told. Names of parties stand in the texts: they are facts of this policy. */
export const POLICY_TEXTS: Readonly<Record<PolicyTopic, TopicTexts>> = {
  contact: {
    short: { key: 'policy:short.contact', facts: ['F1', 'F2'] },
    paragraphs: [
      { key: 'policy:contact.shop', facts: ['F1'] },
      { key: 'policy:contact.person', facts: ['F2'] },
      { key: 'policy:contact.since', facts: ['F3', 'F33'] },
    ],
  },
  purpose: {
    short: { key: 'policy:short.purpose', facts: ['F4'] },
    paragraphs: [
      { key: 'policy:purpose.needed', facts: ['F4'] },
      { key: 'policy:purpose.tied', facts: ['F4'] },
      { key: 'policy:purpose.no_list', facts: [] },
    ],
  },
  processors: {
    short: { key: 'policy:short.processors', facts: ['F6', 'F7', 'F9', 'F10', 'F11', 'F12'] },
    paragraphs: [
      { key: 'policy:processors.jouwweb', facts: ['F6', 'F34'] },
      { key: 'policy:processors.jouwweb_group', facts: ['F6.group'] },
      { key: 'policy:processors.mijndomein', facts: ['F7', 'F35'] },
      { key: 'policy:processors.mijndomein_metadata', facts: ['F7.metadata'] },
      { key: 'policy:processors.mail', facts: ['F8', 'F35'] },
      { key: 'policy:processors.mollie', facts: ['F9', 'F36'] },
      { key: 'policy:processors.mollie_own', facts: ['F9'] },
      { key: 'policy:processors.postnl', facts: ['F10'] },
      { key: 'policy:processors.e_boekhouden', facts: ['F11'] },
      { key: 'policy:processors.e_boekhouden_details', facts: ['F11.details', 'F37'] },
      { key: 'policy:processors.others', facts: ['F12'] },
    ],
  },
  retention: {
    short: { key: 'policy:short.retention', facts: ['F15', 'F16', 'F17', 'F18'] },
    paragraphs: [
      { key: 'policy:retention.customer', facts: ['F15'] },
      { key: 'policy:retention.stop', facts: ['F16'] },
      { key: 'policy:retention.two_years', facts: ['F17'] },
    ],
  },
  legal_invoices: {
    short: { key: 'policy:short.legal_invoices', facts: ['F18'] },
    paragraphs: [
      { key: 'policy:legal_invoices.duty', facts: ['F18'] },
      // AWR 52(4).
      { key: 'policy:legal_invoices.years', facts: [] },
    ],
  },
  marketing: {
    short: { key: 'policy:short.marketing', facts: ['F5'] },
    paragraphs: [
      { key: 'policy:marketing.never', facts: ['F5'] },
      { key: 'policy:marketing.consent', facts: ['F5'] },
    ],
  },
  cookies: {
    short: { key: 'policy:short.cookies', facts: ['F6.cookies', 'F30'] },
    paragraphs: [
      { key: 'policy:cookies.jouwweb', facts: ['F6.cookies'] },
      { key: 'policy:cookies.named', facts: ['F30'] },
      { key: 'policy:cookies.own', facts: [] },
    ],
  },
  automatic_data: {
    short: { key: 'policy:short.automatic_data', facts: ['F13'] },
    paragraphs: [
      { key: 'policy:automatic_data.what', facts: ['F13'] },
      // CJEU C-582/14 Breyer: where the policy errs, the law binds (R20).
      { key: 'policy:automatic_data.law', facts: ['F13'] },
    ],
  },
  security: {
    short: { key: 'policy:short.security', facts: ['F32', 'F6', 'F7', 'F36', 'F11.details'] },
    paragraphs: [
      { key: 'policy:security.per_party', facts: ['F32'] },
      { key: 'policy:security.measures', facts: ['F6', 'F7', 'F36'] },
    ],
  },
  authorities: {
    short: { key: 'policy:short.authorities', facts: ['F14'] },
    paragraphs: [
      { key: 'policy:authorities.duty', facts: ['F14'] },
      { key: 'policy:authorities.resist', facts: ['F14'] },
    ],
  },
  identity: {
    short: { key: 'policy:short.identity', facts: ['F19', 'F20', 'F38'] },
    paragraphs: [
      { key: 'policy:identity.known_address', facts: ['F19', 'F38'] },
      { key: 'policy:identity.other_way', facts: ['F20'] },
      // R9: narrower than "legitimeren" in the policy.
      { key: 'policy:identity.how', facts: [] },
    ],
  },
  rights: {
    short: { key: 'policy:short.rights', facts: ['F23', 'F24', 'F25', 'F26', 'F27', 'F28'] },
    paragraphs: [
      { key: 'policy:rights.access', facts: ['F24', 'F38'] },
      { key: 'policy:rights.rectification', facts: ['F25', 'F38'] },
      { key: 'policy:rights.erasure', facts: ['F16'] },
      { key: 'policy:rights.restriction', facts: ['F26', 'F38'] },
      { key: 'policy:rights.portability', facts: ['F27', 'F38'] },
      { key: 'policy:rights.portability_service', facts: ['F27.service'] },
      { key: 'policy:rights.objection', facts: ['F28', 'F39'] },
      // AVG 7(3): the policy is silent.
      { key: 'policy:rights.consent', facts: [] },
      { key: 'policy:rights.automated', facts: ['F29'] },
      { key: 'policy:rights.form', facts: ['F22'] },
      { key: 'policy:rights.register', facts: ['F21'] },
      { key: 'policy:rights.complaint', facts: ['F23'] },
      // AVG 12(3); the earlier date is kept.
      { key: 'policy:rights.law', facts: [] },
    ],
  },
  changes: {
    short: { key: 'policy:short.changes', facts: ['F3', 'F31'] },
    paragraphs: [
      { key: 'policy:changes.latest', facts: ['F3', 'F31'] },
      { key: 'policy:changes.mail', facts: ['F31'] },
    ],
  },
};
