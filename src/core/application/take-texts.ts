import type { FoundRecord } from '../fulfilment/processor.ts';
import { shortenRecord } from '../fulfilment/shorten-record.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { CoreSettings } from './core-settings.ts';

/** Letters of long texts that are stored together: no search has more of them in memory. */
const TOGETHER = 500_000;

export interface TextTaker {
  /** The record with its long texts stored beside it. */
  take(record: FoundRecord): Promise<FoundRecord>;
  /** Stores what still waits: to be called before the records are. */
  end(): Promise<void>;
}

/** Stores the long texts of one search as they come; kept once its records are saved. */
export async function takeTexts(
  { store }: Pick<CoreSettings, 'store'>,
  requestId: RequestId,
  source: string,
): Promise<TextTaker> {
  let place = await store.transaction((tx) => tx.requests.nextTexts(requestId, source));
  let waiting: string[] = [];
  let letters = 0;

  async function end(): Promise<void> {
    if (waiting.length === 0) return;
    await store.transaction((tx) => tx.requests.addTexts(requestId, source, place, waiting));
    place += 1;
    waiting = [];
    letters = 0;
  }

  return {
    async take(record) {
      const shortened = shortenRecord(record, (text) => {
        letters += text.length;
        return { place, at: waiting.push(text) - 1 };
      });
      if (letters >= TOGETHER) await end();
      return shortened;
    },
    end,
  };
}
