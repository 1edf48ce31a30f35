import { neededCare } from '../approval/needed-care.ts';
import type { Actor } from '../approval/staff-channel.ts';
import { missedByRefusal } from '../deadline/refusal-term.ts';
import { NO_CHANGES } from '../fulfilment/change/change-plan.ts';
import { countChanges } from '../fulfilment/change/count-changes.ts';
import { copyOf, countWithheld } from '../fulfilment/copy.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId } from '../kernel/ids.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { endOf } from '../request/decide-execution.ts';
import { answerAddress } from './answer-elsewhere.ts';
import { copyOwed } from './copy-owed.ts';
import type { DecisionRefusal, PreviewView } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { countRecords } from './count-records.ts';
import type { Deciding } from './deciding.ts';
import { plannedCounts } from './planned-counts.ts';
import type { Tx } from './ports.ts';
import type { LetterRow, RequestRow, SearchRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { stopTime } from './send-time.ts';
import { staffTeam } from './staff-team.ts';

/** The letter that waits, for somebody who may decide about it, with what that decision asks of them (R19). */
export async function viewPreview(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  actor: Actor,
): Promise<Result<PreviewView, DecisionRefusal>> {
  const { state } = request;
  if (state.status === 'executing' || 'closedAt' in state) return refuse('decision.already_taken');
  if (state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
  const letter = await tx.answers.letter(asId(state.letter.id));
  if (letter === undefined) throw new Error('a draft without its letter');
  const { plan } = state.letter;
  const address = receiverOf(request, letter);
  const copied = plan?.copy ?? letter.kind === 'access_answer';
  const searches = copied ? await tx.requests.searches(request.id) : [];
  return ok({
    letter: letter.body,
    letterHash: letter.hash,
    letterKind: letter.kind,
    version: state.cardVersion,
    route: plan?.route ?? 'page',
    receiver: actor.via === 'desk' || address === '' ? address : maskEmail(address),
    counts: copied ? countRecords(copyOf(searches)) : null,
    files: await countFiles(tx, request, copyOf(searches)),
    leftOut: countWithheld(searches),
    planned: plannedCounts(letter.input.outcome ?? null),
    changes: countChanges(letter.changes ?? NO_CHANGES),
    planWhy: planWhyOf(letter),
    copyFirst: (await copyOwed(tx, request, letter)) ?? null,
    care: neededCare(state, { by, team: await staffTeam(tx) }),
    free: letter.input.free,
    refusalMissed: endOf(state.letter) === 'refused' ? missedByRefusal(state.due, amsterdamDay(now)) : null,
    delaySeconds: Math.round(stopTime(settings, plan) / 1000),
  });
}

/** Files of the records that leave: mails as they were received, a signature. */
async function countFiles(
  tx: Tx,
  { id }: RequestRow,
  given: readonly Pick<SearchRow, 'source' | 'records'>[],
): Promise<number> {
  const refs = new Set(given.flatMap(({ source, records }) => records.map(({ ref }) => `${source} ${ref}`)));
  if (refs.size === 0) return 0;
  const files = await tx.requests.files(id);
  return files.filter(({ source, recordRef }) => refs.has(`${source} ${recordRef}`)).length;
}

/** R19, R36: this person saw exactly this letter. */
export async function noteSeen(
  { tx, request, by, now }: Deciding,
  letterHash: string,
): Promise<Result<null, DecisionRefusal>> {
  const seen = await runCommand(tx, request, { type: 'open_preview', by, letterHash }, now);
  return seen.ok ? ok(null) : refuse('decision.letter_changed');
}

/** Why an erasure goes beyond what was found, or takes what a law keeps; empty for everything else. */
function planWhyOf({ input: { outcome } }: LetterRow): string {
  return outcome?.right === 'erasure' && outcome.result === 'planned' ? outcome.planWhy : '';
}

/** Where the letter goes; empty for a letter into the conversation, or by hand. */
function receiverOf(request: RequestRow, { input }: LetterRow): string {
  const { state } = request;
  const route = 'letter' in state ? state.letter?.plan?.route : undefined;
  if (route === 'conversation' || route === 'hand') return '';
  return route === 'mail' ? (input.sendTo ?? '') : (answerAddress(request) ?? '');
}
