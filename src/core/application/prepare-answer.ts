import { type ChangePlan, isEmpty, NO_CHANGES } from '../fulfilment/change/change-plan.ts';
import { changesTold } from '../fulfilment/change/changes-told.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import { planLetter } from '../fulfilment/outcome/plan-letter.ts';
import { canonicalJson, sha256 } from '../kernel/digest.ts';
import { type LetterId, newId, type RequestId } from '../kernel/ids.ts';
import { changesFor } from './begin-changes.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { doubtsAbout } from './doubts-about.ts';
import { isMailStopped } from './is-mail-stopped.ts';
import { letterModel } from './letter-model.ts';
import { letterRecipients } from './letter-recipients.ts';
import type { Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import type { LetterInput, RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

export const NOTHING_TYPED: LetterInput = {
  free: { opening: '', closing: '' },
  refusal: null,
  outcome: null,
  sendTo: '',
  child: false,
};

/** Makes the draft when all sources have answered once, and again when something in it changed. */
export async function prepareAnswer(settings: CoreSettings, requestId: RequestId): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (request !== undefined) await redraft(tx, settings, request);
  });
}

/** The letter as it is now, with what staff typed for the one before. */
export async function redraft(tx: Tx, settings: CoreSettings, request: RequestRow): Promise<void> {
  const latest = await tx.answers.latestLetter(request.id);
  await draftLetter(tx, settings, request, latest?.input ?? NOTHING_TYPED);
}

/**
 * Renders and stores a letter and makes it the request's draft; nothing new is stored when not a word changed. Before
 * anything is proven there is a draft only of what staff decided.
 */
export async function draftLetter(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  input: LetterInput,
): Promise<RequestRow> {
  const { state } = request;
  const unproven = state.status === 'received' || state.status === 'awaiting_identity';
  if (unproven ? !isDecided(input) : state.status !== 'gathering' && state.status !== 'awaiting_approval')
    return request;
  const now = settings.clock.now();
  const profile = await profileIn(tx);
  const results = await tx.requests.searches(request.id);
  const recipients = await letterRecipients(tx, request, profile, settings.staffChannel);
  const mailStopped = await isMailStopped(tx, settings.secrets, readable(request));
  const decided = letterModel(readable(request), results, profile, recipients, input, mailStopped);
  const changes =
    decided.kind === 'decision'
      ? await changesFor(tx, settings, request, decided.outcome, results, now)
      : NO_CHANGES;
  const model =
    decided.kind === 'decision' ? { ...decided, changes: changesTold(changes, results) } : decided;
  const body = settings.renderLetter(model);
  const hash = letterHash(body, changes);
  const latest = await tx.answers.latestLetter(request.id);
  const same =
    latest !== undefined &&
    latest.hash === hash &&
    latest.kind === model.kind &&
    canonicalJson(latest.input) === canonicalJson(input);
  const id = same ? latest.id : newId<LetterId>();
  if (!same)
    await tx.answers.addLetter({
      id,
      requestId: request.id,
      kind: model.kind,
      hash,
      body,
      input,
      ...(isEmpty(changes) ? {} : { changes }),
      reason: '',
      postedTo: '',
      createdAt: now,
    });
  const refusedOn = model.kind === 'refusal' ? model.ground : null;
  const plan = planLetter(
    {
      right: request.right,
      refusedOn,
      outcome: input.outcome ?? null,
      tellsHeld: refusedOn !== null && (input.refusal?.responsible?.held ?? '') !== '',
    },
    {
      channel: state.channel,
      proven: state.level > 0 && request.email !== null,
      sendTo: input.sendTo ?? '',
    },
    doubtsAbout(request, results, profile),
    changes,
  );
  const complete = model.kind !== 'decision' || model.outcome !== null;
  const made = await runCommand(
    tx,
    request,
    { type: 'make_draft', by: 'system', letter: { id, hash, kind: model.kind, complete, plan } },
    now,
  );
  return made.ok ? made.value : request;
}

function isDecided({ outcome, refusal }: LetterInput): boolean {
  return refusal !== null || (outcome ?? null) !== null;
}

/** What is approved: the letter word for word, and every step at a system that its approval sets going. */
export function letterHash(body: RenderedLetter, { steps }: ChangePlan = NO_CHANGES): string {
  return sha256(canonicalJson(steps.length === 0 ? body : { body, steps }));
}
