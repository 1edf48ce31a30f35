import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordChannel } from '../../../src/bots/discord/bot.ts';
import type { InboundMessage } from '../../../src/core/conversation/channel.ts';
import { discordWords } from '../../../src/core/text/discord-words.ts';
import { connect } from '../../support/discord/discord-harness.ts';
import type { User } from '../../support/discord/world.ts';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.ts';
import { useCore } from '../../support/use-core.ts';
import { type WatchedCore, watchedCore } from '../../support/watched-core.ts';

const use = useCore();
const { nl, en } = discordWords('https://balie.example.nl');
let server: DiscordServer;
let core: WatchedCore;
let channel: DiscordChannel;
let log: ReturnType<typeof connect>['log'];
let sanne: User;
let daan: User;

beforeEach(async () => {
  server = await startDiscordServer();
  sanne = server.world.addUser('Sanne');
  daan = server.world.addUser('Daan', 'en-US');
  core = watchedCore(use());
  await core.forget();
  ({ channel, log } = connect(server));
});
afterEach(async () => {
  await core.comesBack();
  await channel.stop();
  await server.close();
});

const heard = () => use().core.transcripts.heard('discord');
const texts = (messages: readonly InboundMessage[]) =>
  messages.map((message) =>
    message.kind === 'text' || message.kind === 'edit' ? message.text : message.kind,
  );
const logged = (words: string) => log.lines().some((line) => line.includes(words));
const say = (...paragraphs: string[]) => ({ paragraphs, choices: [] });
async function start(): Promise<void> {
  await channel.start(core.receive, heard);
  await server.connected();
}
async function startAgain(): Promise<void> {
  ({ channel, log } = connect(server));
  await start();
}

