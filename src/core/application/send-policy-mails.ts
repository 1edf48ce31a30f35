import { after, HOUR } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import { logPolicy } from './log-policy.ts';
import { policyNews } from './policy-news.ts';
import type { PolicyNoticeRow, Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { MailRow } from './rows.ts';

type Settings = Pick<CoreSettings, 'store' | 'clock' | 'secrets'>;

/** Steps a minute at most: more often is a burden, less often comes in waves. */
const STEPS_AN_HOUR = 60;

/**
 * Hands the next few mails on, and plans the step after it, in one transaction: a crash loses nobody and doubles
 * nobody. Whoever was erased, objected or asked to restrict since the list was made gets none.
 */
export async function sendPolicyMails(settings: Settings, version: number): Promise<void> {
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    await tx.policies.lock();
    const notice = await tx.policyNotices.lock(version);
    const row = await tx.policies.byNumber(version);
    if (row === undefined || notice?.status !== 'sending') return;
    // The job of a step that another one did already.
    if (notice.nextAt === null || now < notice.nextAt) return;
    const size = Math.ceil(notice.perHour / STEPS_AN_HOUR);
    for (const { personHash, address } of await tx.policyNotices.waiting(version, size)) {
      const hashes = settings.secrets.hashes('address', address);
      if (await mayNotGet(tx, hashes, notice)) {
        await tx.policyNotices.settle(version, personHash, 'left_out', null);
        continue;
      }
      const language = (await tx.policyNotices.language(hashes)) === 'en' ? 'en' : 'nl';
      const news = await policyNews(tx, row, language);
      const mailId = newId();
      await queueMail(tx, { kind: 'policy_notice', to: address, language, ...news }, now, { mailId });
      await tx.policyNotices.settle(version, personHash, 'queued', mailId);
    }
    const { waiting } = await tx.policyNotices.counts(version);
    if (waiting === 0) return endWhenDone(tx, { ...notice, nextAt: null }, now);
    const nextAt = after(now, Math.ceil((size * HOUR) / notice.perHour));
    await tx.policyNotices.save({ ...notice, nextAt });
    await tx.enqueue('send-policy-mails', { version: String(version) }, { startAt: nextAt });
  });
}

async function mayNotGet(
  tx: Tx,
  hashes: readonly string[],
  { listedAt }: Pick<PolicyNoticeRow, 'listedAt'>,
): Promise<boolean> {
  const blocks = await tx.erasures.blocks(hashes);
  // An erasure from before the list: whoever is on it came back with a later order.
  if (blocks.some(({ erasedAt }) => erasedAt >= listedAt)) return true;
  return (await tx.policyNotices.restricted(hashes)).length > 0;
}

/** Whether this mail may leave now: the notice may have been stopped, or its reader erased, while it waited. */
export async function policyMailStands(
  tx: Tx,
  { secrets }: Pick<CoreSettings, 'secrets'>,
  mail: Pick<MailRow, 'id' | 'content'>,
  now: Date,
): Promise<boolean> {
  const { content, id } = mail;
  if (content?.kind !== 'policy_notice' || content.test === true) return true;
  await tx.policies.lock();
  const person = await tx.policyNotices.ofMail(id);
  const notice = person === undefined ? undefined : await tx.policyNotices.lock(person.version);
  if (person === undefined || notice === undefined) return false;
  if (await mayNotGet(tx, secrets.hashes('address', content.to), notice)) {
    await tx.policyNotices.markMail(id, 'left_out');
    await endWhenDone(tx, notice, now);
    return false;
  }
  if (notice.status === 'sending') return true;
  await tx.policyNotices.putBack(person.version, person.personHash, content.to);
  return false;
}

/** What became of a mail; the last one ends the notice. Another kind of mail is nobody's. */
export async function policyMailEnded(
  tx: Tx,
  mailId: string,
  status: 'sent' | 'failed',
  now: Date,
): Promise<void> {
  const person = await tx.policyNotices.ofMail(mailId);
  if (person === undefined) return;
  await tx.policies.lock();
  const notice = await tx.policyNotices.lock(person.version);
  await tx.policyNotices.markMail(mailId, status);
  // One for the whole notice: the page of the version says how many did not arrive.
  if (status === 'failed')
    await addTask(
      tx,
      { kind: 'policy_mail_failed', about: String(person.version), params: { version: person.version } },
      now,
    );
  if (notice !== undefined) await endWhenDone(tx, notice, now);
}

async function endWhenDone(tx: Tx, notice: PolicyNoticeRow, now: Date): Promise<void> {
  const { version } = notice;
  const { waiting, queued, sent, failed, left_out: leftOut } = await tx.policyNotices.counts(version);
  const ended = waiting === 0 && queued === 0 && notice.status !== 'done';
  await tx.policyNotices.save(ended ? { ...notice, status: 'done', nextAt: null } : notice);
  if (ended) await logPolicy(tx, version, { type: 'ended', sent, failed, leftOut }, 'system', now);
}
