import { checkNoticeApproval } from '../approval/check-approval.ts';
import { checkDoubt } from '../deadline/check-doubt.ts';
import { checkExtension } from '../deadline/check-extension.ts';
import { parseDay } from '../kernel/calendar-day.ts';
import { asId, type LetterId } from '../kernel/ids.ts';
import { ok, refuse } from '../kernel/result.ts';
import { DOUBT_EVIDENCE, EXTENSION_REASONS, FEE_SETTLEMENTS } from '../request/notice.ts';
import { toldDue } from '../request/request-state.ts';
import { bounceNotice } from './bounce-notice.ts';
import { noteBreachLetter } from './breach-letter.ts';
import type { CoreSettings } from './core-settings.ts';
import { clockOf } from './deadlines-of.ts';
import { deciding } from './deciding.ts';
import { endStop } from './end-stop.ts';
import { narrowNotice } from './narrow-notice.ts';
import type { Notices, NoticesRefusal } from './notice-api.ts';
import { noticeAddress, noticeRoute, prepareNotice } from './prepare-notice.ts';
import { readFee } from './read-fee.ts';
import { runCommand } from './run-command.ts';
import { isStillTrue, sendNotice } from './send-notice.ts';

/** Notices of staff to a customer; each decision locks the request. */
export function makeNotices(settings: CoreSettings): Notices {
  return {
    prepareDoubt: (requestId, version, typed, actor) =>
      deciding(settings, requestId, actor, async (context) => {
        const { tx, request, now } = context;
        const reason = typed.reason.trim();
        const asks = DOUBT_EVIDENCE.filter((kind) => typed.asks.includes(kind));
        if (reason === '') return refuse('doubt.reason_missing');
        if (asks.length === 0) return refuse('doubt.evidence_missing');
        const may = checkDoubt(request.receivedAt, clockOf(await tx.requests.events(request.id)), now);
        if (!may.ok) return may;
        const { since } = may.value;
        return prepareNotice(settings, context, version, { kind: 'identity_doubt', reason, asks, since });
      }),

    prepareExtension: (requestId, version, typed, actor) =>
      deciding(settings, requestId, actor, async (context) => {
        const { tx, request, now } = context;
        const facts = typed.facts.trim();
        const reasons = EXTENSION_REASONS.filter((reason) => typed.reasons.includes(reason));
        if (reasons.length === 0) return refuse('extension.reason_missing');
        if (facts === '') return refuse('extension.facts_missing');
        const may = checkExtension(request.receivedAt, clockOf(await tx.requests.events(request.id)), now);
        if (!may.ok) return may;
        if (reasons.includes('several_requests')) {
          const { emailHash, conversationId } = request;
          const ofPerson = emailHash === null ? [] : await tx.requests.ofProvenAddress(emailHash);
          const others = [...ofPerson, ...(await tx.requests.ofConversation(conversationId))];
          if (others.every(({ id }) => id === request.id)) return refuse('extension.no_other_request');
        }
        const { until } = may.value;
        return prepareNotice(settings, context, version, { kind: 'extension', reasons, facts, until });
      }),

    prepareFee: (requestId, version, typed, actor) =>
      deciding(settings, requestId, actor, async (context) => {
        const read = readFee(typed);
        if (!read.ok) return read;
        const until = toldDue(context.request.state.due);
        return prepareNotice(settings, context, version, { kind: 'fee', ...read.value, until });
      }),

    recordFee: (requestId, version, typed, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const as = FEE_SETTLEMENTS.find((known) => known === typed.as);
        if (as === undefined) return refuse<NoticesRefusal>('fee.answer_missing');
        const on = parseDay(typed.day.trim());
        if (on === undefined) return refuse<NoticesRefusal>('fee.day_missing');
        const done = await runCommand(tx, request, { type: 'record_fee', by, version, as, on }, now);
        return done.ok ? ok(null) : narrowNotice(done);
      }),

    preview: (requestId, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const { notice } = request.state;
        if (notice === undefined) return refuse('notice.none');
        const letter = await tx.answers.letter(asId<LetterId>(notice.id));
        if (letter === undefined) throw new Error('a notice without its letter');
        const seen = await runCommand(tx, request, { type: 'open_notice', by, letterHash: letter.hash }, now);
        if (!seen.ok) return refuse('decision.letter_changed');
        const route = noticeRoute(request, letter.input.notice);
        return ok({
          kind: notice.kind,
          letter: letter.body,
          letterHash: letter.hash,
          version: seen.value.state.cardVersion,
          route,
          receiver: route === 'mail' ? noticeAddress(request, letter.input.notice) : '',
        });
      }),

    approve: (requestId, version, letterHash, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const checked = checkNoticeApproval(request.state, { by, version, letterHash });
        if (!checked.ok) return checked;
        const letterId = asId<LetterId>(checked.value.letterId);
        const clock = clockOf(await tx.requests.events(request.id));
        if (!(await isStillTrue(tx, request, letterId, now))) return refuse('notice.outdated');
        const done = await runCommand(
          tx,
          request,
          { type: 'approve_notice', by, proof: checked.value, clock },
          now,
        );
        if (!done.ok) return narrowNotice(done);
        await sendNotice(tx, settings, done.value, letterId, now);
        return ok(null);
      }),

    drop: (requestId, version, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const done = await runCommand(tx, request, { type: 'drop_notice', by, version }, now);
        if (!done.ok) return narrowNotice(done);
        await noteBreachLetter(tx, asId<LetterId>(request.state.notice?.id ?? ''), 'dropped', by, now);
        return ok(null);
      }),

    bounced: (requestId, version, letterId, actor) =>
      deciding(settings, requestId, actor, (context) =>
        bounceNotice(settings, context, version, asId<LetterId>(letterId)),
      ),

    endStop: (requestId, typed, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const day = parseDay(typed.trim());
        if (day === undefined) return refuse<NoticesRefusal>('stop.day_missing');
        const done = await endStop(tx, settings, request, { by, day }, now);
        return done.ok ? ok(null) : refuse<NoticesRefusal>(done.refusal.code);
      }),
  };
}
