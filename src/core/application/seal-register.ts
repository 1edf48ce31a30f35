import type { CoreSettings } from './core-settings.ts';

/** Heads that are sealed in one transaction: few, since a turn of theirs waits for it. */
const BATCH = 200;

/** Seals what was written since the last time, so that a log that is cut short or gone is missed (AVG 5(2)). */
export async function sealRegister({ store }: Pick<CoreSettings, 'store'>): Promise<void> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    after = await store.transaction((tx) => tx.register.sealNext(from, BATCH));
  }
}
