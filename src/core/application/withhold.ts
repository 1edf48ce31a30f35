import type { Actor } from '../approval/staff-channel.ts';
import { isSettled } from '../fulfilment/coverage.ts';
import { isUndecided } from '../fulfilment/found-so-far.ts';
import type { FieldValue, FoundRecord } from '../fulfilment/processor.ts';
import { OFFERED_REASONS, type WithholdReason } from '../fulfilment/withhold-reason.ts';
import { canonicalJson } from '../kernel/digest.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import { redraft } from './prepare-answer.ts';
import { runCommand } from './run-command.ts';
import type { Withholding, WithholdRefusal } from './sources-api.ts';
import { logName, staffMember } from './staff-actor.ts';
import { tellDecided } from './tell-decided.ts';

/**
 * Leaves one found record or a part of it out of the copy, or with `null` puts it back, until approval (AVG 15(4)). Only of
 * a source that was searched to its end: a later search would bring rows without the mark.
 */
export function withholdRecord(
  settings: CoreSettings,
  requestId: string,
  change: Withholding,
  by: Actor,
): Promise<Result<null, WithholdRefusal>> {
  const { source, ref, reason, values } = change;
  return settings.store.transaction(async (tx) => {
    const now = settings.clock.now();
    const id = asId<RequestId>(requestId);
    const member = await staffMember(tx, by);
    const request = await tx.requests.lock(id);
    if (member === undefined || request === undefined) return refuse('source.record_unknown');
    const search = (await tx.requests.searches(id)).find((one) => one.source === source);
    const record = search?.records.find((one) => one.ref === ref);
    if (search === undefined || record === undefined || !isSettled(search.coverage))
      return refuse('source.record_unknown');
    if (reason !== null && !OFFERED_REASONS.includes(reason)) return refuse('source.reason_not_for_right');
    const [whole = record] = values === undefined ? [] : await tx.requests.whole(id, source, [record]);
    const instead = values === undefined ? undefined : redacted(whole, values);
    // What is of another altogether leaves whole, and a text from which nothing was taken is the record itself.
    if (values !== undefined && (instead === undefined || reason === null || reason === 'other_person'))
      return refuse('source.not_redacted');
    const same =
      (record.withheld ?? null) === reason && canonicalJson(record.instead) === canonicalJson(instead);
    if (same && !isUndecided(record)) return ok(null);
    const command = { type: 'withhold_record', by: logName(member), source, ref, reason } as const;
    const done = await runCommand(tx, request, command, now);
    if (!done.ok) return refuse('source.too_late');
    const records = search.records.map((one) => (one.ref === ref ? marked(one, reason, instead) : one));
    const told = await tellDecided(tx, done.value, search, records, {
      by: logName(member),
      theirs: reason !== 'other_person',
      now,
    });
    if (!told.ok) return refuse('source.too_late');
    await tx.requests.saveSearch({ ...search, records }, now);
    if (told.value.state.status === 'awaiting_approval') await redraft(tx, settings, told.value);
    return ok(null);
  });
}

/** The row with this reason instead of the one before; null puts it into the copy. Whose it is, is no question any more. */
export function marked(
  { withheld: _before, instead: _parts, confidence: _possible, ...record }: FoundRecord,
  reason: WithholdReason | null,
  instead?: readonly FieldValue[],
): FoundRecord {
  if (reason === null) return record;
  return { ...record, withheld: reason, ...(instead === undefined ? {} : { instead }) };
}

/** Undefined when these are not the fields of the record, or none or all of them was taken out; an emptied one keeps its place. */
function redacted({ fields }: FoundRecord, values: readonly string[]): readonly FieldValue[] | undefined {
  const asTyped = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  if (values.length !== fields.length) return undefined;
  const instead = fields.map(({ name, value }, index) => {
    const typed = asTyped(values[index] ?? '');
    return { name, value: typed === asTyped(value) ? value : typed };
  });
  const changed = instead.some(({ value }, index) => value !== fields[index]?.value);
  return changed && instead.some(({ value }) => value !== '') ? instead : undefined;
}
