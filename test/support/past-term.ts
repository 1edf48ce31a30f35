import { randomUUID } from 'node:crypto';
import { logReview } from '../../src/core/application/log-review.ts';
import type { ReviewRow, Tx } from '../../src/core/application/ports.ts';
import type { NewChallenge } from '../../src/core/application/rows.ts';
import type { FoundRecord, LegalHold } from '../../src/core/fulfilment/processor.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import {
  asId,
  type LetterId,
  newId,
  newToken,
  type RequestId,
  type TaskId,
} from '../../src/core/kernel/ids.ts';
import { type CaseClass, type RowClass, termEnd } from '../../src/core/kernel/retention-terms.ts';
import { StaffOnly } from '../../src/core/kernel/staff-only.ts';
import type { Prisma } from '../../src/core/store/generated/client.ts';
import { ROOM } from '../bots/slack/start-bot.ts';
import { storeCard } from '../core/store/stored-rows.ts';
import { aBreach } from './a-breach.ts';
import { aChange } from './a-change.ts';
import { aTransmission } from './a-transmission.ts';
import { type CaseGiven, PERSON, storeCase } from './closed-case.ts';
import { storeExport } from './store-export.ts';
import { PARTS, storeFindings } from './store-findings.ts';
import type { CoreUnderTest } from './use-core.ts';

type Model = Prisma.ModelName;
const ALIVE = 'FROM "RequestLink" WHERE "requestId" = $1 AND "expiresAt" > $2';

/** How many rows, or filled columns, are left of each table that a sample wrote to. */
export type Written = Partial<Record<Model, () => Promise<number>>>;
/** Writes rows of which the term began at this instant. */
export type Sample = (open: CoreUnderTest, since: Date) => Promise<Written>;

/** Where a card stood that somebody has deleted by hand. */
const CARD = `${ROOM}:1700000000.000009`;

const KINDS: Readonly<Record<CaseClass, Pick<CaseGiven, 'right' | 'end' | 'proven'>>> = {
  unproven_request: { right: 'access', end: 'withdrawn', proven: false },
  erasure_case: { right: 'erasure', end: 'answered', proven: true },
  case: { right: 'access', end: 'answered', proven: true },
};

