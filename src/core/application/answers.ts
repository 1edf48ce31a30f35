import { addDays, amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { after, MINUTE } from '../kernel/clock.ts';
import { sameHash } from '../kernel/digest.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { termEnd } from '../kernel/retention-terms.ts';
import { caseClass } from '../request/case-retention.ts';
import { hasEnded, toldDue, toldNews } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import { answerAddress } from './answer-elsewhere.ts';
import type { AnswerRefusal, Answers, AnswerView } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { filesOf } from './files-of.ts';
import { receiptOf } from './give-receipt.ts';
import { givenOf } from './given-of.ts';
import { guessCode, networkHash } from './guess-code.ts';
import { copyBeside } from './holds-copy.ts';
import { issueCode } from './mail-code.ts';
import { notePackage, packageProgress } from './package-progress.ts';
import type { Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import { firstOpening, linksTo, renewLink } from './renew-link.ts';
import type { LetterRow, RequestRow, UsedLink } from './rows.ts';
import { runCommand } from './run-command.ts';
import { shownResult } from './shown-result.ts';
import { sourceName } from './source-name.ts';
import { searchedPlaces, toldStatus } from './told-status.ts';

const SESSION_MS = 30 * MINUTE;

/** The page behind a link. The link alone shows nothing; a fresh code to the request's own address does (row 66). */
export function makeAnswers(settings: CoreSettings): Answers {
  const { store, secrets, clock } = settings;

  async function linked(
    tx: Tx,
    token: string,
  ): Promise<
    { readonly link: UsedLink; readonly request: RequestRow; readonly end: Date | null } | undefined
  > {
    const link = await tx.answers.link(secrets.hash('token', token));
    if (link === undefined || link.revokedAt !== null) return undefined;
    const request = await tx.requests.lock(link.requestId);
    if (request === undefined) return undefined;
    const end = linkEnd(link, request, await opening(tx, link));
    return end !== null && end <= clock.now() ? undefined : { link, request, end };
  }

  /** Stateless: bound to the link, signed, with its end in it. */
  function makeSession(link: UsedLink): string {
    const until = after(clock.now(), SESSION_MS).getTime().toString(36);
    return `${until}.${secrets.hash('session', `${link.tokenHash} ${until}`)}`;
  }

  function sessionHolds(link: UsedLink, session: string): boolean {
    const [until = '', mac = ''] = session.split('.', 2);
    if (!sameHash(mac, secrets.hash('session', `${link.tokenHash} ${until}`))) return false;
    return Number.parseInt(until, 36) > clock.now().getTime();
  }

  async function inside<Value>(
    token: string,
    session: string,
    work: (
      tx: Tx,
      link: UsedLink,
      request: RequestRow,
      end: Date | null,
    ) => Promise<Result<Value, AnswerRefusal>>,
  ): Promise<Result<Value, AnswerRefusal>> {
    return store.transaction(async (tx) => {
      const found = await linked(tx, token);
      if (found === undefined) return refuse('answer.link_unknown');
      if (!sessionHolds(found.link, session)) return refuse('answer.session_ended');
      return work(tx, found.link, found.request, found.end);
    });
  }

  async function sentLetter(tx: Tx, link: UsedLink, request: RequestRow): Promise<LetterRow | undefined> {
    const answered = request.state.status === 'answered' || request.state.status === 'refused';
    return answered && link.letterId !== null ? tx.answers.letter(link.letterId) : undefined;
  }

  return {
    known: (token) => store.transaction(async (tx) => (await linked(tx, token)) !== undefined),

    sendCode: (token, ipAddress) =>
      store.transaction(async (tx) => {
        const found = await linked(tx, token);
        if (found === undefined) return refuse('answer.link_unknown');
        const request = readable(found.request);
        // An unproven request has no address yet; the page says the same (R12).
        const address = answerAddress(request);
        if (address === null) return ok(null);
        const issued = await issueCode(tx, settings, clock.now(), {
          request,
          address,
          purpose: 'open_answer',
          conversationId: null,
          language: request.state.language,
          ipHash: networkHash(secrets, ipAddress),
        });
        if (issued.ok) return ok(null);
        const blocked = issued.refusal.code === 'code.guesses_up';
        await callStaff(tx, request, blocked ? 'code_blocked' : 'code_limit');
        return refuse(blocked ? 'answer.code_blocked' : 'answer.code_limit');
      }),

    enter: (token, code, ipAddress) =>
      store.transaction(async (tx) => {
        const found = await linked(tx, token);
        if (found === undefined) return refuse('answer.link_unknown');
        const { link, request } = found;
        const now = clock.now();
        const { check, challenge } = await guessCode(tx, settings, now, {
          request,
          purpose: 'open_answer',
          conversationId: null,
          ipHash: networkHash(secrets, ipAddress),
          code: code.replace(/\D/g, ''),
        });
        if (check.outcome === 'limit' || check.outcome === 'blocked') {
          const blocked = check.outcome === 'blocked';
          await callStaff(tx, request, blocked ? 'code_blocked' : 'code_limit');
          return refuse(blocked ? 'answer.code_blocked' : 'answer.code_limit');
        }
        if (check.outcome === 'expired' || check.outcome === 'none') return refuse('answer.code_expired');
        if (challenge === undefined) return refuse('answer.code_wrong');
        await tx.challenges.markUsed(challenge.id, now);
        // The first opening counts; later ones move nothing (R21, R35).
        const expiresAt = termEnd('package', (await opening(tx, link)) ?? now);
        await tx.answers.markLink(link.tokenHash, { openedAt: now, expiresAt });
        await runCommand(tx, request, { type: 'open_answer', by: 'customer' }, now);
        return ok({ session: makeSession(link) });
      }),

    view: (token, session) =>
      inside(token, session, async (tx, link, request, end) => {
        const letter = await sentLetter(tx, link, request);
        const profile = await tx.profiles.latest();
        const results: AnswerView['results'][number][] = [];
        const { heads, gone } = await copyBeside(tx, request, letter);
        const packing = await packageProgress(tx, request, heads, clock.now());
        for (const head of heads) results.push(await shownResult(tx, head, sourceName(head.source, profile)));
        const view: AnswerView = {
          number: request.number,
          right: request.right,
          status: toldStatus(request.state),
          ...searchedPlaces(request.state),
          ...(packing === undefined ? {} : { packing }),
          news: toldNews(request.state) ?? null,
          dueDay: toldDue(request.state.due),
          receivedDay: request.state.due.receivedDay,
          language: request.state.language,
          letter: letter?.body ?? null,
          results,
          downloadable: letter !== undefined && !gone,
          receipt: (letter && (await receiptOf(tx, secrets, request, letter.id))) ?? null,
          expiresDay: lastDay(end),
        };
        return ok(view);
      }),

    download: async (token, session) => {
      const taken = await inside(token, session, async (tx, link, request) => {
        const letter = await sentLetter(tx, link, request);
        if (letter === undefined) return refuse('answer.not_ready');
        const { heads: searches, gone } = await copyBeside(tx, request, letter);
        if (gone) return refuse('answer.link_unknown');
        const now = clock.now();
        await tx.answers.markLink(link.tokenHash, { downloadedAt: now });
        await runCommand(tx, request, { type: 'download_answer', by: 'customer' }, now);
        return ok({ request, letter, searches, now });
      });
      if (!taken.ok) return taken;
      const { request, letter, searches, now } = taken.value;
      const progress = notePackage(settings, request, searches);
      const sources = givenOf(store, searches, progress.read);
      const content = settings.buildPackage({
        letter: letter.body,
        number: request.number,
        right: request.right,
        language: request.state.language,
        sources,
        files: await filesOf(store, request.id, sources),
        createdAt: now,
      });
      return ok({ fileName: `${request.number}.zip`, content: progress.until(content) });
    },

    renew: (token) =>
      store.transaction(async (tx) => {
        const link = await tx.answers.link(secrets.hash('token', token));
        if (link === undefined) return;
        const request = await tx.requests.lock(link.requestId);
        // Whoever asks hears the same: what became of it is for the mailbox.
        if (request !== undefined) await renewLink(tx, settings, request, 'customer', clock.now());
      }),

    reportKnown: (token) =>
      store.transaction(
        async (tx) => (await tx.challenges.byReport(secrets.hash('token', token))) !== undefined,
      ),

    reportNotMe: (token) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const challenge = await tx.challenges.revokeByReport(secrets.hash('token', token), now);
        if (challenge === undefined) return refuse('answer.link_unknown');
        await addTask(tx, { kind: 'not_me', about: challenge.id, requestId: challenge.requestId }, now);
        return ok(null);
      }),
  };

  /** Never the end of the road: a person finds out how this customer gets the answer (R7). */
  async function callStaff(
    tx: Tx,
    { id, conversationId }: RequestRow,
    reason: 'code_limit' | 'code_blocked',
  ): Promise<void> {
    const about = { about: conversationId, requestId: id, conversationId, params: { reason } };
    await addTask(tx, { kind: 'human_wanted', ...about }, clock.now());
  }
}

/** When this answer was first opened, by whichever link. */
async function opening(tx: Tx, link: UsedLink): Promise<Date | null> {
  return link.letterId === null
    ? link.openedAt
    : firstOpening(await linksTo(tx, link.requestId, link.letterId));
}

/**
 * What says that data were erased goes with its case (F21); any other page has its term from when it is opened (R21), and
 * a link that was used to the full a shorter one: a new one can be asked.
 */
function linkEnd(link: UsedLink, { state }: RequestRow, opened: Date | null): Date | null {
  if (hasEnded(state) && caseClass(state, false) === 'erasure_case')
    return termEnd('erasure_case', new Date(state.closedAt));
  const { downloadedAt } = link;
  const expiresAt = opened === null ? link.expiresAt : termEnd('package', opened);
  const taken = downloadedAt === null ? null : termEnd('taken_link', downloadedAt);
  return taken === null || (expiresAt !== null && expiresAt < taken) ? expiresAt : taken;
}

/** The day before: on all of it the link works. */
function lastDay(end: Date | null): CalendarDay | null {
  return end === null ? null : addDays(amsterdamDay(end), -1);
}