describe('nothing is lost', () => {
  it('over a cut: what came meanwhile is told when the session is resumed', async () => {
    await start();
    server.gateway.cut();
    server.writes(sanne, 'een');
    server.writes(sanne, 'twee');
    expect(texts(await core.received(2))).toEqual(['een', 'twee']);
    expect([server.gateway.resumed, server.gateway.identified.length]).toEqual([1, 1]);
  });

  it('when the connection is there and nobody answers on it', async () => {
    server.gateway.heartbeatMs = 20;
    server.gateway.answersHeartbeats = false;
    await start();
    await server.waitUntil('the session is resumed', () => server.gateway.resumed > 0);
    server.gateway.answersHeartbeats = true;
    server.writes(sanne, 'een');
    expect(texts(await core.received(1))).toEqual(['een']);
  });

  it('when the session is over: a new one reads the history of what it missed', async () => {
    await start();
    server.writes(sanne, 'een');
    await core.received(1);
    server.gateway.forgetSessions();
    server.gateway.cut();
    server.writes(sanne, 'twee');
    // Discord takes one new session in five seconds.
    await server.waitUntil('a new session', () => server.gateway.identified.length === 2, 12_000);
    expect(texts(await core.received(2))).toEqual(['een', 'twee']);
  });

  it('when Discord asks to reconnect', async () => {
    await start();
    server.gateway.tellToReconnect();
    await server.waitUntil('the session is resumed', () => server.gateway.resumed === 1);
    server.writes(sanne, 'een');
    expect(texts(await core.received(1))).toEqual(['een']);
  });

  it('over a restart: the history of a known conversation is read from the last stored message on', async () => {
    await start();
    server.writes(sanne, 'een');
    await core.received(1);
    await channel.stop();
    const second = server.writes(sanne, 'twee');
    server.writes(sanne, 'drie');
    server.edits(second, 'twee, verbeterd');
    await startAgain();
    expect(texts(await core.received(3))).toEqual(['een', 'twee, verbeterd', 'drie']);
    expect(core.refused()).toBe(0);
  });

  it('a change made while the desk was away arrives once, and a second start brings nothing twice', async () => {
    await start();
    const first = server.writes(sanne, 'een');
    await core.received(1);
    await channel.stop();
    server.edits(first, 'een, verbeterd');
    await startAgain();
    expect((await core.received(2))[1]).toMatchObject({ kind: 'edit', text: 'een, verbeterd' });
    await channel.stop();
    await startAgain();
    server.writes(sanne, 'twee');
    expect(texts(await core.received(3))).toEqual(['een', 'een, verbeterd', 'twee']);
  });

  it('also what came before words of the desk, when somebody writes before the history is read', async () => {
    await start();
    server.writes(sanne, 'een');
    await core.received(1);
    await channel.stop();
    server.writes(sanne, 'twee');
    ({ channel, log } = connect(server));
    await channel.send(sanne.channel, say('een bericht van de balie'));
    const asked = Promise.withResolvers<void>();
    await channel.start(core.receive, () => asked.promise.then(heard));
    await server.connected();
    server.writes(sanne, 'drie');
    asked.resolve();
    expect(texts(await core.received(3))).toEqual(['een', 'twee', 'drie']);
  });

  it('more than a page of history is read, in order', async () => {
    await start();
    server.writes(sanne, 'begin');
    await core.received(1);
    await channel.stop();
    for (let number = 1; number <= 120; number += 1) server.writes(sanne, `bericht ${number}`);
    await startAgain();
    await core.received(121);
    expect(texts(core.stored()).slice(1)).toEqual(
      Array.from({ length: 120 }, (_one, index) => `bericht ${index + 1}`),
    );
  });

  it('of somebody unknown who wrote while the desk was away, once they write again', async () => {
    server.writes(sanne, 'lang geleden');
    await channel.send(sanne.channel, say('antwoord van toen'));
    server.writes(sanne, 'gemist');
    await start();
    server.writes(sanne, 'bent u er?');
    expect(texts(await core.received(2))).toEqual(['gemist', 'bent u er?']);
  });

  it('while the history cannot be read for a moment', async () => {
    await start();
    server.writes(sanne, 'een');
    await core.received(1);
    await channel.stop();
    server.writes(sanne, 'twee');
    server.troubles('history', { status: 502, html: true });
    server.troubles('history', 'cut before');
    await startAgain();
    expect(texts(await core.received(2))).toEqual(['een', 'twee']);
  });

  it('and what one conversation cannot store holds up that one only', async () => {
    await start();
    server.writes(sanne, 'begin');
    server.writes(daan, 'start');
    await core.received(2);
    const repair = await core.damages(sanne.channel, 'discord');
    server.writes(sanne, 'een');
    server.writes(sanne, 'twee');
    server.writes(daan, 'other');
    await core.receivedWhere((message) => texts([message])[0] === 'other');
    await repair();
    await core.received(5);
    expect(texts(core.stored()).filter((text) => ['een', 'twee', 'other'].includes(text))).toEqual([
      'other',
      'een',
      'twee',
    ]);
  });
});

