import { expect, test } from 'vitest';
import { gatherSource } from '../../../src/core/application/gather-source.ts';
import { givenOf } from '../../../src/core/application/given-of.ts';
import { shownResult } from '../../../src/core/application/shown-result.ts';
import type { Processor } from '../../../src/core/fulfilment/processor.ts';
import type { RequestId } from '../../../src/core/kernel/ids.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { type FakeRow, fakeSource } from '../../support/fake-source.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const keys = [{ kind: 'email', value: 'sanne@example.nl' }] as const;
const long = (word: string) => `${word} `.repeat(1_000).trim();

function mail(ref: string, text: string): FakeRow {
  return { ref, keys, change: { category: 'message', fields: [{ name: 'text', value: text }] } };
}

async function searched(...rows: readonly FakeRow[]) {
  const { settings } = use();
  const events = aRequest()
    .proven()
    .then({ type: 'search_started', sources: ['mijndomein'] }).events;
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: 'sanne@example.nl' }),
  );
  const search = (found: Processor) =>
    gatherSource({ ...settings, sources: () => [found] }, id, 'mijndomein');
  await search(fakeSource('mijndomein', rows));
  return { id, search };
}

/** What leaves, in full. */
async function given(id: RequestId): Promise<readonly string[]> {
  const { store } = use().settings;
  const [source] = givenOf(store, await store.transaction((tx) => tx.requests.searchHeads(id)));
  const texts: string[] = [];
  for await (const { fields } of source?.records() ?? []) texts.push(...fields.map(({ value }) => value));
  return texts;
}

async function pieces(id: RequestId): Promise<number> {
  const { rows } = await use().sql.query('SELECT "textsEnc" FROM "SearchText" WHERE "requestId" = $1', [id]);
  return rows.length;
}

/** Gives these mails and then what a search ends in, or an end without an answer. */
function ending(rows: readonly FakeRow[], how: 'failed' | 'crash'): Processor {
  const whole = fakeSource('mijndomein', rows);
  return {
    ...whole,
    async *find(asked, context) {
      for await (const finding of whole.find(asked, context)) if (finding.type !== 'coverage') yield finding;
      if (how === 'crash') throw new Error('the line was cut');
      yield { type: 'coverage', coverage: { status: 'failed', code: 'api.no_answer', retryable: true } };
    },
  };
}

test('a long text is read by its beginning, and leaves and is shown to staff whole', async () => {
  const { id } = await searched(mail('1', long('een')), mail('2', 'kort'));
  const [search] = await use().settings.store.transaction((tx) => tx.requests.searches(id));
  expect(search?.records[0]?.fields[0]?.value.length).toBeLessThan(310);
  expect(await given(id)).toEqual([long('een'), 'kort']);
  const card = await use().core.desk.card(id);
  expect(card?.sources[0]?.records.map(({ fields }) => fields[0]?.value)).toEqual([long('een'), 'kort']);
});

test('many long texts are stored while the search goes on, and none is lost between two pieces', async () => {
  const rows = Array.from({ length: 30 }, (_, ref) => mail(String(ref), `${ref} ${'woord '.repeat(5_000)}`));
  const { id } = await searched(...rows);
  expect(await pieces(id)).toBeGreaterThan(1);
  expect((await given(id)).map((text) => text.split(' ', 1)[0])).toEqual(rows.map(({ ref }) => ref));
});

test('a search that does not settle takes no long text away, and one that breaks off changes nothing', async () => {
  const { id, search } = await searched(mail('1', long('een')));
  await expect(search(ending([mail('1', long('anders'))], 'crash'))).rejects.toThrow('the line was cut');
  expect(await given(id)).toEqual([long('een')]);
  await search(ending([mail('2', long('twee'))], 'failed'));
  expect(await given(id)).toEqual([long('een')]);
  expect(await pieces(id)).toBe(1);
});

test('a search from the beginning takes the place of the one before, with what one that broke off left', async () => {
  const { id, search } = await searched(mail('1', long('een')));
  const large = Array.from({ length: 30 }, (_, ref) => mail(String(ref), 'woord '.repeat(5_000)));
  await expect(search(ending(large, 'crash'))).rejects.toThrow();
  expect(await pieces(id)).toBeGreaterThan(1);
  await search(fakeSource('mijndomein', [mail('2', long('twee'))]));
  expect(await given(id)).toEqual([long('twee')]);
  expect(await pieces(id)).toBe(1);
});

test('what staff say of a record leaves its long text as it is, and a text that is gone is not left out in silence', async () => {
  const { id } = await searched(mail('1', long('een')), mail('2', long('twee')));
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const change = { source: 'mijndomein', ref: 'mijndomein:2', reason: 'other_person' } as const;
  expect((await use().core.sources.withhold(id, change, by)).ok).toBe(true);
  expect(await given(id)).toEqual([long('een')]);
  await use().sql.query('DELETE FROM "SearchText" WHERE "requestId" = $1', [id]);
  await expect(given(id)).rejects.toThrow('a long text was removed');
});

test('what staff took out of a long text leaves nowhere, and the rest of it leaves whole (AVG 15(4))', async () => {
  const text = long('mijn moeder Ria');
  const { id } = await searched(mail('1', text));
  const { core, settings } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const row = { source: 'mijndomein', ref: 'mijndomein:1' };
  const found = await core.sources.record(id, row, by);
  expect(found?.record.fields[0]?.value).toBe(text);
  const part = text.replaceAll('mijn moeder Ria', '[weggelaten]');
  const change = { ...row, reason: 'rights_of_others', values: [part] } as const;
  expect((await core.sources.withhold(id, change, by)).ok).toBe(true);
  expect(await given(id)).toEqual([part]);
  const page = await settings.store.transaction(async (tx) => {
    const [head] = await tx.requests.searchHeads(id);
    return head === undefined ? undefined : shownResult(tx, head, 'Mail');
  });
  expect(page).toMatchObject({ withheld: 0, records: [{ fields: [{ value: part }] }] });
});

test('what staff say of a record while its source is searched again takes nothing from that search', async () => {
  const rows = (word: string) =>
    Array.from({ length: 30 }, (_, ref) => mail(String(ref), `${ref} ${word} ${'woord '.repeat(5_000)}`));
  const { id, search } = await searched(...rows('oud'));
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const before = await pieces(id);
  const again = fakeSource('mijndomein', rows('nieuw'));
  const change = { source: 'mijndomein', ref: 'mijndomein:1', reason: 'other_person' } as const;
  await search({
    ...again,
    async *find(asked, context) {
      for await (const finding of again.find(asked, context)) {
        if (finding.type === 'coverage') {
          expect(await pieces(id)).toBeGreaterThan(before);
          expect((await core.sources.withhold(id, change, by)).ok).toBe(true);
        }
        yield finding;
      }
    },
  });
  const words = (await given(id)).map((text) => text.split(' ', 2).join(' '));
  expect(words).toEqual(rows('nieuw').map(({ ref }) => `${ref} nieuw`));
  expect(await pieces(id)).toBe(before);
});
