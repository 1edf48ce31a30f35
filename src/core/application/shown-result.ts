import { copyOf, isLeftOut } from '../fulfilment/copy.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import type { AnswerView } from './core-api.ts';
import type { Tx } from './ports.ts';
import type { SearchHead } from './record-ports.ts';

/** Records of one source that stand on the page; the rest is in the ZIP. */
export const MOST_SHOWN = 200;

/** What one source gives, as the page of the answer shows it. */
export async function shownResult(
  tx: Tx,
  head: SearchHead,
  sourceName: string,
): Promise<AnswerView['results'][number]> {
  const { requestId, source, coverage, byHand = false } = head;
  const records: FoundRecord[] = [];
  let given = 0;
  let withheld = 0;
  for (let place = 0; place < head.pieces; place += 1) {
    const piece = (await tx.requests.recordsAt(requestId, source, place)) ?? [];
    withheld += piece.filter(isLeftOut).length;
    const copy = copyOf([{ records: piece }]).flatMap((one) => one.records);
    given += copy.length;
    records.push(...copy.slice(0, MOST_SHOWN - records.length));
  }
  const whole = await tx.requests.whole(requestId, source, records);
  return { source, sourceName, coverage, byHand, records: whole, given, withheld };
}
