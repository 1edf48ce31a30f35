import { fieldsOf } from '../fulfilment/outcome/outcome.ts';
import { ok, type Result } from '../kernel/result.ts';
import { checkStaffText, recordValues, type StaffTextRefusal } from './ask-customer.ts';
import type { Tx } from './ports.ts';
import type { LetterInput, RequestRow } from './rows.ts';

/**
 * A letter to somebody unproven, or to an address that nobody proved, holds no record content (R15): every text that
 * staff typed for it is checked as a message to a chat is.
 */
export async function checkTyped(
  tx: Tx,
  request: RequestRow,
  input: LetterInput,
): Promise<Result<null, StaffTextRefusal>> {
  if (request.state.level > 0 && (input.sendTo ?? '') === '') return ok(null);
  const values = await recordValues(tx, [request]);
  for (const text of typedTexts(input)) {
    const fits = checkStaffText(text, values, false);
    if (!fits.ok && fits.refusal.code === 'staff_text.holds_record_content') return fits;
  }
  return ok(null);
}

function typedTexts({ free, refusal, outcome, elsewhere, groups }: LetterInput): readonly string[] {
  const facts: Readonly<Record<string, unknown>> = { ...outcome };
  const fields = outcome === null || outcome === undefined ? {} : fieldsOf(outcome.right, outcome.result);
  const texts = Object.entries(fields ?? {}).flatMap(([name, field]) => {
    const value = facts[name];
    return field.kind === 'text' && typeof value === 'string' ? [value] : [];
  });
  const other = [refusal?.responsible?.name, refusal?.responsible?.held, elsewhere?.what, elsewhere?.name];
  const refused = [
    refusal?.facts,
    refusal?.intent,
    ...other,
    ...(groups ?? []).map(({ facts: why }) => why),
  ].map((text) => text ?? '');
  return [free.opening, free.closing, ...refused, ...texts].filter((text) => text.trim() !== '');
}
