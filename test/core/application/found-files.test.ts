import { expect, test } from 'vitest';
import { filesOf } from '../../../src/core/application/files-of.ts';
import { gatherSource } from '../../../src/core/application/gather-source.ts';
import { givenOf } from '../../../src/core/application/given-of.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { MOST_BYTES } from '../../../src/core/application/take-files.ts';
import { packageParts } from '../../../src/core/fulfilment/package-parts.ts';
import { MINUTE } from '../../../src/core/kernel/clock.ts';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import { packageWords } from '../../../src/core/text/package-words.ts';
import { writePackage } from '../../../src/platform/write-package.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { type FakeRow, fakeSource } from '../../support/fake-source.ts';
import { aRequest } from '../../support/request-builder.ts';
import { unzip } from '../../support/unzip.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const keys = [{ kind: 'email', value: 'sanne@example.nl' }] as const;
const bytes = (text: string) => new TextEncoder().encode(text);

async function searched(...rows: readonly FakeRow[]) {
  const { settings } = use();
  const mailbox = fakeSource('mijndomein', rows);
  const events = aRequest()
    .proven()
    .then({ type: 'search_started', sources: ['mijndomein'] }).events;
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: 'sanne@example.nl' }),
  );
  const search = (found = mailbox) => gatherSource({ ...settings, sources: () => [found] }, id, 'mijndomein');
  await search();
  const stored = async () => {
    const { rows: files } = await use().sql.query(
      `SELECT f."id", f."place" AS "name", f."kept", (SELECT count(*)::int FROM "FoundFilePart" p WHERE p."fileId" = f."id") AS parts
       FROM "FoundFile" f WHERE f."requestId" = $1 ORDER BY f."place"`,
      [id],
    );
    return files;
  };
  return { id, search, stored };
}

async function packed(id: Awaited<ReturnType<typeof searched>>['id']) {
  const { settings, clock } = use();
  const { store } = settings;
  const sources = givenOf(store, await store.transaction((tx) => tx.requests.searchHeads(id)));
  const letter = { title: 'Brief', language: 'nl', blocks: [] } as const;
  const named = { letter, number: 'PB-2345-6789', right: 'access', language: 'nl' } as const;
  const answer = { ...named, sources, files: await filesOf(store, id, sources), createdAt: clock.now() };
  const chunks: Uint8Array[] = [];
  const parts = packageParts(answer, packageWords(answer, undefined));
  for await (const chunk of writePackage(parts, clock.now())) chunks.push(chunk);
  return unzip(Buffer.concat(chunks));
}

test('the files of a record are in the package with their hash, byte for byte, and in its manifest (AVG 15(3))', async () => {
  const large = new Uint8Array(600 * 1024).map((_, index) => index % 251);
  const files = {
    'Vraag over bestelling.eml': bytes('Beste winkel'),
    'bijlage.bin': large,
    'leeg.eml': bytes(''),
  };
  const { id, stored } = await searched({ ref: '1', keys, files });
  expect((await stored()).map(({ parts }) => parts)).toEqual([1, 3, 0]);
  const zip = await packed(id);
  expect(zip.get('bestanden/mijndomein/bijlage.bin')).toEqual(Buffer.from(large));
  expect(String(zip.get('bestanden/mijndomein/Vraag-over-bestelling.eml'))).toBe('Beste winkel');
  const manifest: unknown = JSON.parse(String(zip.get('manifest.json')));
  expect(manifest).toMatchObject({
    files: expect.arrayContaining([
      { name: 'bestanden/mijndomein/bijlage.bin', bytes: large.length, sha256: sha256(large) },
    ]),
  });
  expect(JSON.parse(String(zip.get('gegevens.json')))).toMatchObject({
    files: expect.arrayContaining([
      {
        file: 'bestanden/mijndomein/bijlage.bin',
        source: 'mijndomein',
        record: 'mijndomein:1',
        sha256: sha256(large),
      },
    ]),
  });
});

