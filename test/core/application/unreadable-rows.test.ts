import { expect, test } from 'vitest';
import { connectChannels } from '../../../src/connect-channels.ts';
import { dailyRun } from '../../../src/core/application/daily-run.ts';
import type { JobOutcome } from '../../../src/core/application/deliver-message.ts';
import { UnreadableRow } from '../../../src/core/kernel/unreadable-row.ts';
import { createLog } from '../../../src/platform/log.ts';
import { workerParts } from '../../../src/worker-parts.ts';
import { startWorkers } from '../../../src/workers/start-workers.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { damage } from '../../support/damage.ts';
import { invite } from '../../support/desk-session.ts';
import { readyRequest } from '../../support/desk-work.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore();
const OWNER = 'eigenaar@example.nl';
const owner = () => invite(use(), OWNER, 'Eigenaar');

async function told() {
  return (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'unreadable');
}

async function alarms(): Promise<number> {
  await workOff(use());
  const mails = await use().core.desk.caughtMail(200);
  return mails.filter(({ to, text }) => to === OWNER && text.includes('kan niet worden gelezen')).length;
}

test('a request that does not open stays in the lists with a mark, the others too, and the owner is alarmed once', async () => {
  const { core, sql } = use();
  await owner();
  const good = await coreCustomer(use()).asks('Bram Bakker', 'bram@example.nl');
  const bad = await coreCustomer(use()).asks('Sanne de Vries', 'sanne@example.nl');
  await damage(sql, 'PrivacyRequest', 'wordsEnc', `"number" = '${bad}'`);
  for (let i = 0; i < 3; i += 1) {
    const rows = await core.desk.requests('unproven');
    expect(rows.find(({ number }) => number === good)).not.toHaveProperty('unreadable');
    expect(rows.find(({ number }) => number === bad)).toMatchObject({ unreadable: true });
  }
  const [task, ...others] = await told();
  expect(others).toEqual([]);
  const { receivedAt } = await cardOf(use(), bad);
  const params = { at: receivedAt.toISOString(), place: 'PrivacyRequest.wordsEnc' };
  expect(task).toMatchObject({ number: bad, params });
  expect(await alarms()).toBe(1);
  // it cannot be mended here: done is done
  expect(await core.desk.closeTask(task?.id ?? '', await owner())).toMatchObject({ ok: true });
  await core.desk.requests('unproven');
  expect(await told()).toEqual([]);
  expect(await alarms()).toBe(1);
});

