import { type ChangePlan, isOutward, NO_CHANGES, needsHand } from '../fulfilment/change/change-plan.ts';
import { changeId, isMade, plannedStep } from '../fulfilment/change/change-step.ts';
import { changeOf, type KnownSystems, planChanges } from '../fulfilment/change/plan-changes.ts';
import { recordIdsOf } from '../fulfilment/kept-records.ts';
import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import type { PlanStep } from '../fulfilment/processor.ts';
import { canonicalJson } from '../kernel/digest.ts';
import type { LetterId } from '../kernel/ids.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { LetterRow, RequestRow, SearchRow } from './rows.ts';

/** What the approval of this outcome would set going at the systems of this shop. */
export async function changesFor(
  tx: Tx,
  settings: Pick<CoreSettings, 'sources'>,
  request: RequestRow,
  outcome: Outcome | null,
  results: readonly SearchRow[],
  now: Date,
): Promise<ChangePlan> {
  if (outcome === null) return NO_CHANGES;
  const processors = settings.sources(await profileIn(tx));
  return planChanges(outcome, { results, processors, ...(await restrictedOf(tx, request)) }, now);
}

/** What was restricted of this person, on whichever request: by steps that are known, and where by a person or unknown. */
async function restrictedOf(
  tx: Tx,
  { right, emailHash }: RequestRow,
): Promise<Pick<KnownSystems, 'restricted' | 'restrictedByHand'>> {
  const restricted: PlanStep[] = [];
  const restrictedByHand: string[] = [];
  if (right !== 'lift_restriction' || emailHash === null) return { restricted, restrictedByHand };
  for (const { id } of await tx.requests.ofProvenAddress(emailHash))
    for (const row of await tx.changes.ofRequest(id)) {
      if (row.action !== 'restrict') continue;
      if (isMade(row) && row.payload !== null) restricted.push(row.payload.step);
      else if (row.endedAt !== null) restrictedByHand.push(row.source);
    }
  return { restricted, restrictedByHand };
}

/**
 * Writes every step of an approved letter into the journal before the first of them is done, with the numbers of its
 * record, and sets the systems to work. Answers whether people are needed beside them.
 */
export async function beginChanges(
  tx: Tx,
  request: RequestRow,
  letterId: LetterId,
  now: Date,
): Promise<boolean> {
  const letter = await tx.answers.letter(letterId);
  const { steps, byHand } = letter?.changes ?? NO_CHANGES;
  const own = steps.filter((step) => isOutward(step) || step.treatment === 'by_hand');
  const known = new Map((await tx.changes.ofRequest(request.id)).map((row) => [row.id, row]));
  const numbers = new Map(
    (await tx.requests.searches(request.id)).flatMap(({ source, records }) =>
      records.map((record) => [`${source} ${record.ref}`, recordIdsOf(record)] as const),
    ),
  );
  const { restricted } = await restrictedOf(tx, request);
  const rows = own.map((step, position) => {
    const change = changeOf(letter?.input.outcome ?? null, step, restricted);
    const id = changeId(request.id, step, change);
    const found = numbers.get(`${step.source} ${step.recordRef}`) ?? [];
    const payload = { step, change, numbers: found.length === 0 ? [step.recordRef] : found };
    const planned = plannedStep(id, payload, position, known.get(id), now);
    return { ...planned, requestId: request.id, letterId };
  });
  await tx.changes.save(rows);
  for (const source of new Set(own.filter(isOutward).map((step) => step.source)))
    await tx.enqueue('execute-source', { requestId: request.id, letterId, source });
  const { state } = request;
  const waited = 'letter' in state ? (state.letter?.plan?.steps ?? []) : [];
  return waited.some((name) => needsHand({ steps, byHand }, name));
}

/** Whether the systems would by now do something else than this letter says. */
export async function isPlannedAnew(
  tx: Tx,
  settings: Pick<CoreSettings, 'sources'>,
  request: RequestRow,
  { changes = NO_CHANGES, input, kind }: LetterRow,
  now: Date,
): Promise<boolean> {
  if (kind !== 'decision') return false;
  const results = await tx.requests.searches(request.id);
  const planned = await changesFor(tx, settings, request, input.outcome ?? null, results, now);
  return canonicalJson(planned.steps) !== canonicalJson(changes.steps);
}
