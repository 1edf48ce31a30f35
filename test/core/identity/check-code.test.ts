import { describe, expect, test } from 'vitest';
import {
  type Challenge,
  countingCodes,
  checkCode as onWrong,
  proveMailbox,
} from '../../../src/core/identity/check-code.ts';
import { guessesLeft, mayMailCode } from '../../../src/core/identity/code-limits.ts';
import { countedAddress } from '../../../src/core/identity/counted-address.ts';
import { normaliseEmail } from '../../../src/core/identity/email-address.ts';
import { after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { countedNetwork } from '../../../src/core/kernel/counted-network.ts';
import { asId, type ChallengeId, type ConversationId, type RequestId } from '../../../src/core/kernel/ids.ts';

const NOW = new Date('2026-11-02T10:00:00Z');
const REQUEST = asId<RequestId>('request');
const CONVERSATION = asId<ConversationId>('conversation');

function challenge(id: string, change: Partial<Challenge> = {}): Challenge {
  return {
    id: asId<ChallengeId>(id),
    requestId: REQUEST,
    conversationId: CONVERSATION,
    addressHash: 'address',
    limitHash: 'counted address',
    codeHash: `code of ${id}`,
    createdAt: NOW,
    acceptedAt: NOW,
    usedAt: null,
    revokedAt: null,
    ...change,
  };
}

const NONE_WRONG = { request: 0, conversation: 0, address: 0, ip: 0 };

/** A code typed when nothing was guessed before. */
function checkCode(challenges: readonly Challenge[], matches: (challenge: Challenge) => boolean, now: Date) {
  return onWrong(challenges, NONE_WRONG, matches, now);
}

function typed(id: string) {
  return (candidate: Challenge) => candidate.codeHash === `code of ${id}`;
}

describe('a code that was mailed (R7)', () => {
  test('is valid for 30 minutes from the moment the mail server took the mail', () => {
    const slow = challenge('a', { createdAt: NOW, acceptedAt: later(NOW, 20 * MINUTE) });
    expect(checkCode([slow], typed('a'), later(NOW, 49 * MINUTE)).outcome).toBe('right');
    expect(checkCode([slow], typed('a'), later(NOW, 50 * MINUTE)).outcome).toBe('expired');
  });

  test('does not age while its mail waits for the mail server', () => {
    const waiting = challenge('a', { acceptedAt: null });
    expect(checkCode([waiting], typed('a'), later(NOW, 9 * 60 * MINUTE)).outcome).toBe('right');
  });

  test('counts while it is one of the two latest', () => {
    const [c, b, a] = [challenge('c'), challenge('b'), challenge('a')];
    expect(checkCode([c, b, a], typed('c'), NOW).outcome).toBe('right');
    expect(checkCode([c, b, a], typed('b'), NOW).outcome).toBe('right');
    expect(checkCode([c, b, a], typed('a'), NOW).outcome).toBe('wrong');
  });

  test('cannot be used twice, nor after "dit was ik niet"', () => {
    expect(checkCode([challenge('a', { usedAt: NOW })], typed('a'), NOW).outcome).toBe('none');
    const reported = challenge('a', { revokedAt: NOW });
    expect(checkCode([challenge('b'), reported], typed('a'), NOW).outcome).toBe('none');
  });

  test('is worth nothing when whoever reads that mailbox reported another one, and works for another mailbox', () => {
    const reported = challenge('a', { revokedAt: NOW });
    const other = challenge('b', { limitHash: 'another address' });
    expect(checkCode([challenge('b'), reported], typed('b'), NOW).outcome).toBe('none');
    expect(checkCode([other, reported], typed('b'), NOW).outcome).toBe('right');
    expect(checkCode([other, reported], typed('a'), NOW).outcome).toBe('wrong');
  });

  test.each([
    ['of the request', { request: 15 }, 'blocked'],
    ['of the conversation', { conversation: 15 }, 'blocked'],
    ['at the address on one day', { address: 15 }, 'limit'],
    ['from the network on one day', { ip: 15 }, 'limit'],
  ])('is no use after fifteen wrong ones %s, right or not', (_where, wrong, outcome) => {
    const codes = [challenge('b'), challenge('a')];
    for (const id of ['b', 'unknown'])
      expect(onWrong(codes, { ...NONE_WRONG, ...wrong }, typed(id), NOW).outcome).toBe(outcome);
    const fourteen = { request: 14, conversation: 14, address: 14, ip: 14 };
    expect(onWrong(codes, fourteen, typed('b'), NOW).outcome).toBe('right');
  });

  test('of the two latest those are guessed at that were neither used nor reported', () => {
    const [e, d, c] = [challenge('e'), challenge('d', { usedAt: NOW }), challenge('c')];
    expect(countingCodes([e, d, c])).toEqual([e]);
    const reported = challenge('b', { revokedAt: NOW, limitHash: 'another address' });
    expect(countingCodes([challenge('f', { limitHash: 'another address' }), e, reported])).toEqual([e]);
  });

  test('without any mailed code nothing can be right', () => {
    expect(checkCode([], () => true, NOW).outcome).toBe('none');
  });

  test('proves the mailbox for its own request and conversation only', () => {
    const right = checkCode([challenge('a')], typed('a'), NOW);
    expect(proveMailbox(right, REQUEST, CONVERSATION, NOW)).toMatchObject({
      level: 1,
      addressHash: 'address',
    });
    expect(proveMailbox(right, asId<RequestId>('other'), CONVERSATION, NOW)).toBeUndefined();
    expect(proveMailbox(right, REQUEST, asId<ConversationId>('other'), NOW)).toBeUndefined();
    expect(proveMailbox({ outcome: 'wrong' }, REQUEST, CONVERSATION, NOW)).toBeUndefined();
  });
});

describe('strangers are not flooded with codes (R7)', () => {
  const NONE = { request: 0, address: 0, conversation: 0, ip: 0, shop: 0, withoutIp: 0 };

  test.each([
    ['the third of a request', { request: 2, address: 4, conversation: 5, ip: 19 }, true],
    ['a fourth for one request', { request: 3 }, false],
    ['a sixth to one address', { address: 5 }, false],
    ['a seventh in one conversation', { conversation: 6 }, false],
    ['a twenty-first from one network', { ip: 20 }, false],
  ])('%s on one day: does it go?', (_rule, mailed, goes) => {
    for (const purpose of ['prove_mailbox', 'open_answer'] as const)
      expect(mayMailCode(purpose, { ...NONE, ...mailed }, true)).toMatchObject(
        goes ? { ok: true } : { refusal: { code: 'code.limit_reached' } },
      );
  });

  test.each([
    ['sixty in the shop: nobody gets another one to prove a mailbox', { shop: 60 }, true, false],
    ['fifty-nine: the sixtieth goes', { shop: 59, withoutIp: 59 }, true, true],
    ['twenty through chat services: no other one from a chat', { shop: 20, withoutIp: 20 }, false, false],
    ['nineteen of those: the twentieth goes', { shop: 19, withoutIp: 19 }, false, true],
    ['twenty through chat services: the web goes on', { shop: 20, withoutIp: 20 }, true, true],
  ])('in one hour %s', (_rule, mailed, knownIp, goes) => {
    expect(mayMailCode('prove_mailbox', { ...NONE, ...mailed }, knownIp)).toMatchObject(
      goes ? { ok: true } : { refusal: { code: 'code.paused' } },
    );
    expect(mayMailCode('open_answer', { ...NONE, ...mailed }, knownIp).ok).toBe(true);
  });
});

describe('what is counted as one for the limits', () => {
  test.each([
    ['jan+1@example.nl', 'jan@example.nl'],
    ['jan+shop+2@example.nl', 'jan@example.nl'],
    ['jan@example.nl', 'jan@example.nl'],
    ['+1@example.nl', '+1@example.nl'],
    ['jan.jansen@example.nl', 'jan.jansen@example.nl'],
  ])('%s is counted with %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });

  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['::ffff:c633:6407', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('the network of %s is %s', (ipAddress, network) => {
    expect(countedNetwork(ipAddress)).toBe(network);
  });
});

describe('an address as typed', () => {
  test.each([
    [' Sanne@Example.NL ', 'sanne@example.nl'],
    ["o'neil+web@mail.example.org", "o'neil+web@mail.example.org"],
    ['sanne＠example.nl', 'sanne@example.nl'],
  ])('%s is read as %s', (written, address) => {
    expect(normaliseEmail(written)).toBe(address);
  });

  test.each([
    '',
    'sanne',
    'sanne@',
    '@example.nl',
    'sanne@example',
    'sanne@exa mple.nl',
    'sanne@example.nl\r\nBcc: x@example.org',
    '.sanne@example.nl',
    'san..ne@example.nl',
    'sanne@-example.nl',
    'sanne@1.2.3.4',
    `${'a'.repeat(65)}@example.nl`,
    `a@${'b'.repeat(250)}.nl`,
    'a@example.nl, b@example.nl',
    '<a@example.nl>',
  ])('%j is no address', (written) => {
    expect(normaliseEmail(written)).toBeUndefined();
  });
});

describe('how many guesses are left is told by what was guessed here (R7)', () => {
  const none = { request: 0, conversation: 0, address: 0, ip: 0 };
  test.each([
    [none, 14],
    [{ ...none, request: 3, conversation: 1 }, 11],
    [{ ...none, conversation: 13 }, 1],
    [{ ...none, request: 14 }, 0],
    [{ ...none, request: 20 }, 0],
  ])('%o: %i after this one', (wrong, left) => expect(guessesLeft(wrong)).toBe(left));

  test('what others guessed at the same address is nobody else’s to hear', () => {
    expect(guessesLeft({ ...none, address: 12, ip: 9 })).toBe(14);
  });
});
