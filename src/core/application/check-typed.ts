import { fieldsOf } from '../fulfilment/outcome/outcome.ts';
import type { Field } from '../fulfilment/outcome/outcome-field.ts';
import { ok, type Result } from '../kernel/result.ts';
import { lacksAuthority } from '../request/authority.ts';
import { checkText, ownContact, recordValues, type StaffTextRefusal } from './ask-customer.ts';
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
  const { state } = request;
  // A proven mailbox proves nothing about the one it asks for (law.md 8).
  if (state.level > 0 && !lacksAuthority(state) && (input.sendTo ?? '') === '') return ok(null);
  const values = await recordValues(tx, [request]);
  const own = await ownContact(tx);
  const checked = [
    ...typedTexts(input).map((text) => checkText(text, values, false, own)),
    ...namesOf(input).map((name) => checkText(name, values, true, own)),
  ];
  return (
    checked.find((fits) => !fits.ok && fits.refusal.code === 'staff_text.holds_record_content') ?? ok(null)
  );
}

/** What stands in a text, or in the texts of every row. */
function textsOf(field: Field, value: unknown): readonly string[] {
  if (field.kind === 'text') return typeof value === 'string' ? [value] : [];
  if (field.kind !== 'rows' || !Array.isArray(value)) return [];
  return value.flatMap((row: Readonly<Record<string, unknown>>) =>
    Object.entries(field.of).flatMap(([name, inner]) => textsOf(inner, row[name])),
  );
}

/** Who else is responsible, with the way to reach them: an address of theirs is no record of this person. */
function namesOf({ refusal, elsewhere }: LetterInput): readonly string[] {
  return [refusal?.responsible?.name, elsewhere?.name].flatMap((name) => name ?? []);
}

/** Every text of a letter that a member of staff typed, those in rows too. */
export function typedTexts({ free, refusal, outcome, elsewhere, groups }: LetterInput): readonly string[] {
  const facts: Readonly<Record<string, unknown>> = { ...outcome };
  const fields = outcome === null || outcome === undefined ? {} : fieldsOf(outcome.right, outcome.result);
  const texts = Object.entries(fields ?? {}).flatMap(([name, field]) => textsOf(field, facts[name]));
  const refused = [
    refusal?.facts,
    refusal?.intent,
    refusal?.responsible?.held,
    elsewhere?.what,
    ...(groups ?? []).map(({ facts: why }) => why),
  ].map((text) => text ?? '');
  return [free.opening, free.closing, ...refused, ...texts].filter((text) => text.trim() !== '');
}
