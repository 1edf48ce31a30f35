import { beforeEach, describe, expect, test } from 'vitest';
import { deliverMail, giveUpMail } from '../../../src/core/application/deliver-mail.ts';
import { deliverMessage } from '../../../src/core/application/deliver-message.ts';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import type { ChannelName } from '../../../src/core/kernel/rights.ts';
import type { SendFailure, SendOutcome } from '../../../src/core/kernel/send-outcome.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { type CoreCustomer, cardOf, coreCustomer } from '../../support/core-customer.ts';
import { coreMailer } from '../../support/core-mailer.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

/** Where messages are sent to; what is proved before a test begins is shown only. */
let sending = false;
const use = useCore({ pushes: (channel) => sending && channel !== 'web' });
const SANNE = 'Sanne de Vries';
const QUESTION = 'Welke bestelling bedoelt u?';
let people = 0;

beforeEach(() => {
  sending = false;
  // Codes of one test are no limit for the next.
  use().clock.advance(HOUR);
});

/** Somebody who proved a mailbox of her own in these chats, each with another question. */
async function proven(channels: readonly ChannelName[], names: readonly string[] = []) {
  people += 1;
  const email = `sanne.${people}@example.nl`;
  const wishes = ['Wat bewaren jullie van mij?', 'Ik wil dat jullie mijn gegevens wissen'];
  const chats: { readonly chat: CoreCustomer; readonly number: string }[] = [];
  for (const [index, channel] of channels.entries()) {
    const chat = coreCustomer(use(), channel);
    chats.push({ chat, number: await chat.proves(names[index] ?? SANNE, email, wishes[index]) });
  }
  sending = true;
  const [first] = chats;
  if (first === undefined) throw new Error('nobody');
  return { email, first, chats };
}

async function asksAbout(number: string) {
  const { id, version } = await cardOf(use(), number);
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  expect(await use().core.decisions.askCustomer(id, version, QUESTION, by)).toMatchObject({ ok: true });
}

type Refusals = Partial<Record<ChannelName, SendFailure | readonly (SendFailure | undefined)[]>>;

/** Sends what waits in the chats: these channels are closed, or refuse so; the others take it. Mails stay in the queue. */
async function sendsChats(...closed: readonly (ChannelName | Refusals)[]): Promise<boolean> {
  const { settings, jobs, sql } = use();
  const waiting = await jobs('send-message');
  const tried = new Map<ChannelName, number>();
  const failureOf = (channel: ChannelName): SendFailure | undefined => {
    const turn = tried.get(channel) ?? 0;
    tried.set(channel, turn + 1);
    const [failure] = closed
      .flatMap((one) => (typeof one === 'string' ? { [one]: 'blocked' } : one))
      .map((one: Refusals) => one[channel])
      .filter((one) => one !== undefined);
    return typeof failure === 'object' ? failure[turn] : failure;
  };
  await sql.query(`DELETE FROM pgboss.job WHERE name = 'send-message'`);
  for (const { data } of waiting)
    await deliverMessage(
      settings,
      {
        render: (message, language, shop) => renderMessage(message, language, shop),
        gathers: (channel) => channel === 'email',
        send: async (channel) => {
          const reason = failureOf(channel);
          return reason === undefined
            ? { status: 'sent', externalId: channel }
            : { status: 'failed', reason, retryable: false };
        },
      },
      data.messageId ?? '',
    );
  return waiting.length > 0;
}

/** The same until nothing waits any more, and then everything else. */
async function deliver(...closed: readonly ChannelName[]) {
  while (await sendsChats(...closed));
  await workOff(use());
}

async function mailsTo(email: string) {
  return (await use().core.desk.caughtMail(50)).filter(({ to }) => to === email);
}

async function undelivered(number: string) {
  return (await use().core.desk.undelivered()).filter((row) => row.number === number);
}

/** Its mail is refused for good. */
async function refuseMail(kind: string) {
  const { settings, sql } = use();
  const { rows } = await sql.query(
    `SELECT "id" FROM "OutboundMail" WHERE "kind" = $1 AND "status" = 'queued'`,
    [kind],
  );
  expect(rows).toHaveLength(1);
  await giveUpMail(settings, rows[0].id, 'rejected');
}

