import { afterEach, describe, expect, test } from 'vitest';
import { endCase } from '../../../src/core/application/end-case.ts';
import { NOTHING_TYPED } from '../../../src/core/application/prepare-answer.ts';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { type LetterId, newId, type TaskId } from '../../../src/core/kernel/ids.ts';
import { cutoff } from '../../../src/core/kernel/retention-terms.ts';
import { followChain } from '../../../src/core/register/event-chain.ts';
import { PERSON, storeCase } from '../../support/closed-case.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { inside, searched, sentMail } from '../../support/past-term.ts';
import { useCore } from '../../support/use-core.ts';
import { erasurePlan } from '../fulfilment/outcome/sample-outcomes.ts';

const use = useCore();
const now = () => use().clock.now();
const ERASED = { right: 'erasure', end: 'answered', proven: true } as const;
const ANSWERED = { right: 'access', end: 'answered', proven: true } as const;
const past = (name: 'erasure_case' | 'case') => later(cutoff(name, now()), -MINUTE);
const store = (given: Parameters<typeof storeCase>[1]) => inside(use(), (tx) => storeCase(tx, given));
const end = (id: Parameters<typeof endCase>[1]) => endCase(use().settings, id, now());

async function tables(column: string, id: string): Promise<number> {
  const { rows } = await use().sql.query(
    `SELECT (SELECT count(*) FROM "PrivacyRequest" WHERE "${column}" = $1)::int
       + (SELECT count(*) FROM "Message" WHERE "conversationId" = $1)::int AS n`,
    [id],
  );
  return rows[0].n;
}

afterEach(async () => {
  expect((await use().core.register.verify()).broken).toBeNull();
});

describe('what somebody still needs suspends the end of a case', () => {
  test('an open task of the request or of its conversation, until it is done', async () => {
    const { core } = use();
    const owner = await staffActor(core, 'eigenaar@example.nl');
    for (const about of ['requestId', 'conversationId'] as const) {
      const request = await store({ ...ANSWERED, closedAt: past('case') });
      const openKey = newId();
      const of = {
        requestId: null,
        conversationId: null,
        [about]: about === 'requestId' ? request.id : request.conversationId,
      };
      const task = {
        id: newId<TaskId>(),
        kind: 'human_wanted',
        openKey,
        dueDay: amsterdamDay(now()),
        params: {},
      } as const;
      await inside(use(), (tx) => tx.tasks.add({ ...task, ...of, createdAt: now() }));
      expect(await end(request.id)).toBe('retention.task_open');
      expect(await core.desk.closeTask(task.id, owner)).toMatchObject({ ok: true });
      expect(await end(request.id)).toBe('anonymised');
    }
  });

  test('an open complaint of the same address or the same conversation', async () => {
    const email = 'klacht@example.nl';
    const [one, two] = [
      await store({ ...ERASED, email, closedAt: past('erasure_case') }),
      await store({ ...ERASED, closedAt: past('erasure_case') }),
    ];
    const complaint = { right: 'complaint', end: 'open', proven: true, closedAt: now() } as const;
    await store({ ...complaint, email });
    await store({ ...complaint, proven: false, conversationId: two.conversationId });
    expect(await end(one.id)).toBe('retention.complaint_open');
    expect(await end(two.id)).toBe('retention.complaint_open');
    const other = await store({ ...ERASED, email: 'ander@example.nl', closedAt: past('erasure_case') });
    expect(await end(other.id)).toBe('anonymised');
  });

  test('a mail or message that still has to go out, and for an erasure the fortnight after the last mail', async () => {
    const request = await store({ ...ERASED, closedAt: past('erasure_case') });
    const mail = { id: newId(), requestId: request.id, challengeId: null, letterId: null, createdAt: now() };
    const content = { kind: 'human_delayed', to: 'sanne@example.nl', language: 'nl' } as const;
    await inside(use(), (tx) => tx.mails.add({ ...mail, content }));
    expect(await end(request.id)).toBe('retention.mail_waits');
    await inside(use(), (tx) => tx.mails.markSent(mail.id, later(now(), -13 * DAY), 'id'));
    expect(await end(request.id)).toBe('retention.not_due');
    await use().sql.query('UPDATE "OutboundMail" SET "acceptedAt" = $2 WHERE "id" = $1', [
      mail.id,
      past('erasure_case'),
    ]);
    const message = {
      id: newId(),
      conversationId: request.conversationId,
      sequence: 9,
      at: now(),
      requestId: null,
    };
    await inside(use(), (tx) =>
      tx.conversations.addOutbound([{ ...message, message: { kind: 'thanks' }, status: 'queued' }]),
    );
    expect(await end(request.id)).toBe('retention.mail_waits');
    await inside(use(), (tx) => tx.conversations.markMessage(message.id, 'sent', {}));
    expect(await end(request.id)).toBe('anonymised');
  });

  test('a legal hold on what an erasure found, also when the records themselves are gone already', async () => {
    const request = await store({ ...ERASED, closedAt: past('erasure_case') });
    const until = addDays(amsterdamDay(now()), 300);
    await inside(use(), (tx) => searched(tx, request.id, now(), { basis: 'awr_52', until }));
    await use().sql.query('UPDATE "SourceSearch" SET "recordsEnc" = NULL WHERE "requestId" = $1', [
      request.id,
    ]);
    expect(await end(request.id)).toBe('retention.hold');
    use().clock.advance(343 * DAY);
    expect(await end(request.id)).toBe('anonymised');
    const left = await use().core.register.remains(request.number);
    expect(left?.grounds).toEqual(['awr_52']);
  });

  test('what an approved plan keeps, as its letter says, and not what it erased in spite of a hold (R34)', async () => {
    const until = addDays(amsterdamDay(now()), 300);
    const [line] = erasurePlan().plan;
    if (line === undefined) throw new Error('no plan');
    const kept = { ...line, treatment: 'keep', ground: 'claim', until } as const;
    const ends = await Promise.all(
      [[line], [line, kept]].map(async (plan) => {
        const request = await store({ ...ERASED, closedAt: past('erasure_case') });
        await inside(use(), async (tx) => {
          await searched(tx, request.id, now(), { basis: 'awr_52', until });
          await tx.answers.addLetter({
            id: newId<LetterId>(),
            requestId: request.id,
            kind: 'decision',
            hash: 'h',
            body: { title: 'Gewist', language: 'nl', blocks: [] },
            input: { ...NOTHING_TYPED, outcome: erasurePlan({ plan }) },
            reason: '',
            postedTo: '',
            createdAt: now(),
          });
        });
        return end(request.id);
      }),
    );
    expect(ends).toEqual(['anonymised', 'retention.hold']);
  });

  test('a request that was opened again', async () => {
    const request = await store({ right: 'access', end: 'withdrawn', proven: true, closedAt: past('case') });
    const open = await store({ ...ANSWERED, end: 'open', closedAt: past('case') });
    expect(await end(open.id)).toBe('gone');
    expect(await end(request.id)).toBe('anonymised');
    expect(await end(request.id)).toBe('gone');
  });
});

