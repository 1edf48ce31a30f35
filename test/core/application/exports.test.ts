import { expect, test } from 'vitest';
import { DEMO_EXPORT_COLUMNS, DEMO_EXPORT_HEADER } from '../../../prisma/demo-shop.ts';
import { exportBytes, latestExport } from '../../../src/core/application/latest-export.ts';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import { startDropFolder } from '../../../src/start-drop-folder.ts';
import { anXlsx } from '../../support/an-xlsx.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();
const ROW =
  'D1;3-11-2026;Sanne de Vries;sanne@example.nl;06;Straat 1;1234 AB;Utrecht;NL;Kaars;1;12,50;iDEAL;weg;;;';

function anExport(rows: number, source = 'jouwweb') {
  const content = new TextEncoder().encode(
    [DEMO_EXPORT_HEADER.join(';'), ...Array(rows).fill(ROW)].join('\n'),
  );
  return { source, content, drop: async () => drop(source, content) };
}

async function drop(source: string, content: Uint8Array) {
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  return core.sources.upload(source, { name: 'export.csv', content }, by);
}

async function confirm(source: string, id: string, columns: readonly (typeof DEMO_EXPORT_COLUMNS)[number][]) {
  const { core } = use();
  return core.sources.confirmColumns(source, id, columns, await staffActor(core, 'eigenaar@example.nl'));
}

test('a large export is stored in parts and read back byte for byte', async () => {
  const { settings } = use();
  const { content, drop, source } = anExport(8_000, 'large');
  const dropped = await drop();
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  const [file] = await settings.store.transaction((tx) => tx.exports.list(source, 1));
  expect(file?.parts).toBeGreaterThan(2);
  const pieces: Uint8Array[] = [];
  for await (const piece of exportBytes(settings.store, file ?? { id: '', parts: 0 })()) pieces.push(piece);
  expect(sha256(Buffer.concat(pieces))).toBe(sha256(content));
  expect(file?.sha256).toBe(sha256(content));
  expect(dropped.value).toMatchObject({ rows: 8_000, status: 'profile_needed', period: null });
});

test('its columns are asked once; from then on an upload is ready, with its period', async () => {
  const { core } = use();
  const { drop, source } = anExport(3, 'once');
  const first = await drop();
  if (!first.ok) throw new Error(first.refusal.code);
  expect(first.value.sample).toHaveLength(3);
  expect(await confirm(source, first.value.id, ['email'])).toMatchObject({
    refusal: { code: 'columns.count_differs' },
  });
  expect(await confirm(source, first.value.id, DEMO_EXPORT_COLUMNS)).toEqual({ ok: true, value: null });
  const period = ['2026-11-03', '2026-11-03'];
  expect(await core.sources.exports(source)).toMatchObject([{ status: 'ready', period, rows: 3 }]);
  expect(await drop()).toMatchObject({ ok: true, value: { status: 'ready', period } });
});

test('the list of exports opens none of them', async () => {
  const { core, settings, sql } = use();
  const { drop, source } = anExport(3, 'listed');
  const dropped = await drop();
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  await confirm(source, dropped.value.id, DEMO_EXPORT_COLUMNS);
  await sql.query(`UPDATE "ExportPart" SET "contentEnc" = '\\x00' WHERE "fileId" = $1`, [dropped.value.id]);
  expect(await core.sources.exports(source)).toMatchObject([{ id: dropped.value.id, rows: 3 }]);
  const latest = await latestExport(settings.store, source);
  const reading = async () => {
    for await (const _ of latest?.bytes() ?? []);
  };
  await expect(reading()).rejects.toThrow('does not open');
});

test('a part that is gone is no shorter file', async () => {
  const { settings, sql } = use();
  const { drop, source } = anExport(8_000, 'gone');
  const dropped = await drop();
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  await confirm(source, dropped.value.id, DEMO_EXPORT_COLUMNS);
  await sql.query('DELETE FROM "ExportPart" WHERE "fileId" = $1 AND "part" = 1', [dropped.value.id]);
  const latest = await latestExport(settings.store, source);
  const reading = async () => {
    for await (const _ of latest?.bytes() ?? []);
  };
  await expect(reading()).rejects.toThrow('was removed while it was read');
});

test('what is too large or no table is refused, and nothing of it is kept', async () => {
  const { sql } = use();
  const before = await sql.query('SELECT count(*)::int AS n FROM "ExportFile"');
  expect(await drop('refused', new Uint8Array(25 * 1024 * 1024 + 1))).toEqual({
    ok: false,
    refusal: { code: 'export.too_large' },
  });
  expect(await drop('refused', new TextEncoder().encode('een tekst'))).toMatchObject({
    refusal: { code: 'export.not_a_table' },
  });
  expect((await sql.query('SELECT count(*)::int AS n FROM "ExportFile"')).rows).toEqual(before.rows);
});

test('what came by itself into the folder is stored like an upload, and its unknown columns are a task until they are explained', async () => {
  const { core, sql } = use();
  const { content, source } = anExport(2, 'folder');
  const dropped = await core.sources.takeDropped(source, content);
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  expect(dropped.value).toMatchObject({ uploadedBy: 'drop_folder', rows: 2, status: 'profile_needed' });
  const open = async () =>
    (await core.desk.tasks('open')).filter(({ params }) => params.source === source).map(({ kind }) => kind);
  expect(await open()).toEqual(['columns_unknown']);
  await confirm(source, dropped.value.id, DEMO_EXPORT_COLUMNS);
  expect(await open()).toEqual([]);
  expect(await core.sources.takeDropped(source, content)).toMatchObject({ value: { status: 'ready' } });
  expect(await open()).toEqual([]);
  const stored = await sql.query(
    'SELECT position($1::bytea in "contentEnc") AS at FROM "ExportPart" WHERE "fileId" = $2',
    [Buffer.from('sanne@example.nl'), dropped.value.id],
  );
  expect(stored.rows).toEqual([{ at: 0 }]);
});

test('a file of the folder that is refused is one task for staff, with why', async () => {
  const { core } = use();
  expect(await core.sources.takeDropped('broken', new TextEncoder().encode('een tekst'))).toMatchObject({
    refusal: { code: 'export.not_a_table' },
  });
  for (const _ of [1, 2]) await core.sources.reportDropped('broken', 'export.not_a_table');
  const told = (await core.desk.tasks('open')).filter(({ params }) => params.source === 'broken');
  expect(told).toMatchObject([{ kind: 'drop_refused', params: { refusal: 'export.not_a_table' } }]);
});

test('a folder of exports that is not there stops the start', async () => {
  const { core } = use();
  const log = capturedLog();
  for (const folder of ['/no/such/folder', import.meta.filename])
    expect(await startDropFolder(folder, core, log)).toEqual({
      ok: false,
      refusal: { code: 'export.folder_missing' },
    });
});

test('a spreadsheet is stored as the text of its table, and searched like one', async () => {
  const { settings } = use();
  const rows = [
    ['Ordernummer', 'Besteldatum', 'E-mail'] as const,
    ['D1', { serial: 46329 }, 'a@example.nl'] as const,
  ];
  const dropped = await drop('sheet', await anXlsx(rows));
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  expect(dropped.value).toMatchObject({ rows: 1, sample: [['D1', '2026-11-03', 'a@example.nl']] });
  await confirm('sheet', dropped.value.id, ['orderNumber', 'orderDate', 'email']);
  const latest = await latestExport(settings.store, 'sheet');
  const pieces: Uint8Array[] = [];
  for await (const piece of latest?.bytes() ?? []) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toContain('"D1";"2026-11-03"');
});
