import { assertNever } from '../kernel/assert-never.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

export type SearchCommand = Extract<
  RequestCommand,
  {
    type:
      | 'start_search'
      | 'record_search'
      | 'continue_search'
      | 'decide_key'
      | 'decide_records'
      | 'reopen_source'
      | 'withhold_record';
  }
>;

/** What happens to the searches of a request; nothing here holds a value that was found. */
export function decideSearch(
  state: RequestState,
  command: SearchCommand,
): Result<readonly RequestEvent[], 'decision.wrong_state'> {
  switch (command.type) {
    case 'start_search':
      return ok([{ type: 'search_started', sources: command.sources }]);
    case 'record_search':
      return ok([{ type: 'source_searched', ...command.search }]);
    case 'continue_search':
      return ok([{ type: 'search_continued', sources: command.sources }]);
    case 'decide_key':
      return ok([{ type: 'key_decided', field: command.field, theirs: command.theirs }]);
    case 'decide_records': {
      const { type: _type, by: _by, ...decided } = command;
      return ok([{ type: 'records_decided', ...decided }]);
    }
    case 'reopen_source': {
      const search = 'searches' in state ? state.searches[command.source] : undefined;
      if (search?.settled !== true) return refuse('decision.wrong_state');
      return ok([{ type: 'source_reopened', source: command.source }]);
    }
    case 'withhold_record': {
      const { source, ref, reason } = command;
      return ok([{ type: 'record_withheld', source, ref, reason }]);
    }
    default:
      return assertNever(command);
  }
}
