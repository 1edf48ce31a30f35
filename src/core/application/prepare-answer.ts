import { copyOf, countWithheld } from '../fulfilment/copy.ts';
import type { LetterModel, RenderedLetter, SourceResult } from '../fulfilment/letter.ts';
import { canonicalJson, sha256 } from '../kernel/digest.ts';
import { type LetterId, newId, type RequestId } from '../kernel/ids.ts';
import type { Right } from '../kernel/rights.ts';
import type { Recipient, ShopProfile } from '../policy/shop-profile.ts';
import { checkRefusal } from '../request/refusal-ground.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { countRecords } from './count-records.ts';
import { letterRecipients } from './letter-recipients.ts';
import type { Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import type { LetterInput, RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

const NOTHING_TYPED: LetterInput = { free: { opening: '', closing: '' }, refusal: null };

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

/** Renders and stores a letter and makes it the request's draft; nothing new is stored when not a word changed. */
export async function draftLetter(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  input: LetterInput,
): Promise<RequestRow> {
  const { state } = request;
  if (state.status !== 'gathering' && state.status !== 'awaiting_approval') return request;
  const now = settings.clock.now();
  const profile = await profileIn(tx);
  const results = await tx.requests.searches(request.id);
  const recipients = await letterRecipients(tx, request, profile, settings.staffChannel);
  const model = letterModel(readable(request), results, profile, recipients, input);
  const body = settings.renderLetter(model);
  const hash = letterHash(body);
  const latest = await tx.answers.latestLetter(request.id);
  const same = latest !== undefined && latest.hash === hash && latest.kind === model.kind;
  const id = same ? latest.id : newId<LetterId>();
  if (!same)
    await tx.answers.addLetter({
      id,
      requestId: request.id,
      version: (latest?.version ?? 0) + 1,
      kind: model.kind,
      hash,
      body,
      input,
      createdAt: now,
    });
  const complete = model.kind !== 'decision' || input.free.opening.trim() !== '';
  const made = await runCommand(
    tx,
    request,
    { type: 'make_draft', by: 'system', letter: { id, hash, kind: model.kind, complete } },
    now,
  );
  return made.ok ? made.value : request;
}

/** What is approved: the letter word for word. */
export function letterHash(body: RenderedLetter): string {
  return sha256(canonicalJson(body));
}

function letterModel(
  request: RequestRow,
  results: readonly SourceResult[],
  shop: ShopProfile,
  recipients: readonly Recipient[],
  input: LetterInput,
): LetterModel {
  const base = {
    number: request.number,
    language: request.state.language,
    name: request.name ?? '',
    right: request.right,
    receivedDay: request.state.due.receivedDay,
    free: input.free,
    shop,
    signedBy: shop.contactPerson,
  };
  const refusal = lawfulRefusal(request.right, input.refusal);
  if (refusal !== undefined) return { ...base, kind: 'refusal', ...refusal };
  if (request.right !== 'access') return { ...base, kind: 'decision' };
  const copy = copyOf(results);
  return {
    ...base,
    kind: 'access_answer',
    results: copy,
    withheld: countWithheld(results),
    counts: countRecords(copy),
    recipients,
  };
}

/** What staff prepared, when the right knows that ground; a draft of another kind becomes the answer again. */
function lawfulRefusal(right: Right, typed: LetterInput['refusal']) {
  if (typed === null) return undefined;
  const { ground, facts } = typed;
  const article = checkRefusal(right, typed);
  return article.ok ? { ground, article: article.value === '' ? null : article.value, facts } : undefined;
}
