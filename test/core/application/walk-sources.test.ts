import { describe, expect, test } from 'vitest';
import { createCore } from '../../../src/core/application/create-core.ts';
import { decideFoundKey } from '../../../src/core/application/decide-key.ts';
import { gatherSource } from '../../../src/core/application/gather-source.ts';
import { giveUpSearch } from '../../../src/core/application/give-up-job.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { recordSearches } from '../../../src/core/application/record-searches.ts';
import { LAST_ROUND } from '../../../src/core/fulfilment/search-keys.ts';
import { asId } from '../../../src/core/kernel/ids.ts';
import { exportReader } from '../../../src/processors/shared/export-reader.ts';
import { provesMore } from '../../support/decided-letter.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { type FakeSource, fakeSource } from '../../support/fake-source.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const SANNE = 'sanne@example.nl';
const email = { kind: 'email', value: SANNE } as const;
const order = { kind: 'orderNumber', value: '1001' } as const;
const payment = { kind: 'paymentId', value: 'tr_1' } as const;
const invoice = { kind: 'invoiceNumber', value: 'F1' } as const;
const phone = { kind: 'phone', value: '06-12345678' } as const;

/** A proven request of which these sources are being searched. */
async function searching(sources: readonly FakeSource[]) {
  const open = use();
  const settings = { ...open.settings, sources: () => sources };
  const ids = sources.map((one) => one.capabilities().source);
  const events = aRequest().proven().then({ type: 'search_started', sources: ids }).events;
  const { id } = await settings.store.transaction((tx) => storeRequest(tx, events, { email: SANNE }));
  await open.sql.query(`DELETE FROM pgboss.job WHERE name IN ('gather-source', 'prepare-answer')`);
  return {
    id,
    settings,
    /** The first search of each source, in this order. */
    begin: async (...order: readonly string[]) => {
      for (const source of order.length === 0 ? ids : order) await gatherSource(settings, id, source);
    },
    /** Does the searches that were asked for since, until none is asked for any more; answers them. */
    workOff: async () => {
      const done: string[] = [];
      for (;;) {
        const jobs = await open.jobs('gather-source');
        if (jobs.length === 0) return done;
        await open.sql.query(`DELETE FROM pgboss.job WHERE name = 'gather-source'`);
        for (const { data } of jobs) {
          done.push(`${data.source} ${data.round}`);
          await gatherSource(
            settings,
            asId(data.requestId ?? ''),
            data.source ?? '',
            Number(data.round ?? 1),
          );
        }
      }
    },
    state: async () => {
      const request = await settings.store.transaction((tx) => tx.requests.byId(id));
      if (request === undefined || !('searches' in request.state)) throw new Error('no search');
      return request.state;
    },
    found: async (source: string) =>
      (await open.core.desk.card(id))?.sources
        .find((one) => one.source === source)
        ?.records.map(({ ref }) => ref),
  };
}

const shop = () => fakeSource('jouwweb', [{ ref: '1', keys: [email, order, phone] }]);
const bank = () => fakeSource('mollie', [{ ref: '1', keys: [order, payment] }]);
const books = () =>
  fakeSource('e-boekhouden', [{ ref: '1', keys: [payment, invoice] }], { searchBy: ['paymentId'] });

test('an order leads to its payment at another system and that to its invoice, and then the draft is made', async () => {
  const sources = [shop(), bank(), books()];
  const walk = await searching(sources);
  await walk.begin('e-boekhouden', 'mollie', 'jouwweb');
  expect(await use().jobs('prepare-answer')).toEqual([]);
  expect((await walk.state()).searches.mollie).toMatchObject({ coverage: 'waiting', settled: false });
  expect(await walk.workOff()).toEqual(['mollie 2', 'e-boekhouden 3']);
  expect(await walk.found('e-boekhouden')).toEqual(['e-boekhouden:1']);
  expect(sources.map(({ searched }) => searched)).toEqual([
    [[SANNE]],
    [[SANNE], [SANNE, '1001']],
    [[SANNE], [SANNE, '1001', 'tr_1']],
  ]);
  expect(await use().jobs('prepare-answer')).toHaveLength(1);
  const detail = await use().core.desk.card(walk.id);
  expect(detail?.history.filter(({ type }) => type === 'search_continued')).toHaveLength(2);
});

test('the same is found whichever system answers first', async () => {
  const walk = await searching([shop(), bank(), books()]);
  await walk.begin('jouwweb', 'e-boekhouden', 'mollie');
  expect(await walk.workOff()).toEqual(['e-boekhouden 2']);
  expect(await walk.found('e-boekhouden')).toEqual(['e-boekhouden:1']);
  expect(await walk.found('mollie')).toEqual(['mollie:1']);
});