describe('a message that does not arrive goes to the next way that its customer proved (R24)', () => {
  test.each(['telegram', 'discord'] as const)(
    'a closed %s: the words go to the proven mailbox, staff read what failed and what was done, the date stays',
    async (channel) => {
      const { email, first } = await proven([channel]);
      const before = await cardOf(use(), first.number);
      await asksAbout(first.number);
      await deliver(channel);
      const [mail] = await mailsTo(email);
      expect(mail?.text).toContain(QUESTION);
      expect(mail?.text).toContain(`via ${channel === 'telegram' ? 'Telegram' : 'Discord'}`);
      expect(await undelivered(first.number)).toMatchObject([
        { failed: channel, next: 'email', reason: 'blocked' },
      ]);
      const { customerDue, staffDue, legalDue } = await cardOf(use(), first.number);
      expect({ customerDue, staffDue, legalDue }).toEqual({
        customerDue: before.customerDue,
        staffDue: before.staffDue,
        legalDue: before.legalDue,
      });
    },
  );

  test('all that waited in a closed chat is one mail, and no job sends it again', async () => {
    const { email, first } = await proven(['telegram']);
    const before = (await mailsTo(email)).length;
    await asksAbout(first.number);
    await asksAbout(first.number);
    await deliver('telegram');
    const mails = await mailsTo(email);
    expect(mails.length).toBe(before + 1);
    expect(mails[0]?.text.split(QUESTION)).toHaveLength(3);
  });

  test('the mailbox fails too: another chat of the same proven person hears that there is something, not what', async () => {
    const { first, chats } = await proven(['telegram', 'discord']);
    await asksAbout(first.number);
    await sendsChats('telegram');
    await refuseMail('undelivered');
    await deliver('telegram');
    expect(await chats[1]?.chat.told('elsewhere')).toEqual({
      kind: 'elsewhere',
      number: first.number,
      failed: 'email',
    });
    expect(JSON.stringify(await chats[1]?.chat.transcript())).not.toContain(QUESTION);
    expect(await undelivered(first.number)).toMatchObject([{ failed: 'email', next: 'discord' }]);
  });

  test('every way fails: it ends there, on one task that says so, about which staff hear again', async () => {
    const { email, first } = await proven(['telegram', 'discord']);
    await asksAbout(first.number);
    await sendsChats('telegram');
    await refuseMail('undelivered');
    const mails = (await mailsTo(email)).length;
    await sendsChats('telegram', 'discord');
    expect(await undelivered(first.number)).toMatchObject([{ failed: 'discord', next: 'none' }]);
    expect((await use().jobs('tell-staff')).length).toBeGreaterThan(0);
    await deliver('telegram', 'discord');
    expect((await mailsTo(email)).length).toBe(mails);
  });

  test('who goes on writing where no answer arrives gets five mails a day at most', async () => {
    const { email, first } = await proven(['telegram']);
    const before = (await mailsTo(email)).length;
    for (let turn = 0; turn < 7; turn += 1) {
      await first.chat.says('Wat is de status?');
      await deliver('telegram');
    }
    expect((await mailsTo(email)).length).toBe(before + 5);
    expect(await undelivered(first.number)).toMatchObject([{ next: 'limited' }]);
  });

  test('one mail with several messages that is refused is told once elsewhere, and is marked whole', async () => {
    const { first, chats } = await proven(['email', 'telegram']);
    for (let turn = 0; turn < 3; turn += 1) await asksAbout(first.number);
    await sendsChats({ email: 'rejected' });
    const [other] = chats.slice(1);
    const told = (await other?.chat.transcript())?.filter(
      (entry) => entry.from === 'desk' && entry.message.kind === 'elsewhere',
    );
    expect(told).toHaveLength(1);
    const failed = (await first.chat.transcript()).filter((entry) => entry.from === 'desk' && entry.failed);
    expect(failed).toHaveLength(3);
  });

  test('what a chat refuses one by one is one mail where a mailbox was proven', async () => {
    const { email, first } = await proven(['telegram']);
    const before = (await mailsTo(email)).length;
    for (let turn = 0; turn < 3; turn += 1) await asksAbout(first.number);
    await sendsChats({ telegram: 'rejected' });
    await workOff(use());
    const mails = await mailsTo(email);
    expect(mails.length).toBe(before + 1);
    expect(mails[0]?.text.split(QUESTION)).toHaveLength(4);
  });

  test('without another way only the message that was refused is given up', async () => {
    const chat = coreCustomer(use(), 'telegram');
    sending = true;
    await chat.says('Wat is de status?');
    await chat.says('Hoe lang bewaren jullie mijn gegevens?');
    await sendsChats({ telegram: ['rejected', undefined] });
    const said = (await chat.transcript()).flatMap((entry) => (entry.from === 'desk' ? [entry] : []));
    expect(said.length).toBeGreaterThan(1);
    expect(said.map(({ failed }) => failed === true)).toEqual(said.map((_, index) => index === 0));
  });

  test('what a person wrote stays the words of a person on its way by mail (RFC 3834)', async () => {
    const { first } = await proven(['telegram']);
    await asksAbout(first.number);
    await first.chat.says('Wat is de status?');
    await sendsChats('telegram');
    const sent: unknown[] = [];
    for (const { data } of await use().jobs('send-mail'))
      await deliverMail(
        use().settings,
        {
          render: ({ kind }) => ({ subject: kind, text: '', html: '' }),
          send: async ({ subject, byPerson }) => {
            sent.push([subject, byPerson]);
            return { status: 'sent', messageId: 'one' };
          },
        },
        data.mailId ?? '',
      );
    expect(sent).toContainEqual(['undelivered', true]);
  });
});

