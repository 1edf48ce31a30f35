import { NO_CHANGES, stepName } from '../fulfilment/change/change-plan.ts';
import { type ChangeStep, isLeft, isMade, isPending } from '../fulfilment/change/change-step.ts';
import { isBeside } from '../fulfilment/change/count-changes.ts';
import type { PlanStep } from '../fulfilment/processor.ts';
import { asId, type LetterId } from '../kernel/ids.ts';
import type { SystemChanges } from './change-api.ts';
import { changesUnderWay, isAtWork } from './end-changes.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/** What the systems did so far of the letter that is being carried out, and exactly what is left for people. */
export async function viewChanges(
  tx: Tx,
  request: Pick<RequestRow, 'id' | 'state'>,
): Promise<readonly SystemChanges[]> {
  const { state } = request;
  if (state.status !== 'executing' || state.done === undefined) return [];
  const rows = await changesUnderWay(tx, request);
  const letter = await tx.answers.letter(asId<LetterId>(state.letter.id));
  const { byHand } = letter?.changes ?? NO_CHANGES;
  const steps = new Map([...rows, ...byHand].map((one) => [stepName(one), one.source]));
  return [...steps].map(([step, source]) => {
    const own = rows.filter((row) => stepName(row) === step);
    const pending = own.filter(isPending);
    const times = pending.flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt.getTime()]));
    return {
      ...{ step, source, made: own.filter(isMade).length, pending: pending.length },
      nextAt: times.length === 0 ? null : new Date(Math.min(...times)),
      atWork: isAtWork(own),
      code: pending.find(({ code }) => code !== '')?.code ?? '',
      left: own.filter(isLeft).map(({ payload, category, treatment, status, code }) => {
        const beside = treatment === 'by_hand' && payload !== null && isBeside(payload.step, stepsIn(own));
        return {
          ...{ numbers: beside ? [] : (payload?.numbers ?? []), category, treatment, status, code },
          sideEffects: payload?.step.sideEffects ?? [],
        };
      }),
      byHand: byHand.filter((work) => stepName(work) === step),
    };
  });
}

function stepsIn(rows: readonly ChangeStep[]): readonly PlanStep[] {
  return rows.flatMap(({ payload }) => (payload === null ? [] : [payload.step]));
}
