import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { purgePastTerm } from '../../../src/core/application/purge.ts';
import { amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { newId, type TaskId } from '../../../src/core/kernel/ids.ts';
import { termEnd } from '../../../src/core/kernel/retention-terms.ts';
import { caseClass } from '../../../src/core/request/case-retention.ts';
import { hasEnded } from '../../../src/core/request/request-state.ts';
import { storeCase } from '../../support/closed-case.ts';
import { inside } from '../../support/past-term.ts';
import { storeExport } from '../../support/store-export.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

afterEach(async () => {
  expect((await use().core.register.verify()).broken).toBeNull();
});

async function idsIn(table: 'PrivacyRequest' | 'Conversation'): Promise<ReadonlySet<string>> {
  const { rows } = await use().sql.query(`SELECT "id" FROM "${table}"`);
  return new Set(rows.map(({ id }) => id));
}

test('whatever the ages, the run takes nothing that is needed and leaves nothing that is not', async () => {
  const shape = fc.record({
    right: fc.constantFrom('access', 'erasure', 'objection', 'complaint'),
    end: fc.constantFrom('answered', 'refused', 'withdrawn', 'open'),
    proven: fc.boolean(),
    ageDays: fc.constantFrom(0, 1, 13, 14, 15, 29, 31, 41, 43, 400, 729, 733, 1_500),
    task: fc.constantFrom('none', 'none', 'open', 'done'),
    complains: fc.constantFrom(false, false, true),
  } as const);
  await fc.assert(
    fc.asyncProperty(fc.array(shape, { minLength: 1, maxLength: 5 }), async (shapes) => {
      const { settings, clock } = use();
      const now = clock.now();
      const made = [];
      for (const given of shapes) {
        const closedAt = later(now, -given.ageDays * DAY + MINUTE);
        const request = await inside(use(), async (tx) => {
          const stored = await storeCase(tx, { ...given, closedAt, email: `${randomUUID()}@example.nl` });
          if (given.complains)
            await storeCase(tx, {
              right: 'complaint',
              end: 'open',
              proven: true,
              closedAt: now,
              conversationId: stored.conversationId,
            });
          if (given.task !== 'none') {
            const id = newId<TaskId>();
            const task = { id, kind: 'not_me', openKey: id, dueDay: amsterdamDay(now), params: {} } as const;
            await tx.tasks.add({ ...task, requestId: stored.id, conversationId: null, createdAt: closedAt });
            if (given.task === 'done') await tx.tasks.close(id, 'system', closedAt);
          }
          return stored;
        });
        made.push({ given, request, closedAt });
      }
      await purgePastTerm(settings, now);
      const [requests, conversations] = [await idsIn('PrivacyRequest'), await idsIn('Conversation')];
      for (const { given, request, closedAt } of made) {
        const { state } = request;
        const over =
          given.end !== 'open' && hasEnded(state) && termEnd(caseClass(state, false), closedAt) < now;
        const needed = given.task === 'open' || given.complains;
        const gone = over && !needed;
        expect(requests.has(request.id), JSON.stringify(given)).toBe(!gone);
        expect(conversations.has(request.conversationId), JSON.stringify(given)).toBe(!gone);
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('a run goes through more than one batch, and the next one finds nothing', async () => {
  const { settings, clock, sql } = use();
  const now = clock.now();
  await inside(use(), async (tx) => {
    for (let i = 0; i < 3; i += 1)
      await storeCase(tx, {
        right: 'access',
        end: 'withdrawn',
        proven: false,
        closedAt: later(now, -60 * DAY),
      });
  });
  await sql.query(
    `INSERT INTO "Conversation" ("id", "channel", "key", "keyEnc", "language", "dialogueEnc", "createdAt", "lastAt")
     SELECT gen_random_uuid(), 'web', 'batch-' || n, '', 'nl', '', $1, $1 FROM generate_series(1, 450) n`,
    [later(now, -31 * DAY)],
  );
  const first = await purgePastTerm(settings, now);
  expect(first.purged.policy_chat).toBe(450);
  expect(first.purged.unproven_request).toBeGreaterThanOrEqual(3);
  const second = await purgePastTerm(settings, now);
  expect(new Set(Object.values(second.purged))).toEqual(new Set([0]));
  expect(second.kept).toEqual(first.kept);
});

test('a run that is cut off keeps what it did, and the next one does the rest', async () => {
  const { settings, clock } = use();
  const now = clock.now();
  const ids = await inside(use(), async (tx) => {
    // Longer ago than all others here: the run comes to these first.
    const closedAt = later(now, -9_000 * DAY);
    const stored = [];
    for (let i = 0; i < 4; i += 1)
      stored.push(await storeCase(tx, { right: 'access', end: 'withdrawn', proven: false, closedAt }));
    return stored.map(({ id }) => id);
  });
  let left = 3;
  const failing: typeof settings = {
    ...settings,
    store: {
      ...settings.store,
      transaction: (work) => {
        left -= 1;
        return left < 0
          ? Promise.reject(new Error('the database went away'))
          : settings.store.transaction(work);
      },
    },
  };
  await expect(purgePastTerm(failing, now)).rejects.toThrow('the database went away');
  const between = await idsIn('PrivacyRequest');
  expect(ids.filter((id) => between.has(id))).toHaveLength(2);
  await purgePastTerm(settings, now);
  const end = await idsIn('PrivacyRequest');
  expect(ids.filter((id) => end.has(id))).toEqual([]);
});

test('a chat with an open task, or with a message that still has to go out, stays', async () => {
  const { settings, clock } = use();
  const old = later(clock.now(), -90 * DAY);
  const chats = await inside(use(), async (tx) => {
    const [asked, waiting] = [
      await tx.conversations.lock('web', randomUUID(), 'nl', old),
      await tx.conversations.lock('telegram', randomUUID(), 'nl', old),
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (asked === undefined || waiting === undefined) throw new Error('two chats');
    const id = newId<TaskId>();
    const task = { id, kind: 'human_wanted', openKey: id, dueDay: amsterdamDay(old), params: {} } as const;
    await tx.tasks.add({ ...task, requestId: null, conversationId: asked.id, createdAt: old });
    const message = { id: newId(), conversationId: waiting.id, sequence: 1, at: old, requestId: null };
    await tx.conversations.addOutbound([{ ...message, message: { kind: 'thanks' }, status: 'queued' }]);
    return [asked.id, waiting.id];
  });
  await purgePastTerm(settings, clock.now());
  const left = await idsIn('Conversation');
  for (const id of chats) expect(left.has(id)).toBe(true);
});

test('a copy that was sent and never opened stays with its case; one that never left goes (R21)', async () => {
  const { settings, clock, sql } = use();
  const closedAt = later(clock.now(), -60 * DAY);
  const [sent, withdrawn] = await inside(use(), async (tx) => {
    const stored = [];
    for (const end of ['answered', 'withdrawn'] as const) {
      const request = await storeCase(tx, { right: 'access', end, proven: true, closedAt });
      const coverage = { status: 'complete', scanned: 1, found: 0, provesAbsence: true } as const;
      await tx.requests.saveSearch(
        { requestId: request.id, source: 'jouwweb', coverage, records: [] },
        closedAt,
      );
      const link = { tokenHash: randomUUID(), requestId: request.id, letterId: null, createdAt: closedAt };
      await tx.answers.addLink({ ...link, expiresAt: null, revokedAt: null });
      stored.push(request.id);
    }
    return stored;
  });
  await purgePastTerm(settings, clock.now());
  const { rows } = await sql.query(
    'SELECT "requestId" FROM "SourceSearch" WHERE "recordsEnc" IS NOT NULL AND "requestId" IN ($1, $2)',
    [sent, withdrawn],
  );
  expect(rows).toEqual([{ requestId: sent }]);
});

test('an export that an open search still waits for stays', async () => {
  const { settings, clock, sql } = use();
  const now = clock.now();
  const uploadedAt = later(now, -40 * DAY);
  const { id, waitedFor, other } = await inside(use(), async (tx) => {
    const given = { right: 'access', end: 'open', proven: true } as const;
    const request = await storeCase(tx, { ...given, closedAt: later(now, -50 * DAY) });
    const asked = await storeExport(tx, { uploadedAt });
    const mollie = await storeExport(tx, { source: 'mollie', uploadedAt });
    return { id: request.id, waitedFor: asked.id, other: mollie.id };
  });
  await sql.query(
    `UPDATE "PrivacyRequest" SET "state" = jsonb_set("state", '{searches,jouwweb,coverage}', '"pending_export"')
     WHERE "id" = $1`,
    [id],
  );
  await purgePastTerm(settings, now);
  const { rows } = await sql.query('SELECT "id" FROM "ExportFile" WHERE "id" IN ($1, $2)', [
    waitedFor,
    other,
  ]);
  expect(rows).toEqual([{ id: waitedFor }]);
});