test('a customer whose conversation is damaged goes on: the message is kept, what does not open is shown as that', async () => {
  const { core, sql, settings } = use();
  const customer = coreCustomer(use(), 'telegram');
  const number = await customer.asks('Bram Bakker', 'bram@example.nl');
  const { conversationId } = await cardOf(use(), number);
  await damage(sql, 'Message', 'contentEnc', `"conversationId" = '${conversationId}' AND "sequence" = 1`);
  await damage(sql, 'Conversation', 'dialogueEnc', `"id" = '${conversationId}'`);
  await damage(sql, 'Conversation', 'keyEnc', `"id" = '${conversationId}'`);
  expect(await customer.says('hoe staat het met mijn verzoek')).toEqual({ status: 'stored' });
  expect(await customer.told('status')).toMatchObject({ requests: [{ number }] });
  const view = await core.desk.conversation(conversationId, await owner());
  expect(view?.entries[0]).toMatchObject({ from: 'desk', message: { kind: 'unreadable' } });
  expect(view?.entries.length).toBeGreaterThan(5);
  const places = (await told()).map(({ params }) => params.place).toSorted();
  expect(places).toEqual(['Conversation.dialogueEnc', 'Conversation.keyEnc', 'Message.contentEnc']);
  // nobody can be written to without the channel's own name of the conversation: a person hears of it
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE "Message" SET "status" = 'queued' WHERE "conversationId" = $1 AND "sequence" = 2 RETURNING "id"`,
    [conversationId],
  );
  const { do: work } = await workers();
  expect(await work('send-message', { messageId: rows[0]?.id, conversationId })).toEqual({ status: 'done' });
  const failed = (await core.desk.tasks('open')).filter(
    (task) => task.kind === 'delivery_failed' && task.conversationId === conversationId,
  );
  expect(failed).toMatchObject([{ params: { reason: 'unreadable' } }]);
  expect((await dailyRun(settings)).registerWhole).toBe(true);
});

test('a code whose address does not open proves nothing, and another one can be asked', async () => {
  const { core, sql } = use();
  const customer = coreCustomer(use());
  const number = await customer.asks('Tom Vos', 'tom@example.nl');
  const { id } = await cardOf(use(), number);
  await damage(sql, 'Challenge', 'addressEnc', `"requestId" = '${id}'`);
  await customer.typesCode('tom@example.nl');
  expect((await cardOf(use(), number)).level).toBe(0);
  expect((await told()).map(({ params, number: about }) => [params.place, about])).toContainEqual([
    'Challenge.addressEnc',
    number,
  ]);
  await customer.taps('resend');
  await workOff(use());
  await customer.typesCode('tom@example.nl');
  expect((await core.desk.card(id))?.level).toBe(1);
});

/** The workers as the program starts them, called by hand; what they throw is what the queue would try again. */
async function workers() {
  const { config, settings, clock } = use();
  const log = createLog('silent');
  const channels = await connectChannels(config, log, clock);
  const handlers = new Map<string, (data: string) => Promise<JobOutcome>>();
  const queue: Parameters<typeof startWorkers>[0] = {
    work: async (name, handle) => {
      handlers.set(name, (data) => handle(JSON.parse(data)));
    },
  };
  await startWorkers(queue, workerParts(settings, channels, config, config.publicUrl, log));
  return {
    do: (name: string, data: object) => handlers.get(name)?.(JSON.stringify(data)),
  };
}

test('a job that meets a damaged row ends at once, what it was for is marked, and staff are told', async () => {
  const { core, sql, jobs } = use();
  const by = await owner();
  const { do: work } = await workers();
  const { detail } = await readyRequest(use(), by, { name: 'Noa Smit', email: 'noa@example.nl' });
  await damage(sql, 'SourceSearch', 'recordsEnc', `"requestId" = '${detail.id}'`);
  expect(await work('prepare-answer', { requestId: detail.id })).toEqual({ status: 'done' });
  await expect(core.desk.card(detail.id)).rejects.toThrow(UnreadableRow);
  expect((await core.desk.requests('open')).map(({ number }) => number)).toContain(detail.number);
  const kinds = (await core.desk.tasks('open')).filter(({ requestId }) => requestId === detail.id);
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['unreadable', 'job_failed']));

  const customer = coreCustomer(use());
  await customer.says('wat bewaren jullie van mij');
  await customer.taps(`copy.${await customer.number()}`);
  await customer.says('Lea Prins, lea@example.nl');
  const [mail] = (await jobs('send-mail')).toReversed();
  await damage(sql, 'OutboundMail', 'contentEnc', `"id" = '${mail?.data.mailId}'`);
  expect(await work('send-mail', mail?.data ?? {})).toEqual({ status: 'done' });
  const { rows } = await sql.query('SELECT "status", "failure" FROM "OutboundMail" WHERE "id" = $1', [
    mail?.data.mailId,
  ]);
  expect(rows).toEqual([{ status: 'failed', failure: 'unreadable' }]);
});

test('damaged exports and caught mails hide no others', async () => {
  const { core, sql } = use();
  const by = await owner();
  for (const name of ['een', 'twee'])
    await core.sources.upload('jouwweb', { name, content: Buffer.from(`naam;mail\n${name};x\n`) }, by);
  const before = await core.sources.exports('jouwweb');
  await damage(sql, 'ExportFile', 'previewEnc', `"id" = '${before[0]?.id}'`);
  expect(await core.sources.exports('jouwweb')).toEqual(before.slice(1));
  const mails = await core.desk.caughtMail(200);
  await damage(sql, 'CaughtMail', 'contentEnc', `"id" = '${mails[0]?.id}'`);
  const after = await core.desk.caughtMail(200);
  expect(after.slice(1)).toEqual(mails.slice(1));
  expect(after[0]).toMatchObject({ id: mails[0]?.id, unreadable: true, text: '' });
});

test('an answer never leaves, and nobody decides, without the name and address that it is for', async () => {
  const { core, sql } = use();
  const by = await owner();
  const { detail } = await readyRequest(use(), by, { name: 'Mia Kok', email: 'mia@example.nl' });
  await damage(sql, 'PrivacyRequest', 'emailEnc', `"id" = '${detail.id}'`);
  await expect(core.decisions.preview(detail.id, by)).rejects.toThrow(UnreadableRow);
  expect(await core.desk.card(detail.id)).toMatchObject({ unreadable: true, email: null });
});
