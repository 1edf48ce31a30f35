import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

type Command = Extract<RequestCommand, { readonly type: 'begin_changes' | 'record_changes' }>;

/** What systems are asked to change is in the log before the first call, and again when all of it was tried. */
export function decideChanges(
  state: Extract<RequestState, { readonly status: 'executing' }>,
  command: Command,
): Result<readonly RequestEvent[], 'decision.wrong_state'> {
  if (state.done === undefined || state.undelivered !== undefined) return refuse('decision.wrong_state');
  const { source } = command;
  const known = state.changed?.[source];
  if (command.type === 'begin_changes')
    return ok(known === undefined ? [{ type: 'changes_begun', source, steps: command.steps }] : []);
  const { made, left } = command;
  if (known === undefined) return refuse('decision.wrong_state');
  const same = known?.made === made && known.left === left;
  return ok(same ? [] : [{ type: 'changes_made', source, made, left }]);
}
