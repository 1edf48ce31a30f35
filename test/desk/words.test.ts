import { describe, expect, test } from 'vitest';
import type {
  DecisionRefusal,
  Desk,
  Outcomes,
  SignIn,
  Sources,
} from '../../src/core/application/core-api.ts';
import type { Result } from '../../src/core/kernel/result.ts';
import { RIGHTS } from '../../src/core/kernel/rights.ts';
import { groundsFor } from '../../src/core/request/refusal-ground.ts';
import { textIfAny } from '../../src/core/text/texts.ts';
import { deskWords } from '../../src/desk/frame/desk-words.ts';

type CodeOf<Answer> = Answer extends Promise<Result<unknown, infer Code>> ? Code : never;
type CodesOf<Port> = {
  [Name in keyof Port]: Port[Name] extends (...args: never[]) => infer Answer ? CodeOf<Answer> : never;
}[keyof Port];
type DeskRefusal = DecisionRefusal | CodesOf<Desk> | CodesOf<Outcomes> | CodesOf<SignIn> | CodesOf<Sources>;

/** Every refusal that the desk can show; a new one does not compile until it stands here. */
const REFUSALS: Readonly<Record<DeskRefusal, true>> = {
  'conversation.taken_over': true,
  'step.system_at_work': true,
  'mail.not_held': true,
  'mail.no_request': true,
  'conversation.not_taken_over': true,
  'sign_in.link_used_or_expired': true,
  'decision.request_unknown': true,
  'code.limit_reached': true,
  'decision.address_too_new': true,
  'decision.fee_open': true,
  'addressee.name_missing': true,
  'addressee.part_missing': true,
  'addressee.held_missing': true,
  'addressee.held_unproven': true,
  'addressee.day_invalid': true,
  'source.reason_not_for_right': true,
  'proof.postal_missing': true,
  'authority.incomplete': true,
  'withdrawal.evidence_missing': true,
  'authority.not_for_capacity': true,
  'authority.portal_receives': true,
  'decision.authority_missing': true,
  'decision.receiving_not_covered': true,
  'proof.reason_missing': true,
  'decision.card_outdated': true,
  'decision.already_taken': true,
  'decision.not_allowed': true,
  'decision.preview_not_opened': true,
  'decision.letter_changed': true,
  'decision.identity_missing': true,
  'decision.level_missing': true,
  'decision.outcome_outdated': true,
  'objection.unnamed': true,
  'objection.never_refused': true,
  'proof.address_invalid': true,
  'step.unknown': true,
  'step.already_done': true,
  'decision.sources_open': true,
  'decision.records_undecided': true,
  'decision.text_missing': true,
  'decision.too_late': true,
  'decision.too_early': true,
  'decision.wrong_state': true,
  'decision.plan_outdated': true,
  'decision.copy_first': true,
  'request.deed_begun': true,
  'step.tell_recipient': true,
  'decision.already_executed': true,
  'delivery.day_ahead': true,
  'delivery.address_missing': true,
  'decision.prepared_by_you': true,
  'decision.reason_missing': true,
  'refusal_ground.unknown': true,
  'refusal_ground.not_for_right': true,
  'refusal_ground.article_missing': true,
  'refusal_ground.facts_missing': true,
  'staff_text.empty': true,
  'staff_text.too_long': true,
  'staff_text.holds_record_content': true,
  'staff_text.no_channel': true,
  'task.unknown': true,
  'task.already_done': true,
  'conversation.unknown': true,
  'conversation.has_request': true,
  'conversation.not_blocked': true,
  'profile.changed_meanwhile': true,
  'profile.invalid': true,
  'profile.deputy_unknown': true,
  'staff.address_invalid': true,
  'staff.unknown': true,
  'staff.name_invalid': true,
  'staff.owner_only': true,
  'staff.last_owner': true,
  'staff.no_address': true,
  'manual.rows_missing': true,
  'manual.reason_missing': true,
  'source.not_by_hand': true,
  'source.record_unknown': true,
  'source.key_unknown': true,
  'source.none_chosen': true,
  'source.not_redacted': true,
  'source.not_failed': true,
  'source.too_late': true,
  'export.empty': true,
  'export.too_large': true,
  'export.not_a_table': true,
  'export.encoding_unknown': true,
  'export.unknown': true,
  'columns.email_missing': true,
  'columns.count_differs': true,
  'columns.twice': true,
  'export.xlsx_unreadable': true,
  'manual.evidence_missing': true,
  'manual.evidence_unreadable': true,
  'manual.evidence_too_large': true,
};

describe.each(['nl', 'en'] as const)('in %s', (language) => {
  test.each(Object.keys(REFUSALS))('%s is told in words, never as a code', (code) => {
    const words = deskWords(language).refusal({ code });
    expect(words).toBe(textIfAny(language, `refusals:${code}`));
    expect(words).not.toContain(code);
  });

  test('every article that a refusal can name has its words', () => {
    for (const article of RIGHTS.flatMap(groundsFor).flatMap(({ articles }) => articles))
      expect(deskWords(language).term('articles', article)).not.toBe(article);
  });
});

test('a value without a name is shown as it is', () => {
  const words = deskWords('nl');
  expect(words.term('fields', 'kleurvoorkeur')).toBe('kleurvoorkeur');
  expect(words.who('Noor Visser')).toBe('Noor Visser');
  expect(words.source('winkel-x', 'Winkel X')).toBe('Winkel X');
  expect(words.shortDay('vorig jaar')).toBe('vorig jaar');
});
