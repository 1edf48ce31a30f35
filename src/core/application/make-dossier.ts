import type { Actor } from '../approval/staff-channel.ts';
import { asId, type LetterId, type RequestId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkLog } from './check-log.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { DELIVERIES, type Dossier, type DossierPart, type DossierRefusal } from './dossier-api.ts';
import { letterRecipients } from './letter-recipients.ts';
import type { Tx } from './ports.ts';
import type { RemainsRow } from './register-api.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { CLI, logName, staffMember, staffNames } from './staff-actor.ts';
import { transcriptEntry } from './transcripts.ts';
import { requestDetail } from './view-request.ts';

type Of<Name extends DossierPart['part']> = Extract<DossierPart, { readonly part: Name }>;

/**
 * Everything about one request for an inspector (AVG 5(2), R36), by its number; for who may decide, or the command line.
 * That it was made is in the log before its first part is read, each time.
 */
export async function makeDossier(
  settings: CoreSettings,
  number: string,
  by: Actor,
): Promise<Result<Dossier, DossierRefusal>> {
  const now = settings.clock.now();
  return settings.store.transaction(async (tx) => {
    const member = await staffMember(tx, by);
    if (member === undefined && by.via !== 'cli') return refuse('register.not_staff');
    const remains = await tx.requests.remains(number);
    if (remains !== undefined) return ok({ number, madeAt: now, parts: partsOfRemains(settings, remains) });
    const found = await tx.requests.byNumber(number);
    const request = found === undefined ? undefined : await tx.requests.lock(found.id);
    if (request === undefined) return refuse('register.request_unknown');
    const who = member === undefined ? CLI : logName(member);
    await runCommand(tx, request, { type: 'look_at', by: who, what: 'dossier' }, now);
    return ok({ number, madeAt: now, parts: partsOf(settings, request.id, now) });
  });
}

async function* partsOf(settings: CoreSettings, id: RequestId, now: Date): AsyncGenerator<DossierPart> {
  const { store } = settings;
  const head = await store.transaction(async (tx) => {
    const request = await tx.requests.byId(id);
    if (request === undefined) return undefined;
    const events = await tx.requests.events(id);
    return { events, parts: await headParts(tx, settings, request, events, now) };
  });
  if (head === undefined) return;
  yield* head.parts.before;
  // One letter at a time: each is a document of its own.
  for (const letterId of lettersIn(head.events)) {
    const letter = await store.transaction((tx) => letterPart(tx, letterId, head.events));
    if (letter !== undefined) yield letter;
  }
  yield* await store.transaction((tx) => changeParts(tx, id));
  yield* await store.transaction(async (tx) => {
    const mails = await tx.mails.about(id);
    return mails.map((mail) => ({ part: 'mail', ...mail }) as const);
  });
  yield* await store.transaction((tx) => messageParts(tx, id));
  yield* head.parts.after;
  yield await store.transaction((tx) => chainPart(tx, id));
}

async function* partsOfRemains({ store }: CoreSettings, remains: RemainsRow): AsyncGenerator<DossierPart> {
  const { status: _status, ...left } = remains;
  yield { part: 'remains', ...left };
  const chain = await store.transaction(async (tx) => {
    const id = await tx.register.idOfRemains(remains.number);
    return id === undefined ? undefined : chainPart(tx, id);
  });
  if (chain !== undefined) yield chain;
}

async function headParts(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  events: readonly LoggedEvent[],
  now: Date,
): Promise<{ readonly before: readonly DossierPart[]; readonly after: readonly DossierPart[] }> {
  const detail = await requestDetail(tx, request, now);
  const { number, right, status, channel, language, level, receivedAt, words, name, email, thirdParty } =
    detail;
  const [first] = events;
  const opened = first?.event.type === 'opened' ? first.event : undefined;
  const shop = await profileIn(tx);
  const recipients = await letterRecipients(tx, request, shop, settings.staffChannel);
  const { staffDue, customerDue, legalDue, unstoppedLegalDue, steps } = detail;
  return {
    before: [
      {
        part: 'request',
        ...{ number, right, status, channel, language, level, receivedAt, words, name, email, thirdParty },
        notice: opened?.notice ?? '',
        versions: first?.versions ?? opened?.rules ?? '',
      },
      { part: 'dates', staffDue, customerDue, legalDue, unstoppedLegalDue, steps },
      ...detail.sources.map(({ source, name: sourceName, coverage, counts, records }) => {
        const withheld = records.filter((record) => record.withheld !== undefined).length;
        return { part: 'source', source, name: sourceName, coverage, counts, withheld } as const;
      }),
    ],
    after: [
      { part: 'recipients', names: recipients.map((recipient) => recipient.name) },
      ...detail.history.map((entry) => ({ part: 'step', ...entry }) as const),
    ],
  };
}

