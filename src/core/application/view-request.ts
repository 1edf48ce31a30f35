import { viewApproval } from '../approval/view-approval.ts';
import { addMonths } from '../deadline/add-months.ts';
import { breachDeadline } from '../deadline/breach-deadline.ts';
import { isOverdue } from '../deadline/is-overdue.ts';
import { missedByRefusal } from '../deadline/refusal-term.ts';
import { isSettled } from '../fulfilment/coverage.ts';
import { isUndecided } from '../fulfilment/found-so-far.ts';
import { possibleResults } from '../fulfilment/outcome/likely-outcome.ts';
import { answersUnproven } from '../fulfilment/outcome/required-level.ts';
import { holdsPastPromise } from '../fulfilment/past-customers.ts';
import { type FoundRecord, OWN_RECORDS } from '../fulfilment/processor.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { groundWithout } from '../request/authority.ts';
import { mayLapse } from '../request/may-lapse.ts';
import { groundsFor } from '../request/refusal-ground.ts';
import { isOpen } from '../request/request-state.ts';
import { TRANSITIONS } from '../request/transitions.ts';
import { answerIn } from './answer-in.ts';
import { wasByHand } from './by-hand.ts';
import type { HistoryEntry, RequestDetail, RequestRow as RequestLine, SourceView } from './core-api.ts';
import { countRecords } from './count-records.ts';
import { deadlinesOf, lastRedated } from './deadlines-of.ts';
import { openKeys } from './decide-key.ts';
import { closingDays } from './due-days.ts';
import { packageProgress } from './package-progress.ts';
import type { Tx } from './ports.ts';
import { linksTo, pageLetter } from './renew-link.ts';
import type { LoggedEvent, RequestRow, SearchRow } from './rows.ts';
import { wholeWhereShown } from './shown-records.ts';
import { sourceName } from './source-name.ts';
import { idOf, staffNames } from './staff-actor.ts';
import { viewTransmission } from './transmissions.ts';
import { viewChanges } from './view-changes.ts';
import { viewNotice } from './view-notice.ts';
import { isSearching } from './walk-sources.ts';

/** One line of a list: nothing about who it is. */
export function requestLine(
  request: RequestRow,
  openTasks: number,
  nameOf: (by: string) => string,
  now: Date,
): RequestLine {
  const { state } = request;
  return {
    id: request.id,
    number: request.number,
    right: request.right,
    status: state.status,
    channel: state.channel,
    level: state.level,
    receivedAt: request.receivedAt,
    staffDue: state.due.staffDue,
    customerDue: state.due.customerDue,
    overdue: isOpen(state) && isOverdue(state.due.staffDue, now),
    raised: state.raised,
    openTasks,
    assignee: state.assignee === undefined ? null : nameOf(state.assignee),
    assigneeId: state.assignee === undefined ? null : idOf(state.assignee),
    mayLapse: mayLapse(state, now),
    ...(request.unreadable === undefined ? {} : { unreadable: true }),
  };
}

/** Whether the customer opened the page with the answer; nothing where there is no page. */
async function pageOf(tx: Tx, request: RequestRow): Promise<Pick<RequestDetail, 'page'>> {
  const letterId = pageLetter(request);
  const links = letterId === null ? [] : await linksTo(tx, request.id, letterId);
  if (links.length === 0) return {};
  const opened = links.flatMap(({ openedAt }) => (openedAt === null ? [] : [amsterdamDay(openedAt)]));
  return { page: { openedDay: opened.sort()[0] ?? null } };
}

/** Everything about one request, for the desk, the command line and an inspector. */
export async function requestDetail(tx: Tx, request: RequestRow, now: Date): Promise<RequestDetail> {
  const { state } = request;
  const nameOf = await staffNames(tx);
  const profile = await tx.profiles.latest();
  const tasks = await tx.tasks.ofRequest(request.id);
  const events = await tx.requests.events(request.id);
  const searches = await tx.requests.searches(request.id);
  const searchable = TRANSITIONS[state.status].includes('reopen_source');
  const shown = new Map<string, readonly FoundRecord[]>();
  for (const search of searches) shown.set(search.source, await wholeWhereShown(tx, search));
  const sources: readonly SourceView[] = searches.map(({ source, coverage, records, byHand = false }) => ({
    source,
    name: sourceName(source, profile),
    coverage,
    counts: countRecords([{ source, records }]),
    records: shown.get(source) ?? [],
    searching: isSearching(request, source),
    undecided: records.filter(isUndecided).length,
    changeable: searchable && isSettled(coverage),
    failed: searchable && coverage.status === 'failed',
    reopenable: searchable && wasByHand({ coverage, records, byHand }),
  }));
  const closed = profile === undefined ? new Set<CalendarDay>() : closingDays(profile);
  const deadlines = deadlinesOf(request, events, closed);
  const letter = 'letter' in state ? state.letter : null;
  const into = state.status === 'joined' ? await tx.requests.byNumber(state.joinedTo) : undefined;
  const joined = await joinedOf(tx, events);
  return {
    ...requestLine(request, tasks.filter((task) => task.doneAt === null).length, nameOf, now),
    version: state.cardVersion,
    name: request.name,
    email: request.email,
    contact: request.contact ?? null,
    ...(await pageOf(tx, request)),
    words: request.words.text,
    language: state.language,
    thirdParty: events.some(({ event }) => event.type === 'opened' && event.thirdParty),
    legalDue: state.due.legalDue,
    refusalMissed: isOpen(state) ? missedByRefusal(state.due, amsterdamDay(now)) : null,
    toldDue: state.due.toldDue ?? null,
    unstoppedLegalDue: addMonths(deadlines.localReceivedDate, 1),
    redated: lastRedated(events),
    breachDeadline: request.right === 'breach_report' ? breachDeadline(request.receivedAt) : null,
    steps: deadlines.steps,
    proof: proofOf(events),
    facts: state.facts ?? null,
    authority: state.authority ?? null,
    groundWithout: groundWithout(state.authority),
    doubts: letter?.plan?.doubts ?? [],
    neededLevel: letter?.plan?.level ?? null,
    answerTo: request.particulars?.answerTo ?? null,
    idReason: request.particulars?.idReason ?? null,
    postal: postalOnFile(searches),
    against: state.against ?? null,
    answersUnproven: answersUnproven(request.right),
    searchingNow: await searchingNow(tx, request, profile),
    packing: (await packageProgress(tx, request, searches, now)) ?? null,
    openKeys: searchable ? await openKeys(tx, request, profile) : [],
    results: possibleResults(request.right, state.against),
    sources,
    pastPromise: holdsPastPromise(
      searches.filter(({ source }) => source !== OWN_RECORDS).flatMap(({ records }) => records),
      amsterdamDay(now),
    ),
    tasks,
    notes: (await tx.requests.notes(request.id)).map(({ id, at, by, text }) => ({
      id,
      at,
      by: nameOf(by),
      text,
    })),
    letterHash: letter?.hash ?? null,
    letterKind: letter?.kind ?? null,
    approval: viewApproval(state, nameOf),
    changes: await viewChanges(tx, request),
    transmission: await viewTransmission(tx, request, now),
    notice: viewNotice(request, events, tasks, now),
    refusalChoices: groundsFor(request.right),
    history: events.map((event) => historyEntry(event, nameOf)),
    further: furtherOf(events),
    conversationId: request.conversationId,
    ...(await objectionsOf(tx, request)),
    joinedTo: into === undefined ? null : { id: into.id, number: into.number },
    joined: joined.map(joinedLine),
    answerIn: await answerIn(tx, request, joined),
  };
}