export const SAMPLES: Readonly<Record<CaseClass | RowClass, Sample>> = {
  unproven_request: (open, since) => aWholeCase(open, 'unproven_request', since),
  erasure_case: (open, since) => aWholeCase(open, 'erasure_case', since),
  case: (open, since) => aWholeCase(open, 'case', since),

  async policy_chat(open, since) {
    const { id } = await inside(open, async (tx) => {
      const chat = await tx.conversations.lock('web', randomUUID(), 'nl', since);
      await say(tx, chat.id, 1, since);
      await tx.conversations.save(chat.id, { lastAt: since });
      await looked(tx, chat.id, since);
      await doneTask(tx, { conversationId: chat.id }, since);
      await tx.conversations.noteLooks([chat.id], { by: 'staff:1', at: since }, since);
      return chat;
    });
    return {
      Conversation: count(open, 'FROM "Conversation" WHERE "id" = $1', id),
      Message: count(open, 'FROM "Message" WHERE "conversationId" = $1', id),
      ConversationLook: count(open, 'FROM "ConversationLook" WHERE "conversationId" = $1', id),
      Task: count(open, 'FROM "Task" WHERE "conversationId" = $1', id),
    };
  },

  // Sent and opened then; the case itself is kept for two years.
  async package(open, since) {
    const { id } = await inside(open, async (tx) => {
      const request = await storeCase(tx, { ...KINDS.case, closedAt: since });
      await searched(tx, request.id, since, null);
      await tx.answers.addLink(await linkOf(tx, request.id, since));
      return request;
    });
    await open.sql.query('UPDATE "RequestLink" SET "openedAt" = $2 WHERE "requestId" = $1', [id, since]);
    const sealed = (table: Model, column: string) =>
      count(open, `FROM "${table}" WHERE "${column}" IS NOT NULL AND "requestId" = $1`, id);
    return {
      SourceSearch: sealed('SourceSearch', 'recordsEnc'),
      ChangeStep: sealed('ChangeStep', 'payloadEnc'),
      SearchKey: sealed('SearchKey', 'valueEnc'),
      SearchPiece: count(open, 'FROM "SearchPiece" WHERE "requestId" = $1', id),
      SearchText: count(open, 'FROM "SearchText" WHERE "requestId" = $1', id),
      FoundFile: count(open, 'FROM "FoundFile" WHERE "requestId" = $1', id),
      FoundFilePart: count(open, PARTS, id),
      RequestLink: () => count(open, ALIVE, id, open.clock.now())(),
    };
  },

  async order_export(open, since) {
    const review = aReview(since);
    const { id } = await inside(open, async (tx) => {
      await tx.reviews.add(review);
      const event = { type: 'listed', people: 1, orders: 1 } as const;
      await logReview(tx, review.id, { event, by: 'staff:noor', at: since, reason: PERSON.name });
      return storeExport(tx, { uploadedAt: since });
    });
    const list = (table: Model, column: string) => `FROM "${table}" WHERE "${column}" IS NOT NULL`;
    return {
      TwoYearReview: count(open, `${list('TwoYearReview', 'peopleEnc')} AND "id" = $1`, review.id),
      TwoYearStep: count(open, `${list('TwoYearStep', 'reasonEnc')} AND "reviewId" = $1`, review.id),
      ExportFile: count(open, 'FROM "ExportFile" WHERE "id" = $1', id),
      ExportPart: count(open, 'FROM "ExportPart" WHERE "fileId" = $1', id),
    };
  },

  async ip_address(open, since) {
    const { id, chat } = await inside(open, async (tx) => {
      const begun = await tx.conversations.lock('web', randomUUID(), 'nl', since);
      await tx.conversations.begunFrom('a keyed hash', begun.id, since);
      const request = await storeCase(tx, { ...KINDS.case, end: 'open', closedAt: open.clock.now() });
      await tx.challenges.add(challenge(request.id, since, 'a keyed hash'));
      await tx.challenges.addWrong(wrongCode(request.id, 'a keyed hash'), since);
      return { id: request.id, chat: begun.id };
    });
    return {
      Conversation: count(open, 'FROM "Conversation" WHERE "ipHash" IS NOT NULL AND "id" = $1', chat),
      Challenge: count(open, 'FROM "Challenge" WHERE "ipHash" IS NOT NULL AND "requestId" = $1', id),
      WrongCode: count(
        open,
        `FROM "WrongCode" WHERE ("ipHash" IS NOT NULL OR "limitHashes" <> '{}') AND "requestId" = $1`,
        id,
      ),
    };
  },

  async caught_mail(open, since) {
    const id = newId();
    await inside(open, (tx) =>
      tx.mails.keepCaught({ id, to: 'a', subject: 'b', text: 'c', html: 'd', at: since }),
    );
    return { CaughtMail: count(open, 'FROM "CaughtMail" WHERE "id" = $1', id) };
  },

  async staff_access(open, since) {
    const tokenHash = newToken();
    await inside(open, async (tx) => {
      const member = {
        email: `${tokenHash.slice(0, 8).toLowerCase()}@example.nl`,
        slackUserId: null,
        name: 'Joris',
        owner: false,
        configured: false,
      };
      const staff = await tx.staff.add(member, since);
      const access = { tokenHash, staffId: staff.id, createdAt: since, expiresAt: since };
      await tx.staff.addLink(access);
      await tx.staff.addSession(access);
    });
    return {
      StaffSignInLink: count(open, 'FROM "StaffSignInLink" WHERE "tokenHash" = $1', tokenHash),
      StaffSession: count(open, 'FROM "StaffSession" WHERE "tokenHash" = $1', tokenHash),
    };
  },

  async staff_mail(open, since) {
    const id = await inside(open, (tx) => sentMail(tx, null, since));
    return { OutboundMail: count(open, 'FROM "OutboundMail" WHERE "id" = $1', id) };
  },

  async policy_notice(open, since) {
    const version = Math.floor(since.getTime() / 1000);
    await inside(open, (tx) =>
      tx.policyNotices.list(version, [{ personHash: 'a keyed hash', address: 'sanne@example.nl' }], since),
    );
    return {
      PolicyNoticePerson: count(open, 'FROM "PolicyNoticePerson" WHERE "version" = $1', version),
    };
  },

  async breach_record(open, since) {
    const { id } = await inside(open, (tx) => aBreach(tx, PERSON.name, since));
    return {
      Breach: count(open, 'FROM "Breach" WHERE "id" = $1', id),
      BreachEntry: count(open, 'FROM "BreachEntry" WHERE "breachId" = $1', id),
    };
  },

  async done_task(open, since) {
    const id = await inside(open, (tx) => doneTask(tx, {}, since));
    return { Task: count(open, 'FROM "Task" WHERE "id" = $1', id) };
  },

  async run_report(open, since) {
    await inside(open, (tx) => tx.retention.saveRun({ at: since, purged: {}, kept: {} }));
    return { DailyRun: count(open, 'FROM "DailyRun" WHERE "at" = $1', since) };
  },
};