test('a search that runs again after a crash changes nothing and asks for nothing', async () => {
  const walk = await searching([shop(), bank(), books()]);
  await walk.begin();
  await walk.workOff();
  const rows = async () => {
    const { rows: keys } = await use().sql.query('SELECT * FROM "SearchKey" WHERE "requestId" = $1', [
      walk.id,
    ]);
    return { keys, state: await walk.state() };
  };
  const before = await rows();
  await walk.begin();
  for (const round of [2, 3])
    for (const source of ['mollie', 'e-boekhouden'])
      await gatherSource(walk.settings, walk.id, source, round);
  expect(await rows()).toEqual(before);
  expect(await walk.workOff()).toEqual([]);
});

test('a system that fails holds up no other, and what it found before stands', async () => {
  const broken = fakeSource('postnl', [], { fails: 'api.no_answer' });
  const walk = await searching([broken, bank(), shop()]);
  await walk.begin();
  expect(await walk.workOff()).toEqual(['mollie 2']);
  const { searches } = await walk.state();
  expect(searches).toMatchObject({ postnl: { coverage: 'failed' }, mollie: { settled: true, found: 1 } });
  expect(broken.searched).toHaveLength(1);
});

test('an order of somebody else that stands on the row of the own one in a newer export is not the own one', async () => {
  const own = { ref: '2', keys: [email, order, phone] };
  const old = fakeSource('jouwweb', [own], { find: 'file' });
  const newer = fakeSource(
    'jouwweb',
    [
      { ref: '2', keys: [{ kind: 'orderNumber', value: '1002' }], change: { confidence: 'possible' } },
      { ...own, ref: '3' },
    ],
    { find: 'file' },
  );
  const exported = { ...old, find: (...given: Parameters<FakeSource['find']>) => current.find(...given) };
  let current = old;
  const more = fakeSource('mollie', [{ ref: '1', keys: [order, { kind: 'orderNumber', value: '1002' }] }]);
  const walk = await searching([exported, more]);
  await walk.begin();
  current = newer;
  expect(await walk.workOff()).toEqual(['jouwweb 2']);
  const card = await use().core.desk.card(walk.id);
  expect(card?.sources.find(({ source }) => source === 'jouwweb')).toMatchObject({ undecided: 1 });
  expect(await walk.found('jouwweb')).toEqual(['jouwweb:2', 'jouwweb:3']);
});

test('a system that fails when it is searched once more loses neither records nor files, nor does who finishes it by hand', async () => {
  const files = { 'vraag.eml': new TextEncoder().encode('Beste winkel') };
  const by = { searchBy: ['email', 'phone'] } as const;
  const works = fakeSource('mollie', [{ ref: '1', keys: [email], files }], by);
  const broken = fakeSource('mollie', [], { ...by, fails: 'api.no_answer' });
  let current = works;
  const mollie = { ...works, find: (...given: Parameters<FakeSource['find']>) => current.find(...given) };
  const walk = await searching([mollie, shop()]);
  await walk.begin();
  await prepareAnswer(walk.settings, walk.id);
  const staff = await staffActor(use().core, 'eigenaar@example.nl');
  const [key] = (await use().core.desk.card(walk.id))?.openKeys ?? [];
  current = broken;
  await decideFoundKey(walk.settings, walk.id, { key: key?.id ?? '', theirs: true }, staff);
  expect(await walk.workOff()).toEqual(['mollie 1']);
  await giveUpSearch(walk.settings, walk.id, 'mollie');
  expect((await walk.state()).searches.mollie).toMatchObject({ coverage: 'failed', found: 1 });
  expect(await walk.found('mollie')).toEqual(['mollie:1']);
  const kept = async () =>
    (await walk.settings.store.transaction((tx) => tx.requests.files(walk.id))).map(({ name }) => name);
  expect(await kept()).toEqual(['vraag.eml']);

  const { sources } = use().core;
  const task = (await use().core.desk.card(walk.id))?.tasks.find(({ kind }) => kind === 'manual_search');
  const form = await sources.manualSearch(task?.id ?? '', staff);
  expect(form?.keys).toContainEqual({ kind: 'orderNumber', value: '1001' });
  expect(form?.sources).toMatchObject([
    { source: 'mollie', rows: [], found: [{ category: 'payment', text: SANNE }] },
  ]);
  const typed = {
    source: 'mollie',
    answer: 'found',
    rows: [{ category: 'note', text: 'Belt graag' }],
  } as const;
  await sources.recordManual(task?.id ?? '', [{ ...typed, reason: '' }], staff);
  expect(await walk.found('mollie')).toEqual(['mollie:1', 'mollie:manual:1']);
  expect(await kept()).toEqual(['vraag.eml']);
  const card = await use().core.desk.card(walk.id);
  const shown = card?.sources.find(({ source }) => source === 'mollie');
  expect(shown).toMatchObject({ coverage: { status: 'complete', found: 2 }, reopenable: true });
});

