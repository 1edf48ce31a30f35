import { isSettled } from '../fulfilment/coverage.ts';
import type { Category } from '../fulfilment/processor.ts';
import { OFFERED_REASONS, type WithholdReason } from '../fulfilment/withhold-reason.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import type { GroupRefusal } from './decision-api.ts';
import { draftLetter, NOTHING_TYPED } from './prepare-answer.ts';
import { runCommand } from './run-command.ts';
import { tellDecided } from './tell-decided.ts';
import { marked } from './withhold.ts';

const LONGEST = 2_000;

/**
 * Refuses a whole kind of data in one place, on a ground and with its facts, and gives the rest; with `null` it is put
 * back (AVG 12(4), 15(4), 20). The rows leave the copy, so that what the letter says of them is true.
 */
export async function refuseGroup(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  change: {
    readonly source: string;
    readonly category: Category;
    readonly reason: WithholdReason | null;
    readonly facts: string;
  },
): Promise<Result<null, GroupRefusal>> {
  const { source, category, reason } = change;
  const facts = change.facts.trim();
  if (reason !== null && !OFFERED_REASONS.includes(reason)) return refuse('source.reason_not_for_right');
  if (reason !== null && facts === '') return refuse('refusal_ground.facts_missing');
  if (facts.length > LONGEST) return refuse('staff_text.too_long');
  // Before there is a draft there is no letter to say it in.
  if (request.state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
  const search = (await tx.requests.searches(request.id)).find((one) => one.source === source);
  const known = search?.records.some((one) => one.category === category) ?? false;
  if (search === undefined || !known || !isSettled(search.coverage)) return refuse('source.record_unknown');
  const command = { type: 'withhold_record', by, source, ref: `${category}:*`, reason } as const;
  const done = await runCommand(tx, request, command, now);
  if (!done.ok) return refuse('source.too_late');
  const records = search.records.map((one) => (one.category === category ? marked(one, reason) : one));
  const theirs = reason !== 'other_person';
  const told = await tellDecided(tx, done.value, search, records, { by, theirs, now });
  if (!told.ok) return refuse('source.too_late');
  await tx.requests.saveSearch({ ...search, records }, now);
  const before = (await tx.answers.latestLetter(request.id))?.input ?? NOTHING_TYPED;
  const others = (before.groups ?? []).filter(
    (group) => group.source !== source || group.category !== category,
  );
  const groups = reason === null ? others : [...others, { source, category, reason, facts }];
  await draftLetter(tx, settings, told.value, { ...before, groups });
  return ok(null);
}
