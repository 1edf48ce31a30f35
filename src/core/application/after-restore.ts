import type { RequestId } from '../kernel/ids.ts';
import { addTask, taskKey } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import { giveUpMessage } from './give-up-message.ts';
import { lockRequest } from './lock-request.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { noticeFailed } from './send-notice.ts';

type Settings = Pick<CoreSettings, 'store' | 'clock'>;
const BATCH = 100;
const REASON = 'restored';

/**
 * Lets nothing leave by itself that a backup brought back: an approval may have been stopped since, a request withdrawn,
 * a link revoked (R19). Approved answers wait for a person, letters on their way are dropped, links work no more, mails about a policy stop. Again
 * it does nothing.
 */
export async function afterRestore(settings: Settings): Promise<void> {
  const { store, clock } = settings;
  await store.transaction((tx) => tx.answers.revokeAllLinks(clock.now()));
  await store.transaction((tx) => tx.policyNotices.stopAll());
  await decideAnew(settings);
  await dropLetters(settings);
}

async function decideAnew({ store, clock }: Settings): Promise<void> {
  const now = clock.now();
  let last: RequestId | null = null;
  for (;;) {
    const from: RequestId | null = last;
    const found: readonly RequestRow[] = await store.transaction((tx) => tx.requests.executing(from, BATCH));
    for (const { id } of found)
      await store.transaction(async (tx) => {
        const request = await lockRequest(tx, id);
        if (request === undefined || request.state.status !== 'executing') return;
        const back = await runCommand(tx, request, { type: 'restore', by: 'system' }, now);
        if (!back.ok) throw new Error(`an approval cannot be taken back: ${back.refusal.code}`);
        if (back.value.headHash === request.headHash) return;
        await addTask(tx, { kind: 'restored', about: id, requestId: id }, now);
        await tx.tasks.closeByKey(taskKey('carry_out', id), 'system', now);
      });
    last = found.at(-1)?.id ?? null;
    if (last === null) return;
  }
}

async function dropLetters(settings: Settings): Promise<void> {
  const { store, clock } = settings;
  const mails = await store.transaction((tx) => tx.mails.waitingLetters());
  for (const { id, requestId, letterId } of mails)
    await store.transaction(async (tx) => {
      const request = requestId === null ? undefined : await lockRequest(tx, requestId);
      await tx.mails.markFailed(id, REASON);
      if (request !== undefined && letterId !== null && request.state.notice?.id === letterId)
        await noticeFailed(tx, request, letterId, REASON, clock.now());
    });
  for (const id of await store.transaction((tx) => tx.conversations.waitingMessages())) {
    const found = await store.transaction((tx) => tx.conversations.message(id));
    if (found?.content.from === 'desk' && found.content.message.kind === 'letter')
      await giveUpMessage({ store, clock, pushes: () => false }, id, REASON);
  }
}
