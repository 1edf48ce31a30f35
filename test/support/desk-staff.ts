import { demoExport } from '../../prisma/demo-shop.ts';
import type { CoreApi } from '../../src/core/application/core-api.ts';
import type { Actor } from '../../src/core/approval/staff-channel.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { eventually } from './running-desk.ts';

export type DeskActor = Extract<Actor, { via: 'desk' }>;

/** The owner as she acts on the desk; another member of staff by address, invited when new. */
export async function staffActor(core: CoreApi, email?: string): Promise<DeskActor> {
  if (email !== undefined) await core.desk.addStaff(email, { via: 'cli', name: 'test' });
  const staff = await core.desk.staff();
  const found = staff.find((member) => (email === undefined ? member.owner : member.email === email));
  if (found === undefined) throw new Error('nobody of that name works here');
  return { via: 'desk', staffId: found.id, name: found.name };
}

/** The request with this number, once it has this status. */
export async function requestIn(core: CoreApi, number: string, status: string) {
  return eventually(async () => {
    const found = await core.register.byNumber(number, { via: 'cli', name: 'test' });
    return found?.status === status ? found : undefined;
  }, `${number} ${status}`);
}

/** Answers what staff have to search by hand, and drops a fresh export: the request waits for approval then. */
export async function settleSources(core: CoreApi, number: string, by: DeskActor) {
  const request = await requestIn(core, number, 'awaiting_approval');
  const [latest] = await core.sources.exports('jouwweb');
  // One fresh export serves every request before it; a second one would only search them again.
  if (latest === undefined || latest.uploadedAt < request.receivedAt)
    await core.sources.upload('jouwweb', freshExport(new Date()), by);
  const task = (await core.desk.tasks('open')).find(
    ({ kind, requestId }) => kind === 'manual_search' && requestId === request.id,
  );
  const manual = task === undefined ? undefined : await core.sources.manualSearch(task.id, by);
  const results = (manual?.sources ?? [])
    .filter(({ source }) => source !== 'jouwweb')
    .map(({ source }) => ({ source, answer: 'none', rows: [], reason: '' }) as const);
  if (task !== undefined) await core.sources.recordManual(task.id, results, by);
  return eventually(async () => {
    const now = await requestIn(core, number, 'awaiting_approval');
    return now.approval.phase === 'pending' && now.approval.mayApprove ? now : undefined;
  }, `${number} may be approved`);
}

export function freshExport(now: Date) {
  return { name: 'export.csv', content: new TextEncoder().encode(demoExport(amsterdamDay(now))) };
}

/** Opens the preview and approves what it shows. */
export async function approve(core: CoreApi, requestId: string, by: DeskActor) {
  const preview = await core.decisions.preview(requestId, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  const { version, letterHash } = preview.value;
  return core.decisions.approve(requestId, version, letterHash, by, 'De klant vroeg het zelf.');
}

/** The same for a letter about the term. */
export async function approveNotice({ notices }: CoreApi, requestId: string, by: DeskActor) {
  const preview = await notices.preview(requestId, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  const { version, letterHash } = preview.value;
  return notices.approve(requestId, version, letterHash, by);
}
