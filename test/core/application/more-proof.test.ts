import { expect, test } from 'vitest';
import type { Actor } from '../../../src/core/approval/staff-channel.ts';
import { asId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { LIMITS } from '../../../src/core/kernel/limits.ts';
import { StaffOnly } from '../../../src/core/kernel/staff-only.ts';
import { cardOf, coreCustomer, QUESTION } from '../../support/core-customer.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore();
const ERASE = 'Verwijder al mijn gegevens.';

async function staff(): Promise<Actor> {
  const { core } = use();
  const by = { via: 'cli', name: 'test' } as const;
  const found = (await core.desk.staff())[0];
  if (found !== undefined) return { via: 'desk', staffId: found.id, name: found.name };
  const added = await core.desk.addStaff('noor@example.nl', by, 'Noor Visser');
  if (!added.ok) throw new Error(added.refusal.code);
  return staff();
}

/** Every source answered by hand; an order on file when `rows` are given. */
async function searched(number: string, rows: readonly string[]): Promise<void> {
  const { core } = use();
  const by = await staff();
  const { tasks } = await cardOf(use(), number);
  const task = tasks.find(({ kind, doneAt }) => kind === 'manual_search' && doneAt === null);
  const view = task === undefined ? undefined : await core.sources.manualSearch(task.id, by);
  if (task === undefined || view === undefined) throw new Error('nothing to search by hand');
  const [first] = view.sources;
  const done = await core.sources.recordManual(
    task.id,
    view.sources.map(({ source }) =>
      source === first?.source && rows.length > 0
        ? { source, answer: 'found', rows: rows.map((text) => ({ category: 'order', text })), reason: '' }
        : { source, answer: 'none', rows: [], reason: '' },
    ),
    by,
  );
  if (!done.ok) throw new Error(done.refusal.code);
  await workOff(use());
}

const ORDER = '14-03-2026, order 1001, € 1.049,95, iDEAL';
let people = 0;
async function erasing(words = ERASE) {
  people += 1;
  const chat = coreCustomer(use());
  const number = await chat.proves('Sanne de Vries', `sanne${people}@example.nl`, words);
  return { chat, number };
}

test('two facts of an order wait for the search, prove level 2, and are kept nowhere (R9)', async () => {
  const { chat, number } = await erasing();
  await chat.told('ask_facts');
  const { unwanted } = await chat.says('het was 1.049,95 en met iDEAL');
  expect(unwanted).toBe(true);
  await chat.told('facts_noted');
  const { id, level } = await cardOf(use(), number);
  expect(level).toBe(1);
  await searched(number, [ORDER]);
  await chat.told('facts_right');
  const card = await cardOf(use(), number);
  expect(card).toMatchObject({ level: 2, proof: { method: 'order_facts' } });
  const said = (await chat.transcript()).filter(({ from }) => from === 'customer');
  expect(JSON.stringify(said)).not.toContain('1.049');
  expect(JSON.stringify(said)).toContain('[gegevens van een bestelling]');
  const kept = await use().settings.store.transaction(async (tx) => {
    const request = await tx.requests.byNumber(number);
    return request === undefined ? undefined : tx.conversations.byId(request.conversationId);
  });
  expect(kept?.dialogue.facts).toBeUndefined();
  expect(card.history.filter(({ type }) => type === 'facts_compared')).toMatchObject([
    { params: { right: true } },
  ]);
  expect(id).toBe(card.id);
});

test('whoever has no order hears the same words as whoever is wrong, three times, and then a person helps', async () => {
  const wrong = await erasing();
  const none = await erasing();
  await searched(wrong.number, [ORDER]);
  await searched(none.number, []);
  const heard: string[][] = [];
  for (const { chat } of [wrong, none]) {
    for (const text of ['15,90 met paypal', '16,90 met paypal', '17,90 met paypal']) {
      await chat.says(text);
      await workOff(use());
    }
    const kinds = (await chat.transcript()).flatMap((entry) =>
      entry.from === 'desk' && /facts/.test(entry.message.kind) ? [entry.message.kind] : [],
    );
    heard.push(kinds);
  }
  expect(heard[0]).toEqual(heard[1]);
  expect(heard[0]?.slice(-2)).toEqual(['facts_noted', 'facts_ended']);
  const { core } = use();
  const called = (await core.desk.tasks('open')).filter(
    ({ kind, params }) => kind === 'human_wanted' && params.reason === 'no_facts',
  );
  expect(called).toHaveLength(2);
  // The tries are up: what is typed now is not compared any more, also when it is right.
  await wrong.chat.says('1.049,95 met ideal');
  await workOff(use());
  expect((await cardOf(use(), wrong.number)).level).toBe(1);
});

test('after six wrong facts about one person in a day, the right ones count no more that day, in the usual words', async () => {
  const { settings, clock } = use();
  const { chat, number } = await erasing();
  await searched(number, [ORDER]);
  const { id } = await cardOf(use(), number);
  const limitHash = settings.secrets.hash('address', `sanne${people}@example.nl`);
  const keys = { purpose: 'order_facts', conversationId: null, ipHash: null } as const;
  const wrong = { ...keys, requestId: asId<RequestId>(id), limitHashes: [limitHash] };
  const { most } = LIMITS.wrongFactsPerAddress;
  await settings.store.transaction(async (tx) => {
    for (let guess = 1; guess < most; guess += 1) await tx.challenges.addWrong(wrong, clock.now());
  });
  const counted = () => settings.store.transaction((tx) => tx.challenges.countWrong(wrong, clock.now()));
  await chat.says('15,90 met paypal');
  await workOff(use());
  expect((await counted()).address).toBe(most);
  await chat.says('1.049,95 met ideal');
  await workOff(use());
  expect(await chat.told('facts_wrong')).toMatchObject({ left: 1 });
  expect((await cardOf(use(), number)).level).toBe(1);
  clock.advance(25 * 3_600_000);
  await chat.says('1.049,95 met ideal');
  await workOff(use());
  expect((await cardOf(use(), number)).level).toBe(2);
});

test('facts that stood in the request, or a single one, are no try', async () => {
  const { chat, number } = await erasing(
    'Verwijder al mijn gegevens uit uw systeem en mijn account (1.049,95).',
  );
  await chat.says('1.049,95 met iDEAL');
  await chat.told('facts_more');
  await chat.says('met iDEAL in maart');
  expect((await cardOf(use(), number)).facts).toEqual({ stage: 'asked', wrong: 0 });
});

test('whoever knows no order says so, and staff can ask again later', async () => {
  const { core } = use();
  const { chat, number } = await erasing();
  await chat.says('weet ik niet meer');
  await chat.told('facts_ended');
  await searched(number, [ORDER]);
  const { id, version } = await cardOf(use(), number);
  expect(await core.outcomes.askFacts(id, version, await staff())).toMatchObject({ ok: true });
  await chat.says('1049,95, in maart');
  await workOff(use());
  expect((await cardOf(use(), number)).level).toBe(2);
});

test('facts that still wait go with the request when it ends', async () => {
  const { chat, number } = await erasing();
  await chat.says('1.049,95 met ideal');
  await chat.says('laat maar');
  await chat.says('ja');
  await workOff(use());
  const dialogue = await use().settings.store.transaction(async (tx) => {
    const request = await tx.requests.byNumber(number);
    return request === undefined
      ? undefined
      : (await tx.conversations.byId(request.conversationId))?.dialogue;
  });
  expect((await cardOf(use(), number)).status).toBe('withdrawn');
  expect(dialogue?.facts).toBeUndefined();
});

/** An access request whose search found orders by hand. */
async function asking(rows: readonly string[] = []) {
  people += 1;
  const chat = coreCustomer(use());
  const address = `fleur${people}@example.com`;
  const number = await chat.proves('Fleur Jansen', address);
  await searched(number, rows);
  return { chat, number, address };
}

test('a code in a letter gives level 3 when it is typed in the conversation, and wrong ones count', async () => {
  const { core } = use();
  const { chat, number } = await asking();
  const { id, version } = await cardOf(use(), number);
  const empty = await core.outcomes.postCode(id, version, ' ', await staff());
  expect(empty).toMatchObject({ ok: false, refusal: { code: 'proof.postal_missing' } });
  const made = await core.outcomes.postCode(id, version, 'Dorpsstraat 101\n2631 CR Nootdorp', await staff());
  if (!made.ok) throw new Error(made.refusal.code);
  await chat.says(made.value.code === '000000' ? '000001' : '000000');
  await chat.told('letter_code_wrong');
  await chat.says(made.value.code);
  await chat.told('facts_right');
  expect(await cardOf(use(), number)).toMatchObject({ level: 3, proof: { method: 'post_code' } });
  expect(JSON.stringify(await use().sql.query('SELECT * FROM "Challenge"'))).not.toContain(made.value.code);
});

test('a masked document counts only with a written reason, in which no BSN is kept', async () => {
  const { core } = use();
  const { number } = await asking();
  const { id, version } = await cardOf(use(), number);
  const seen = (reason: string) => ({ method: 'masked_id', name: '', email: '', reason }) as const;
  const without = await core.outcomes.recordProof(id, version, seen(' '), await staff());
  expect(without).toMatchObject({ ok: false, refusal: { code: 'proof.reason_missing' } });
  const reason = 'Geen telefoon of adres bekend. BSN 123456789 op het document.';
  expect(await core.outcomes.recordProof(id, version, seen(reason), await staff())).toMatchObject({
    ok: true,
  });
  const card = await cardOf(use(), number);
  expect(card).toMatchObject({ level: 4, proof: { method: 'masked_id' } });
  expect(card.idReason).toContain('Geen telefoon');
  expect(card.idReason).not.toContain('123456789');
});

test('an answer goes elsewhere only from level 2, both addresses hear of it, and the approval waits seven days', async () => {
  const { core, clock } = use();
  const { number, address } = await asking();
  const by = await staff();
  const to = `nieuw${people}@example.org`;
  const move = async () =>
    core.outcomes.answerElsewhere(
      (await cardOf(use(), number)).id,
      (await cardOf(use(), number)).version,
      to,
      by,
    );
  expect(await move()).toMatchObject({ ok: false, refusal: { code: 'decision.level_missing' } });
  const before = await cardOf(use(), number);
  const facts = { method: 'order_facts', name: '', email: '' } as const;
  expect(await core.outcomes.recordProof(before.id, before.version, facts, by)).toMatchObject({ ok: true });
  expect(await move()).toMatchObject({ ok: true });
  await workOff(use());
  const mails = await core.desk.caughtMail(10);
  expect(
    mails.filter((mail) => mail.to === address && mail.text.includes('een ander e-mailadres te sturen')),
  ).toHaveLength(1);
  expect(mails.filter((mail) => mail.to === to)).toHaveLength(1);
  const approving = async () => {
    const seen = await core.decisions.preview(before.id, by);
    if (!seen.ok) throw new Error(seen.refusal.code);
    expect(seen.value.receiver).toBe(to);
    return core.decisions.approve(before.id, seen.value.version, seen.value.letterHash, by);
  };
  expect(await approving()).toMatchObject({ ok: false, refusal: { code: 'decision.address_too_new' } });
  clock.advance(7 * 24 * 3_600_000);
  expect(await approving()).toMatchObject({ ok: true });
  expect((await cardOf(use(), number)).doubts).toEqual(['another_address']);
});

test('the proven address takes an answer back that was sent elsewhere, at once and in the log (F20)', async () => {
  const { core } = use();
  const { number, address } = await asking();
  const by = await staff();
  const move = async (to: string) => {
    const { id, version } = await cardOf(use(), number);
    return core.outcomes.answerElsewhere(id, version, to, by);
  };
  const { id, version } = await cardOf(use(), number);
  const facts = { method: 'order_facts', name: '', email: '' } as const;
  expect(await core.outcomes.recordProof(id, version, facts, by)).toMatchObject({ ok: true });
  expect(await move(address)).toMatchObject({ ok: false, refusal: { code: 'proof.address_invalid' } });
  expect(await move(`nieuw${people}@example.org`)).toMatchObject({ ok: true });
  expect(await move(address)).toMatchObject({ ok: true });
  const card = await cardOf(use(), number);
  expect(card).toMatchObject({ answerTo: null, doubts: [] });
  expect(card.history.filter(({ type }) => type === 'answer_redirected')).toHaveLength(2);
  const seen = await core.decisions.preview(id, by);
  if (!seen.ok) throw new Error(seen.refusal.code);
  expect(seen.value.receiver).toBe(address);
  expect(await core.decisions.approve(id, seen.value.version, seen.value.letterHash, by)).toMatchObject({
    ok: true,
  });
});

test('with a mandate the customer himself is asked by a code to his mailbox, and gets the answer (BW 3:60)', async () => {
  const { core } = use();
  people += 1;
  const address = `moeder${people}@example.nl`;
  const chat = coreCustomer(use());
  await chat.says('Ik wil namens mijn moeder een kopie van haar gegevens.');
  const number = await chat.number();
  await chat.told('third_party_noted');
  const record = async (seen: 'mandate' | null, complete: boolean) => {
    const { id, version } = await cardOf(use(), number);
    const typed = { capacity: 'mandate', seen, complete, receives: false } as const;
    return core.outcomes.recordAuthority(id, version, typed, await staff());
  };
  expect(await record('mandate', false)).toMatchObject({
    ok: false,
    refusal: { code: 'authority.incomplete' },
  });
  expect(await record(null, false)).toMatchObject({ ok: true });
  expect(await chat.told('ask_authority')).toMatchObject({ capacity: 'mandate' });
  expect((await cardOf(use(), number)).groundWithout).toBe('no_authority');
  expect(await record('mandate', true)).toMatchObject({ ok: true });
  await chat.told('ask_principal');
  await chat.says(`Joke Hofstra, ${address}`);
  await workOff(use());
  const [mail] = (await core.desk.caughtMail(5)).filter(({ to }) => to === address);
  expect(mail?.text).toContain('namens u');
  await chat.typesCode(address);
  await workOff(use());
  const card = await cardOf(use(), number);
  expect(card).toMatchObject({
    level: 1,
    email: address,
    name: 'Joke Hofstra',
    authority: { seen: 'mandate' },
  });
});

test('a death or a child stops the mailings within a working day, whatever else is found out (R4)', async () => {
  const { core } = use();
  const [mourning, child] = [coreCustomer(use()), coreCustomer(use())];
  await mourning.says('Mijn man is overleden, hij bestelde bij jullie.');
  await mourning.told('condolence');
  await child.says('ik ben 13 en wil weten wat jullie van mij bewaren');
  await child.told('minor_noted');
  const open = (await core.desk.tasks('open')).filter(({ kind }) => kind === 'stop_mailing');
  expect(open.map(({ params }) => params.reason).sort()).toEqual(['deceased', 'minor']);
});

test('no path keeps a citizen number that staff typed: rows, notes, questions, letters and grounds (UAVG 46; R14)', async () => {
  const { core } = use();
  const by = await staff();
  const number9 = '123456789';
  const { chat, number } = await asking([`klant gaf BSN ${number9} door`]);
  const card = () => cardOf(use(), number);
  const { id } = await card();
  expect(await core.caseWork.addNote(id, new StaffOnly(`BSN ${number9} gezien`), by)).toMatchObject({
    ok: true,
  });
  const asked = await core.decisions.askCustomer(
    id,
    (await card()).version,
    `Uw BSN ${number9}, klopt dat?`,
    by,
  );
  expect(asked).toMatchObject({ ok: true });
  const free = { opening: `Uw BSN ${number9} hebben wij niet nodig.`, closing: '' };
  expect(await core.decisions.changeParagraphs(id, (await card()).version, free, by)).toMatchObject({
    ok: true,
  });
  const preview = await core.decisions.preview(id, by);
  const detail = await card();
  const seen = JSON.stringify([preview, detail.sources, detail, await chat.transcript()]);
  expect(seen).toContain('[BSN verwijderd]');
  expect(seen).not.toContain(number9);
});

test('staff record that a proven request was taken back by how they knew the person, whose address hears it (R3)', async () => {
  const { core } = use();
  const { chat, number, address } = await asking();
  const { id, version, receivedAt } = await cardOf(use(), number);
  const back = async (knownBy: 'call_back' | undefined, seen = version) =>
    core.outcomes.recordWithdrawal(id, seen, knownBy, await staff());
  expect(await back(undefined)).toMatchObject({ refusal: { code: 'withdrawal.evidence_missing' } });
  expect(await back('call_back', version - 1)).toMatchObject({ refusal: { code: 'decision.card_outdated' } });
  expect((await cardOf(use(), number)).status).not.toBe('withdrawn');
  expect(await back('call_back')).toMatchObject({ ok: true });
  await workOff(use());
  const gone = await cardOf(use(), number);
  expect(gone).toMatchObject({ status: 'withdrawn', approval: { outcome: 'withdrawn', by: 'Noor Visser' } });
  expect(gone.history.findLast(({ type }) => type === 'withdrawn')).toMatchObject({
    by: 'Noor Visser',
    params: { knownBy: 'call_back' },
  });
  expect(gone.tasks.filter(({ kind, doneAt }) => kind === 'manual_search' && doneAt === null)).toEqual([]);
  expect(await chat.told('withdrawn')).toMatchObject({ number, as: 'withdrawn' });
  const mails = (await core.desk.caughtMail(20)).filter(({ to }) => to === address);
  expect(mails.filter(({ text }) => text.includes('zoals u aan een medewerker vroeg'))).toHaveLength(1);
  expect(await back('call_back', gone.version)).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
  await chat.says(QUESTION);
  await workOff(use());
  const again = await cardOf(use(), number);
  expect(again).toMatchObject({ level: 1, receivedAt });
  expect(again.approval.phase).not.toBe('resolved');
});

test('an unproven request is taken back without any evidence, and no address that nobody proved hears of it', async () => {
  const { core } = use();
  const chat = coreCustomer(use());
  const number = await chat.asks('Sanne de Vries', 'unproven@example.nl');
  const mails = async () => (await core.desk.caughtMail(50)).filter(({ to }) => to === 'unproven@example.nl');
  const before = (await mails()).length;
  const { id, version } = await cardOf(use(), number);
  expect(await core.outcomes.recordWithdrawal(id, version, 'call_back', await staff())).toMatchObject({
    ok: true,
  });
  await workOff(use());
  const gone = await cardOf(use(), number);
  expect(gone.status).toBe('withdrawn');
  expect(gone.history.at(-1)?.params).toEqual({ as: 'withdrawn' });
  expect(await chat.told('withdrawn')).toMatchObject({ number });
  expect(await mails()).toHaveLength(before);
});
