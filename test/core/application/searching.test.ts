import { expect, test } from 'vitest';
import { DEMO_EXPORT_COLUMNS } from '../../../prisma/demo-shop.ts';
import { gatherSource } from '../../../src/core/application/gather-source.ts';
import { latestExport } from '../../../src/core/application/latest-export.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { recordSearches } from '../../../src/core/application/record-searches.ts';
import type { Coverage } from '../../../src/core/fulfilment/coverage.ts';
import { jouwweb } from '../../../src/processors/jouwweb/jouwweb.ts';
import { approve, freshExport, staffActor } from '../../support/desk-staff.ts';
import { aRequest, opened } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const FOUND = { status: 'complete', scanned: 1, found: 1, provesAbsence: false } as const;

async function owner() {
  return staffActor(use().core, 'eigenaar@example.nl');
}

/** A proven request whose search of the web shop has begun; received after every export so far. */
async function searching() {
  const { settings, clock } = use();
  const events = aRequest('access', [{ ...opened(), receivedAt: clock.now().toISOString() }]).searching()
    .events;
  return settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: 'sanne@example.nl', name: 'Sanne de Vries' }),
  );
}

async function dropExport() {
  const { core, clock } = use();
  const dropped = await core.sources.upload('jouwweb', freshExport(clock.now()), await owner());
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  if (dropped.value.status === 'profile_needed')
    await core.sources.confirmColumns('jouwweb', dropped.value.id, DEMO_EXPORT_COLUMNS, await owner());
}

async function exportTasks() {
  return (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'fresh_export');
}

test('an export that is dropped while a search still reads the old one is searched, and its task ends', async () => {
  const { settings, clock, jobs } = use();
  await dropExport();
  clock.advance(1_000);
  const { id } = await searching();
  clock.advance(1_000);
  const slow = jouwweb(
    {
      latest: async (source) => {
        const old = await latestExport(settings.store, source);
        await dropExport();
        return old;
      },
    },
    async () => ({ erasedOn: undefined, held: new Set<string>() }),
  );
  await gatherSource({ ...settings, sources: () => [slow] }, id, 'jouwweb');
  expect(await exportTasks()).toHaveLength(1);
  expect(await jobs('gather-source')).toMatchObject([{ data: { requestId: id, source: 'jouwweb' } }]);
  await gatherSource(settings, id, 'jouwweb');
  const detail = await use().core.desk.card(id);
  expect(detail?.sources).toMatchObject([{ source: 'jouwweb', coverage: { status: 'complete' } }]);
  expect(await exportTasks()).toEqual([]);
});

test('an order of the demo shop leads to its invoice, payment and parcel, and the desk shows the numbers', async () => {
  const { core, settings, clock } = use();
  const { id } = await searching();
  clock.advance(1_000);
  await dropExport();
  await gatherSource(settings, id, 'jouwweb');
  const [found] = (await core.desk.card(id))?.sources ?? [];
  const shown = (name: string) =>
    found?.records.flatMap(({ fields }) =>
      fields.flatMap((field) => (field.name === name ? [field.value] : [])),
    );
  const keys = await settings.store.transaction((tx) => tx.requests.keys(id));
  for (const kind of ['orderNumber', 'invoiceNumber', 'paymentId', 'barcode']) {
    const values = keys.flatMap((key) => (key.kind === kind ? [key.value] : []));
    expect(values).not.toEqual([]);
    expect(new Set(shown(kind))).toEqual(new Set(values));
  }
});

test('a fresh export stays asked for as long as another request waits for it', async () => {
  const { settings, clock, core } = use();
  clock.advance(1_000);
  const [first, second] = [await searching(), await searching()];
  for (const { id } of [first, second]) await gatherSource(settings, id, 'jouwweb');
  expect(await exportTasks()).toHaveLength(1);
  const by = await owner();
  await settings.store.transaction((tx) =>
    recordSearches(tx, settings, first.id, [{ source: 'jouwweb', coverage: FOUND, records: [] }], by.staffId),
  );
  expect(await exportTasks()).toHaveLength(1);
  await dropExport();
  await gatherSource(settings, second.id, 'jouwweb');
  expect(await exportTasks()).toEqual([]);
  expect((await core.desk.card(second.id))?.sources).toMatchObject([{ coverage: { status: 'complete' } }]);
});