test('files of one name keep apart, and a name leads nowhere else', async () => {
  const { id } = await searched(
    { ref: '1', keys, files: { '../../bericht.eml': bytes('een') } },
    { ref: '2', keys, files: { '../../bericht.eml': bytes('twee') } },
  );
  const names = [...(await packed(id)).keys()].filter((name) => name.startsWith('bestanden/'));
  expect(names.toSorted()).toEqual([
    'bestanden/mijndomein/-..-bericht.eml',
    'bestanden/mijndomein/2--..-bericht.eml',
  ]);
});

test('a record that is left out takes its files with it (AVG 15(4))', async () => {
  const { id } = await searched(
    { ref: '1', keys, files: { 'een.eml': bytes('van Sanne') } },
    { ref: '2', keys, files: { 'twee.eml': bytes('van een huisgenoot') } },
  );
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const change = { source: 'mijndomein', ref: 'mijndomein:2', reason: 'other_person' } as const;
  expect((await use().core.sources.withhold(id, change, by)).ok).toBe(true);
  const names = [...(await packed(id)).keys()];
  expect(names).toContain('bestanden/mijndomein/een.eml');
  expect(names).not.toContain('bestanden/mijndomein/twee.eml');
});

test('of a record of which a part is left out leaves what staff made of it, and none of its files (AVG 15(4))', async () => {
  const { core } = use();
  const { id, search } = await searched({
    ...{ ref: '1', keys, files: { 'een.eml': bytes('Mijn moeder Ria is ziek') } },
    change: {
      fields: [
        { name: 'subject', value: 'Cadeau' },
        { name: 'text', value: 'Mijn moeder Ria is ziek.\nKan het thuis?' },
      ],
    },
  });
  await prepareAnswer(use().settings, id);
  const by = await staffActor(core, 'eigenaar@example.nl');
  const row = { source: 'mijndomein', ref: 'mijndomein:1' };
  const part = { ...row, reason: 'rights_of_others' } as const;
  const values = ['Cadeau', '[weggelaten]\r\nKan het thuis?'];
  for (const wrong of [
    { ...part, values: ['Cadeau', 'Mijn moeder Ria is ziek.\r\nKan het thuis?'] },
    { ...part, values: ['', ' '] },
    { ...part, values: ['Cadeau'] },
    { ...part, values, reason: 'other_person' as const },
  ])
    expect(await core.sources.withhold(id, wrong, by)).toMatchObject({
      refusal: { code: 'source.not_redacted' },
    });
  expect((await core.sources.withhold(id, { ...part, values }, by)).ok).toBe(true);
  // The same found once more keeps what a person made of it.
  await search();
  const zip = await packed(id);
  const all = [...zip.values()].map(String).join('\n');
  expect(all).toContain('[weggelaten]');
  expect(all).not.toContain('Ria');
  expect([...zip.keys()].join()).not.toContain('.eml');
  const preview = await core.decisions.preview(id, by);
  expect(preview).toMatchObject({
    value: { files: 0, leftOut: [{ count: 1, reason: 'rights_of_others', part: true }] },
  });
  const letter = preview.ok ? JSON.stringify(preview.value.letter) : '';
  expect(letter).toContain('Alleen dat deel is weg.');
  await core.sources.withhold(id, { ...row, reason: null }, by);
  expect([...(await packed(id)).keys()].join()).toContain('een.eml');
  expect(await core.decisions.preview(id, by)).toMatchObject({ value: { files: 1, leftOut: [] } });
});

/** A system that is down until it is up, with the work that its search gave staff. */
async function searchingDown() {
  let down = true;
  const system = fakeSource('mollie', [{ ref: '1', keys }], { down: () => down });
  const { core, settings, jobs, sql } = use();
  const events = aRequest()
    .proven()
    .then({ type: 'search_started', sources: ['mollie'] }).events;
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: 'sanne@example.nl' }),
  );
  const again = (attempt: number, continued?: number) =>
    gatherSource({ ...settings, sources: () => [system] }, id, 'mollie', 1, attempt, continued);
  await again(1);
  const next = async () => {
    const [job] = await jobs('gather-source');
    await sql.query(`DELETE FROM pgboss.job WHERE name = 'gather-source'`);
    return job;
  };
  return {
    ...{ id, system, next, again },
    isUp: () => {
      down = false;
    },
    work: async () => {
      const card = await core.desk.card(id);
      const open = (card?.tasks ?? []).filter(({ doneAt }) => doneAt === null);
      const [shown] = card?.sources ?? [];
      return { tasks: open.map(({ kind }) => kind).sort(), coverage: shown?.coverage, failed: shown?.failed };
    },
  };
}