test('what a person typed of a system is not overwritten when others find keys for it', async () => {
  const walk = await searching([
    fakeSource('mollie', [{ ref: '1', keys: [order] }], { fails: 'api.no_answer' }),
    shop(),
  ]);
  await walk.begin('mollie');
  const typed = { status: 'complete', scanned: 0, found: 0, provesAbsence: false } as const;
  await walk.settings.store.transaction((tx) =>
    recordSearches(
      tx,
      walk.settings,
      walk.id,
      [{ source: 'mollie', coverage: typed, records: [] }],
      'staff:1',
    ),
  );
  await walk.begin('jouwweb');
  expect(await walk.workOff()).toEqual([]);
  expect((await use().core.desk.card(walk.id))?.sources).toMatchObject([
    { source: 'jouwweb' },
    { coverage: typed },
  ]);
});

test('a system that left the shop profile before its search holds up no answer: a person looks there', async () => {
  const walk = await searching([shop(), bank()]);
  await walk.begin('jouwweb');
  const without = { ...walk.settings, sources: () => [shop()] };
  await gatherSource(without, walk.id, 'mollie');
  expect((await walk.state()).searches.mollie).toMatchObject({ coverage: 'failed' });
  const card = await use().core.desk.card(walk.id);
  expect(card?.tasks.map(({ kind }) => kind).toSorted()).toEqual(['job_failed', 'manual_search']);
  expect(await use().jobs('prepare-answer')).toHaveLength(1);

  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const failed = card?.tasks.find(({ kind }) => kind === 'job_failed')?.id ?? '';
  expect(await use().core.sources.recordManual(failed, [], by)).toMatchObject({
    refusal: { code: 'task.unknown' },
  });
  expect(await use().core.sources.manualSearch(failed, by)).toBeUndefined();
});

test('keys are sealed, in a row of their own each, and jobs hold none', async () => {
  const walk = await searching([bank(), fakeSource('postnl', [], { searchBy: ['phone'] }), shop()]);
  await walk.begin();
  const { rows } = await use().sql.query('SELECT k::text AS row FROM "SearchKey" k WHERE "requestId" = $1', [
    walk.id,
  ]);
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/1001|12345678/);
  expect((await use().jobs('gather-source')).map(({ data }) => data)).toEqual([
    { requestId: walk.id, source: 'mollie', round: '2' },
  ]);
  await walk.workOff();
});

describe('a telephone number that was found', () => {
  const byPhone = () =>
    fakeSource('mollie', [{ ref: 'by-phone', keys: [phone] }], { searchBy: ['email', 'phone'] });

  async function asked() {
    const mollie = byPhone();
    const walk = await searching([mollie, shop()]);
    await walk.begin();
    await walk.workOff();
    await prepareAnswer(walk.settings, walk.id);
    const by = await staffActor(use().core, 'eigenaar@example.nl');
    const [key] = (await use().core.desk.card(walk.id))?.openKeys ?? [];
    if (key === undefined) throw new Error('nothing is asked');
    return { walk, mollie, by, key };
  }

  test('is searched with once staff say that it is of this customer; the log has no number', async () => {
    const { walk, mollie, by, key } = await asked();
    expect(key).toMatchObject({ kind: 'phone', value: '06-12345678', foundIn: 'JouwWeb' });
    expect(mollie.searched).toEqual([[SANNE]]);
    expect(await decideFoundKey(walk.settings, walk.id, { key: key.id, theirs: true }, by)).toMatchObject({
      ok: true,
    });
    expect((await use().core.desk.card(walk.id))?.approval).toMatchObject({ blockedBy: 'sources_open' });
    expect(await walk.workOff()).toEqual(['mollie 1']);
    expect(await walk.found('mollie')).toEqual(['mollie:by-phone']);
    const detail = await use().core.desk.card(walk.id);
    expect(detail?.openKeys).toEqual([]);
    expect(detail?.history.find(({ type }) => type === 'key_decided')?.params).toEqual({
      field: 'phone',
      theirs: true,
    });
    expect(JSON.stringify(detail?.history)).not.toContain('12345678');
    expect(await decideFoundKey(walk.settings, walk.id, { key: key.id, theirs: false }, by)).toMatchObject({
      refusal: { code: 'source.key_unknown' },
    });
  });

  test('is never searched with, nor asked again, once they say no', async () => {
    const { walk, mollie, by, key } = await asked();
    await decideFoundKey(walk.settings, walk.id, { key: key.id, theirs: false }, by);
    await walk.begin('jouwweb');
    expect(await walk.workOff()).toEqual([]);
    expect(mollie.searched).toHaveLength(1);
    expect((await use().core.desk.card(walk.id))?.openKeys).toEqual([]);
  });

  test('cannot be searched with any more once it was decided about the request', async () => {
    const { walk, by, key } = await asked();
    expect((await approve(use().core, walk.id, by)).ok).toBe(true);
    expect(await decideFoundKey(walk.settings, walk.id, { key: key.id, theirs: true }, by)).toMatchObject({
      refusal: { code: 'source.too_late' },
    });
  });
});

