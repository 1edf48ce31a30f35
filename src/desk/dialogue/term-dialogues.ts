import type { NoticeView } from '../../core/application/core-api.ts';
import type { ModalContent } from '../../core/approval/staff-channel.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { renderDoubtModal, renderExtensionModal } from '../../core/text/render-notice-modals.ts';
import { type Asked, type Dialogue, type DialogueTools, done } from './dialogue.ts';

/** Letters about the term (AVG 12(3), 12(6)): made here, read and sent at the desk only (R25). */
export function termDialogues({ core, language }: DialogueTools) {
  const { desk, notices } = core;

  /** The form, as far as the card of that version may still have such a letter. */
  async function asking(
    { about: { requestId, version } }: Asked,
    form: (notice: NoticeView) => Result<ModalContent>,
  ): Promise<Result<ModalContent>> {
    const detail = await desk.card(requestId);
    if (detail === undefined) return refuse('decision.request_unknown');
    return detail.version === version ? form(detail.notice) : refuse('decision.card_outdated');
  }

  const doubt: Dialogue = {
    at: {
      'doubt.reason_missing': 'reason',
      'doubt.evidence_missing': 'asks',
      'staff_text.too_long': 'reason',
      'staff_text.holds_record_content': 'reason',
    },
    open: (asked) =>
      asking(asked, ({ mayDoubt }) =>
        mayDoubt.ok ? ok(renderDoubtModal(mayDoubt.value, language)) : mayDoubt,
      ),
    submit: async ({ about: { requestId, version }, by }, form) => {
      const typed = { reason: form.text('reason'), asks: form.all('asks') };
      const made = await notices.prepareDoubt(requestId, version, typed, by);
      return made.ok ? done({ type: 'drafted' }, language) : made;
    },
  };

  const extend: Dialogue = {
    at: {
      'extension.reason_missing': 'reasons',
      'extension.no_other_request': 'reasons',
      'extension.facts_missing': 'facts',
      'staff_text.too_long': 'facts',
      'staff_text.holds_record_content': 'facts',
    },
    open: (asked) =>
      asking(asked, ({ mayExtend }) =>
        mayExtend.ok ? ok(renderExtensionModal(mayExtend.value, language)) : mayExtend,
      ),
    submit: async ({ about: { requestId, version }, by }, form) => {
      const typed = { reasons: form.all('reasons'), facts: form.text('facts') };
      const made = await notices.prepareExtension(requestId, version, typed, by);
      return made.ok ? done({ type: 'drafted' }, language) : made;
    },
  };

  return { doubt, extend };
}
