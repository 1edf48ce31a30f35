import type { CoreApi, NoticeView } from '../core/application/core-api.ts';
import type { Actor, ModalContent, StaffDialogues, StaffReply } from '../core/approval/staff-channel.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { ok, type Refusal, type Result } from '../core/kernel/result.ts';
import { type DecisionOutcome, decisionNotice } from '../core/text/decision-notice.ts';
import { renderNoteModal, renderPreviewModal, renderRefusalModal } from '../core/text/render-modals.ts';
import { renderDoubtModal, renderExtensionModal } from '../core/text/render-notice-modals.ts';
import { isGround } from './request/read-refusal.ts';

/** What a click in a staff channel does: the desk's decisions, in the desk's words (R19, R25). */
export function createStaffDialogues(
  core: Pick<CoreApi, 'decisions' | 'desk' | 'caseWork' | 'notices'>,
  language: ReplyLanguage,
): StaffDialogues {
  const { decisions, caseWork, notices } = core;

  function notice(outcome: DecisionOutcome): Extract<StaffReply, { type: 'notice' }> {
    return { type: 'notice', text: decisionNotice(outcome, language) };
  }

  const refused = (refusal: Refusal): StaffReply => notice({ type: 'refused', refusal });

  /** The card's own version decides: a click on an older card shows no newer letter. */
  async function preview(requestId: string, by: Actor, version?: number): Promise<StaffReply> {
    const shown = await decisions.preview(requestId, by);
    if (!shown.ok) return refused(shown.refusal);
    if (version !== undefined && shown.value.version !== version)
      return refused({ code: 'decision.card_outdated' });
    const [profile, detail] = await Promise.all([core.desk.profile(), core.desk.card(requestId)]);
    const typedReasons = detail?.sources.some(({ coverage }) => coverage.status === 'not_possible') ?? false;
    const modal = renderPreviewModal({ ...shown.value, typedReasons }, language, profile);
    return {
      type: 'modal',
      step: 'approve',
      modal,
      version: shown.value.version,
      letterHash: shown.value.letterHash,
    };
  }

  /** The form of a letter about the term, as far as the card of that version may still have one. */
  async function asking(
    requestId: string,
    version: number,
    form: (notice: NoticeView) => Result<{ readonly step: 'doubt' | 'extend'; readonly modal: ModalContent }>,
  ): Promise<StaffReply> {
    const detail = await core.desk.card(requestId);
    if (detail === undefined) return refused({ code: 'decision.request_unknown' });
    if (detail.version !== version) return refused({ code: 'decision.card_outdated' });
    const may = form(detail.notice);
    return may.ok ? { type: 'modal', ...may.value, version } : refused(may.refusal);
  }

  function drafted(made: Result<null>): StaffReply {
    return made.ok ? { ...notice({ type: 'drafted' }), done: true } : refused(made.refusal);
  }

  return {
    openPreview: (requestId, version, by) => preview(requestId, by, version),
    openRefusal: async (requestId, version, by) => {
      const choices = await decisions.refusalChoices(requestId, version, by);
      if (!choices.ok) return refused(choices.refusal);
      return { type: 'modal', step: 'refuse', modal: renderRefusalModal(choices.value, language), version };
    },
    submitApproval: async (requestId, version, letterHash, by) => {
      const done = await decisions.approve(requestId, version, letterHash, by);
      return done.ok ? notice({ type: 'approved', sendAt: done.value.sendAt }) : refused(done.refusal);
    },
    submitRefusal: async (requestId, version, answer, by) => {
      const { ground } = answer;
      if (!isGround(ground)) return refused({ code: 'refusal_ground.unknown' });
      const prepared = await decisions.prepareRefusal(requestId, version, { ...answer, ground }, by);
      return prepared.ok ? preview(requestId, by) : refused(prepared.refusal);
    },
    openDoubt: (requestId, version) =>
      asking(requestId, version, ({ mayDoubt }) =>
        mayDoubt.ok ? ok({ step: 'doubt', modal: renderDoubtModal(mayDoubt.value, language) }) : mayDoubt,
      ),
    submitDoubt: async (requestId, version, typed, by) =>
      drafted(await notices.prepareDoubt(requestId, version, typed, by)),
    openExtension: (requestId, version) =>
      asking(requestId, version, ({ mayExtend }) =>
        mayExtend.ok
          ? ok({ step: 'extend', modal: renderExtensionModal(mayExtend.value, language) })
          : mayExtend,
      ),
    submitExtension: async (requestId, version, typed, by) =>
      drafted(await notices.prepareExtension(requestId, version, typed, by)),
    openNote: (version) => ({ type: 'modal', step: 'note', modal: renderNoteModal(language), version }),
    submitNote: async (requestId, text, by) => {
      const done = await caseWork.addNote(requestId, text, by);
      return done.ok ? { ...notice({ type: 'noted' }), done: true } : refused(done.refusal);
    },
    take: async (requestId, by) => {
      const done = await caseWork.take(requestId, by);
      return done.ok ? notice({ type: 'taken' }) : refused(done.refusal);
    },
    stop: async (requestId, version, by) => {
      const done = await decisions.stop(requestId, version, by);
      return done.ok ? notice({ type: 'stopped' }) : refused(done.refusal);
    },
  };
}
