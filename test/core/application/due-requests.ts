import { daysToKeep } from '../../../src/core/application/due-days.ts';
import type { MailContent, RequestRow } from '../../../src/core/application/rows.ts';
import { runCommand } from '../../../src/core/application/run-command.ts';
import type { ClockEvent } from '../../../src/core/deadline/compute-deadlines.ts';
import { computeDeadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import type { RequestId } from '../../../src/core/kernel/ids.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { aRequest, opened, STAFF } from '../../support/request-builder.ts';
import type { CoreUnderTest } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

export const SANNE = 'sanne@example.nl';

/** An open request with its real dates, received at noon in UTC. */
export function receivedOn(day: string, more: Partial<ReturnType<typeof opened>> = {}) {
  const receivedAt = new Date(`${day}T12:00:00Z`);
  const due = daysToKeep(computeDeadlines(receivedAt, []));
  return aRequest(more.right, [
    { ...opened(more.right), receivedAt: receivedAt.toISOString(), due, ...more },
  ]);
}

export function store(
  core: CoreUnderTest,
  events: readonly RequestEvent[],
  email = SANNE,
): Promise<RequestRow> {
  return core.settings.store.transaction((tx) => storeRequest(tx, events, { email }));
}

/** What happens to the clock of a request, entered in its log at the instant on which it happens. */
export async function happens(
  { settings }: CoreUnderTest,
  id: RequestId,
  clock: readonly { readonly at: string; readonly event: ClockEvent['event'] }[],
): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const so: ClockEvent[] = [];
    for (const { at, event } of clock) {
      so.push({ at: new Date(at), event });
      const request = await tx.requests.lock(id);
      if (request === undefined) throw new Error('unknown');
      const due = daysToKeep(computeDeadlines(request.receivedAt, so));
      await runCommand(tx, request, { type: 'redate', by: STAFF, cause: event, due }, new Date(at));
    }
  });
}

/** The queued mails of one kind, oldest first. */
export async function mailsOf<Kind extends MailContent['kind']>(
  { sql, settings }: CoreUnderTest,
  kind: Kind,
) {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT "id" FROM "OutboundMail" WHERE "kind" = $1 ORDER BY "createdAt", "id"`,
    [kind],
  );
  const mails = await settings.store.transaction((tx) =>
    Promise.all(rows.map(({ id }) => tx.mails.byId(id))),
  );
  return mails.flatMap((mail) => {
    const content = mail?.content ?? null;
    return isOf(content, kind) ? [content] : [];
  });
}

/** Every request and mail is gone, so that a test counts its own. */
export async function emptied({ sql }: CoreUnderTest): Promise<void> {
  await sql.query(`SET session_replication_role = replica;
    DELETE FROM "Reminder"; DELETE FROM "RequestEvent"; DELETE FROM "PrivacyRequest"; DELETE FROM "OutboundMail";
    DELETE FROM pgboss.job; RESET session_replication_role`);
}

export async function countMails({ sql }: CoreUnderTest): Promise<number> {
  const { rows } = await sql.query<{ count: number }>('SELECT count(*)::int AS "count" FROM "OutboundMail"');
  return rows[0]?.count ?? 0;
}

function isOf<Kind extends MailContent['kind']>(
  content: MailContent | null,
  kind: Kind,
): content is Extract<MailContent, { kind: Kind }> {
  return content?.kind === kind;
}