describe('records that may be of somebody else', () => {
  const possible = { confidence: 'possible' } as const;

  async function doubtful() {
    const rows = ['a', 'b', 'c'].map((ref) => ({ ref, keys: [email], change: possible }));
    const walk = await searching([fakeSource('mollie', rows)]);
    await walk.begin();
    await prepareAnswer(walk.settings, walk.id);
    const by = await staffActor(use().core, 'eigenaar@example.nl');
    const { sources, desk } = use().core;
    const decide = (theirs: boolean, ...refs: readonly string[]) =>
      sources.decideRecords(walk.id, { source: 'mollie', refs, theirs }, by);
    return { walk, by, decide, card: () => desk.card(walk.id) };
  }

  test('hold up the approval until a person said of each whose it is, and the refusal says where and how many', async () => {
    const { walk, by, decide, card } = await doubtful();
    const { core } = use();
    expect((await card())?.approval).toMatchObject({ blockedBy: 'records_undecided' });
    expect(await approve(core, walk.id, by)).toMatchObject({
      refusal: { code: 'decision.records_undecided', params: { count: 3, source: 'Mollie (3)' } },
    });
    const before = await core.decisions.preview(walk.id, by);
    expect(before).toMatchObject({ value: { counts: [] } });

    expect((await decide(true, 'mollie:a')).ok).toBe(true);
    expect((await decide(false, 'mollie:b', 'mollie:c')).ok).toBe(true);
    const after = await card();
    expect(after?.sources[0]).toMatchObject({ undecided: 0 });
    expect(after?.sources[0]?.records.map(({ withheld }) => withheld)).toEqual([
      undefined,
      'other_person',
      'other_person',
    ]);
    expect(
      after?.history.filter(({ type }) => type === 'records_decided').map(({ params }) => params),
    ).toEqual([
      { source: 'mollie', theirs: true, count: 1, undecided: 2 },
      { source: 'mollie', theirs: false, count: 2, undecided: 0 },
    ]);
    expect(await core.decisions.preview(walk.id, by)).toMatchObject({
      value: { counts: [{ source: 'mollie', category: 'payment', count: 1 }] },
    });
    expect((await approve(core, walk.id, by)).ok).toBe(true);
    expect(await decide(true, 'mollie:b')).toMatchObject({ ok: true });
  });

  test('are decided one by one as well by leaving them out of the copy', async () => {
    const { walk, by, decide, card } = await doubtful();
    const { sources } = use().core;
    await sources.withhold(walk.id, { source: 'mollie', ref: 'mollie:a', reason: 'rights_of_others' }, by);
    expect((await card())?.sources[0]).toMatchObject({ undecided: 2 });
    await decide(true, 'mollie:b', 'mollie:c');
    expect((await card())?.approval).toMatchObject({ mayApprove: true });
    expect(await decide(true)).toMatchObject({ refusal: { code: 'source.none_chosen' } });
    expect(await decide(true, 'mollie:x')).toMatchObject({ refusal: { code: 'source.record_unknown' } });
  });

  test('stay decided when the same is found again', async () => {
    const { walk, decide, card } = await doubtful();
    await decide(true, 'mollie:a', 'mollie:b');
    await decide(false, 'mollie:c');
    const before = await card();
    await walk.begin();
    expect((await card())?.version).toBe(before?.version);
    expect((await card())?.sources[0]).toMatchObject({ undecided: 0 });
  });
});

test('what needs more proof than there was is searched once more when it comes, and nothing else (R9)', async () => {
  const parcels = fakeSource('postnl', [{ ref: '1', keys: [email] }], { asksProof: true });
  const walk = await searching([shop(), parcels]);
  await walk.begin();
  await walk.workOff();
  const before = parcels.searched.length;
  expect(parcels.contexts.map(({ level }) => level)).not.toContain(2);
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  await provesMore({ ...use(), core: createCore(walk.settings, exportReader) }, walk.id, by);
  expect(await walk.workOff()).toEqual([`postnl ${LAST_ROUND}`]);
  expect(parcels.contexts.slice(before)).toMatchObject([{ level: 2, requestId: walk.id }]);
  expect((await walk.state()).searches.postnl).toMatchObject({
    coverage: 'complete',
    settled: true,
    found: 1,
  });
});
