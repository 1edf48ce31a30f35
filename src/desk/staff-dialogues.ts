import type { CoreApi } from '../core/application/core-api.ts';
import type { Actor, StaffDialogues, StaffReply } from '../core/approval/staff-channel.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import type { Refusal } from '../core/kernel/result.ts';

import { type DecisionOutcome, decisionNotice } from '../core/text/decision-notice.ts';
import { renderNoteModal, renderPreviewModal, renderRefusalModal } from '../core/text/render-modals.ts';
import { isGround } from './request/read-refusal.ts';

/** What a click in a staff channel does: the desk's decisions, in the desk's words (R19, R25). */
export function createStaffDialogues(
  core: Pick<CoreApi, 'decisions' | 'desk' | 'caseWork'>,
  language: ReplyLanguage,
): StaffDialogues {
  const { decisions, caseWork } = core;

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