describe('a tapped button', () => {
  const choices = [{ id: 'copy', label: 'Kopie' }];
  async function offered() {
    await start();
    await channel.send(sanne.channel, { paragraphs: ['Kies.'], choices });
    const [message] = server.sent(sanne);
    if (message === undefined) throw new Error('nothing was sent');
    return message;
  }

  it('is answered without anything to be seen once the choice is stored', async () => {
    const message = await offered();
    const release = await core.holds();
    const tap = server.taps(sanne, message, 'copy');
    await core.attempted(1);
    expect(tap.answer).toBeUndefined();
    await release();
    await server.waitUntil('the answer', () => tap.answer !== undefined);
    expect(tap.answer).toEqual({ type: 6 });
    expect(core.stored()).toMatchObject([{ kind: 'choice', choice: 'copy', conversationKey: sanne.channel }]);
    expect(server.calls('callback').map(({ authorized }) => authorized)).toEqual([false]);
  });

  it('that cannot be stored within the time of Discord is answered all the same, and stored later', async () => {
    ({ channel, log } = connect(server, 1));
    const message = await offered();
    const release = await core.holds();
    const tap = server.taps(sanne, message, 'copy');
    await server.waitUntil('the answer', () => tap.answer !== undefined);
    expect(core.stored()).toEqual([]);
    await release();
    expect(await core.received(1)).toMatchObject([{ kind: 'choice' }]);
  });

  it('twice is two choices with names of their own; under an old message after a restart it is one as well', async () => {
    const message = await offered();
    server.taps(sanne, message, 'copy');
    server.taps(sanne, message, 'copy');
    await core.received(2);
    await channel.stop();
    await startAgain();
    server.taps(sanne, message, 'copy');
    const names = (await core.received(3)).map(({ externalId }) => externalId);
    expect(new Set(names).size).toBe(3);
  });

  it('whose token is dead is stored, and the failure is in the log without the token', async () => {
    const message = await offered();
    const release = await core.holds();
    const tap = server.taps(sanne, message, 'copy');
    await core.attempted(1);
    server.world.passes(3_001);
    await release();
    await core.received(1);
    await server.waitUntil('the late answer', () => server.calls('callback').length === 1);
    await expect.poll(() => logged('10062')).toBe(true);
    expect(tap.answer).toBeUndefined();
    expect(log.lines().join()).not.toContain(tap.token);
  });
});

describe('a command in a server', () => {
  it('is answered to the one who asked, without a word about a person, and goes on in direct messages', async () => {
    await start();
    const used = server.command(daan, 'status', { inServer: true });
    expect(await core.received(1)).toMatchObject([
      { kind: 'text', text: en.status, conversationKey: daan.channel, languageHint: 'en-US' },
    ]);
    await server.waitUntil('the answer', () => used.answer !== undefined);
    expect(used.answer).toEqual({ type: 4, data: { content: en.answerElsewhere, flags: 64 } });
  });

  it('with closed direct messages says what to do, there and to that one only', async () => {
    await start();
    sanne.closed = true;
    const used = server.command(sanne, 'status', { inServer: true });
    await core.received(1);
    const outcome = await channel.send(sanne.channel, say('Uw verzoek loopt.'));
    expect(outcome).toEqual({ status: 'failed', reason: 'blocked', retryable: false });
    expect(used.answer).toMatchObject({ data: { flags: 64 } });
    expect(used.changedTo).toBe(nl.closed);
    expect(nl.closed).toContain('https://balie.example.nl');
  });

  it.each(['cut before', { status: 500 }] as const)(
    'arrives once the direct messages open, though Discord fails at first with %o',
    async (trouble) => {
      await start();
      server.troubles('open', trouble, 2);
      const used = server.fillsIn(sanne, 'Wat bewaren jullie van mij?', { inServer: true });
      expect(texts(await core.received(1))).toEqual(['Wat bewaren jullie van mij?']);
      const told = () => used.changedTo ?? JSON.stringify(used.answer ?? '');
      await server.waitUntil('the answer', () => told().includes(nl.answerElsewhere));
    },
  );

  it('is not said to be there before it is stored: until then the bot is busy, to that one only', async () => {
    ({ channel, log } = connect(server, 1));
    await start();
    const release = await core.holds();
    const used = server.fillsIn(sanne, 'Wat bewaren jullie van mij?', { inServer: true });
    await server.waitUntil('a sign', () => used.answer !== undefined);
    expect([used.answer, used.changedTo]).toEqual([{ type: 5, data: { flags: 64 } }, undefined]);
    await release();
    await core.received(1);
    await server.waitUntil('the answer', () => used.changedTo === nl.answerElsewhere);
  });

  it('of somebody who cannot be written to says so at once, and is not tried for ever', async () => {
    await start();
    server.troubles('open', { status: 404, code: 10_013 });
    const used = server.command(sanne, 'status', { inServer: true });
    await server.waitUntil('the answer', () => used.answer !== undefined);
    expect(used.answer).toMatchObject({ data: { content: nl.closed, flags: 64 } });
    expect(core.stored()).toEqual([]);
  });

  it('to ask something opens a form, and what is filled in is read by nobody there', async () => {
    await start();
    const used = server.command(sanne, 'ask', { inServer: true });
    await server.waitUntil('the form', () => used.answer !== undefined);
    expect(used.answer).toMatchObject({ type: 9, data: { custom_id: 'ask', title: nl.formTitle } });
    server.fillsIn(sanne, 'Wat bewaren jullie van mij?', { inServer: true });
    expect(await core.received(1)).toMatchObject([
      { kind: 'text', text: 'Wat bewaren jullie van mij?', conversationKey: sanne.channel },
    ]);
  });

  it('in direct messages is answered that the answer comes below', async () => {
    await start();
    const used = server.command(sanne, 'person');
    expect(texts(await core.received(1))).toEqual([nl.person]);
    await server.waitUntil('the answer', () => used.answer !== undefined);
    expect(used.answer).toMatchObject({ data: { content: nl.answerHere, flags: 64 } });
  });
});

