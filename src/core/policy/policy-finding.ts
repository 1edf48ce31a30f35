/** Every kind of thing that can be wanting in a policy document. Its words: locales, policy-check. */
export const FINDING_KINDS = {
  placeholder: 'wrong',
  blank_name: 'wrong',
  empty_heading: 'wrong',
  thirty_days: 'wrong',
  answer_too_late: 'wrong',
  breach_too_late: 'wrong',
  invoice_term: 'wrong',
  fee_asked: 'wrong',
  form_demanded: 'wrong',
  old_law: 'wrong',
  vague_retention: 'doubtful',
  not_personal_data: 'wrong',
  role_doubtful: 'doubtful',
  contradicts_retention: 'doubtful',
  contradicts_purpose: 'doubtful',
  contradicts_sharing: 'doubtful',
  part_of_payments: 'doubtful',
  identity_document: 'doubtful',
  insecure_link: 'doubtful',
  phone_grouping: 'doubtful',
  objection_without_term: 'doubtful',
  missing_legal_name: 'wrong',
  missing_trade_register: 'wrong',
  missing_contact: 'wrong',
  missing_purpose: 'wrong',
  missing_legal_basis: 'wrong',
  missing_legitimate_interest: 'wrong',
  missing_recipients: 'wrong',
  missing_transfers: 'wrong',
  missing_retention: 'wrong',
  missing_request_retention: 'doubtful',
  missing_categories: 'wrong',
  missing_access: 'wrong',
  missing_rectification: 'wrong',
  missing_erasure: 'wrong',
  missing_restriction: 'wrong',
  missing_portability: 'wrong',
  missing_objection: 'wrong',
  missing_automated: 'wrong',
  missing_withdrawal: 'wrong',
  missing_complaint: 'wrong',
  missing_court: 'doubtful',
  missing_required: 'wrong',
  missing_own_cookies: 'wrong',
} as const satisfies Readonly<Record<string, 'wrong' | 'doubtful'>>;

export type FindingKind = keyof typeof FINDING_KINDS;

/** `line`: in the file, from 1; absent for what stands nowhere. `quote`: a few words of that place. */
export interface PolicyFinding {
  readonly kind: FindingKind;
  readonly severity: 'wrong' | 'doubtful';
  readonly line?: number;
  readonly quote?: string;
}

const QUOTED_WORDS = 9;

/** A finding at a place; the quote begins with `from` where that stands in the text. */
export function findingAt(kind: FindingKind, line: number, text: string, from = ''): PolicyFinding {
  const start = Math.max(0, text.indexOf(from));
  // A few words before it, so that the place is recognised.
  const before = text.slice(0, start).split(' ').slice(-4).join(' ');
  const quote = (before + text.slice(start)).trim().split(/\s+/).slice(0, QUOTED_WORDS).join(' ');
  return { kind, severity: FINDING_KINDS[kind], line, quote };
}

/** A finding about what the document lacks. */
export function lacks(kind: FindingKind): PolicyFinding {
  return { kind, severity: FINDING_KINDS[kind] };
}