/** A closed request with a row in every table that holds something about it. */
export async function aWholeCase(open: CoreUnderTest, kind: CaseClass, since: Date): Promise<Written> {
  const { id, conversationId, mailId } = await inside(open, async (tx) => {
    const request = await storeCase(tx, { ...KINDS[kind], closedAt: since });
    const { id: of, conversationId: chat } = request;
    await say(tx, chat, 1, since);
    await looked(tx, chat, since);
    await tx.conversations.addOutbound([
      {
        id: newId(),
        conversationId: chat,
        sequence: 2,
        at: since,
        message: { kind: 'staff_text', text: `Dag ${PERSON.name}`, signedBy: 'Joris' },
        status: 'shown',
        requestId: of,
      },
    ]);
    await tx.conversations.save(chat, {
      dialogue: { step: { name: 'idle' }, name: PERSON.name, email: 'sanne@example.nl' },
      lastAt: since,
    });
    await tx.challenges.add(challenge(of, since, null));
    await tx.challenges.addWrong(wrongCode(of, null), since);
    const mailId = await sentMail(tx, of, since);
    await tx.mails.keepCaught({
      id: mailId,
      to: PERSON.name,
      subject: '',
      text: '',
      html: '',
      at: open.clock.now(),
    });
    await searched(tx, of, since, null);
    await tx.answers.addLink(await linkOf(tx, of, since));
    const text = new StaffOnly(PERSON.words);
    await tx.requests.addNote({ id: newId(), requestId: of, at: since, by: 'staff:1', text });
    await doneTask(tx, { requestId: of }, since);
    await doneTask(tx, { conversationId: chat }, since);
    await tx.conversations.noteLooks([chat], { by: 'staff:1', at: since }, since);
    await tx.reminders.enter(of, amsterdamDay(since), ['half_time'], newId(), since);
    await storeCard(tx, of, CARD, since);
    return { ...request, mailId };
  });
  await open.sql.query('UPDATE "RequestLink" SET "openedAt" = $2 WHERE "requestId" = $1', [id, since]);
  const ofRequest = (table: Model) => count(open, `FROM "${table}" WHERE "requestId" = $1`, id);
  return {
    PrivacyRequest: count(open, 'FROM "PrivacyRequest" WHERE "id" = $1', id),
    RequestEvent: ofRequest('RequestEvent'),
    Challenge: ofRequest('Challenge'),
    WrongCode: ofRequest('WrongCode'),
    OutboundMail: ofRequest('OutboundMail'),
    CaughtMail: count(open, 'FROM "CaughtMail" WHERE "id" = $1', mailId),
    SourceSearch: ofRequest('SourceSearch'),
    ChangeStep: ofRequest('ChangeStep'),
    SearchKey: ofRequest('SearchKey'),
    SearchProgress: ofRequest('SearchProgress'),
    RequestNote: ofRequest('RequestNote'),
    Letter: ofRequest('Letter'),
    RequestLink: ofRequest('RequestLink'),
    Transmission: ofRequest('Transmission'),
    Reminder: ofRequest('Reminder'),
    StaffCard: ofRequest('StaffCard'),
    Task: count(open, 'FROM "Task" WHERE "requestId" = $1 OR "conversationId" = $2', id, conversationId),
    Conversation: count(open, 'FROM "Conversation" WHERE "id" = $1', conversationId),
    Message: count(open, 'FROM "Message" WHERE "conversationId" = $1', conversationId),
    ConversationLook: count(open, 'FROM "ConversationLook" WHERE "conversationId" = $1', conversationId),
  };
}

/** A list of people past the two-year promise, each of a source of its own: a newer one takes the place of another. */
export function aReview(madeAt: Date, change: Partial<ReviewRow> = {}): ReviewRow {
  const id = newId();
  const person = {
    address: 'sanne@example.nl',
    lastDay: amsterdamDay(madeAt),
    orders: 1,
    recordIds: [PERSON.name],
    kept: [],
  };
  return {
    id,
    source: id,
    madeAt,
    status: 'open',
    people: [person],
    count: 1,
    orders: 1,
    held: 0,
    approvedBy: null,
    startsAt: null,
    steps: [],
    done: [],
    ...change,
  };
}