async function searchingNow(
  tx: Tx,
  { id, state }: RequestRow,
  profile: ShopProfile | undefined,
): Promise<RequestDetail['searchingNow']> {
  if (!('searches' in state)) return [];
  const waiting = Object.keys(state.searches).filter((source) => isSearching({ state }, source));
  if (waiting.length === 0) return [];
  const far = new Map((await tx.requests.progress(id)).map(({ source, scanned }) => [source, scanned]));
  return waiting.map((source) => ({
    source,
    name: sourceName(source, profile),
    scanned: far.get(source) ?? null,
  }));
}

function furtherOf(events: readonly LoggedEvent[]): RequestDetail['further'] {
  const wrote = events.filter(({ event }) => event.type === 'customer_wrote' || event.type === 'narrowed');
  const last = wrote.at(-1);
  return last === undefined ? null : { count: wrote.length, last: last.at };
}

/** The last proof is the highest: a lower one is refused. */
function proofOf(events: readonly LoggedEvent[]): RequestDetail['proof'] {
  return events.reduce<RequestDetail['proof']>(
    (before, { event, at }) => (event.type === 'proven' ? { method: event.method, at } : before),
    null,
  );
}

/** The link between a decision and who objects to it, seen from both: they are of one conversation or one address. */
async function objectionsOf(
  tx: Tx,
  { number, state, conversationId, emailHash }: RequestRow,
): Promise<Pick<RequestDetail, 'objectsTo' | 'objectedBy'>> {
  const to = state.objectsTo === undefined ? undefined : await tx.requests.byNumber(state.objectsTo);
  const near = [
    ...(await tx.requests.ofConversation(conversationId)),
    ...(emailHash === null ? [] : await tx.requests.ofProvenAddress(emailHash)),
  ].filter((other) => other.state.objectsTo === number);
  const objectedBy = [...new Map(near.map(({ id, number: of }) => [id, { id, number: of }])).values()];
  return { objectsTo: to === undefined ? null : { id: to.id, number: to.number }, objectedBy };
}

/** Also those that have ended with it. */
async function joinedOf(tx: Tx, events: readonly LoggedEvent[]): Promise<readonly RequestRow[]> {
  const found: RequestRow[] = [];
  for (const { event } of events) {
    const other = event.type === 'took_in' ? await tx.requests.byNumber(event.other) : undefined;
    if (other !== undefined) found.push(other);
  }
  return found;
}

function joinedLine({ id, number, state, receivedAt, words }: RequestRow): RequestDetail['joined'][number] {
  return { id, number, channel: state.channel, receivedAt, words: words.text };
}

function historyEntry(logged: LoggedEvent, nameOf: (by: string) => string): HistoryEntry {
  const { type, ...rest } = logged.event;
  const params: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(rest))
    params[name] =
      typeof value === 'string'
        ? nameOf(value)
        : typeof value === 'number' || typeof value === 'boolean' || value === null
          ? value
          : JSON.stringify(value);
  const { sequence, at, versions } = logged;
  return {
    sequence,
    at,
    type,
    by: nameOf(logged.by),
    params,
    ...(versions === undefined ? {} : { versions }),
  };
}

/** Street, postcode and town of the last order that was found; empty without one. */
function postalOnFile(searches: readonly SearchRow[]): string {
  const records = searches.flatMap((search) => search.records);
  const last = records.findLast(({ fields }) => fields.some(({ name }) => name === 'street'));
  const value = (wanted: string): string => last?.fields.find(({ name }) => name === wanted)?.value ?? '';
  const town = `${value('postcode')} ${value('city')}`.trim();
  return [value('street'), town, value('country')].filter((line) => line !== '').join('\n');
}
