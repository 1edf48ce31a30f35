import type { RequestRow } from './rows.ts';

/** For what would be wrong without the name, address or words: throws UnreadableRow when they do not open. */
export function readable<Row extends RequestRow>(request: Row): Row {
  if (request.unreadable !== undefined) throw request.unreadable;
  return request;
}
