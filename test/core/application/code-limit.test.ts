import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { LIMITS } from '../../../src/core/kernel/limits.ts';
import type { ChannelName } from '../../../src/core/kernel/rights.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { invite, type Member } from '../../support/desk-session.ts';
import { codeIn } from '../../support/running-desk.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { aChallenge, storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const GUESSES = LIMITS.wrongCodesPerRequest.most;

// the limits of the day before are over
beforeEach(() => use().clock.advance(DAY + MINUTE));

let networks = 0;
function aNetwork(): string {
  networks += 1;
  return `198.51.100.${networks}`;
}

/** Somebody from a network of their own, unless another is given. */
function customer({ channel = 'web', ip = aNetwork() }: { channel?: ChannelName; ip?: string } = {}) {
  const who = coreCustomer(use(), channel, randomUUID(), channel === 'web' ? ip : undefined);
  /** What the desk said last. */
  const heard = async () => {
    const entry = (await who.transcript()).findLast(({ from }) => from === 'desk');
    return entry?.from === 'desk' ? entry.message.kind : undefined;
  };
  return {
    ...who,
    heard,
    asksFor: (address: string) => who.asks('Sanne de Vries', address),
    async hears(text: string) {
      await who.says(text);
      return heard();
    },
    async guesses(address: string, times: number) {
      for (let guess = 1; guess <= times; guess += 1) {
        await who.says(await wrongFor(address));
        expect(await heard(), `guess ${guess}`).toBe('code_wrong');
      }
    },
  };
}

async function codesTo(address: string): Promise<readonly string[]> {
  const mails = (await use().core.desk.caughtMail(200)).filter(({ to }) => to === address);
  return mails.filter(({ text }) => /\b\d{6}\b/.test(text)).map(codeIn);
}

async function wrongFor(address: string): Promise<string> {
  const codes = await codesTo(address);
  return (
    ['123123', '321321', '456456', '654654', '789789', '987987'].find((code) => !codes.includes(code)) ?? ''
  );
}

async function rightFor(address: string): Promise<string> {
  return (await codesTo(address))[0] ?? '';
}

async function open(kind: string) {
  return (await use().core.desk.tasks('open')).filter((task) => task.kind === kind);
}

let owner: Promise<Member> | undefined;
function theOwner(): Promise<Member> {
  owner ??= invite(use(), 'eigenaar@example.nl', 'Noor');
  return owner;
}

test('fifteen wrong codes for a request are the end of it, whatever day it is, until a person allows more', async () => {
  const { core, clock } = use();
  const sanne = customer();
  const address = 'guessed@example.nl';
  const number = await sanne.asksFor(address);
  await sanne.guesses(address, 8);
  clock.advance(2 * DAY);
  await sanne.taps('resend');
  await workOff(use());
  await sanne.guesses(address, GUESSES - 8);
  expect(await sanne.hears(await rightFor(address))).toBe('code_blocked');
  clock.advance(300 * DAY);
  await sanne.taps('resend');
  expect(await sanne.heard()).toBe('code_blocked');
  await workOff(use());
  expect(await codesTo(address)).toHaveLength(2);
  const { conversationId, id } = await cardOf(use(), number);
  expect((await open('human_wanted')).filter((task) => task.conversationId === conversationId)).toMatchObject(
    [{ params: { reason: 'code_blocked' } }],
  );
  const by = await theOwner();
  expect(await core.desk.conversation(conversationId, by)).toMatchObject({ codesBlocked: true });
  expect(await core.desk.allowCodes(conversationId, by)).toMatchObject({ ok: true });
  expect(await sanne.heard()).toBe('codes_allowed');
  expect(await core.desk.conversation(conversationId, by)).toMatchObject({
    codesBlocked: false,
    humanWanted: false,
  });
  expect((await core.desk.card(id))?.history.at(-1)).toMatchObject({ type: 'codes_allowed', by: 'Noor' });
  await sanne.taps('resend');
  await workOff(use());
  expect(await sanne.hears(await rightFor(address))).toBe('proven');
  expect(await core.desk.allowCodes(conversationId, by)).toMatchObject({
    refusal: { code: 'conversation.not_blocked' },
  });
});

test('a person allows codes again also for a customer whose codes of that day were used up', async () => {
  const sanne = customer();
  const address = 'all-used@example.nl';
  const number = await sanne.asksFor(address);
  for (let code = 2; code <= 3; code += 1) await sanne.taps('resend');
  await workOff(use());
  await sanne.guesses(address, GUESSES);
  expect(await sanne.hears(await rightFor(address))).toBe('code_blocked');
  const { conversationId } = await cardOf(use(), number);
  await use().core.desk.allowCodes(conversationId, await theOwner());
  await sanne.taps('resend');
  expect(await sanne.heard()).toBe('code_sent');
});

