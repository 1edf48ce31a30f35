import type { Actor } from '../approval/staff-channel.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RequestCommand } from '../request/request-commands.ts';
import { checkTyped } from './check-typed.ts';
import type { CoreSettings } from './core-settings.ts';
import { lockRequest } from './lock-request.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal } from './outcome-api.ts';
import type { Tx } from './ports.ts';
import { draftLetter, NOTHING_TYPED } from './prepare-answer.ts';
import { readable } from './readable-request.ts';
import type { LetterInput, RequestRow, StaffRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { logName, staffMember } from './staff-actor.ts';

export interface Deciding {
  readonly tx: Tx;
  readonly request: RequestRow;
  readonly member: StaffRow;
  readonly by: string;
  readonly now: Date;
}

/** A decision of a named person on a locked request, so of two at once the second finds what the first did. */
export async function deciding<Value, Code extends string>(
  settings: CoreSettings,
  requestId: string,
  actor: Actor,
  work: (context: Deciding) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | 'decision.not_allowed' | 'decision.request_unknown'>> {
  const now = settings.clock.now();
  return settings.store.transaction(async (tx) => {
    const member = await staffMember(tx, actor);
    if (member === undefined) return refuse('decision.not_allowed');
    const request = await lockRequest(tx, asId<RequestId>(requestId));
    if (request === undefined) return refuse('decision.request_unknown');
    return work({ tx, request: readable(request), member, by: logName(member), now });
  });
}

type Change = Extract<
  RequestCommand,
  { type: 'change_paragraphs' | 'prepare_refusal' | 'prepare_answer' | 'set_outcome' }
>;

/** A change of what will be sent: checked against the card's version, then drafted anew at once. */
export async function redraftWith(
  settings: CoreSettings,
  { tx, request, now }: Deciding,
  command: Change,
  change: (before: LetterInput) => LetterInput,
): Promise<Result<null, OutcomeRefusal>> {
  const latest = await tx.answers.latestLetter(request.id);
  const input = change(latest?.input ?? NOTHING_TYPED);
  const fits = await checkTyped(tx, request, input);
  if (!fits.ok) return fits;
  const done = await runCommand(tx, request, command, now);
  if (!done.ok) return narrowRefusal(done);
  await draftLetter(tx, settings, done.value, input);
  return ok(null);
}