describe('what remains', () => {
  test('names outcome, ground and who was asked, and its entry follows from the log that is gone', async () => {
    const request = await store({ ...ANSWERED, end: 'refused', closedAt: past('case') });
    expect(await end(request.id)).toBe('anonymised');
    const { core, sql } = use();
    expect(await core.register.remains(request.number)).toEqual({
      number: request.number,
      status: 'anonymised',
      right: 'access',
      outcome: 'refused',
      grounds: ['excessive'],
      recipients: ['jouwweb'],
      month: amsterdamDay(request.receivedAt).slice(0, 7),
      daysUsed: 5,
      onTime: true,
    });
    const { rows } = await sql.query('SELECT "previousHash" FROM "AnonymisedRequest" WHERE "id" = $1', [
      request.id,
    ]);
    expect(rows).toEqual([{ previousHash: request.headHash }]);
    expect(await core.register.byNumber(request.number, { via: 'cli', name: 'test' })).toBeUndefined();
  });

  test('cannot be changed or removed, and whoever gets round that is found by the check of the register', async () => {
    const request = await store({ ...ANSWERED, closedAt: past('case') });
    await end(request.id);
    const { sql, core } = use();
    for (const change of [
      'UPDATE "AnonymisedRequest" SET "onTime" = false',
      'DELETE FROM "AnonymisedRequest"',
      'TRUNCATE "AnonymisedRequest"',
    ])
      await expect(sql.query(change)).rejects.toThrow('it is what remains of the log');
    const forge = async (onTime: boolean) => {
      await sql.query('ALTER TABLE "AnonymisedRequest" DISABLE TRIGGER USER');
      await sql.query('UPDATE "AnonymisedRequest" SET "onTime" = $2 WHERE "id" = $1', [request.id, onTime]);
      await sql.query('ALTER TABLE "AnonymisedRequest" ENABLE TRIGGER USER');
    };
    await forge(false);
    expect((await core.register.verify()).broken).toMatchObject({ number: request.number });
    await forge(true);
  });

  test('a chain may begin late only where it says so', () => {
    const entry = {
      requestId: 'r',
      sequence: 7,
      at: now(),
      by: 'system',
      event: {},
      previousHash: 'p',
      hash: 'h',
    };
    for (const [begin, broken] of [
      [undefined, 1],
      [{ sequence: 7, previousHash: 'p' }, 7],
    ] as const) {
      const chain = followChain(begin);
      chain.add(entry);
      expect(chain.broken).toBe(broken);
    }
  });
});

