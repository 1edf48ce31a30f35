import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { MINUTE } from '../../src/core/kernel/clock.ts';
import { cardOf } from './core-customer.ts';
import { versionOf } from './decide-outcome.ts';
import { approve, type DeskActor } from './desk-staff.ts';
import type { CoreUnderTest } from './use-core.ts';
import { workOff } from './work-off.ts';

/** Records what staff saw or heard as proof. */
export async function provesMore(open: CoreUnderTest, id: string, by: DeskActor): Promise<void> {
  const proof = { method: 'order_facts', name: '', email: '' } as const;
  const recorded = await open.core.outcomes.recordProof(id, await versionOf(open.core, id), proof, by);
  if (!recorded.ok) throw new Error(recorded.refusal.code);
}

/** Approves what the preview shows, and lets the stop time of an answer pass. */
export async function approveLetter(open: CoreUnderTest, id: string, by: DeskActor): Promise<void> {
  const approved = await approve(open.core, id, by);
  if (!approved.ok) throw new Error(approved.refusal.code);
  open.clock.advance(11 * MINUTE);
  await workOff(open);
}

/** Time goes by, and with it what was waiting for it is done. */
export async function timePasses(open: CoreUnderTest, milliseconds: number): Promise<void> {
  open.clock.advance(milliseconds);
  await workOff(open);
}

/** Ticks off every step that is still open. */
export async function doesAllSteps(open: CoreUnderTest, number: string, by: DeskActor): Promise<void> {
  const { approval, id } = await cardOf(open, number);
  if (approval.phase !== 'carrying_out') throw new Error(`nothing to do in ${approval.phase}`);
  const steps = approval.steps.filter(({ done }) => !done).map(({ step }) => step);
  await tellsEverybody(open, id, by, steps);
  const own = steps.filter((step) => !step.startsWith('tell:'));
  const done = own.length === 0 ? undefined : await open.core.outcomes.confirmSteps(id, own, by);
  if (done?.ok === false) throw new Error(done.refusal.code);
  await workOff(open);
}

/** Tells every recipient of these steps, by mail and today (AVG 19). */
export async function tellsEverybody(
  open: CoreUnderTest,
  id: string,
  by: DeskActor,
  steps: readonly string[],
): Promise<void> {
  for (const step of steps.filter((one) => one.startsWith('tell:'))) {
    const sent = { how: 'mail', on: amsterdamDay(open.clock.now()) } as const;
    const told = await open.core.recipients.tell(id, step.slice('tell:'.length), sent, by);
    if (!told.ok) throw new Error(told.refusal.code);
  }
}

/** The mails to this address, newest first, without the codes. */
export async function lettersTo(open: CoreUnderTest, address: string): Promise<readonly string[]> {
  const mails = await open.core.desk.caughtMail(200);
  return mails.filter(({ to, text }) => to === address && !/\b\d{6}\b/.test(text)).map(({ text }) => text);
}