test('an export with other columns is not used before the owner has said what they mean', async () => {
  const { settings, clock, core } = use();
  clock.advance(1_000);
  const { id } = await searching();
  clock.advance(1_000);
  const by = await owner();
  const { content } = freshExport(clock.now());
  const [header = '', ...rows] = new TextDecoder().decode(content).split('\r\n');
  const swapped = [header.replace('E-mailadres', 'Mail'), ...rows].join('\r\n');
  const dropped = await core.sources.upload(
    'jouwweb',
    { name: 'other.csv', content: new TextEncoder().encode(swapped) },
    by,
  );
  expect(dropped).toMatchObject({ value: { status: 'profile_needed', period: null } });
  await gatherSource(settings, id, 'jouwweb');
  expect((await core.desk.card(id))?.sources).toMatchObject([{ coverage: { status: 'pending_export' } }]);
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  const confirm = (columns: readonly (typeof DEMO_EXPORT_COLUMNS)[number][]) =>
    core.sources.confirmColumns('jouwweb', dropped.value.id, columns, by);
  expect(await confirm(DEMO_EXPORT_COLUMNS.slice(1))).toMatchObject({
    refusal: { code: 'columns.count_differs' },
  });
  const twice = DEMO_EXPORT_COLUMNS.map((column) => (column === 'phone' ? 'email' : column));
  expect(await confirm(twice)).toMatchObject({ refusal: { code: 'columns.twice' } });
  expect(await confirm(DEMO_EXPORT_COLUMNS)).toEqual({ ok: true, value: null });
  await gatherSource(settings, id, 'jouwweb');
  expect((await core.desk.card(id))?.sources).toMatchObject([{ coverage: { status: 'complete', found: 3 } }]);
  expect(await exportTasks()).toEqual([]);
});

test('a draft that staff see is never older than what was found', async () => {
  const { settings, core, jobs } = use();
  const { id } = await searching();
  const record = (finding: Parameters<typeof recordSearches>[3][number]) =>
    settings.store.transaction((tx) => recordSearches(tx, settings, id, [finding], 'system'));
  await record({ source: 'jouwweb', coverage: { status: 'pending_export' }, records: [] });
  await prepareAnswer(settings, id);
  const before = await core.desk.card(id);
  const queued = await jobs('prepare-answer');
  await record({ source: 'jouwweb', coverage: FOUND, records: [] });
  const after = await core.desk.card(id);
  expect(after?.letterHash).not.toBe(before?.letterHash);
  expect(after?.history.at(-1)?.type).toBe('draft_made');
  expect(await jobs('prepare-answer')).toEqual(queued);
});

test('of two people who answer one source by hand, the first answer stays', async () => {
  const { settings, core } = use();
  const { id } = await searching();
  await settings.store.transaction((tx) =>
    recordSearches(
      tx,
      settings,
      id,
      [{ source: 'jouwweb', coverage: { status: 'pending_manual' }, records: [] }],
      'system',
    ),
  );
  const task = (await core.desk.tasks('open')).find(({ requestId }) => requestId === id);
  const answer = { source: 'jouwweb', reason: '', rows: [{ category: 'order', text: 'D1' }] };
  const by = await owner();
  const [found, none] = await Promise.all([
    core.sources.recordManual(task?.id ?? '', [{ ...answer, answer: 'found' }], by),
    core.sources.recordManual(task?.id ?? '', [{ ...answer, answer: 'none', rows: [] }], by),
  ]);
  expect([found.ok, none.ok].filter(Boolean).length).toBeGreaterThanOrEqual(1);
  const answers = (await core.desk.card(id))?.history.filter(({ by: name }) => name === by.name);
  expect(answers).toHaveLength(1);
});

test('a search that runs again after a crash does not undo what a person answered meanwhile', async () => {
  const { settings, core } = use();
  const { id } = await searching();
  const search = (finding: Parameters<typeof recordSearches>[3][number], by: string) =>
    settings.store.transaction((tx) => recordSearches(tx, settings, id, [finding], by));
  await search({ source: 'jouwweb', coverage: { status: 'pending_manual' }, records: [] }, 'system');
  const by = await owner();
  await search({ source: 'jouwweb', coverage: FOUND, records: [] }, `staff:${by.staffId}`);
  await search({ source: 'jouwweb', coverage: { status: 'pending_manual' }, records: [] }, 'system');
  expect((await core.desk.card(id))?.sources).toMatchObject([{ coverage: FOUND }]);
});

