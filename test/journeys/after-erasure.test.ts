import { appendFile, readFile, stat } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { dailyRun } from '../../src/core/application/daily-run.ts';
import { compareLedger, replayErasures } from '../../src/core/application/replay-erasures.ts';
import { recordIdsOf } from '../../src/core/fulfilment/kept-records.ts';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { DAY } from '../../src/core/kernel/clock.ts';
import { asId } from '../../src/core/kernel/ids.ts';
import { erasureLedger } from '../../src/erasure-ledger.ts';
import { createFieldCipher } from '../../src/platform/field-cipher.ts';
import { createLog } from '../../src/platform/log.ts';
import { replayAtStart } from '../../src/replay-at-start.ts';
import { decideOutcome } from '../support/decide-outcome.ts';
import { approveLetter, doesAllSteps, lettersTo, timePasses } from '../support/decided-letter.ts';
import { type DeskActor, staffActor } from '../support/desk-staff.ts';
import { readyRequest } from '../support/desk-work.ts';
import { erasedInPart, eraseWhole, forgottenPerson } from '../support/forgotten-person.ts';
import { useCore } from '../support/use-core.ts';

const use = useCore();
let owner: DeskActor;
let askers = 0;

beforeAll(async () => {
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});

const forgotten = () => {
  askers += 1;
  return forgottenPerson(use(), owner, askers);
};

const inStores = () =>
  use().settings.store.transaction(async (tx) => ({
    holds: await tx.erasures.holds(),
    ...(await tx.erasures.counts()),
  }));
const ledgerText = () => readFile(use().config.erasureLedger, 'utf8');

async function openTasks(kind: string) {
  return (await use().core.desk.tasks('open')).filter((task) => task.kind === kind);
}