test('a system that is down is searched again by itself, later and later, and only then work for staff', async () => {
  const { next, again, work } = await searchingDown();
  const { clock } = use();
  for (const [index, minutes] of [5, 30, 120].entries()) {
    const job = await next();
    const wait = ((job?.startAt.getTime() ?? 0) - clock.now().getTime()) / MINUTE;
    expect(Math.round(wait)).toBe(minutes);
    expect(job?.data.attempt).toBe(String(index + 2));
    expect(await work()).toMatchObject({ tasks: [], failed: true, coverage: { retryable: true } });
    await again(index + 2);
  }
  expect(await next()).toBeUndefined();
  const ended = await work();
  expect(ended).toMatchObject({ tasks: ['job_failed', 'manual_search'], coverage: { retryable: false } });
});

test('staff let it be searched again when it is there; then nothing of it is work any more, and one that was answered is not touched', async () => {
  const { id, system, again, work, isUp, next } = await searchingDown();
  for (const attempt of [2, 3, 4]) await again(attempt);
  await next();
  isUp();
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const { sources } = use().core;
  expect((await sources.searchAgain(id, 'mollie', by)).ok).toBe(true);
  expect(await sources.searchAgain(id, 'mollie', by)).toMatchObject({
    refusal: { code: 'source.not_failed' },
  });
  expect((await next())?.data).toEqual({ requestId: id, source: 'mollie' });
  await again(1);
  expect(await work()).toMatchObject({
    tasks: [],
    failed: false,
    coverage: { status: 'complete', found: 1 },
  });
  const before = system.searched.length;
  await again(2);
  expect(system.searched).toHaveLength(before);
});

test('each time that staff let it be searched again ends the attempts that waited; the last one goes on alone', async () => {
  const { id, system, again } = await searchingDown();
  const { core, jobs } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  for (let click = 0; click < 3; click += 1) {
    expect((await core.sources.searchAgain(id, 'mollie', by)).ok).toBe(true);
    await again(1);
  }
  const waiting = (await jobs('gather-source')).filter(
    ({ data }) => data.requestId === id && data.attempt === '2',
  );
  expect(waiting).toHaveLength(4);
  const searched = system.searched.length;
  for (const { data } of waiting) await again(2, Number(data.continued));
  expect(system.searched).toHaveLength(searched + 1);
  const third = (await jobs('gather-source')).filter(({ data }) => data.attempt === '3');
  expect(third).toMatchObject([{ data: { requestId: id, continued: '3' } }]);
});

test('what is found is sealed, and the same search again stores nothing twice', async () => {
  const row = { ref: '1', keys, files: { 'een.eml': bytes('Beste winkel, met groet van Sanne') } };
  const { search, stored } = await searched(row);
  const before = await stored();
  await search();
  expect(await stored()).toEqual(before);
  const { rows } = await use().sql.query(
    `SELECT encode("contentEnc", 'escape') AS text FROM "FoundFilePart"`,
  );
  expect(JSON.stringify(rows)).not.toContain('groet');
  // A search that broke off left this behind.
  await use().sql.query('UPDATE "FoundFile" SET "kept" = false, "sha256" = NULL WHERE "id" = $1', [
    before[0].id,
  ]);
  await search();
  expect(await stored()).toEqual([]);
});

test('a file that is too large is left out, and the search says that it is not the whole', async () => {
  const files = { 'groot.bin': new Uint8Array(MOST_BYTES + 1), 'klein.eml': bytes('klein') };
  const { id, stored } = await searched({ ref: '1', keys, files });
  expect((await stored()).map(({ name }) => name)).toEqual(['klein.eml']);
  expect((await use().core.desk.card(id))?.sources).toMatchObject([
    { coverage: { status: 'partial', found: 1, unsearched: ['large_files'] } },
  ]);
});
