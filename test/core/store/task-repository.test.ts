import { expect, test } from 'vitest';
import { after, MINUTE } from '../../../src/core/kernel/clock.ts';
import { newId, type TaskId } from '../../../src/core/kernel/ids.ts';
import { aRequest, day } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { aConversation, aTask, NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();

test('a task is shown with the number of its request', async () => {
  await db.store.transaction(async (tx) => {
    const { id: requestId, number, conversationId } = await storeRequest(tx, aRequest().proven().events);
    const task = aTask({ requestId, conversationId });
    expect(await tx.tasks.add(task)).toBe(true);
    const { openKey: _openKey, ...row } = task;
    const shown = { ...row, number, doneAt: null };
    expect(await tx.tasks.byId(task.id)).toEqual(shown);
    expect(await tx.tasks.ofRequest(requestId)).toEqual([shown]);
    expect(await tx.tasks.byId(newId<TaskId>())).toBeUndefined();
  });
});

test('a task of a chat without proof is known as one, and stands behind all others', async () => {
  await db.store.transaction(async (tx) => {
    const chat = aTask({
      conversationId: (await storeRequest(tx)).conversationId,
      dueDay: day('2026-11-03'),
    });
    const counter = aTask({ conversationId: await aConversation(tx, 'counter'), dueDay: day('2026-11-04') });
    const own = aTask({ dueDay: day('2026-11-05') });
    for (const task of [chat, counter, own]) await tx.tasks.add(task);
    const ids = [chat, counter, own].map(({ id }) => String(id));
    const listed = (await tx.tasks.list('open', 100)).filter(({ id }) => ids.includes(id));
    expect(listed.map(({ id, anonymous }) => [id, anonymous])).toEqual([
      [counter.id, undefined],
      [own.id, undefined],
      [chat.id, true],
    ]);
  });
});

test('all open tasks of one kind are found, and those of them in which something is noted', async () => {
  await db.store.transaction(async (tx) => {
    const [told, silent, other] = [
      aTask({ kind: 'mailbox_mail', params: { mailedOn: '2026-11-02' } }),
      aTask({ kind: 'mailbox_mail', params: { mailedOn: '' } }),
      aTask({ kind: 'job_failed', params: { mailedOn: '2026-11-02' } }),
    ];
    for (const task of [told, silent, other]) await tx.tasks.add(task);
    const ids = async (noted?: string) => (await tx.tasks.openOf('mailbox_mail', noted)).map(({ id }) => id);
    expect(new Set(await ids())).toEqual(new Set([told.id, silent.id]));
    expect(await ids('mailedOn')).toEqual([told.id]);
    await tx.tasks.close(told.id, 'staff:1', NOW);
    expect(await ids('mailedOn')).toEqual([]);
  });
});

test('one task per key is open; when it is done the same work can come again', async () => {
  await db.store.transaction(async (tx) => {
    const first = aTask({ openKey: 'human_wanted:1' });
    const second = aTask({ openKey: 'human_wanted:1' });
    expect(await tx.tasks.add(first)).toBe(true);
    expect(await tx.tasks.add(second)).toBe(false);
    expect(await tx.tasks.byId(second.id)).toBeUndefined();
    expect(await tx.tasks.close(first.id, 'staff:1', NOW)).toBe(true);
    expect(await tx.tasks.close(first.id, 'staff:2', NOW)).toBe(false);
    expect(await tx.tasks.add(second)).toBe(true);
    expect(await tx.tasks.closeByKey('human_wanted:1', 'customer', NOW)).toBe(true);
    expect(await tx.tasks.closeByKey('human_wanted:1', 'customer', NOW)).toBe(false);
    expect(await tx.tasks.close(newId<TaskId>(), 'staff:1', NOW)).toBe(false);
  });
});

test('two processes that give the same work at once make one task of it', async () => {
  const add = (store: typeof db.store) =>
    store.transaction((tx) => tx.tasks.add(aTask({ openKey: 'at once' })));
  const added = await Promise.all([add(db.store), add(db.other), add(db.store), add(db.other)]);
  expect(added.filter(Boolean)).toHaveLength(1);
});

test('two people who finish a task at once: one of them did it', async () => {
  const task = aTask();
  await db.store.transaction((tx) => tx.tasks.add(task));
  const close = (store: typeof db.store, by: string) =>
    store.transaction((tx) => tx.tasks.close(task.id, by, NOW));
  const closed = await Promise.all([close(db.store, 'staff:1'), close(db.other, 'staff:2')]);
  expect(closed.toSorted()).toEqual([false, true]);
});

test('open tasks come by day, done ones newest first', async () => {
  await db.sql.query('DELETE FROM "Task"');
  await db.store.transaction(async (tx) => {
    const later = aTask({ dueDay: day('2026-12-02') });
    const sooner = aTask({ dueDay: day('2026-12-01') });
    const done = [aTask(), aTask()] as const;
    for (const task of [later, sooner, ...done]) await tx.tasks.add(task);
    await tx.tasks.close(done[0].id, 'staff:1', NOW);
    await tx.tasks.close(done[1].id, 'staff:1', after(NOW, MINUTE));
    const list = async (filter: 'open' | 'done', limit = 9) =>
      (await tx.tasks.list(filter, limit)).map(({ id }) => id);
    expect(await list('open')).toEqual([sooner.id, later.id]);
    expect(await list('open', 1)).toEqual([sooner.id]);
    expect(await list('done')).toEqual([done[1].id, done[0].id]);
  });
});
