import { expect, test } from 'vitest';
import { notePackage, packageProgress } from '../../../src/core/application/package-progress.ts';
import { MINUTE, SECOND } from '../../../src/core/kernel/clock.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const found = { status: 'complete', scanned: 900, found: 900, provesAbsence: true } as const;

async function packing() {
  const { settings, clock } = use();
  const { store } = settings;
  const request = await store.transaction((tx) =>
    storeRequest(tx, aRequest().proven().events, { email: 'sanne@example.nl' }),
  );
  const search = { requestId: request.id, source: 'mijndomein', coverage: found, pieces: 2 };
  const seen = () => store.transaction((tx) => packageProgress(tx, request, [search], clock.now()));
  return { clock, seen, note: notePackage(settings, request, [search]) };
}

async function* bytes() {
  yield new Uint8Array(1);
  yield new Uint8Array(1);
}

test('how far a copy is can be seen while it is made, and nothing of one that is ready at once or done', async () => {
  const { clock, seen, note } = await packing();
  await note.read(300);
  expect(await seen()).toBeUndefined();
  clock.advance(2 * SECOND);
  await note.read(300);
  // It is read three times.
  expect(await seen()).toEqual({ done: 200, of: 900 });
  for await (const _ of note.until(bytes()));
  expect(await seen()).toBeUndefined();
});

test('who stops downloading leaves nothing behind, and what was broken off does not count for ever', async () => {
  const { clock, seen, note } = await packing();
  clock.advance(2 * SECOND);
  await note.read(100_000);
  expect(await seen()).toEqual({ done: 900, of: 900 });
  clock.advance(2 * MINUTE);
  expect(await seen()).toBeUndefined();
  await note.read(1);
  expect(await seen()).toBeDefined();
  for await (const _ of note.until(bytes())) break;
  expect(await seen()).toBeUndefined();
});