describe('a mail of a conversation', () => {
  /** What waits in the last conversation by mail, and the job that sends it. */
  async function waitingMail() {
    const { first, chats } = await proven(['email', 'telegram']);
    await asksAbout(first.number);
    const messageId = (await use().jobs('send-message'))[0]?.data.messageId ?? '';
    const sent: { readonly name: string; readonly words: string }[] = [];
    const tries = (outcome: (name: string) => Promise<SendOutcome>) =>
      deliverMessage(
        use().settings,
        {
          render: (message, language, shop) => renderMessage(message, language, shop),
          gathers: () => true,
          nameOf: (_channel, key, id) => `${key} ${id}`,
          send: async (_channel, key, { paragraphs }, id) => {
            sent.push({ name: `${key} ${id}`, words: paragraphs.join() });
            return outcome(`${key} ${id}`);
          },
        },
        messageId,
      );
    const reports = (sentAs: string) =>
      use().core.receive({
        channel: 'email',
        conversationKey: '',
        externalId: sentAs,
        receivedAt: use().clock.now(),
        kind: 'report',
        outcome: 'failed',
        sentAs,
      });
    return { first, other: chats[1]?.chat, sent, tries, reports };
  }
  const sentAs = async (name: string): Promise<SendOutcome> => ({ status: 'sent', externalId: name });
  const cut = async (): Promise<SendOutcome> => ({
    status: 'failed',
    reason: 'unreachable',
    retryable: true,
  });

  test('is the same mail when it is tried again, whatever was said meanwhile', async () => {
    const { first, sent, tries } = await waitingMail();
    await tries(cut);
    await asksAbout(first.number);
    await tries(sentAs);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(await undelivered(first.number)).toEqual([]);
  });

  test.each(['while it is being sent', 'after a process was killed before it noted the sending'])(
    'that comes back before it is known to have left has failed all the same: %s',
    async (when) => {
      const { first, other, sent, tries, reports } = await waitingMail();
      if (when.startsWith('while'))
        await tries(async (name) => {
          expect(await reports(name)).toEqual({ status: 'stored' });
          return sentAs(name);
        });
      else {
        await tries(() => Promise.reject(new Error('killed'))).catch(() => undefined);
        expect(await reports(sent[0]?.name ?? '')).toEqual({ status: 'stored' });
        await tries(sentAs);
        expect(sent).toHaveLength(1);
      }
      const [last] = (await first.chat.transcript()).slice(-1);
      expect(last).toMatchObject({ failed: true });
      expect(await other?.told('elsewhere')).toMatchObject({ failed: 'email' });
      expect(await undelivered(first.number)).toMatchObject([{ reason: 'bounced', next: 'telegram' }]);
      expect(await reports(sent[0]?.name ?? '')).toEqual({ status: 'ignored' });
    },
  );
});