test('the same answer once more leaves the card as it is; another one does not', async () => {
  const { settings, core } = use();
  const { id } = await searching();
  const search = (coverage: Coverage) =>
    settings.store.transaction((tx) =>
      recordSearches(tx, settings, id, [{ source: 'jouwweb', coverage, records: [] }], 'system'),
    );
  await search(FOUND);
  const before = (await core.desk.card(id))?.version;
  await search(FOUND);
  expect((await core.desk.card(id))?.version).toBe(before);
  await search({ ...FOUND, scanned: 2 });
  expect((await core.desk.card(id))?.version).not.toBe(before);
});

test('a source that was not asked cannot be answered', async () => {
  const { settings, core } = use();
  const { id } = await searching();
  await settings.store.transaction((tx) =>
    recordSearches(
      tx,
      settings,
      id,
      [{ source: 'jouwweb', coverage: { status: 'pending_manual' }, records: [] }],
      'system',
    ),
  );
  const task = (await core.desk.tasks('open')).find(({ requestId }) => requestId === id);
  const forged = { source: 'Sanne de Vries', answer: 'none', rows: [], reason: '' } as const;
  await core.sources.recordManual(task?.id ?? '', [forged], await owner());
  const detail = await core.desk.card(id);
  expect(detail?.sources.map(({ source }) => source)).toEqual(['jouwweb']);
  expect(JSON.stringify(detail?.history)).not.toContain('Sanne');
});

test('a row that was typed wrong is corrected before approval, and never after it', async () => {
  const { settings, core, clock } = use();
  const { id } = await searching();
  const by = await owner();
  const pending = { source: 'jouwweb', coverage: { status: 'pending_manual' }, records: [] } as const;
  await settings.store.transaction((tx) => recordSearches(tx, settings, id, [pending], 'system'));
  await prepareAnswer(settings, id);
  const type = async (text: string) => {
    const task = (await core.desk.tasks('open')).find(({ requestId }) => requestId === id);
    const rows = [{ category: 'order', text }];
    const answer = { source: 'jouwweb', answer: 'found', rows, reason: '' } as const;
    return core.sources.recordManual(task?.id ?? '', [answer], by);
  };
  expect((await type('D1 van sanne@example.nl en iemand anders')).ok).toBe(true);
  const before = await core.desk.card(id);
  expect(before?.sources).toMatchObject([{ reopenable: true }]);

  const reopened = await core.sources.reopenManual(id, 'jouwweb', by);
  if (!reopened.ok) throw new Error(reopened.refusal.code);
  expect(await core.sources.manualSearch(reopened.value.taskId, by)).toMatchObject({
    sources: [
      { source: 'jouwweb', rows: [{ category: 'order', text: 'D1 van sanne@example.nl en iemand anders' }] },
    ],
  });
  const open = await core.desk.card(id);
  expect(open).toMatchObject({ approval: { blockedBy: 'sources_open' } });
  expect(open?.letterHash).not.toBe(before?.letterHash);
  expect(open?.history.map(({ type: name }) => name)).toContain('source_reopened');
  expect(await core.sources.reopenManual(id, 'jouwweb', by)).toMatchObject({
    refusal: { code: 'source.not_by_hand' },
  });

  expect((await type('D1 van sanne@example.nl')).ok).toBe(true);
  const after = await core.desk.card(id);
  expect(after?.sources[0]?.records.map(({ fields }) => fields[0]?.value)).toEqual([
    'D1 van sanne@example.nl',
  ]);
  expect(after).toMatchObject({ approval: { mayApprove: true } });
  expect((await approve(core, id, by)).ok).toBe(true);
  clock.advance(1_000);
  expect(await core.sources.reopenManual(id, 'jouwweb', by)).toMatchObject({
    refusal: { code: 'source.too_late' },
  });
  expect((await core.desk.card(id))?.sources).toMatchObject([{ reopenable: false }]);
});

test('what an export gave is not filled in again by hand', async () => {
  const { settings, core, clock } = use();
  const { id } = await searching();
  clock.advance(1_000);
  await dropExport();
  await gatherSource(settings, id, 'jouwweb');
  expect(await core.sources.reopenManual(id, 'jouwweb', await owner())).toMatchObject({
    refusal: { code: 'source.not_by_hand' },
  });
});
