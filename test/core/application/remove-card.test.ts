import { expect, test } from 'vitest';
import { purgePastTerm } from '../../../src/core/application/purge.ts';
import { leaveCard, removeCard } from '../../../src/core/application/remove-card.ts';
import { after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { cutoff } from '../../../src/core/kernel/retention-terms.ts';
import { ROOM, startBench } from '../../bots/slack/start-bot.ts';
import { storeCase } from '../../support/closed-case.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { inside } from '../../support/past-term.ts';
import { useCore } from '../../support/use-core.ts';
import { storeCard } from '../store/stored-rows.ts';

const use = useCore();

/** An erasure past its term, with its card in the channel. */
async function erased(ts: string) {
  const closedAt = later(cutoff('erasure_case', use().clock.now()), -MINUTE);
  return inside(use(), async (tx) => {
    const request = await storeCase(tx, { right: 'erasure', end: 'answered', proven: true, closedAt });
    await storeCard(tx, request.id, `${ROOM}:${ts}`, closedAt);
    return request;
  });
}

const run = () => purgePastTerm(use().settings, use().clock.now());
const isLeft = async (id: string) => (await use().core.desk.card(id)) !== undefined;
const openTasks = async (id: string) =>
  (await use().core.desk.tasks('open')).filter(({ requestId }) => requestId === id);

test('an erasure does not end before its card is out of Slack, and ends at once when it is (R25)', async () => {
  const { settings, jobs } = use();
  const bench = await startBench(use());
  const slack = await bench.connect();
  const { ts } = await bench.post();
  const { id } = await erased(ts);
  expect((await run()).kept).toMatchObject({ 'retention.card_left': 1 });
  expect(await isLeft(id)).toBe(true);
  const [job] = (await jobs('remove-card')).filter(({ data }) => data.requestId === id);
  expect(job?.data).toEqual({ requestId: id });

  bench.slack.plan('chat.delete', { status: 503, body: 'try later' });
  expect(await removeCard(settings, slack, id)).toMatchObject({ status: 'again' });
  expect(await isLeft(id)).toBe(true);
  expect(await removeCard(settings, slack, id)).toEqual({ status: 'done' });
  expect(bench.slack.messages()).toEqual([]);
  expect(await isLeft(id)).toBe(false);
  expect(await removeCard(settings, slack, id)).toEqual({ status: 'done' });
});

test('a card that the program may not delete is work for a person, and the case ends when that is done', async () => {
  const { settings, core } = use();
  const bench = await startBench(use());
  const slack = await bench.connect();
  const { ts } = await bench.post();
  const { id } = await erased(ts);
  bench.slack.plan('chat.delete', { status: 200, body: { ok: false, error: 'cant_delete_message' } });
  expect(await removeCard(settings, slack, id)).toEqual({ status: 'done' });
  const [task, ...more] = await openTasks(id);
  expect(more).toEqual([]);
  expect(task).toMatchObject({ kind: 'card_left', params: {} });
  expect((await run()).kept).toMatchObject({ 'retention.task_open': 1 });
  expect(await isLeft(id)).toBe(true);

  const owner = await staffActor(core, 'eigenaar@example.nl');
  expect(await core.desk.closeTask(task?.id ?? '', owner)).toMatchObject({ ok: true });
  expect((await run()).purged.erasure_case).toBe(1);
  expect(await isLeft(id)).toBe(false);
});

test('the same where Slack was switched off, and where it could not be reached for a working day', async () => {
  const { settings } = use();
  const [off, unreachable] = [await erased('1.1'), await erased('1.2')];
  expect(await removeCard(settings, undefined, off.id)).toEqual({ status: 'done' });
  await leaveCard(settings, unreachable.id);
  for (const { id } of [off, unreachable]) expect(await openTasks(id)).toMatchObject([{ kind: 'card_left' }]);
});
