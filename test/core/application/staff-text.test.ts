import { describe, expect, test } from 'vitest';
import { giveUpMail } from '../../../src/core/application/deliver-mail.ts';
import type { MailContent, RequestRow } from '../../../src/core/application/rows.ts';
import type { ConversationId } from '../../../src/core/kernel/ids.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { aRequest, opened } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { storeRequest } from '../store/stored-rows.ts';
import { mailsOf } from './due-requests.ts';

const use = useCore();

async function owner() {
  return staffActor(use().core, 'eigenaar@example.nl');
}

async function proven(channel: 'web' | 'telegram' | 'counter' = 'web') {
  const events = aRequest('access', [{ ...opened(), channel }]).searched().events;
  return use().settings.store.transaction((tx) => storeRequest(tx, events, { email: 'sanne@example.nl' }));
}

/** The mail that was queued last, with its id. */
async function queued(requestId: string): Promise<{ id: string; content: MailContent | null } | undefined> {
  const { rows } = await use().sql.query(
    'SELECT "id" FROM "OutboundMail" WHERE "requestId" = $1 ORDER BY "createdAt" DESC LIMIT 1',
    [requestId],
  );
  const id: unknown = rows[0]?.id;
  if (typeof id !== 'string') return undefined;
  return use().settings.store.transaction((tx) => tx.mails.byId(id));
}

test('what staff write in a web chat also goes to the mailbox that was proven there', async () => {
  const { core, jobs } = use();
  const request = await proven();
  const by = await owner();
  expect((await core.desk.answerConversation(request.conversationId, 'Dag, ik lees mee.', by)).ok).toBe(true);
  const mail = await queued(request.id);
  expect(mail?.content).toEqual({
    kind: 'staff_text',
    to: 'sanne@example.nl',
    language: 'nl',
    text: 'Dag, ik lees mee.',
    signedBy: by.name,
    question: false,
  });
  expect(await jobs('send-mail')).toContainEqual(
    expect.objectContaining({ data: { mailId: mail?.id ?? '' } }),
  );
});

test('a question to the customer is mailed as a question', async () => {
  const { core } = use();
  const request = await proven();
  const version = request.state.cardVersion;
  await core.decisions.askCustomer(request.id, version, 'Uit welk jaar?', await owner());
  expect((await queued(request.id))?.content).toMatchObject({ text: 'Uit welk jaar?', question: true });
});

test('no mail goes to a typed address that was not proven, nor where the chat itself arrives', async () => {
  const { core, settings } = use();
  const unproven = await settings.store.transaction((tx) => storeRequest(tx, aRequest().asked().events));
  const telegram = await proven('telegram');
  for (const { id, conversationId } of [unproven, telegram]) {
    await core.desk.answerConversation(conversationId, 'Dag, ik lees mee.', await owner());
    expect(await queued(id)).toBeUndefined();
  }
});

test('the words are not kept with the mail once it was sent', async () => {
  const { core } = use();
  const request = await proven();
  await core.desk.answerConversation(request.conversationId, 'Dag, ik lees mee.', await owner());
  await workOff(use());
  const [sent] = await core.desk.caughtMail(1);
  expect(sent).toMatchObject({ to: 'sanne@example.nl', text: expect.stringContaining('Dag, ik lees mee.') });
  expect((await queued(request.id))?.content).toBeNull();
});

test('a mail of staff that does not arrive becomes a task; the request goes on as it was', async () => {
  const { core, settings } = use();
  const request = await proven();
  await core.desk.answerConversation(request.conversationId, 'Dag, ik lees mee.', await owner());
  await giveUpMail(settings, (await queued(request.id))?.id ?? '', 'rejected');
  const detail = await core.desk.card(request.id);
  expect(detail?.status).toBe('gathering');
  expect(detail?.tasks).toMatchObject([{ kind: 'delivery_failed', conversationId: request.conversationId }]);
});

test('what reaches nobody is not taken: of a request from the counter staff are told to call', async () => {
  const { core } = use();
  const { id, conversationId, state } = await proven('counter');
  const by = await owner();
  const refused = { ok: false, refusal: { code: 'staff_text.no_channel' } };
  expect(await core.decisions.askCustomer(id, state.cardVersion, 'Uit welk jaar?', by)).toEqual(refused);
  expect(await core.desk.answerConversation(conversationId, 'Dag.', by)).toEqual(refused);
});

describe('with two addresses proven in one chat', () => {
  const [ANNA, BOB] = ['anna@example.nl', 'bob@example.nl'];

  /** A request in Anna's chat; with an address it was proven by a code to it. */
  async function stored(conversationId: ConversationId | undefined, email: string | undefined) {
    const request = aRequest('access', [opened()]);
    const events = email === undefined ? request.events : request.searched().events;
    return use().settings.store.transaction((tx) =>
      storeRequest(tx, events, {
        ...(conversationId === undefined ? {} : { conversationId }),
        ...(email === undefined ? {} : { email }),
      }),
    );
  }

  async function ask({ id }: RequestRow): Promise<void> {
    const { core } = use();
    const version = (await core.desk.card(id))?.version ?? 0;
    const asked = await core.decisions.askCustomer(id, version, 'Uit welk jaar?', await owner());
    if (!asked.ok) throw new Error(asked.refusal.code);
  }

  test('mail about a request goes to the address of that request, however new the other one is', async () => {
    const anna = await stored(undefined, ANNA);
    const bob = await stored(anna.conversationId, BOB);
    await ask(anna);
    expect((await queued(anna.id))?.content).toMatchObject({ to: ANNA });
    expect(await queued(bob.id)).toBeUndefined();
    await ask(bob);
    expect((await queued(bob.id))?.content).toMatchObject({ to: BOB });
  });

  test('mail about an unproven request goes to nobody', async () => {
    const anna = await stored(undefined, ANNA);
    const open = await stored(anna.conversationId, undefined);
    await ask(open);
    expect(await queued(open.id)).toBeUndefined();
    expect(await queued(anna.id)).toBeUndefined();
  });

  test('what is about no request is mailed only when all requests proven there share one address', async () => {
    const anna = await stored(undefined, ANNA);
    const { conversationId } = anna;
    const again = await stored(conversationId, ANNA);
    const answer = async () =>
      use().core.desk.answerConversation(conversationId, 'Dag, ik lees mee.', await owner());
    const count = async () => (await mailsOf(use(), 'staff_text')).filter(({ to }) => to === ANNA).length;
    const before = await count();
    expect((await answer()).ok).toBe(true);
    expect(await count()).toBe(before + 1);
    const bob = await stored(conversationId, BOB);
    expect((await answer()).ok).toBe(true);
    expect(await count()).toBe(before + 1);
    expect([await queued(bob.id), (await queued(again.id)) ?? (await queued(anna.id))]).toEqual([
      undefined,
      expect.objectContaining({ content: expect.objectContaining({ to: ANNA }) }),
    ]);
  });
});
