import { describe, expect, test } from 'vitest';
import {
  type Challenge,
  checkCode,
  codesBlocked,
  proveMailbox,
} from '../../../src/core/identity/check-code.ts';
import { mayMailCode, WRONG_TRIES } from '../../../src/core/identity/code-limits.ts';
import { normaliseEmail } from '../../../src/core/identity/email-address.ts';
import { DAY, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
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
    codeHash: `code of ${id}`,
    createdAt: NOW,
    acceptedAt: NOW,
    tries: 0,
    usedAt: null,
    revokedAt: null,
    ...change,
  };
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
    const other = challenge('b', { addressHash: 'another address' });
    expect(checkCode([challenge('b'), reported], typed('b'), NOW).outcome).toBe('none');
    expect(checkCode([other, reported], typed('b'), NOW).outcome).toBe('right');
    expect(checkCode([other, reported], typed('a'), NOW).outcome).toBe('wrong');
  });

  test('a new code gives no new guesses: tries count over all codes of the request', () => {
    const old = challenge('a', { tries: WRONG_TRIES - 1 });
    expect(checkCode([challenge('b'), old], typed('b'), NOW).outcome).toBe('right');
    const worn = [challenge('c'), challenge('b', { tries: 1 }), old];
    expect(checkCode(worn, typed('c'), NOW).outcome).toBe('limit');
  });

  test('wrong tries count for a day; after that a new code can be right again', () => {
    const old = challenge('a', { tries: WRONG_TRIES });
    const next = later(NOW, DAY);
    const fresh = challenge('b', { createdAt: next, acceptedAt: next });
    expect(checkCode([old], typed('a'), later(NOW, DAY - MINUTE)).outcome).toBe('limit');
    expect(checkCode([fresh, old], typed('b'), next).outcome).toBe('right');
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
  test.each([
    ['the third of a request still goes', { request: 2, address: 2, conversation: 2, ip: 2 }, true],
    ['a fourth for one request does not', { request: 3, address: 3, conversation: 3, ip: 3 }, false],
    ['a sixth to one address does not', { request: 0, address: 5, conversation: 0, ip: 0 }, false],
    ['a seventh in one conversation does not', { request: 0, address: 0, conversation: 6, ip: 0 }, false],
    [
      'a twenty-first from one IP address does not',
      { request: 0, address: 0, conversation: 0, ip: 20 },
      false,
    ],
  ])('%s', (_rule, mailed, allowed) => {
    expect(mayMailCode(mailed).ok).toBe(allowed);
  });
});

describe('no further code goes out for a request (R7)', () => {
  test('once its tries are used up, for a day', () => {
    const worn = [challenge('b', { tries: 1 }), challenge('a', { tries: WRONG_TRIES - 1 })];
    expect(codesBlocked(worn, 'address', later(NOW, DAY - MINUTE))).toBe(true);
    expect(codesBlocked(worn, 'address', later(NOW, DAY))).toBe(false);
    expect(codesBlocked(worn.slice(0, 1), 'address', NOW)).toBe(false);
  });

  test('to an address whose owner said "dit was ik niet", for good; another address may still prove itself', () => {
    const reported = [challenge('a', { revokedAt: NOW })];
    expect(codesBlocked(reported, 'address', later(NOW, 30 * DAY))).toBe(true);
    expect(codesBlocked(reported, 'other', NOW)).toBe(false);
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