describe('an answer to the mail that took the words of a chat', () => {
  /** Staff asked, the chat is closed, and the question went by mail. */
  async function askedByMail() {
    const { email, first } = await proven(['telegram']);
    await asksAbout(first.number);
    await deliver('telegram');
    const [mail] = await mailsTo(email);
    if (mail === undefined) throw new Error('no mail');
    const { conversationId: chat } = await cardOf(use(), first.number);
    const tasks = async () =>
      (await use().core.desk.tasks('open')).flatMap(({ kind, number, conversationId }) =>
        number === first.number || conversationId === chat ? [kind] : [],
      );
    return { email, first, mail, tasks };
  }
  const ANSWER = 'Die van 12 maart, met de blauwe kaars.';

  test.each([
    ['names it by its number', (id: string) => ({ fields: [`In-Reply-To: <${id}@example.nl>`] })],
    ['goes to its Reply-To', (id: string) => ({ to: `privacy+${id}@example.nl` })],
  ])('goes on where the question was asked, with a sign for staff: it %s', async (_how, named) => {
    const { email, first, mail, tasks } = await askedByMail();
    expect(mail.text).toContain('Antwoord dan op deze mail');
    const written = {
      from: email,
      name: SANNE,
      subject: 'Re: Een bericht voor u',
      text: `${ANSWER}\n\nOp 2 maart schreef de winkel:\n> ${QUESTION}`,
      authenticated: true,
      id: `<${mail.id}.answer@example.com>`,
      ...named(mail.id),
    };
    const sent = await coreMailer(use()).sends(written);
    expect(sent.status).toBe('stored');
    const chat = await first.chat.transcript();
    expect(chat.filter(({ from }) => from === 'customer').at(-1)).toMatchObject({ text: ANSWER });
    expect(await tasks()).toContain('customer_replied');
    expect(await sent.transcript()).toEqual([]);
    expect((await coreMailer(use()).sends(written)).status).toBe('duplicate');
  });

  test('whose sender was not checked, or has another name, waits for a person beside that request; a stranger joins nothing', async () => {
    const { email, first, mail, tasks } = await askedByMail();
    const before = await first.chat.transcript();
    const { sends } = coreMailer(use());
    const answer = { text: 'Ik trek alles in.', fields: [`In-Reply-To: <${mail.id}@example.nl>`] };
    const forged = await sends({ ...answer, from: email, name: SANNE });
    const other = await sends({ ...answer, from: email, name: 'Jan de Vries', authenticated: true });
    for (const { transcript } of [forged, other])
      expect((await transcript()).map(({ from }) => from)).toEqual(['customer']);
    expect((await tasks()).filter((kind) => kind === 'held_mail')).toHaveLength(2);
    await sends({ ...answer, from: 'vreemd@example.com', authenticated: true });
    expect((await tasks()).filter((kind) => kind === 'held_mail')).toHaveLength(2);
    expect(await first.chat.transcript()).toEqual(before);
  });
});

describe('only proof is a way (R12)', () => {
  test('without a proven mailbox nothing is mailed to the address that was typed: staff read that no way is left', async () => {
    const chat = coreCustomer(use(), 'telegram');
    const number = await chat.asks(SANNE, 'getypt@example.nl');
    const before = (await mailsTo('getypt@example.nl')).length;
    sending = true;
    await chat.says('Wat is de status?');
    await deliver('telegram');
    expect((await mailsTo('getypt@example.nl')).length).toBe(before);
    expect(await undelivered(number)).toMatchObject([{ failed: 'telegram', next: 'none' }]);
  });

  test('a chat with the same name and address, unproven, hears nothing; nor does another person of that mailbox', async () => {
    const { email, first, chats } = await proven(['telegram', 'discord'], [SANNE, 'Jan de Vries']);
    sending = false;
    const stranger = coreCustomer(use(), 'discord');
    await stranger.asks(SANNE, email);
    sending = true;
    await asksAbout(first.number);
    await sendsChats('telegram');
    await refuseMail('undelivered');
    await deliver('telegram');
    for (const other of [stranger, chats[1]?.chat])
      expect(JSON.stringify(await other?.transcript())).not.toContain(first.number);
    expect(await undelivered(first.number)).toMatchObject([{ next: 'none' }]);
  });
});