/** Those of which a draft was made, in that order. */
function lettersIn(events: readonly LoggedEvent[]): readonly LetterId[] {
  const ids = events.flatMap(({ event }) =>
    event.type === 'draft_made' || event.type === 'notice_prepared' ? [asId<LetterId>(event.letterId)] : [],
  );
  return [...new Set(ids)];
}

async function letterPart(
  tx: Tx,
  id: LetterId,
  events: readonly LoggedEvent[],
): Promise<Of<'letter'> | undefined> {
  const letter = await tx.answers.letter(id);
  if (letter === undefined) return undefined;
  const nameOf = await staffNames(tx);
  const { version, kind, hash, createdAt, input, body } = letter;
  const approved = events.flatMap(({ event, at, by, sequence }) => {
    if (event.type !== 'approved' && event.type !== 'notice_approved') return [];
    if (event.letterId !== id) return [];
    const seen = events.findLast(
      (one) =>
        one.event.type === 'preview_opened' &&
        one.event.letterHash === event.letterHash &&
        one.by === by &&
        one.sequence < sequence,
    );
    return [
      {
        at,
        by: nameOf(by),
        seenAt: seen?.at ?? null,
        cardVersion: 'cardVersion' in event ? (event.cardVersion ?? null) : null,
      },
    ];
  });
  const delivery = deliveryOf(events, id);
  const told = toldBy(events, id).map((one) => ({
    ...one,
    notice: body.notices?.find(({ recipient }) => recipient === one.recipient) ?? null,
  }));
  return { part: 'letter', version, kind, hash, createdAt, input, body, approved, delivery, told };
}

/** What became of a letter, by the log: an answer is the last one that was approved. */
function deliveryOf(events: readonly LoggedEvent[], id: LetterId): Of<'letter'>['delivery'] {
  let [answer, notice] = ['', ''];
  return events.flatMap(({ event, at }) => {
    if (event.type === 'approved') answer = event.letterId;
    if (event.type === 'notice_approved') notice = event.letterId;
    const as = DELIVERIES.find((type) => type === event.type);
    // One that came back may have left long before the last.
    const back = event.type === 'notice_bounced' ? event.letterId : notice;
    const which = as?.startsWith('notice_') ? back : answer;
    return as === undefined || which !== id ? [] : [{ as, at }];
  });
}

/** The recipients that were told by the notices of this decision (AVG 19). */
function toldBy(events: readonly LoggedEvent[], id: LetterId) {
  let approved = '';
  return events.flatMap(({ event }) => {
    if (event.type === 'approved') approved = event.letterId;
    if (event.type !== 'recipient_told' || approved !== id) return [];
    const { recipient, how, on } = event;
    return [{ recipient, how, on }];
  });
}

/** The journal of what systems were asked to change; what it was stands with the letter. */
async function changeParts(tx: Tx, id: RequestId): Promise<readonly DossierPart[]> {
  const rows = await tx.changes.ofRequest(id);
  return rows.map(
    ({ source, action, category, treatment, status, code, attempts, plannedAt, sentAt, endedAt }) => ({
      ...{ part: 'change', source, action, category, treatment, status, code, attempts },
      ...{ plannedAt, sentAt, endedAt },
    }),
  );
}

/** What was said about this request, and what the customer wrote in its conversation. */
async function messageParts(tx: Tx, id: RequestId): Promise<readonly DossierPart[]> {
  const request = await tx.requests.byId(id);
  if (request === undefined) return [];
  const rows = await tx.conversations.transcript(request.conversationId, 0);
  return rows.map((row) => ({ part: 'message', entry: transcriptEntry(row), status: row.status }));
}

async function chainPart(tx: Tx, id: string): Promise<DossierPart> {
  const { entries, fault } = await checkLog(tx, id);
  return { part: 'chain', entries, fault, seal: (await tx.register.seal())?.number ?? 0 };
}