describe('what stays after an erasure (R33)', () => {
  test('three stores, each for its own purpose, are filled when the erasure was carried out, and the letter names them', async () => {
    const asked = await forgotten();
    const { core } = use();
    await decideOutcome(core, asked.id, erasedInPart(use(), { suppression: true }), owner);
    await approveLetter(use(), asked.id, owner);
    await timePasses(use(), DAY);
    expect(await inStores()).toEqual({ holds: [], blocks: 0, mailStops: 0 });
    await doesAllSteps(use(), asked.number, owner);
    const stores = await inStores();
    expect(stores).toMatchObject({
      holds: [{ source: 'e-boekhouden', category: 'invoice', count: 1, ground: 'tax' }],
      blocks: 1,
      mailStops: 1,
    });
    const { rows } = await use().sql.query(
      `SELECT (SELECT array_agg(h::text) FROM "LegalHold" h)::text
         || (SELECT array_agg(b::text) FROM "ReturnBlock" b)::text
         || (SELECT array_agg(m::text) FROM "MailStop" m)::text AS "all"`,
    );
    expect(rows[0].all).not.toMatch(new RegExp(`${asked.number}|${asked.id}|${asked.email}|Smit`));
    const [letter] = await lettersTo(use(), asked.email);
    expect(letter).toContain('zonder uw naam');
    expect(letter).toContain('versleuteld kenmerk van uw adres');
    expect(letter).toContain('lijst van mensen die geen reclame willen');
    const mayMail = (address: string) => core.erasures.mayMail(address);
    expect(await mayMail(asked.email.toUpperCase())).toEqual({ ok: true, value: false });
    expect(await mayMail('ander@example.nl')).toEqual({ ok: true, value: true });
  });

  test('the last mail holds a receipt that can still be checked when nothing of the request is left (R34)', async () => {
    const asked = await forgotten();
    await eraseWhole(use(), asked, erasedInPart(use()), owner);
    const { core } = use();
    const [mail = ''] = await lettersTo(use(), asked.email);
    const [receipt = ''] = /PB-[2-9A-Z-]{9} \d{4}-\d{2}-\d{2} P [0-9A-F-]+/.exec(mail) ?? [];
    const said = { number: asked.number, day: amsterdamDay(use().clock.now()), outcome: 'part' };
    expect(await core.erasures.receipt(asked.id, owner)).toBe(receipt);
    await use().sql.query('DELETE FROM "ReturnBlock"');
    expect(await core.erasures.receipt(asked.id, owner)).toBeUndefined();
    expect(await core.erasures.checkReceipt(receipt, asked.email)).toEqual({ ok: true, value: said });
    expect(await core.erasures.checkReceipt(receipt, 'ander@example.nl')).toMatchObject({
      refusal: { code: 'receipt.unknown' },
    });
    expect(await replayErasures(use().settings)).toMatchObject({ replayed: 2 });
    expect(await core.erasures.receipt(asked.id, owner)).toBe(receipt);
  });

  test('the ledger outside the database has it first, sealed, and readable to nobody else', async () => {
    const text = await ledgerText();
    expect(text.trim().split('\n')).toHaveLength(2);
    expect(text).not.toMatch(/klant1|example\.nl|PB-|e-boekhouden/);
    expect((await stat(use().config.erasureLedger)).mode & 0o777).toBe(0o600);
    expect((await compareLedger(use().settings)).unknown).toBe(0);
  });

  test('without the ledger the erasure does not count as carried out, and its letter waits', async () => {
    const asked = await forgotten();
    const broken = { ...use().settings.ledger, append: () => Promise.reject(new Error('no space left')) };
    await decideOutcome(use().core, asked.id, erasedInPart(use()), owner);
    await approveLetter(use(), asked.id, owner);
    await timePasses(use(), DAY);
    const { settings } = use();
    const before = await inStores();
    await expect(
      doesAllSteps({ ...use(), settings: { ...settings, ledger: broken } }, asked.number, owner),
    ).rejects.toThrow('no space left');
    expect(await inStores()).toEqual(before);
    expect(await lettersTo(use(), asked.email)).toHaveLength(1);
    await timePasses(use(), 0);
    expect(await lettersTo(use(), asked.email)).toHaveLength(2);
    expect(await inStores()).toMatchObject({ blocks: before.blocks + 1 });
  });

  test('a line that was cut off is no erasure, and the next one is whole; a damaged one is told', async () => {
    const { ledger } = use().settings;
    const whole = (await ledger.read()).entries.length;
    const [first = ''] = (await ledgerText()).split('\n');
    await appendFile(use().config.erasureLedger, first.slice(0, -40));
    expect(await ledger.read()).toMatchObject({ damaged: 0 });
    await eraseWhole(use(), await forgotten(), erasedInPart(use()), owner);
    expect((await ledger.read()).entries).toHaveLength(whole + 1);
    await appendFile(use().config.erasureLedger, `${first.replace('"sealed":"', '"sealed":"AAAA')}\n`);
    expect(await ledger.read()).toMatchObject({ damaged: 1 });
  });

  test('an old export that brings an erased person back is told to staff, by numbers; new orders are left alone', async () => {
    const asked = await forgotten();
    await eraseWhole(use(), asked, erasedInPart(use()), owner);
    const day = amsterdamDay(use().clock.now());
    const file = [
      'Ordernummer;Besteldatum;E-mailadres',
      `W-1;${addDays(day, -9)};${asked.email.toUpperCase()}`,
      `W-2;${addDays(day, 1)};${asked.email}`,
      `W-3;${addDays(day, -9)};ander@example.nl`,
    ].join('\n');
    const { sources } = use().core;
    const content = new TextEncoder().encode(file);
    const dropped = await sources.upload('jouwweb', { name: 'oud.csv', content }, owner);
    if (!dropped.ok) throw new Error(dropped.refusal.code);
    await sources.confirmColumns('jouwweb', dropped.value.id, ['orderNumber', 'orderDate', 'email'], owner);
    expect(await openTasks('rows_came_back')).toMatchObject([
      { params: { source: 'jouwweb', rows: 1, people: 1 } },
    ]);
  });

  test('who comes back as a customer and asks for a copy gets the new order; what stayed of somebody else is found again, and an old row is left to a person', async () => {
    askers += 1;
    const orders = ['W-zelf', 'W-moeder'].map((orderNumber) => ({
      orderNumber,
      orderDate: '2026-03-14',
      item: 'Gietpan',
    }));
    const asked = await forgottenPerson(use(), owner, askers, orders);
    const mothers = { source: 'jouwweb', ref: 'jouwweb:3', reason: 'other_person' } as const;
    expect(await use().core.sources.withhold(asked.id, mothers, owner)).toMatchObject({ ok: true });
    await eraseWhole(use(), asked, erasedInPart(use()), owner);
    expect((await use().settings.ledger.read()).entries.at(-1)?.othersRecords).toEqual(['W-moeder']);
    const erasedOn = amsterdamDay(use().clock.now());
    const { detail } = await readyRequest(use(), owner, {
      name: 'Ruud Smit',
      email: asked.email,
      words: 'Ik wil een kopie van al mijn gegevens.',
      orders: [
        { orderNumber: 'W-oud', orderDate: addDays(erasedOn, -9), item: 'Gietpan' },
        { orderNumber: 'W-moeder', orderDate: addDays(erasedOn, -9), item: 'Gietpan' },
        { orderNumber: 'W-nieuw', orderDate: addDays(erasedOn, 1), item: 'Deksel' },
      ],
    });
    const search = async () =>
      (await use().settings.store.transaction((tx) => tx.requests.searches(asId(detail.id)))).find(
        ({ source }) => source === 'jouwweb',
      );
    const found = await search();
    expect(found?.records.flatMap(recordIdsOf)).toEqual(['W-moeder', 'W-nieuw']);
    expect(found?.coverage).toMatchObject({ status: 'partial', unsearched: ['before_erasure'] });
    const care = async () => {
      const preview = await use().core.decisions.preview(detail.id, owner);
      return preview.ok ? preview.value.care : preview.refusal.code;
    };
    expect(await care()).toBe('reason');
    const cleaned = `Ordernummer;Besteldatum;E-mailadres\nW-nieuw;${addDays(erasedOn, 1)};${asked.email}`;
    const content = new TextEncoder().encode(cleaned);
    await use().core.sources.upload('jouwweb', { name: 'schoon.csv', content }, owner);
    await timePasses(use(), 0);
    expect(await search()).toMatchObject({ coverage: { status: 'complete', found: 1, provesAbsence: true } });
    expect(await care()).toBe('none');
    expect(await openTasks('two_years')).toEqual([]);
  });

  test('without its ledger a database that knows of erasures serves nobody, and an unwritable one neither', async () => {
    const { settings, secretKey, config } = use();
    const start = async (file: string) => {
      const ledger = erasureLedger(file, createFieldCipher(secretKey));
      const started = await replayAtStart({ ...settings, ledger }, file, createLog('silent'));
      return started.ok ? 'starts' : started.refusal.code;
    };
    expect(await start(config.erasureLedger)).toBe('starts');
    expect(await start(`${config.erasureLedger}-moved`)).toBe('ledger.missing');
    await appendFile(`${config.erasureLedger}-old`, '');
    expect(await start(`${config.erasureLedger}-old`)).toBe('ledger.behind');
    expect(await start('/dev/null/ledger')).toBe('ledger.not_writable');
  });

  test('when a hold ends its records are work for a person, and with the work the line goes', async () => {
    const [hold] = (await inStores()).holds;
    if (hold === undefined) throw new Error('nothing is held');
    const before = (await inStores()).holds.length;
    const years = 8 * 366 * DAY;
    use().clock.advance(years);
    await dailyRun(use().settings);
    const tasks = await openTasks('hold_ended');
    expect(tasks).toHaveLength(before);
    const mine = tasks.find(({ params }) => params.hold === hold.id);
    expect(await use().core.desk.task(mine?.id ?? '')).toMatchObject({ records: hold.recordIds });
    await dailyRun(use().settings);
    expect(await openTasks('hold_ended')).toHaveLength(before);
    expect(await use().core.desk.closeTask(mine?.id ?? '', owner)).toEqual({ ok: true, value: null });
    // By then no backup or export can bring an address back any more; who wants no mail still wants none.
    expect(await inStores()).toMatchObject({ blocks: 0, mailStops: 1 });
    expect((await inStores()).holds).toHaveLength(before - 1);
    expect(await replayErasures(use().settings)).toMatchObject({ erasures: 0, replayed: 0 });
    expect(await inStores()).toMatchObject({ blocks: 0 });
  });
});
