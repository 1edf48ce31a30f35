import type { ElsewherePart, OtherController } from '../fulfilment/addressee.ts';
import { amsterdamDay, parseDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { lacksAuthority } from '../request/authority.ts';
import type { CoreSettings } from './core-settings.ts';
import { type Deciding, redraftWith } from './deciding.ts';
import type { DecisionRefusal, TypedAddressee } from './decision-api.ts';

const LONGEST = 2_000;

/**
 * "Not, or not all, ours": who decides about it (AVG 4(7)). All of it is a refusal on `not_controller`, which may leave
 * unproven as long as it tells nothing of what the shop holds; a part stands in the answer. Either still has to be approved.
 */
export async function nameResponsible(
  settings: CoreSettings,
  context: Deciding,
  version: number,
  typed: TypedAddressee,
): Promise<Result<null, DecisionRefusal>> {
  const { by, now, request } = context;
  const read = readAddressee(typed, amsterdamDay(now));
  if (!read.ok) return read;
  const other = read.value;
  const change = { type: 'change_paragraphs', by, version } as const;
  if (typed.scope === 'none')
    return redraftWith(settings, context, change, ({ elsewhere: _before, ...input }) => input);
  if (typed.scope === 'part') {
    const what = typed.what.trim();
    if (what === '') return refuse('addressee.part_missing');
    const elsewhere: ElsewherePart = { ...other, what };
    return redraftWith(settings, context, change, (before) => ({ ...before, elsewhere }));
  }
  const held = typed.held.trim();
  if (held === '' && mayHear(request.state)) return refuse('addressee.held_missing');
  // What is held says that there is a customer: not to who has shown nothing (R12).
  if (request.state.level === 0 && held !== '') return refuse('addressee.held_unproven');
  const lawful = { ground: 'not_controller', article: '', facts: typed.facts.trim() } as const;
  return redraftWith(settings, context, { type: 'prepare_refusal', by, version, ...lawful }, (before) => ({
    ...before,
    refusal: { ...lawful, responsible: { ...other, held } },
  }));
}

/** Whether who asks is known well enough to hear what the shop holds: who is not hears only who decides. */
function mayHear(state: Deciding['request']['state']): boolean {
  const needed = ('letter' in state ? state.letter?.plan?.level : undefined) ?? 0;
  return needed > 0 && state.level >= needed && !lacksAuthority(state);
}

function readAddressee(
  { scope, name: typedName, forwardedOn: typedDay, ...typed }: TypedAddressee,
  today: string,
): Result<OtherController, DecisionRefusal> {
  if (scope === 'none') return ok({ name: '', forwardedOn: null });
  const name = typedName.trim();
  if (name === '') return refuse('addressee.name_missing');
  if ([name, typed.what, typed.held, typed.facts].some((text) => text.length > LONGEST))
    return refuse('staff_text.too_long');
  if (typedDay.trim() === '') return ok({ name, forwardedOn: null });
  const forwardedOn = parseDay(typedDay.trim());
  if (forwardedOn === undefined || forwardedOn > today) return refuse('addressee.day_invalid');
  return ok({ name, forwardedOn });
}
