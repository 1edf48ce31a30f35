import { checkApproval } from '../approval/check-approval.ts';
import { checkErasure } from '../fulfilment/outcome/check-erasure.ts';
import { checkOutcome } from '../fulfilment/outcome/check-outcome.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { after } from '../kernel/clock.ts';
import { asId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { FEE_GROUNDS } from '../request/notice.ts';
import { checkRefusal, groundsFor } from '../request/refusal-ground.ts';
import { askCustomer } from './ask-customer.ts';
import { isPlannedAnew } from './begin-changes.ts';
import { closeUnproven } from './close-unproven.ts';
import { copyOwed } from './copy-owed.ts';
import type { DecisionRefusal, Decisions } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { deciding, redraftWith } from './deciding.ts';
import { isMailStopped } from './is-mail-stopped.ts';
import { nameResponsible } from './name-responsible.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import { redraft } from './prepare-answer.ts';
import type { LetterRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { sendTime } from './send-time.ts';
import { staffTeam } from './staff-team.ts';
import { stopLetter } from './stop-letter.ts';
import { undecidedIn } from './undecided-in.ts';
import { noteSeen, viewPreview } from './view-preview.ts';

/** Of the reason that goes with an approval. */
const LONGEST_REASON = 2_000;

/** Decisions of staff. Each locks the request, so of two at once the second finds what the first did. */
export function makeDecisions(settings: CoreSettings): Decisions {
  return {
    preview: (requestId, actor) =>
      deciding(settings, requestId, actor, async (context) => {
        const shown = await viewPreview(settings, context, actor);
        if (!shown.ok) return shown;
        const seen = await noteSeen(context, shown.value.letterHash);
        return seen.ok ? shown : seen;
      }),

    look: (requestId, actor) =>
      deciding(settings, requestId, actor, (context) => viewPreview(settings, context, actor)),

    noteSeen: (requestId, letterHash, actor) =>
      deciding(settings, requestId, actor, (context) => noteSeen(context, letterHash)),

    refusalChoices: (requestId, version, actor) =>
      deciding(settings, requestId, actor, async ({ request: { right, state } }) => {
        if (state.status === 'executing' || 'closedAt' in state) return refuse('decision.already_taken');
        if (state.cardVersion !== version) return refuse('decision.card_outdated');
        const choices = groundsFor(right);
        return choices.length === 0 ? refuse('refusal_ground.not_for_right') : ok(choices);
      }),

    approve: (requestId, version, letterHash, actor, typed = '') =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const reason = typed.trim();
        if (reason.length > LONGEST_REASON) return refuse('staff_text.too_long');
        const team = await staffTeam(tx);
        const checked = checkApproval(request.state, { by, version, letterHash, team, reason });
        if (!checked.ok) return checked;
        const letterId = asId<LetterRow['id']>(checked.value.letterId);
        const letter = await tx.answers.letter(letterId);
        const outcome = letter?.input.outcome ?? null;
        // A day that was ahead when it was typed may have come.
        if (outcome !== null && checkOutcome(outcome, amsterdamDay(now)).length > 0)
          return refuse('decision.outcome_outdated');
        // Only what was seen may be erased, and "nothing" only said where nothing is (AVG 17, 12(4)).
        const found = outcome?.right === 'erasure' ? await tx.requests.searches(request.id) : [];
        if (outcome !== null && checkErasure(outcome, found, amsterdamDay(now)).length > 0)
          return refuse('decision.plan_outdated');
        // What belongs in a copy may not be gone before that copy is there (AVG 15).
        const copy = letter === undefined ? undefined : await copyOwed(tx, request, letter);
        if (copy !== undefined) return refuse('decision.copy_first', { number: copy });
        // Whoever was put on the list of mail stops since reads in the letter that the address stays there (R33).
        const tells =
          letter?.kind !== 'decision' || letter.body.blocks.some(({ id }) => id === 'suppression');
        if (!tells && (await isMailStopped(tx, settings.secrets, request)))
          return refuse('decision.plan_outdated');
        // What was seen is what is done: a system that would do something else by now is looked at again (R19).
        const changed = letter !== undefined && (await isPlannedAnew(tx, settings, request, letter, now));
        if (changed) {
          await redraft(tx, settings, request);
          return refuse('decision.plan_outdated');
        }
        const plan = 'letter' in request.state ? request.state.letter?.plan : undefined;
        const sendAt = sendTime(settings, plan, outcome, now);
        const done = await runCommand(
          tx,
          request,
          { type: 'approve', by, proof: checked.value, sendAt },
          now,
        );
        if (!done.ok)
          return done.refusal.code === 'decision.records_undecided'
            ? refuse(done.refusal.code, await undecidedIn(tx, request))
            : narrowRefusal(done);
        if (reason !== '') await tx.answers.keepReason(letterId, reason);
        const announced = (plan?.announceDays ?? null) !== null;
        const startAt = announced ? after(now, settings.answerDelayMs) : sendAt;
        await tx.enqueue('send-answer', { requestId: request.id, letterId }, { startAt });
        return ok({ sendAt });
      }),

    stop: (requestId, version, actor) =>
      deciding(settings, requestId, actor, (context) => stopLetter(settings, context, version)),

    freeText: (requestId, version, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request: { state } }) => {
        if (state.status === 'executing' || 'closedAt' in state) return refuse('decision.already_taken');
        if (state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
        if (state.cardVersion !== version) return refuse('decision.card_outdated');
        const letter = await tx.answers.letter(asId(state.letter.id));
        return ok(letter?.input.free ?? { opening: '', closing: '' });
      }),

    changeParagraphs: (requestId, version, free, actor) =>
      deciding(settings, requestId, actor, (context) =>
        redraftWith(settings, context, { type: 'change_paragraphs', by: context.by, version }, (before) => ({
          ...before,
          free,
        })),
      ),

    prepareRefusal: (requestId, version, refusal, actor) =>
      deciding(settings, requestId, actor, async (context) => {
        const { ground, facts } = refusal;
        const intent = FEE_GROUNDS.some((known) => known === ground) ? (refusal.intent ?? '').trim() : '';
        // What was typed beside a ground without articles is no article of it: only the law's own word is kept.
        const article = checkRefusal(context.request.right, refusal);
        if (!article.ok) return article;
        const lawful = { ground, article: article.value, facts, ...(intent === '' ? {} : { intent }) };
        return redraftWith(
          settings,
          context,
          { type: 'prepare_refusal', by: context.by, version, ...lawful },
          (before) => ({ ...before, refusal: lawful }),
        );
      }),

    nameResponsible: (requestId, version, typed, actor) =>
      deciding(settings, requestId, actor, (context) => nameResponsible(settings, context, version, typed)),

    prepareAnswer: (requestId, version, actor) =>
      deciding(settings, requestId, actor, (context) =>
        redraftWith(settings, context, { type: 'prepare_answer', by: context.by, version }, (before) => ({
          ...before,
          refusal: null,
        })),
      ),

    closeUnproven: (requestId, version, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const done = await closeUnproven(tx, settings, request, version, by, now);
        return done.ok ? done : narrowRefusal(done);
      }),

    askCustomer: (requestId, version, text, actor) =>
      deciding(
        settings,
        requestId,
        actor,
        async ({ tx, request, member, now }): Promise<Result<null, DecisionRefusal>> =>
          request.state.cardVersion === version
            ? askCustomer(tx, settings, request, text, member, now)
            : refuse('decision.card_outdated'),
      ),
  };
}
