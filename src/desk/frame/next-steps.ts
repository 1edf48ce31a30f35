import type { DecisionRefusal, Desk, SignIn, Sources } from '../../core/application/core-api.ts';
import type { Result } from '../../core/kernel/result.ts';
import type { TextKey } from '../../core/text/texts.ts';

type CodeOf<Answer> = Answer extends Promise<Result<unknown, infer Code>> ? Code : never;
type CodesOf<Port> = {
  [Name in keyof Port]: Port[Name] extends (...args: never[]) => infer Answer ? CodeOf<Answer> : never;
}[keyof Port];

/** Every refusal that the desk can show. */
export type DeskRefusal = DecisionRefusal | CodesOf<Desk> | CodesOf<SignIn> | CodesOf<Sources>;

/** What the person can do next; the refusal itself is told by its own text. */
const NEXT_STEPS: Readonly<Record<DeskRefusal, TextKey>> = {
  'sign_in.link_used_or_expired': 'desk:next.new_link',
  'decision.request_unknown': 'desk:next.back_to_list',
  'decision.card_outdated': 'desk:next.look_again',
  'decision.already_taken': 'desk:next.nothing_needed',
  'decision.not_allowed': 'desk:next.ask_owner',
  'decision.preview_not_opened': 'desk:next.open_preview',
  'decision.letter_changed': 'desk:next.read_again',
  'decision.identity_missing': 'desk:next.wait_for_proof',
  'decision.sources_open': 'desk:next.finish_search',
  'decision.text_missing': 'desk:next.write_text',
  'decision.too_late': 'desk:next.already_left',
  'decision.wrong_state': 'desk:next.see_state',
  'refusal_ground.unknown': 'desk:next.choose_ground',
  'refusal_ground.article_missing': 'desk:next.choose_article',
  'refusal_ground.facts_missing': 'desk:next.write_facts',
  'staff_text.empty': 'desk:next.write_text',
  'staff_text.too_long': 'desk:next.shorten',
  'staff_text.holds_record_content': 'desk:next.no_record_content',
  'task.unknown': 'desk:next.back_to_list',
  'task.already_done': 'desk:next.nothing_needed',
  'conversation.unknown': 'desk:next.back_to_list',
  'profile.changed_meanwhile': 'desk:next.compare_profile',
  'profile.invalid': 'desk:next.check_fields',
  'staff.address_invalid': 'desk:next.check_address',
  'manual.rows_missing': 'desk:next.add_rows',
  'manual.reason_missing': 'desk:next.add_reason',
  'export.empty': 'desk:next.other_file',
  'export.too_large': 'desk:next.smaller_file',
  'export.not_a_table': 'desk:next.other_file',
  'export.encoding_unknown': 'desk:next.save_as_utf8',
  'export.unknown': 'desk:next.upload_again',
  'columns.email_missing': 'desk:next.choose_email',
  'columns.count_differs': 'desk:next.look_again',
  'columns.twice': 'desk:next.choose_once',
};

export function nextStep(code: string): TextKey | undefined {
  return isDeskRefusal(code) ? NEXT_STEPS[code] : undefined;
}

function isDeskRefusal(code: string): code is DeskRefusal {
  return Object.hasOwn(NEXT_STEPS, code);
}
