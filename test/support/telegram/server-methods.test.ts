import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramServer, type TelegramServer } from '../telegram-server.ts';
import { ask, read, refusal } from './ask.ts';
import { type ManualServerClock, manualServerClock } from './server-clock.ts';

const SANNE = 5_550_001;
const GROUP = -5_550_777;

let clock: ManualServerClock;
let server: TelegramServer;

beforeEach(async () => {
  clock = manualServerClock();
  server = await startTelegramServer({ clock });
  server.userSends(SANNE, 'Hallo');
});
afterEach(() => server.close());

const send = (fields: Record<string, unknown>) => ask(server, 'sendMessage', { chat_id: SANNE, ...fields });
const button = (data: string) => ({ inline_keyboard: [[{ text: 'Kies', callback_data: data }]] });

describe('the address', () => {
  const get = async (path: string) => read(await fetch(`${server.apiRoot}${path}`));

  it.each([
    ['/bottokenwithoutcolon/getMe', 401, 'Unauthorized: invalid token specified'],
    [`/bot1:${'x'.repeat(80)}/getMe`, 401, 'Unauthorized: invalid token specified'],
    ['/bot1:another/getMe', 401, 'Unauthorized'],
    ['/elsewhere', 404, 'Not Found'],
  ])('%s is refused as Telegram does', async (path, status, description) => {
    expect(await get(path)).toMatchObject(refusal(status, description));
  });

  it('names a method in any case, by GET, urlencoded, multipart and JSON', async () => {
    const url = `${server.apiRoot}/bot${server.token}/SENDMESSAGE`;
    const fields = { chat_id: String(SANNE), text: 'a' };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const bodies = [new URLSearchParams(fields), form];
    for (const body of bodies)
      expect(await read(await fetch(url, { method: 'POST', body }))).toMatchObject({ status: 200 });
    expect(await read(await fetch(`${url}?${new URLSearchParams(fields)}`))).toMatchObject({ status: 200 });
    expect(await send({ text: 'a' })).toMatchObject({ status: 200 });
    expect(server.sentMessages(SANNE)).toHaveLength(4);
  });

  it('has no unknown method, and none at all for a revoked token', async () => {
    expect(await ask(server, 'sendMessages')).toMatchObject(refusal(404, 'Not Found: method not found'));
    server.revokeToken();
    expect(await ask(server, 'getMe')).toMatchObject(refusal(401, 'Unauthorized'));
  });
});

it('getMe tells that it is a bot and what it may do', async () => {
  expect((await ask(server, 'getMe')).body).toMatchObject({
    ok: true,
    result: {
      is_bot: true,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    },
  });
});

describe('sendMessage', () => {
  it('takes 4,096 code points, however many bytes, and not one more', async () => {
    expect(await send({ text: '👍'.repeat(4_096) })).toMatchObject({ status: 200 });
    expect(await send({ text: '👍'.repeat(4_097) })).toMatchObject(
      refusal(400, 'Bad Request: message is too long'),
    );
  });

  it('counts after parsing', async () => {
    const text = `<b>${'a'.repeat(4_096)}</b>`;
    expect(await send({ text, parse_mode: 'HTML' })).toMatchObject({ status: 200 });
    expect(await send({ text })).toMatchObject(refusal(400, 'Bad Request: message is too long'));
  });

  it.each([
    [{}, 'Bad Request: message text is empty'],
    [{ text: ' \n ' }, 'Bad Request: text must be non-empty'],
    [{ text: 'a'.repeat(32_769) }, 'Bad Request: text is too long'],
    [{ text: 'a', parse_mode: 'wiki' }, 'Bad Request: unsupported parse_mode'],
    [{ text: 'a', chat_id: '' }, 'Bad Request: chat_id is empty'],
    [{ text: 'a', chat_id: 42 }, 'Bad Request: chat not found'],
    [{ text: 'a', reply_markup: button('') }, 'Bad Request: BUTTON_DATA_INVALID'],
    [{ text: 'a', reply_markup: button('é'.repeat(33)) }, 'Bad Request: BUTTON_DATA_INVALID'],
  ])('refuses %o', async (fields, description) => {
    expect(await send(fields)).toMatchObject(refusal(400, description));
  });

  it('takes 64 bytes under a button', async () => {
    expect(await send({ text: 'a', reply_markup: button('é'.repeat(32)) })).toMatchObject({ status: 200 });
  });

  it('leaves markup alone without a parse_mode', async () => {
    await send({ text: '<b>a_b</b>' });
    expect(server.sentMessages(SANNE)[0]?.text).toBe('<b>a_b</b>');
  });

  it('does not reach who blocked the bot or is gone, and says which', async () => {
    server.userBlocks(SANNE);
    expect(await send({ text: 'a' })).toMatchObject(refusal(403, 'Forbidden: bot was blocked by the user'));
    server.userIsDeleted(SANNE);
    expect(await send({ text: 'a' })).toMatchObject(refusal(403, 'Forbidden: user is deactivated'));
  });

  it('does not reach a group that put the bot out', async () => {
    server.groupWith(GROUP);
    server.groupKicksBot(GROUP);
    server.groupWith(GROUP - 1, 'supergroup');
    server.groupKicksBot(GROUP - 1);
    const description = 'Forbidden: bot was kicked from the group chat';
    expect(await send({ chat_id: GROUP, text: 'a' })).toMatchObject(refusal(403, description));
    const superDescription = 'Forbidden: bot was kicked from the supergroup chat';
    expect(await send({ chat_id: GROUP - 1, text: 'a' })).toMatchObject(refusal(403, superDescription));
  });

  it('names the new chat of a group that was upgraded', async () => {
    server.groupWith(GROUP);
    server.groupIsUpgraded(GROUP, -100_777);
    expect(await send({ chat_id: GROUP, text: 'a' })).toMatchObject(
      refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: -100_777,
      }),
    );
  });
});

