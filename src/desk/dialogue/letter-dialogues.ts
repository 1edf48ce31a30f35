import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { renderChangeModal } from '../../core/text/render-customer-modals.ts';
import { renderPreviewModal, renderRefusalModal } from '../../core/text/render-modals.ts';
import { readRefusal } from '../request/read-refusal.ts';
import { type Asked, type Dialogue, type DialogueTools, done, type Shown, shown } from './dialogue.ts';

/** The letter that waits: its preview and approval, another text in it, or a refusal instead (R19). */
export function letterDialogues({ core, language }: DialogueTools) {
  const { decisions } = core;

  /** With a version: a click on an older card shows no newer letter. `typed` is what this person wrote just now. */
  async function preview(
    { about: { requestId }, by }: Asked,
    { version, typed = [] }: { readonly version?: number; readonly typed?: readonly string[] },
  ): Promise<Result<Shown>> {
    const found = await decisions.look(requestId, by);
    if (!found.ok) return found;
    const { value } = found;
    if (version !== undefined && value.version !== version) return refuse('decision.card_outdated');
    const [profile, detail] = await Promise.all([core.desk.profile(), core.desk.card(requestId)]);
    const typedReasons = detail?.sources.some(({ coverage }) => coverage.status === 'not_possible') ?? false;
    const modal = renderPreviewModal({ ...value, typedReasons }, language, profile, typed);
    const { letterHash } = value;
    return ok({
      modal,
      about: { requestId, version: value.version, seen: letterHash },
      seen: () => decisions.noteSeen(requestId, letterHash, by),
    });
  }

  async function nextPreview(asked: Asked, typed: readonly string[]) {
    const next = await preview(asked, { typed });
    return next.ok ? ok(shown('approve', next.value)) : next;
  }

  const approve: Dialogue = {
    at: { 'decision.reason_missing': 'reason', 'staff_text.too_long': 'reason' },
    open: (asked) => preview(asked, { version: asked.about.version }),
    submit: async ({ about: { requestId, version, seen = '' }, by }, form) => {
      // Sent in, it was shown, also when that was not noted.
      if (seen !== '') await decisions.noteSeen(requestId, seen, by);
      const approved = await decisions.approve(requestId, version, seen, by, form.text('reason'));
      return approved.ok ? done({ type: 'approved', sendAt: approved.value.sendAt }, language) : approved;
    },
  };

  const refusal: Dialogue = {
    at: {
      'refusal_ground.unknown': 'ground',
      'refusal_ground.not_for_right': 'ground',
      'refusal_ground.article_missing': 'article',
      'refusal_ground.facts_missing': 'facts',
      'staff_text.too_long': 'facts',
    },
    open: async ({ about: { requestId, version }, by }) => {
      const choices = await decisions.refusalChoices(requestId, version, by);
      return choices.ok ? ok(renderRefusalModal(choices.value, language)) : choices;
    },
    submit: async (asked, form) => {
      const { about, by } = asked;
      const typed = readRefusal(form);
      if (!typed.ok) return typed;
      const prepared = await decisions.prepareRefusal(about.requestId, about.version, typed.value, by);
      return prepared.ok ? nextPreview(asked, []) : prepared;
    },
  };

  const change: Dialogue = {
    at: { 'staff_text.too_long': 'opening' },
    open: async ({ about: { requestId, version }, by }) => {
      const written = await decisions.freeText(requestId, version, by);
      if (!written.ok) return written;
      // What stands there may be another's, and is read at the desk only (R25).
      const { opening, closing } = written.value;
      return opening === '' && closing === '' ? ok(renderChangeModal(language)) : refuse('dialogue.own_text');
    },
    submit: async (asked, form) => {
      const { about, by } = asked;
      const free = { opening: form.text('opening'), closing: form.text('closing') };
      const changed = await decisions.changeParagraphs(about.requestId, about.version, free, by);
      return changed.ok ? nextPreview(asked, [free.opening, free.closing]) : changed;
    },
  };

  return { approve, refuse: refusal, change };
}