describe('the start', () => {
  it('asks for direct messages alone, and puts the commands once', async () => {
    await start();
    await server.waitUntil('the commands', () => server.rest.commands.length === 1);
    expect(server.gateway.identified).toMatchObject([{ intents: 1 << 12 }]);
    await channel.stop();
    await startAgain();
    await channel.stop();
    expect(server.calls('put commands')).toHaveLength(1);
    expect(server.rest.commands[0]).toMatchObject({ name: 'privacy', contexts: [0, 1] });
  });

  it('with a token that Discord refuses says so in the log, ends nothing else, and names no token', async () => {
    server.revokeToken();
    await channel.start(core.receive, heard);
    expect(await channel.check()).toBe('token_refused');
    expect(logged('DISCORD_BOT_TOKEN')).toBe(true);
    expect(log.lines().join()).not.toContain('MTk4');
  });

  it.each([
    [4004, 'DISCORD_BOT_TOKEN'],
    [4013, 'intents'],
    [4014, 'Bot page'],
  ])('that ends in close code %d says so in plain words, and does not try again', async (code, words) => {
    server.gateway.refuseWith = code;
    await channel.start(core.receive, heard);
    await server.waitUntil('the refusal', () => server.gateway.identified.length === 1);
    await expect.poll(() => logged(words)).toBe(true);
    expect(server.gateway.identified).toHaveLength(1);
  });

  it('with Discord away goes on trying', async () => {
    server.troubles('application', { status: 503, html: true });
    server.troubles('gateway', 'cut before');
    server.troubles('gateway', { status: 500 });
    await start();
    server.writes(sanne, 'een');
    expect(texts(await core.received(1))).toEqual(['een']);
  });
});

it('who waits longer than usual sees that the desk is at it', async () => {
  ({ channel, log } = connect(server, 1));
  await start();
  const release = await core.holds();
  server.writes(sanne, 'een');
  await server.waitUntil('typing', () => server.rest.typed.includes(sanne.id));
  await release();
  await core.received(1);
});

it('the log holds neither words, nor names, nor the token', async () => {
  await start();
  await core.goesAway();
  server.writes(sanne, 'geheime woorden');
  await core.rejectedOnce();
  server.troubles('message', { status: 400, code: 50_035 });
  server.troubles('message', 'cut before');
  for (let tries = 0; tries < 2; tries += 1) await channel.send(sanne.channel, say('geheime woorden'));
  expect(log.lines().length).toBeGreaterThanOrEqual(3);
  expect(log.lines().join('\n')).not.toMatch(new RegExp(`geheime|Sanne|${sanne.id}|${server.token}`));
});
