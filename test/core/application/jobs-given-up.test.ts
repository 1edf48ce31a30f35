import { expect, test } from 'vitest';
import { catchUpAnswers } from '../../../src/core/application/catch-up-answers.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { sendAnswer } from '../../../src/core/application/send-answer.ts';
import { HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { asId } from '../../../src/core/kernel/ids.ts';
import { endJob } from '../../../src/workers/start-workers.ts';
import { versionOf } from '../../support/decide-outcome.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const reason = 'bug';

async function owner() {
  return staffActor(use().core, 'eigenaar@example.nl');
}

async function stored(events = aRequest().searching().events) {
  return use().settings.store.transaction((tx) => storeRequest(tx, events, { email: 'sanne@example.nl' }));
}

async function openTasks(id: string) {
  return (await use().core.desk.tasks('open')).filter(({ requestId }) => requestId === id);
}

test('a source that cannot be searched holds up nothing: staff are told, and look there by hand', async () => {
  const { settings, core, jobs } = use();
  const { id } = await stored();
  await endJob(settings, { name: 'gather-source', data: { requestId: id, source: 'jouwweb' }, reason });
  expect((await jobs('prepare-answer')).at(-1)?.data).toEqual({ requestId: id });
  await prepareAnswer(settings, id);
  const kinds = (await openTasks(id)).map(({ kind }) => kind).toSorted();
  expect(kinds).toEqual(['job_failed', 'manual_search']);
  expect((await core.desk.card(id))?.approval).toEqual({
    phase: 'pending',
    mayApprove: false,
    blockedBy: 'sources_open',
  });
  const task = (await openTasks(id)).find(({ kind }) => kind === 'manual_search');
  const manual = await core.sources.manualSearch(task?.id ?? '', await owner());
  expect(manual?.sources).toMatchObject([{ source: 'jouwweb', coverage: { status: 'failed' } }]);
  const answer = { source: 'jouwweb', answer: 'none', rows: [], reason: '' } as const;
  expect(await core.sources.recordManual(task?.id ?? '', [answer], await owner())).toMatchObject({
    ok: true,
  });
  expect((await core.desk.card(id))?.approval).toMatchObject({ phase: 'pending', mayApprove: true });
  expect(await approve(core, id, await owner())).toMatchObject({ ok: true });
});

test('an approved answer that cannot be made ready for the mail waits for a person: again, by post, or another decision', async () => {
  const { settings, core } = use();
  const { id } = await stored(aRequest().searched().events);
  await prepareAnswer(settings, id);
  await approve(core, id, await owner());
  const letterId = (await settings.store.transaction((tx) => tx.answers.latestLetter(id)))?.id ?? '';
  const job = { name: 'send-answer', data: { requestId: id, letterId }, reason };
  await endJob(settings, job);
  await endJob(settings, job);
  expect(await core.desk.card(id)).toMatchObject({
    status: 'executing',
    approval: { phase: 'undelivered', reason, executed: false },
  });
  expect(await openTasks(id)).toMatchObject([{ kind: 'delivery_failed', params: { reason } }]);
  expect((await core.outcomes.halt(id, await versionOf(core, id), await owner())).ok).toBe(true);
  expect(await approve(core, id, await owner())).toMatchObject({ ok: true });
});

test('an answer that is in the mail already is not taken back', async () => {
  const { settings, core, clock } = use();
  const { id } = await stored(aRequest().searched().events);
  await prepareAnswer(settings, id);
  await approve(core, id, await owner());
  const letter = await settings.store.transaction((tx) => tx.answers.latestLetter(id));
  if (letter === undefined) throw new Error('no letter');
  clock.advance(HOUR);
  await sendAnswer(settings, id, letter.id);
  await endJob(settings, { name: 'send-answer', data: { requestId: id, letterId: letter.id }, reason });
  expect(await core.desk.card(id)).toMatchObject({ status: 'executing' });
  expect(await openTasks(id)).toEqual([]);
});

test('an approved answer whose job was lost is taken up by the next run, once it is a quarter of an hour late', async () => {
  const { settings, core, clock, jobs, sql } = use();
  const { id } = await stored(aRequest().searched().events);
  await prepareAnswer(settings, id);
  await approve(core, id, await owner());
  await sql.query(`DELETE FROM pgboss.job WHERE name = 'send-answer'`);
  clock.advance(20 * MINUTE);
  await catchUpAnswers(settings, clock.now());
  expect((await jobs('send-answer')).filter(({ data }) => data.requestId === id)).toEqual([]);
  clock.advance(6 * MINUTE);
  await catchUpAnswers(settings, clock.now());
  const [job] = (await jobs('send-answer')).filter(({ data }) => data.requestId === id);
  await sendAnswer(settings, id, asId(job?.data.letterId ?? ''));
  expect((await jobs('send-mail')).length).toBeGreaterThan(0);
});

test('what waits for people, or did not arrive, is taken up by no run', async () => {
  const { settings, clock, jobs, sql } = use();
  const { id } = await stored(
    aRequest().awaitingApproval().seen().approved(clock.now()).then({ type: 'undelivered', reason }).events,
  );
  await sql.query(`DELETE FROM pgboss.job WHERE name = 'send-answer'`);
  clock.advance(HOUR);
  await catchUpAnswers(settings, clock.now());
  expect((await jobs('send-answer')).filter(({ data }) => data.requestId === id)).toEqual([]);
});
