import { givesCopy } from '../fulfilment/outcome/plan-letter.ts';
import type { LetterRow, RequestRow } from './rows.ts';

/** Whether the records stand beside this letter (AVG 15(3), 20(1); F28). */
export function holdsCopy({ right }: Pick<RequestRow, 'right'>, letter: LetterRow | undefined): boolean {
  if (letter === undefined || letter.kind === 'refusal') return false;
  return givesCopy({ right, refusedOn: null, outcome: letter.input.outcome ?? null });
}