export function inside<Value>(open: CoreUnderTest, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return open.settings.store.transaction(work);
}

/** A search that found one order, held by a law or not. */
export async function searched(tx: Tx, requestId: RequestId, at: Date, hold: LegalHold | null) {
  const record: FoundRecord = {
    ref: 'jouwweb:2',
    category: 'order',
    fields: [{ name: 'name', value: PERSON.name }],
    matchedBy: ['email'],
    thirdParty: false,
    hold,
    provenance: { place: 'row 2', fetchedAt: at.toISOString() },
  };
  const coverage = { status: 'not_possible', reason: `Het scherm van ${PERSON.name} is stuk` } as const;
  const records = Array.from({ length: 501 }, () => record);
  await tx.requests.saveSearch({ requestId, source: 'jouwweb', coverage, records }, at);
  await tx.changes.save([aChange(requestId, at)]);
  await storeFindings(tx, requestId, PERSON, at);
}

/** Answers its id. */
export async function sentMail(tx: Tx, requestId: RequestId | null, at: Date): Promise<string> {
  const id = newId();
  const content = { kind: 'sign_in', to: 'sanne@example.nl', token: 'token' } as const;
  await tx.mails.add({ id, content, requestId, challengeId: null, letterId: null, createdAt: at });
  await tx.mails.markSent(id, at, `<${id}@example.org>`);
  return id;
}

function say(tx: Tx, conversationId: Parameters<Tx['conversations']['save']>[0], sequence: number, at: Date) {
  const keys = { id: newId(), inboundKey: newId() };
  return tx.conversations.addInbound({ ...keys, conversationId, sequence, at, text: PERSON.words });
}

function looked(tx: Tx, conversation: Parameters<Tx['conversations']['save']>[0], at: Date): Promise<void> {
  return tx.conversations.noteLooks([conversation], { by: 'staff:1', at }, at);
}

async function linkOf(tx: Tx, requestId: RequestId, at: Date) {
  const letterId = newId<LetterId>();
  const block = { id: '1', kind: 'paragraph', text: PERSON.name, locked: false } as const;
  await tx.answers.addLetter({
    id: letterId,
    requestId,
    kind: 'decision',
    hash: 'hash',
    body: { title: PERSON.name, language: 'nl', blocks: [block] },
    input: { free: { opening: PERSON.words, closing: '' }, refusal: null },
    reason: '',
    postedTo: '',
    createdAt: at,
  });
  await tx.transmissions.add(aTransmission(requestId, letterId, at));
  return {
    tokenHash: newToken(),
    requestId,
    letterId,
    createdAt: at,
    expiresAt: termEnd('package', at),
    revokedAt: null,
  };
}

async function doneTask(
  tx: Tx,
  about: { readonly requestId?: RequestId; readonly conversationId?: string },
  at: Date,
): Promise<string> {
  const id = newId<TaskId>();
  await tx.tasks.add({
    id,
    kind: 'human_wanted',
    openKey: id,
    requestId: about.requestId ?? null,
    conversationId: about.conversationId === undefined ? null : asId(about.conversationId),
    dueDay: amsterdamDay(at),
    params: {},
    createdAt: at,
  });
  await tx.tasks.close(id, 'system', at);
  return id;
}

function challenge(requestId: RequestId, createdAt: Date, ipHash: string | null): NewChallenge {
  return {
    id: newId(),
    requestId,
    conversationId: null,
    purpose: 'prove_mailbox',
    address: 'sanne@example.nl',
    addressHash: 'a keyed hash',
    limitHash: 'a keyed hash',
    codeHash: 'a keyed hash',
    ipHash,
    reportTokenHash: newToken(),
    createdAt,
  };
}

function wrongCode(requestId: RequestId, ipHash: string | null) {
  const limitHashes = ['a keyed hash'];
  return { requestId, purpose: 'prove_mailbox' as const, conversationId: null, limitHashes, ipHash };
}

function count(open: CoreUnderTest, from: string, ...values: readonly unknown[]): () => Promise<number> {
  return async () => (await open.sql.query(`SELECT count(*)::int AS n ${from}`, [...values])).rows[0].n;
}