describe('flood', () => {
  const flooded = (seconds: number) => ({
    ...refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
    retryAfter: String(seconds),
  });

  it('lets 30 a second pass in all', async () => {
    for (let chat = 1; chat <= 31; chat += 1) server.addUser(chat);
    for (let chat = 1; chat <= 30; chat += 1) await send({ chat_id: chat, text: 'a' });
    expect(await send({ chat_id: 31, text: 'a' })).toMatchObject(flooded(1));
    clock.advance(1_000);
    expect(await send({ chat_id: 31, text: 'a' })).toMatchObject({ status: 200 });
  });

  it('lets one a second pass in a private chat once the burst is used up', async () => {
    await server.close();
    server = await startTelegramServer({ clock, limits: { burst: 2 } });
    server.addUser(SANNE);
    await send({ text: 'a' });
    await send({ text: 'b' });
    expect(await send({ text: 'c' })).toMatchObject(flooded(1));
    clock.advance(1_000);
    expect(await send({ text: 'c' })).toMatchObject({ status: 200 });
  });

  it('lets 20 a minute pass in a group', async () => {
    server.groupWith(GROUP);
    for (let count = 0; count < 20; count += 1) await send({ chat_id: GROUP, text: 'a' });
    clock.advance(20_000);
    expect(await send({ chat_id: GROUP, text: 'a' })).toMatchObject(flooded(40));
  });
});

describe('editing', () => {
  it('changes text and buttons, and refuses what changes nothing or is not there', async () => {
    await send({ text: 'a', reply_markup: button('x') });
    const id = server.sentMessages(SANNE)[0]?.messageId;
    const edit = (method: string, fields: object) =>
      ask(server, method, { chat_id: SANNE, message_id: id, ...fields });
    expect(await edit('editMessageText', { text: 'b' })).toMatchObject({ status: 200 });
    const same = await edit('editMessageText', { text: 'b' });
    expect(same).toMatchObject(
      refusal(
        400,
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      ),
    );
    expect(await edit('editMessageReplyMarkup', { reply_markup: button('y') })).toMatchObject({
      status: 200,
    });
    expect(server.sentMessages(SANNE)[0]).toMatchObject({ text: 'b', keyboard: [[{ callbackData: 'y' }]] });
    expect(await edit('editMessageText', { message_id: 9, text: 'b' })).toMatchObject(
      refusal(400, 'Bad Request: message to edit not found'),
    );
  });
});

describe('answerCallbackQuery', () => {
  const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

  async function tap(): Promise<string> {
    await send({ text: 'a', reply_markup: button('x') });
    return server.userTaps(server.sentMessages(SANNE).at(-1)?.messageId ?? 0, 'x');
  }

  it('works once', async () => {
    const callback_query_id = await tap();
    expect(await ask(server, 'answerCallbackQuery', { callback_query_id })).toMatchObject({ status: 200 });
    expect(await ask(server, 'answerCallbackQuery', { callback_query_id })).toMatchObject(
      refusal(400, TOO_OLD),
    );
  });

  it('does not work late, nor with more than 200 characters', async () => {
    const callback_query_id = await tap();
    const text = 'a'.repeat(201);
    expect(await ask(server, 'answerCallbackQuery', { callback_query_id, text })).toMatchObject({
      status: 400,
    });
    server.callbacksExpire();
    expect(await ask(server, 'answerCallbackQuery', { callback_query_id })).toMatchObject(
      refusal(400, TOO_OLD),
    );
  });

  it('is for buttons that were shown: nobody taps another one', async () => {
    await tap();
    expect(() => server.userTaps(server.sentMessages(SANNE)[0]?.messageId ?? 0, 'z')).toThrow('no button');
  });
});

describe('trouble that a test orders', () => {
  it('comes as often as ordered and carries nothing out', async () => {
    server.failNext('sendMessage', { status: 429, retryAfter: 7 });
    server.failNext('sendMessage', { status: 500, times: 2 });
    expect(await send({ text: 'a' })).toMatchObject({ status: 429, retryAfter: '7' });
    expect(await send({ text: 'a' })).toMatchObject(refusal(500, 'Internal Server Error'));
    expect(await send({ text: 'a' })).toMatchObject({ status: 500 });
    expect(server.sentMessages(SANNE)).toEqual([]);
    expect(await send({ text: 'a' })).toMatchObject({ status: 200 });
  });

  it('cuts the connection before or after the work', async () => {
    server.cutNext('sendMessage', 'before');
    await expect(send({ text: 'a' })).rejects.toThrow();
    expect(server.sentMessages(SANNE)).toHaveLength(0);
    server.cutNext('sendMessage', 'after');
    await expect(send({ text: 'a' })).rejects.toThrow();
    expect(server.sentMessages(SANNE)).toHaveLength(1);
  });
});
