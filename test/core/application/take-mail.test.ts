import { beforeEach, describe, expect, test } from 'vitest';
import type { TranscriptEntry } from '../../../src/core/application/core-api.ts';
import { coreMailer, type WrittenMail } from '../../support/core-mailer.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

const ASKED = 'Ik wil graag een kopie van al mijn gegevens.\n\nGroet,\nSanne de Vries';

let sends: ReturnType<typeof coreMailer>['sends'];
beforeEach(() => {
  ({ sends } = coreMailer(use()));
});

const saidBy = (entries: readonly TranscriptEntry[]) =>
  entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message.kind] : []));
const written = (entries: readonly TranscriptEntry[]) =>
  entries.flatMap((entry) => (entry.from === 'customer' ? [entry.text] : []));
const inThread = (token: string) => ({
  to: `privacy+${token}@example.nl`,
  subject: `Re: Uw bericht [pb-${token}]`,
});

/** Mails that wait for a person, by why. */
async function held() {
  const tasks = await use().core.desk.tasks('open');
  return tasks.flatMap(({ kind, params }) => (kind === 'held_mail' ? [params.reason] : []));
}

test('a mail opens a conversation and a request, with the sender as the address and the words under the subject', async () => {
  const { transcript, key } = await sends({ subject: 'Inzageverzoek', text: ASKED, name: 'S. de Vries' });
  const entries = await transcript();
  expect(written(entries)).toEqual([`Inzageverzoek\n\n${ASKED}`]);
  expect(saidBy(entries)).toEqual(['first_notice', 'receipt', 'code_sent']);
  const [request] = (await use().core.desk.requests('open')).filter(({ channel }) => channel === 'email');
  expect(request).toMatchObject({ right: 'access', channel: 'email' });
  expect(key).toMatch(/^[0-9a-f]{20} sanne@example\.com$/);
});