describe('the conversation', () => {
  test('stays with what was said since, without name, address and the old words', async () => {
    const request = await store({ ...ANSWERED, closedAt: past('case') });
    const { conversationId: id } = request;
    await inside(use(), async (tx) => {
      const message = { conversationId: id, text: PERSON.words };
      await tx.conversations.addInbound({
        ...message,
        id: newId(),
        sequence: 1,
        inboundKey: newId(),
        at: past('case'),
      });
      await tx.conversations.addInbound({
        ...message,
        id: newId(),
        sequence: 2,
        inboundKey: newId(),
        at: now(),
      });
      const dialogue = {
        step: { name: 'choosing', number: request.number },
        name: PERSON.name,
        email: 'sanne@example.nl',
        codeMailed: [request.number],
        staffWrote: true,
      } as const;
      await tx.conversations.save(id, { dialogue, nextSequence: 3, lastAt: now() });
    });
    expect(await end(request.id)).toBe('anonymised');
    const left = await inside(use(), async (tx) => ({
      dialogue: (await tx.conversations.byId(id))?.dialogue,
      sequences: (await tx.conversations.transcript(id, 0)).map(({ sequence }) => sequence),
    }));
    expect(left).toEqual({
      dialogue: { step: { name: 'idle' }, codeMailed: [], staffWrote: true },
      sequences: [2],
    });
  });

  test('loses beside another request what an erased person said, and keeps what the other one needs', async () => {
    const before = past('erasure_case');
    const erased = await store({ ...ERASED, closedAt: before });
    const { conversationId } = erased;
    const open = { right: 'access', end: 'open', conversationId, closedAt: before } as const;
    const unproven = await store({ ...open, proven: false });
    const address = 'Mijn naam is Sanne Voorbeeld, Dorpsstraat 1, sanne@example.nl';
    await inside(use(), async (tx) => {
      const said = { conversationId, text: address };
      for (const [sequence, at] of [before, later(before, MINUTE)].entries())
        await tx.conversations.addInbound({
          ...said,
          id: newId(),
          sequence: sequence + 1,
          inboundKey: newId(),
          at,
        });
      const told = { conversationId, at: before, message: { kind: 'thanks' }, status: 'shown' } as const;
      for (const [index, requestId] of [null, erased.id, unproven.id].entries())
        await tx.conversations.addOutbound([{ ...told, id: newId(), sequence: 5 + index, requestId }]);
      const dialogue = {
        step: {
          name: 'confirming_right',
          options: ['access'],
          asked: { words: address, receivedAt: before.toISOString(), sourceKey: '1' },
        },
        name: PERSON.name,
        email: 'sanne@example.nl',
      } as const;
      await tx.conversations.save(conversationId, { dialogue, nextSequence: 9 });
    });
    const read = () =>
      inside(use(), async (tx) => ({
        dialogue: (await tx.conversations.byId(conversationId))?.dialogue,
        sequences: (await tx.conversations.transcript(conversationId, 0)).map(({ sequence }) => sequence),
      }));
    expect(await end(erased.id)).toBe('anonymised');
    const identity = { name: PERSON.name, email: 'sanne@example.nl' };
    expect(await read()).toEqual({ dialogue: { step: { name: 'idle' }, ...identity }, sequences: [2, 7] });
    expect((await inside(use(), (tx) => tx.requests.byId(unproven.id)))?.words.text).toBe(PERSON.words);

    const again = await store({ ...ERASED, conversationId, closedAt: before });
    const provenTo = (level: string) =>
      use().sql.query(
        'UPDATE "PrivacyRequest" SET "state" = jsonb_set("state", \'{level}\', $2) WHERE "id" = $1',
        [unproven.id, level],
      );
    await provenTo('1');
    expect(await end(again.id)).toBe('anonymised');
    expect((await read()).dialogue).toEqual({ step: { name: 'idle' } });
    // What stands beside a log has to be what the log says.
    await provenTo('0');
  });

  test('stays for another request in it, and goes with the last one', async () => {
    const closedAt = past('erasure_case');
    const erased = await store({ ...ERASED, closedAt });
    const { conversationId } = erased;
    const answered = await store({ ...ANSWERED, conversationId, closedAt });
    await inside(use(), async (tx) => {
      const message = { conversationId, sequence: 1, inboundKey: newId(), at: closedAt };
      await tx.conversations.addInbound({ ...message, id: newId(), text: PERSON.words });
      const told = {
        id: newId(),
        conversationId,
        sequence: 2,
        at: closedAt,
        requestId: erased.id,
      };
      await tx.conversations.addOutbound([{ ...told, message: { kind: 'thanks' }, status: 'shown' }]);
      await sentMail(tx, answered.id, closedAt);
    });
    expect(await end(erased.id)).toBe('anonymised');
    expect(await tables('conversationId', conversationId)).toBe(1);
    use().clock.advance(800 * DAY);
    expect(await end(answered.id)).toBe('anonymised');
    expect(await tables('conversationId', conversationId)).toBe(0);
    const { rows } = await use().sql.query('SELECT 1 FROM "Conversation" WHERE "id" = $1', [conversationId]);
    expect(rows).toEqual([]);
  });
});
