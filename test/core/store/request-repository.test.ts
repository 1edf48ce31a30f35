import { expect, test } from 'vitest';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import { newId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import { AT, aRequest, opened } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { aConversation, aTask, logged, NOW, openedOn, storeRequest } from './stored-rows.ts';

const db = useTestStore();

test('a request is read back as it was written, in every state', async () => {
  const stages = aRequest();
  const histories = [
    stages,
    stages.asked(),
    stages.searching(),
    stages.awaitingApproval().seen(),
    stages.awaitingApproval().seen().approved(AT),
    stages.awaitingApproval().seen().approved(AT).sent(),
    stages.withdrawn(),
  ];
  for (const { events } of histories) {
    await db.store.transaction(async (tx) => {
      const row = await storeRequest(tx, events, { email: 'sanne@example.nl' });
      expect(await tx.requests.byId(row.id)).toEqual(row);
      expect(await tx.requests.byNumber(row.number)).toEqual(row);
      expect(await tx.requests.lock(row.id)).toEqual(row);
      expect(await tx.requests.events(row.id)).toEqual(logged(row.id, events).events);
    });
  }
});

test('an unknown id or number is nothing', async () => {
  await db.store.transaction(async (tx) => {
    const id = newId<RequestId>();
    expect(await tx.requests.byId(id)).toBeUndefined();
    expect(await tx.requests.lock(id)).toBeUndefined();
    expect(await tx.requests.byNumber('PB-2222-2222')).toBeUndefined();
    expect(await tx.requests.events(id)).toEqual([]);
    expect(await tx.requests.card(id)).toBeUndefined();
    expect(await tx.requests.searches(id)).toEqual([]);
  });
});

test('appending twice from the same state fails as a whole: the log cannot fork', async () => {
  const row = await db.store.transaction((tx) => storeRequest(tx));
  const asked = logged(row.id, aRequest().asked().events);
  const next = { ...row, state: asked.state, headHash: asked.headHash };
  await db.store.transaction((tx) => tx.requests.append(next, asked.events.slice(1)));
  const again = db.store.transaction((tx) =>
    tx.requests.append({ ...next, headHash: 'another head' }, asked.events.slice(1)),
  );
  await expect(again).rejects.toThrow();
  await db.store.transaction(async (tx) => {
    expect(await tx.requests.byId(row.id)).toEqual(next);
    expect(await tx.requests.events(row.id)).toHaveLength(2);
  });
});

test('requests of one conversation come newest first', async () => {
  await db.store.transaction(async (tx) => {
    const conversationId = await aConversation(tx);
    const old = await storeRequest(tx, undefined, {
      conversationId,
      createdAt: new Date('2026-11-01T00:00:00Z'),
    });
    const young = await storeRequest(tx, undefined, { conversationId });
    await storeRequest(tx);
    expect((await tx.requests.ofConversation(conversationId)).map(({ id }) => id)).toEqual([
      young.id,
      old.id,
    ]);
  });
});

test('an address joins its proven requests only', async () => {
  await db.store.transaction(async (tx) => {
    const proven = await storeRequest(tx, aRequest().proven().events, { email: 'joined@example.nl' });
    await storeRequest(tx, aRequest().asked().events, { email: 'joined@example.nl' });
    await storeRequest(tx, aRequest().proven().events, { email: 'other@example.nl' });
    expect(await tx.requests.ofProvenAddress(sha256('joined@example.nl'))).toEqual([proven]);
  });
});

test('the lists show what staff must do: raised first, then by date; the unproven apart; closed newest first', async () => {
  await db.sql.query(
    `SET session_replication_role = replica; DELETE FROM "PrivacyRequest"; DELETE FROM "RequestEvent"; RESET session_replication_role`,
  );
  const names = new Map<string, string>();
  await db.store.transaction(async (tx) => {
    const add = async (
      name: string,
      ...given: Parameters<typeof storeRequest> extends [unknown, ...infer Rest] ? Rest : never
    ) => {
      const row = await storeRequest(tx, ...given);
      names.set(row.id, name);
      return row;
    };
    const proven = (due: string, raised = false) =>
      aRequest('access', [openedOn(due, { raised })]).proven().events;
    const later = await add('later', proven('2026-12-09'));
    await add('sooner', proven('2026-12-01'));
    await add('raised', proven('2026-12-24', true));
    await add('mailed', [openedOn('2026-12-05', { channel: 'email' })]);
    await add('objection', [openedOn('2026-12-06', { right: 'objection' })]);
    await add('chat unproven', [openedOn('2026-12-02')]);
    await add('chat unproven raised', [openedOn('2026-12-20', { raised: true })]);
    await add('withdrawn', aRequest('access', [openedOn('2026-12-02')]).withdrawn().events);
    const task = aTask({ requestId: later.id });
    await tx.tasks.add(task);
    await tx.tasks.add(aTask({ requestId: later.id }));
    const done = aTask({ requestId: later.id });
    await tx.tasks.add(done);
    await tx.tasks.close(done.id, 'system', NOW);
  });
  const list = async (filter: 'open' | 'closed' | 'unproven', limit = 50) =>
    (await db.store.transaction((tx) => tx.requests.list(filter, limit))).map(
      ({ id, openTasks }) => `${names.get(id)} ${openTasks}`,
    );
  expect(await list('open')).toEqual(['raised 0', 'sooner 0', 'mailed 0', 'objection 0', 'later 2']);
  expect(await list('open', 2)).toEqual(['raised 0', 'sooner 0']);
  expect(await list('unproven')).toEqual(['chat unproven raised 0', 'chat unproven 0']);
  expect(await list('closed')).toEqual(['withdrawn 0']);
});

test('the register says when a request closed, in Amsterdam, and whether that was in time', async () => {
  const at = (instant: string) => ({ by: 'system', at: new Date(instant) });
  const numbers = await db.store.transaction(async (tx) => {
    const close = async (instant: string) => {
      const row = await storeRequest(tx, [openedOn('2026-12-02')]);
      const event = { type: 'withdrawn', as: 'withdrawn' } as const;
      const state = evolveRequest(row.state, event, at(instant));
      if (state.status === 'anonymised') throw new Error('withdrawn is no end for good');
      const entry = { sequence: 2, ...at(instant), event, previousHash: row.headHash, hash: 'hash' };
      await tx.requests.append({ ...row, state, headHash: 'hash' }, [entry]);
      return row.number;
    };
    return {
      inTime: await close('2026-12-02T22:59:59Z'),
      late: await close('2026-12-02T23:00:00Z'),
      open: (await storeRequest(tx, [openedOn('2026-12-02')])).number,
    };
  });
  const register = await db.store.transaction((tx) => tx.requests.register(1_000));
  const line = (number: string) => register.find((row) => row.number === number);
  expect(line(numbers.inTime)).toMatchObject({ status: 'withdrawn', closedDay: '2026-12-02', onTime: true });
  expect(line(numbers.late)).toMatchObject({ closedDay: '2026-12-03', onTime: false });
  expect(line(numbers.open)).toEqual({
    number: numbers.open,
    right: 'access',
    status: 'received',
    channel: 'web',
    receivedDay: '2026-11-02',
    customerDue: '2026-12-02',
    closedDay: null,
    onTime: null,
  });
  expect(await db.store.transaction((tx) => tx.requests.register(2))).toHaveLength(2);
});

test('a request that is open again has no closing day', async () => {
  await db.store.transaction(async (tx) => {
    const row = await storeRequest(tx, aRequest().withdrawn().then({ type: 'reopened' }).events);
    const line = (await tx.requests.register(1_000)).find(({ number }) => number === row.number);
    expect(line).toMatchObject({ closedDay: null, onTime: null });
  });
});

test('a search is kept as its last outcome, with its records', async () => {
  const { id: requestId } = await db.store.transaction((tx) => storeRequest(tx, [opened('access')]));
  const record = {
    ref: 'order-1',
    category: 'order',
    fields: [{ name: 'orderNumber', value: '1001' }],
    matchedBy: ['email'],
    thirdParty: false,
    hold: { basis: 'awr_52', until: '2033-12-31' },
    provenance: { place: 'orders.csv', fetchedAt: NOW.toISOString() },
  } as const;
  const pending = {
    requestId,
    source: 'jouwweb',
    coverage: { status: 'pending_export' },
    records: [],
  } as const;
  const complete = {
    ...pending,
    searchedTo: 3,
    byHand: false,
    coverage: {
      status: 'complete',
      scanned: 9,
      found: 1,
      provesAbsence: true,
      period: ['2024-01-01', '2026-11-01'],
    },
    records: [record],
  } as const;
  await db.store.transaction(async (tx) => {
    await tx.requests.saveSearch(pending, NOW);
    await tx.requests.saveSearch({ ...pending, source: 'a first one' }, NOW);
    await tx.requests.saveSearch(complete, NOW);
    const first = { ...pending, source: 'a first one', searchedTo: 0, byHand: false };
    expect(await tx.requests.searches(requestId)).toEqual([first, complete]);
  });
  const { rows } = await db.sql.query(`SELECT "counts" FROM "SourceSearch" WHERE "source" = 'jouwweb'`);
  expect(rows).toEqual([{ counts: { order: 1 } }]);
  await db.sql.query(`UPDATE "SourceSearch" SET "recordsEnc" = NULL WHERE "source" = 'jouwweb'`);
  await db.store.transaction(async (tx) => {
    const purged = (await tx.requests.searches(requestId))[1];
    expect(purged).toEqual({ ...complete, records: [] });
  });
});

test('more records of a search than some hundreds are sealed in pieces, each read by itself, and the next search takes their place', async () => {
  const { id } = await db.store.transaction((tx) => storeRequest(tx, [opened('access')]));
  const records = Array.from({ length: 1_201 }, (_, order) => ({
    ref: `order-${order}`,
    category: 'order' as const,
    fields: [{ name: 'name', value: 'Sanne Voorbeeld' }],
    matchedBy: ['email' as const],
    thirdParty: false,
    hold: null,
    provenance: { place: 'orders.csv', fetchedAt: NOW.toISOString() },
  }));
  const coverage = { status: 'partial', scanned: 1_201, found: 1_201, unsearched: [] } as const;
  const search = { requestId: id, source: 'jouwweb', coverage, searchedTo: 0, byHand: false };
  await db.store.transaction((tx) => tx.requests.saveSearch({ ...search, records }, NOW));
  await db.store.transaction(async (tx) => {
    expect(await tx.requests.searchHeads(id)).toEqual([{ ...search, pieces: 3 }]);
    expect(await tx.requests.recordsAt(id, 'jouwweb', 0)).toEqual(records.slice(0, 500));
    expect(await tx.requests.recordsAt(id, 'jouwweb', 2)).toEqual(records.slice(1_000));
    expect(await tx.requests.recordsAt(id, 'jouwweb', 3)).toBeUndefined();
    expect(await tx.requests.searches(id)).toEqual([{ ...search, records }]);
  });
  const { rows } = await db.sql.query(
    `SELECT "place", encode("recordsEnc", 'escape') AS text FROM "SearchPiece" WHERE "requestId" = $1 ORDER BY "place"`,
    [id],
  );
  expect(rows).toMatchObject([{ place: 1 }, { place: 2 }]);
  expect(JSON.stringify(rows)).not.toContain('Sanne');
  await db.store.transaction(async (tx) => {
    await tx.requests.saveSearch({ ...search, records: records.slice(0, 501) }, NOW);
    expect(await tx.requests.searches(id)).toEqual([{ ...search, records: records.slice(0, 501) }]);
  });
  await db.sql.query(`UPDATE "SourceSearch" SET "recordsEnc" = NULL WHERE "requestId" = $1`, [id]);
  await db.store.transaction(async (tx) => {
    expect(await tx.requests.searchHeads(id)).toEqual([{ ...search, pieces: 0 }]);
  });
});
