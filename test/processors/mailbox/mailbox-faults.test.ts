import { expect, test } from 'vitest';
import type { Change, PlanStep } from '../../../src/core/fulfilment/processor.ts';
import type { ImapFault } from '../../support/imap-server.ts';
import { ARRIVED, mail, NOW, openShopMailbox } from '../../support/shop-mailbox.ts';

const ERASE = { action: 'erase' } as const;
const RESTRICT = { action: 'restrict' } as const;

async function withMails(count = 3) {
  const shop = await openShopMailbox();
  for (let number = 1; number <= count; number += 1)
    shop.server.arrives(mail({ Subject: `Vraag ${number}` }), ARRIVED);
  return shop;
}

const closed = { status: 'failed', code: 'mailbox.unreachable', retryable: true } as const;

test('a refused password ends the search at once, and the check says so without a word of it', async () => {
  const { server, at, find, waited } = await withMails();
  const wrong = at(server.url.replace('geheim', 'fout'));
  expect((await find(undefined, wrong)).coverage).toEqual({
    status: 'failed',
    code: 'mailbox.login',
    retryable: false,
  });
  expect(await wrong.check()).toEqual({ ok: false, code: 'mailbox.login' });
  expect(waited).toEqual([]);
});

test('a server that cannot be reached is tried three times, then the search failed and may be done again', async () => {
  const { server, at, find, waited } = await withMails();
  const nowhere = at(server.url.replace(/\d+$/, '1'));
  expect((await find(undefined, nowhere)).coverage).toEqual(closed);
  expect(waited).toEqual([1_000, 5_000]);
});

test('the check signs in, says what may be done there, and asks for no mail', async () => {
  const { server, source } = await withMails();
  expect(await source.check()).toEqual({
    ok: true,
    may: ['find', 'export', 'erase', 'restrict', 'unrestrict'],
  });
  expect(server.asked.join('\n')).not.toMatch(/EXAMINE|SELECT|SEARCH|FETCH|jan/);
});