test('a mail that comes again changes nothing and begins nothing', async () => {
  const mail = { text: ASKED, id: '<again@example.com>', from: 'again@example.com' };
  const first = await sends(mail);
  const again = await sends(mail);
  expect([first.status, again.status]).toEqual(['stored', 'duplicate']);
  expect(again.key).not.toBe(first.key);
  expect(await again.transcript()).toEqual([]);
  const { rows } = await use().sql.query(
    'SELECT count(*)::int AS n FROM "Conversation" WHERE "nextSequence" = 1',
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('two deliveries of one mail at the same moment make one conversation', async () => {
  const mail = { text: ASKED, id: '<twice@example.com>', from: 'twice@example.com' };
  const both = await Promise.all([sends(mail), sends(mail)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['duplicate', 'stored']);
  const { rows } = await use().sql.query(
    'SELECT count(*)::int AS n FROM "Conversation" WHERE "nextSequence" = 1',
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('only what was written now is heard: the quoted words of the desk ask nothing', async () => {
  const { token } = await sends({ text: 'Hallo' });
  const { transcript } = await sends({
    ...inThread(token),
    text: 'Dank u wel!\n\nOp ma 3 nov 2025 om 10:12 schreef Privacybalie:\n> Wilt u dat wij al uw gegevens verwijderen?',
  });
  expect(saidBy(await transcript()).at(-1)).toBe('thanks');
});

test('the quoted thread of an answer is not stored, and the transcript says so (R35)', async () => {
  const { token } = await sends({ subject: 'Inzageverzoek', text: ASKED, from: 'draad@example.com' });
  const { transcript } = await sends({
    ...inThread(token),
    from: 'draad@example.com',
    text: '> Hoe heet u?\nSanne de Vries.\n\nOp ma 3 nov 2025 om 10:12 schreef Winkel:\n> Jan Jansen bestelde een taart.',
  });
  expect(written(await transcript()).at(-1)).toBe('> Hoe heet u?\nSanne de Vries.');
  const entry = (await transcript()).findLast(({ from }) => from === 'customer');
  expect(entry).toMatchObject({ leftOut: ['quoted'] });
});

test('a number in an answer is the choice that stood behind it in the last mail', async () => {
  const { token, key, transcript } = await sends({
    text: 'Wat bewaren jullie van mij?',
    from: 'kiest@example.com',
  });
  const asked = await transcript();
  expect(saidBy(asked)).toContain('ask_choice');
  // as the worker keeps it when the mail with this list leaves
  await use().settings.store.transaction(async (tx) => {
    const row = await tx.conversations.byKey('email', key);
    if (row === undefined) throw new Error('no conversation');
    await tx.conversations.save(row.id, { dialogue: { ...row.dialogue, offered: ['human', 'more'] } });
  });
  await sends({ ...inThread(token), from: 'kiest@example.com', text: '1.\n\nGroet, Kees' });
  expect(saidBy(await transcript()).at(-1)).toBe('human_called');
});

test('a nine-digit number of a citizen is masked in subject and words (R14)', async () => {
  const { transcript } = await sends({
    subject: 'bsn 123456789',
    text: 'Mijn BSN is 123456789, wis mijn gegevens.',
  });
  expect(written(await transcript()).join()).not.toContain('123456789');
});

describe('an answer joins its conversation only from the address of that conversation', () => {
  const cases: readonly (readonly [string, (token: string) => WrittenMail])[] = [
    [
      'with a changed subject',
      (token) => ({ to: `privacy+${token}@example.nl`, subject: 'Nog iets', text: 'mens' }),
    ],
    ['without References', (token) => ({ ...inThread(token), text: 'mens' })],
    [
      'to the plain address, by the numbers of our mails',
      (token) => ({ fields: [`In-Reply-To: <${token}.0123456789abcdef@example.nl>`], text: 'mens' }),
    ],
  ];
  test.each(cases)('%s', async (_what, answer) => {
    const { token, transcript } = await sends({ text: 'Hallo' });
    await sends(answer(token));
    expect(saidBy(await transcript()).at(-1)).toBe('human_called');
  });

  test.each([
    ['a second person on the thread', { from: 'buur@example.org' }, 'unknown'],
    [
      'somebody to whom the mail was passed on',
      { from: 'vriend@example.org', subject: 'Fwd: Uw bericht' },
      'unknown',
    ],
    ['another address of the same person', { from: 'sanne@example.org' }, 'unknown'],
  ] as const)('%s is held, hears nothing, and adds nothing to it', async (_what, other, why) => {
    const { token, transcript } = await sends({ subject: 'Vraag', text: ASKED });
    const before = await transcript();
    const waiting = await held();
    const stray = await sends({ ...inThread(token), text: 'Hoe staat het met het verzoek?', ...other });
    expect(stray.status).toBe('stored');
    expect(await transcript()).toEqual(before);
    const apart = await stray.transcript(stray.apartKey);
    expect(saidBy(apart)).toEqual([]);
    expect(written(apart).join()).toContain('Hoe staat het');
    expect((await held()).toSorted()).toEqual([why, ...waiting].toSorted());
  });

  test('a token that nobody has is held', async () => {
    const { transcript, apartKey } = await sends({ ...inThread('0'.repeat(20)), text: 'Hallo?' });
    expect(saidBy(await transcript(apartKey))).toEqual([]);
  });

  test.each([
    ['in the subject only', (a: string, _b: string) => ({ subject: `Re: Uw bericht [pb-${a}]` })],
    ['two of them', (a: string, b: string) => ({ ...inThread(a), subject: `Re: [pb-${b}]` })],
  ])('a token that a stranger can copy joins nothing: %s', async (_what, names) => {
    const [one, two] = [await sends({ text: 'Hallo' }), await sends({ text: 'Hoi' })];
    const [before, waiting] = [await one.transcript(), await held()];
    const { apartKey, transcript } = await sends({ ...names(one.token, two.token), text: 'mens' });
    expect(await one.transcript()).toEqual(before);
    expect(saidBy(await transcript(apartKey))).toEqual([]);
    expect((await held()).toSorted()).toEqual(['unclear', ...waiting].toSorted());
  });

  test('a mail with a blind copy to the desk and a new mail are conversations of their own (R12)', async () => {
    const known = await sends({ subject: 'Vraag', text: ASKED });
    const other = await sends({
      to: 'iemand@example.org',
      subject: 'Vraag',
      text: 'Hoe staat het met mijn verzoek?',
    });
    expect(other.token).not.toBe(known.token);
    const told = (await other.transcript()).flatMap((entry) =>
      entry.from === 'desk' ? [entry.message] : [],
    );
    expect(JSON.stringify(told)).not.toContain('PB-');
  });
});

describe('nothing answers a program (RFC 3834)', () => {
  const away = {
    subject: 'Automatisch antwoord',
    fields: ['Auto-Submitted: auto-replied'],
    text: 'Ik ben afwezig.',
  };

  test('an automatic reply in a conversation stands in it, and nobody has work of it', async () => {
    const { token, transcript } = await sends({ text: 'Hallo' });
    const before = saidBy(await transcript());
    const waiting = (await use().core.desk.tasks('open')).length;
    await sends({ ...away, to: `privacy+${token}@example.nl` });
    expect(saidBy(await transcript())).toEqual(before);
    expect(written(await transcript()).at(-1)).toContain('Ik ben afwezig');
    expect((await use().core.desk.tasks('open')).length).toBe(waiting);
  });

  test.each([
    ['a list', { fields: ['List-Id: <lijst.example.org>', 'Precedence: list'] }],
    ['a program', { fields: ['Auto-Submitted: auto-generated'] }],
    ['nobody', { envelopeFrom: '' }],
  ])('a request from %s gets no answer, and a person reads it', async (_what, origin) => {
    const waiting = (await held()).length;
    const { apartKey, transcript } = await sends({ subject: 'AVG', text: ASKED, ...origin });
    const said = saidBy(await transcript(apartKey));
    expect(said).toEqual([]);
    expect((await held()).length - waiting).toBe(_what === 'nobody' ? 0 : 1);
  });

  test('what was held is listed as such, and is opened as a request with the receipt of the mail (R17)', async () => {
    const { core } = use();
    const by = await staffActor(core, 'eigenaar@example.nl');
    const { apartKey } = await sends({
      from: 'dienst@example.org',
      subject: 'Namens een klant',
      text: 'Wis alle gegevens van onze klant. Kenmerk 12.',
      fields: ['Precedence: bulk'],
    });
    const row = (await core.desk.conversationsWithoutRequest(by)).find(({ words }) =>
      words.includes('Kenmerk 12'),
    );
    expect(row?.sortedAs).toEqual(['held']);
    const waiting = (await held()).length;
    const opened = await core.desk.openFromConversation(row?.id ?? '', 'erasure', by);
    expect(opened.ok && (await core.desk.card(opened.value.id))?.receivedAt).toEqual(row?.receivedAt);
    expect((await held()).length).toBe(waiting - 1);
    expect(saidBy(await core.transcripts.read('email', apartKey, 0))).toContain('receipt');
  });
});

test('whoever has another address by hand still has the code mailed to the address that was typed (R6)', async () => {
  const { token, transcript } = await sends({
    text: 'Ik wil een kopie van al mijn gegevens.\n\nGroet,\nKees Bos',
    from: 'kees@example.com',
  });
  const checked = { ...inThread(token), from: 'kees@example.com', authenticated: true };
  await sends({ ...checked, text: 'Mijn adres is kees@example.org' });
  const told = (await transcript()).flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'code_sent' ? [entry.message.to] : [],
  );
  expect(told.at(-1)).toBe('k…@example.org');
});