test('a second wish in the same conversation gives no new guesses', async () => {
  const sanne = customer();
  const address = 'second-wish@example.nl';
  await sanne.asksFor(address);
  await sanne.guesses(address, 7);
  await sanne.says('wis al mijn gegevens');
  await sanne.says(await rightFor(address));
  await workOff(use());
  expect(await sanne.heard()).toBe('code_sent');
  await sanne.guesses(address, GUESSES - 7);
  expect(await sanne.hears(await rightFor(address))).toBe('code_blocked');
});

test('fifteen wrong codes at one mailbox end the day, from whatever conversation, network and plus-address', async () => {
  const { clock } = use();
  for (let attacker = 1; attacker <= 3; attacker += 1) {
    const address = `victim+${attacker}@example.nl`;
    const one = customer();
    await one.asksFor(address);
    await one.guesses(address, 5);
  }
  const sanne = customer();
  await sanne.asksFor('victim@example.nl');
  expect(await sanne.heard()).toBe('code_limit');
  clock.advance(DAY);
  await sanne.taps('resend');
  await workOff(use());
  expect(await sanne.hears(await rightFor('victim@example.nl'))).toBe('proven');
});

test('a code to an address of one’s own hides no guess at another address', async () => {
  const attackers = [customer(), customer()];
  for (const attacker of attackers) {
    await attacker.asksFor('hidden@example.nl');
    await attacker.taps('other_address');
    await attacker.says(`own-${attackers.indexOf(attacker)}@example.org`);
    await workOff(use());
    await attacker.guesses('hidden@example.nl', 8 - attackers.indexOf(attacker));
  }
  const sanne = customer();
  await sanne.asksFor('hidden@example.nl');
  expect(await sanne.heard()).toBe('code_limit');
});

test('fifteen wrong codes from one network end its day, in as many conversations as it likes', async () => {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const one = customer({ ip: `2001:db8:7:7::${attempt}` });
    await one.asksFor(`network-${attempt}@example.nl`);
    await one.guesses(`network-${attempt}@example.nl`, 5);
  }
  const same = customer({ ip: '2001:db8:7:7:ffff::9' });
  expect(await same.asksFor('network-4@example.nl')).toMatch(/^PB-/);
  expect(await same.heard()).toBe('code_limit');
  const other = customer({ ip: '2001:db8:7:8::1' });
  await other.asksFor('network-4@example.nl');
  expect(await other.heard()).toBe('code_sent');
});

test('plus-addresses of one mailbox share its five codes a day, and each code proves its own address only', async () => {
  for (let wish = 1; wish <= 4; wish += 1) await customer().asksFor(`jan+${wish}@example.nl`);
  const jan = customer();
  const number = await jan.asksFor('Jan+5@example.nl');
  expect((await use().core.desk.caughtMail(20)).map(({ to }) => to)).toContain('jan+5@example.nl');
  const sixth = customer();
  await sixth.asksFor('jan@example.nl');
  expect(await sixth.heard()).toBe('code_limit');
  expect(await jan.hears(await rightFor('jan+5@example.nl'))).toBe('proven');
  expect((await cardOf(use(), number)).email).toBe('jan+5@example.nl');
  const other = customer();
  const others = await other.proves('Sanne de Vries', 'jan+other@example.org');
  await other.says('hoe staat het met mijn verzoek');
  expect(await other.told('status')).toMatchObject({ requests: [{ number: others }] });
});

test('who asks from many chats mails no strangers en masse: the desk pauses, and the owner hears of it once', async () => {
  const { clock, settings } = use();
  await settings.store.transaction(async (tx) => {
    const { id } = await storeRequest(tx);
    for (let code = 1; code < LIMITS.proofCodesWithoutNetwork.most; code += 1)
      await tx.challenges.add(aChallenge(id, { limitHash: `stranger ${code}`, createdAt: clock.now() }));
  });
  const asked = [];
  for (let chat = 1; chat <= 3; chat += 1) {
    const attacker = customer({ channel: 'telegram' });
    await attacker.asksFor(`stranger-${chat}@example.com`);
    asked.push(await attacker.heard());
    if (chat < 3) continue;
    expect(await open('codes_paused')).toHaveLength(1);
    const sanne = customer();
    await sanne.asksFor('on-the-web@example.nl');
    expect(await sanne.heard()).toBe('code_sent');
    clock.advance(HOUR);
    await attacker.taps('resend');
    expect(await attacker.heard()).toBe('code_sent');
  }
  expect(asked).toEqual(['code_sent', 'code_paused', 'code_paused']);
});