const searching: readonly (readonly [string, ImapFault, object, readonly number[]])[] = [
  [
    'a line that is cut in the middle of a folder is taken up where it was',
    { command: /UID FETCH/, when: 'midway', answer: 'cut' },
    { status: 'complete', scanned: 5, found: 5, provesAbsence: true },
    [1_000],
  ],
  [
    'a line that is cut before the words are searched is taken up too',
    { command: /UID SEARCH/, when: 'instead', answer: 'cut' },
    { status: 'complete', scanned: 5, found: 5, provesAbsence: true },
    [1_000],
  ],
  [
    'a line that is cut at every folder never gives half an answer',
    { command: /UID SEARCH/, times: 9, when: 'instead', answer: 'cut' },
    closed,
    [1_000, 5_000],
  ],
  [
    'a server that does not answer is given up after its time',
    { command: /UID SEARCH/, times: 9, when: 'instead', answer: 'hang' },
    closed,
    [1_000, 5_000],
  ],
  [
    'a folder that does not open is named by its use',
    { command: /EXAMINE "?Sent/, when: 'instead', answer: 'NO [NONEXISTENT] gone' },
    { status: 'partial', scanned: 5, found: 5, unsearched: ['mail_sent'] },
    [],
  ],
  [
    'a folder of the shop that does not open is not named by its own name',
    { command: /EXAMINE "?Klanten/, when: 'instead', answer: 'NO gone' },
    { status: 'partial', scanned: 4, found: 4, unsearched: ['mail_folder'] },
    [],
  ],
  [
    'a folder in which the server does not search is not said to be searched',
    { command: /UID SEARCH/, when: 'instead', answer: 'NO [BADCHARSET] no' },
    { status: 'partial', scanned: 1, found: 1, unsearched: ['mail_inbox'] },
    [],
  ],
  [
    'a folder from which the server gives no mail is not said to be searched',
    { command: /UID FETCH/, when: 'instead', answer: 'NO [INUSE] later' },
    { status: 'partial', scanned: 1, found: 1, unsearched: ['mail_inbox'] },
    [],
  ],
  [
    'a mail that the server names and does not give is not said to be read',
    { command: /UID FETCH/, when: 'midway', answer: 'OK done' },
    { status: 'partial', scanned: 5, found: 3, unsearched: ['mail_unreadable'] },
    [],
  ],
  [
    'a list of folders that is refused is no empty mailbox',
    { command: /^LIST "" "?\*/, times: 9, when: 'instead', answer: 'NO no' },
    { status: 'failed', code: 'mailbox.refused', retryable: false },
    [],
  ],
];

test.each(searching)('searching: %s', async (_rule, fault, coverage, pauses) => {
  const { server, find, waited } = await openShopMailbox(undefined, 500);
  for (let number = 1; number <= 4; number += 1)
    server.arrives(mail({ Subject: `Vraag ${number}` }), ARRIVED);
  server.arrives(mail(), ARRIVED, 'Klanten/Jan');
  server.fault(fault);
  const found = await find();
  expect(found.coverage).toEqual(coverage);
  expect(waited).toEqual(pauses);
  // none twice
  expect(new Set(found.records.map(({ ref }) => ref)).size).toBe(found.records.length);
});

test('a mail that was made to break programs is not passed over in silence', async () => {
  const { server, find } = await withMails(1);
  server.arrives(mail({ 'X-Long': 'x'.repeat(300_000) }), ARRIVED);
  expect((await find()).coverage).toEqual({
    status: 'partial',
    scanned: 2,
    found: 1,
    unsearched: ['mail_unreadable'],
  });
});

const carrying: readonly (readonly [string, Change, ImapFault, object, string])[] = [
  [
    'the line is cut before the mail is read',
    ERASE,
    { command: /SELECT/, when: 'instead', answer: 'cut' },
    { status: 'failed', code: 'mailbox.unreachable', retryable: true },
    'not_done',
  ],
  [
    'the line is cut before the mail is marked',
    ERASE,
    { command: /UID STORE/, when: 'instead', answer: 'cut' },
    { status: 'unknown', code: 'mailbox.unreachable' },
    'not_done',
  ],
  [
    'the answer is lost after the mail is gone',
    ERASE,
    { command: /UID EXPUNGE/, when: 'after', answer: 'cut' },
    { status: 'unknown', code: 'mailbox.unreachable' },
    'done',
  ],
  [
    'the server does not answer',
    ERASE,
    { command: /UID EXPUNGE/, when: 'instead', answer: 'hang' },
    { status: 'unknown', code: 'mailbox.unreachable' },
    'not_done',
  ],
  [
    'the server refuses',
    ERASE,
    { command: /UID EXPUNGE/, when: 'instead', answer: 'NO [NOPERM] no' },
    { status: 'failed', code: 'mailbox.refused', retryable: false },
    'not_done',
  ],
  [
    'the answer is lost after the mail was put apart',
    RESTRICT,
    { command: /UID MOVE/, when: 'after', answer: 'cut' },
    { status: 'unknown', code: 'mailbox.unreachable' },
    'done',
  ],
  [
    'the folder for restricted mails cannot be made',
    RESTRICT,
    { command: /CREATE/, when: 'instead', answer: 'NO [OVERQUOTA] no' },
    { status: 'failed', code: 'mailbox.refused', retryable: false },
    'not_done',
  ],
];

test.each(carrying)('carrying out: %s', async (_what, change, fault, outcome, verified) => {
  const { server, source, find, execute, verify } = await openShopMailbox(undefined, 500);
  server.arrives(mail(), ARRIVED);
  const [step] = source.plan(change, (await find()).records, NOW);
  server.fault(fault);
  expect(await execute(step ?? never(), change)).toEqual(outcome);
  expect(await verify(step ?? never(), change)).toBe(verified);
  // what was begun is finished by the next attempt, and what was done is not done twice
  const again = await execute(step ?? never(), change);
  expect(again.status).toBe(verified === 'done' && change.action === 'erase' ? 'already_gone' : 'done');
  expect(await verify(step ?? never(), change)).toBe('done');
  expect(server.mails).toEqual([]);
});

test('nobody who cannot look says that something was done', async () => {
  const { server, source, find, verify } = await withMails(1);
  const [step]: readonly PlanStep[] = source.plan(ERASE, (await find()).records, NOW);
  for (const command of [/SELECT|EXAMINE/, /UID SEARCH/]) {
    server.fault({ command, when: 'instead', answer: 'cut' });
    expect(await verify(step ?? never())).toBe('unknown');
  }
  server.renumber();
  expect(await verify(step ?? never())).toBe('unknown');
});

function never(): never {
  throw new Error('there is none');
}
