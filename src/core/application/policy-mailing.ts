import { after, DAY } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { ExportReader } from './exports.ts';
import { listAffected } from './list-affected.ts';
import { logPolicy } from './log-policy.ts';
import { policyNews } from './policy-news.ts';
import { type Publisher, publisherOf } from './publishing.ts';
import type { Publishing } from './publishing-api.ts';
import { queueMail } from './queue-mail.ts';

type Mailing = Pick<Publishing, 'listPeople' | 'mailTest' | 'send' | 'stop' | 'resume'>;

/** A list is of today: whoever confirms it a day later makes it again. */
const LIST_LASTS = DAY;

/** The mail about a version to those whose data it affects (F31): listed, tried, confirmed, stopped, taken up again. */
export function makePolicyMailing(settings: CoreSettings, reader: Pick<ExportReader, 'eachRow'>): Mailing {
  const { clock, secrets } = settings;
  const publishing = publisherOf(settings);
  return {
    listPeople: async (number, actor) => {
      const allowed = await publishing(number, actor, mayMail);
      if (!allowed.ok) return allowed;
      const affected = await listAffected(settings, reader, clock.now());
      if (affected === undefined) return refuse('policy_notice.export_needed');
      return publishing(number, actor, async ({ tx, by, now }) => {
        const before = await tx.policyNotices.lock(number);
        if (before !== undefined && before.status !== 'listed') return refuse('policy_notice.begun');
        const people = affected.addresses.map((address) => ({
          personHash: secrets.hash('policy notice', `${number} ${address}`),
          address,
        }));
        const perHour = (await profileIn(tx)).policyMailsPerHour;
        const { leftOut } = affected;
        const list = { version: number, people: people.length, leftOut, perHour, listedAt: now };
        await tx.policyNotices.list(number, people, now);
        await tx.policyNotices.save({ ...list, status: 'listed', nextAt: null });
        await logPolicy(tx, number, { type: 'listed', people: people.length }, by, now);
        return ok({ people: people.length });
      });
    },

    mailTest: (number, actor) =>
      publishing(number, actor, async (publisher) => {
        const { tx, version, by, email, now } = publisher;
        const allowed = await mayMail(publisher);
        if (!allowed.ok) return allowed;
        if (email === null) return refuse('policy_notice.no_address');
        const news = await policyNews(tx, version, 'nl');
        await queueMail(tx, { kind: 'policy_notice', to: email, language: 'nl', ...news, test: true }, now);
        await logPolicy(tx, number, { type: 'test_mailed' }, by, now);
        return ok(null);
      }),

    send: (number, typed, actor) =>
      publishing(number, actor, async (publisher) => {
        const { tx, by, now } = publisher;
        const allowed = await mayMail(publisher);
        if (!allowed.ok) return allowed;
        const notice = await tx.policyNotices.lock(number);
        if (notice === undefined) return refuse('policy_notice.not_listed');
        if (notice.status !== 'listed') return refuse('policy_notice.begun');
        if (notice.listedAt < after(now, -LIST_LASTS)) return refuse('policy_notice.list_too_old');
        const tried = (await tx.policies.steps(number)).some(
          (step) => step.by === by && step.event.type === 'test_mailed',
        );
        if (!tried) return refuse('policy_notice.test_first');
        if (typed.trim() !== String(notice.people) || notice.people === 0)
          return refuse('policy_notice.count_differs');
        const perHour = (await profileIn(tx)).policyMailsPerHour;
        await tx.policyNotices.save({ ...notice, status: 'sending', perHour, nextAt: now });
        await logPolicy(tx, number, { type: 'confirmed', people: notice.people, perHour }, by, now);
        await tx.enqueue('send-policy-mails', { version: String(number) });
        return ok(null);
      }),

    stop: (number, actor) =>
      publishing(number, actor, async ({ tx, by, now }) => {
        const notice = await tx.policyNotices.lock(number);
        if (notice?.status !== 'sending') return refuse('policy.wrong_state');
        await tx.policyNotices.save({ ...notice, status: 'stopped' });
        await logPolicy(tx, number, { type: 'stopped' }, by, now);
        return ok(null);
      }),

    resume: (number, actor) =>
      publishing(number, actor, async (publisher) => {
        const { tx, by, now } = publisher;
        const allowed = await mayMail(publisher);
        if (!allowed.ok) return allowed;
        const notice = await tx.policyNotices.lock(number);
        if (notice?.status !== 'stopped') return refuse('policy.wrong_state');
        // Not sooner than it would have gone on: stopping and resuming is no way around the limit.
        const nextAt = notice.nextAt !== null && notice.nextAt > now ? notice.nextAt : now;
        const perHour = (await profileIn(tx)).policyMailsPerHour;
        await tx.policyNotices.save({ ...notice, status: 'sending', perHour, nextAt });
        await logPolicy(tx, number, { type: 'resumed' }, by, now);
        await tx.enqueue('send-policy-mails', { version: String(number) }, { startAt: nextAt });
        return ok(null);
      }),
  };
}

/** The shop has it on, and customers read the version or will on its day. */
async function mayMail({ tx, version }: Publisher) {
  if ((await profileIn(tx)).policyMailsPerHour === 0) return refuse('policy_notice.off');
  if (version.status !== 'told' && version.status !== 'approved') return refuse('policy.wrong_state');
  return ok({ people: 0 });
}
