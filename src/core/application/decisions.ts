import { checkApproval } from '../approval/check-approval.ts';
import type { Actor } from '../approval/staff-channel.ts';
import { copyOf } from '../fulfilment/copy.ts';
import { after } from '../kernel/clock.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Right } from '../kernel/rights.ts';
import { checkRefusal, groundsFor } from '../request/refusal-ground.ts';
import type { RequestCommand } from '../request/request-commands.ts';
import { askCustomer } from './ask-customer.ts';
import { closeUnproven } from './close-unproven.ts';
import type { DecisionRefusal, Decisions } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { countRecords } from './count-records.ts';
import { lockRequest } from './lock-request.ts';
import type { Tx } from './ports.ts';
import { draftLetter } from './prepare-answer.ts';
import { readable } from './readable-request.ts';
import type { LetterInput, RequestRow, StaffRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { logName, staffMember } from './staff-actor.ts';

interface Deciding {
  readonly tx: Tx;
  readonly request: RequestRow;
  readonly member: StaffRow;
  readonly by: string;
  readonly now: Date;
}

/** Decisions of staff. Each locks the request, so of two at once the second finds what the first did. */
export function makeDecisions(settings: CoreSettings): Decisions {
  async function deciding<Value>(
    requestId: string,
    actor: Actor,
    work: (context: Deciding) => Promise<Result<Value, DecisionRefusal>>,
  ): Promise<Result<Value, DecisionRefusal>> {
    const now = settings.clock.now();
    return settings.store.transaction(async (tx) => {
      const member = await staffMember(tx, actor);
      if (member === undefined) return refuse('decision.not_allowed');
      const request = await lockRequest(tx, asId<RequestId>(requestId));
      if (request === undefined) return refuse('decision.request_unknown');
      return work({ tx, request: readable(request), member, by: logName(member), now });
    });
  }

  /** A change of what will be sent: checked against the card's version, then drafted anew at once. */
  async function redraft(
    context: Deciding,
    command: Extract<RequestCommand, { type: 'change_paragraphs' | 'prepare_refusal' | 'prepare_answer' }>,
    change: (before: LetterInput) => LetterInput,
  ): Promise<Result<null, DecisionRefusal>> {
    const { tx, request, now } = context;
    const done = await runCommand(tx, request, command, now);
    if (!done.ok) return narrow(done);
    const latest = await tx.answers.latestLetter(request.id);
    if (latest === undefined) return refuse('decision.wrong_state');
    await draftLetter(tx, settings, done.value, change(latest.input));
    return ok(null);
  }

  return {
    preview: (requestId, actor) =>
      deciding(requestId, actor, async ({ tx, request, by, now }) => {
        const { state } = request;
        if (state.status === 'executing' || 'closedAt' in state) return refuse('decision.already_taken');
        if (state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
        const letter = await tx.answers.letter(asId(state.letter.id));
        if (letter === undefined) throw new Error('a draft without its letter');
        const seen = await runCommand(
          tx,
          request,
          { type: 'open_preview', by, letterHash: letter.hash },
          now,
        );
        if (!seen.ok) return refuse('decision.letter_changed');
        const address = request.email ?? '';
        return ok({
          letter: letter.body,
          letterHash: letter.hash,
          letterKind: letter.kind,
          version: seen.value.state.cardVersion,
          receiver: actor.via === 'desk' ? address : maskEmail(address),
          counts: countRecords(copyOf(await tx.requests.searches(request.id))),
          free: letter.input.free,
          delaySeconds: Math.round(stopTime(settings, request.right) / 1000),
        });
      }),

    refusalChoices: (requestId, version, actor) =>
      deciding(requestId, actor, async ({ request: { right, state } }) => {
        if (state.status === 'executing' || 'closedAt' in state) return refuse('decision.already_taken');
        if (state.cardVersion !== version) return refuse('decision.card_outdated');
        const choices = groundsFor(right);
        return choices.length === 0 ? refuse('refusal_ground.not_for_right') : ok(choices);
      }),

    approve: (requestId, version, letterHash, actor) =>
      deciding(requestId, actor, async ({ tx, request, by, now }) => {
        const checked = checkApproval(request.state, { by, version, letterHash });
        if (!checked.ok) return checked;
        const sendAt = after(now, stopTime(settings, request.right));
        const done = await runCommand(
          tx,
          request,
          { type: 'approve', by, proof: checked.value, sendAt },
          now,
        );
        if (!done.ok) return narrow(done);
        await tx.enqueue(
          'send-answer',
          { requestId: request.id, letterId: checked.value.letterId },
          { startAt: sendAt },
        );
        return ok({ sendAt });
      }),

    stop: (requestId, version, actor) =>
      deciding(requestId, actor, async ({ tx, request, by, now }) => {
        const done = await runCommand(tx, request, { type: 'stop', by, version }, now);
        return done.ok ? ok(null) : narrow(done);
      }),

    changeParagraphs: (requestId, version, free, actor) =>
      deciding(requestId, actor, (context) =>
        redraft(context, { type: 'change_paragraphs', by: context.by, version }, (before) => ({
          ...before,
          free,
        })),
      ),

    prepareRefusal: (requestId, version, refusal, actor) =>
      deciding(requestId, actor, async (context) => {
        const { ground, facts } = refusal;
        // What was typed beside a ground without articles is no article of it: only the law's own word is kept.
        const article = checkRefusal(context.request.right, refusal);
        if (!article.ok) return article;
        const lawful = { ground, article: article.value, facts };
        return redraft(
          context,
          { type: 'prepare_refusal', by: context.by, version, ...lawful },
          (before) => ({ ...before, refusal: lawful }),
        );
      }),

    prepareAnswer: (requestId, version, actor) =>
      deciding(requestId, actor, (context) =>
        redraft(context, { type: 'prepare_answer', by: context.by, version }, (before) => ({
          ...before,
          refusal: null,
        })),
      ),

    closeUnproven: (requestId, version, actor) =>
      deciding(requestId, actor, async ({ tx, request, by, now }) => {
        const done = await closeUnproven(tx, settings, request, version, by, now);
        return done.ok ? done : narrow(done);
      }),

    askCustomer: (requestId, version, text, actor) =>
      deciding(requestId, actor, async ({ tx, request, member, now }) => {
        if (request.state.cardVersion !== version) return refuse('decision.card_outdated');
        return askCustomer(tx, settings, request, text, member, now);
      }),
  };
}

/**
 * R19: an answer can be stopped for ten minutes; an erasure cannot be undone, so for a whole day: 144 times as long,
 * also where a test shortens it.
 */
const ERASURE_TIMES = 144;

function stopTime({ answerDelayMs }: CoreSettings, right: Right): number {
  return right === 'erasure' ? answerDelayMs * ERASURE_TIMES : answerDelayMs;
}

/** The command's refusals that staff can meet; the customer's own one cannot come from a staff command. */
function narrow(refused: {
  readonly ok: false;
  readonly refusal: { readonly code: string };
}): Result<never, DecisionRefusal> {
  const code = DECISION_REFUSALS.find((known) => known === refused.refusal.code);
  if (code === undefined) throw new Error(`unexpected refusal ${refused.refusal.code}`);
  return refuse(code);
}

const DECISION_REFUSALS: readonly DecisionRefusal[] = [
  'decision.wrong_state',
  'decision.card_outdated',
  'decision.letter_changed',
  'decision.sources_open',
  'decision.identity_missing',
  'decision.text_missing',
  'decision.too_late',
  'decision.too_early',
  'refusal_ground.not_for_right',
  'refusal_ground.article_missing',
  'refusal_ground.facts_missing',
];
