import { addTask } from './add-task.ts';
import { chaseCalls } from './chase-calls.ts';
import type { RetentionRun } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { purgePastTerm } from './purge.ts';
import { makeRegister } from './register.ts';
import { remindStaff } from './remind-staff.ts';
import { tellCustomers } from './tell-customers.ts';

export interface DailyReport extends RetentionRun {
  /** Requests of which staff were reminded, and customers who heard that an answer is not there: in working hours. */
  readonly reminded: number;
  readonly told: number;
  /** Calls for a person that waited too long: the owner was alarmed and the customer told (R5). */
  readonly lateCalls: number;
  readonly registerEntries: number;
  readonly registerWhole: boolean;
}

/** Once a day: what is past its term goes (R35), late calls for a person are chased (R5), and the register's chains are checked; a break alarms staff (row 73). */
export async function dailyRun(settings: CoreSettings): Promise<DailyReport> {
  const now = settings.clock.now();
  const run = await purgePastTerm(settings, now);
  await settings.store.transaction((tx) => tx.retention.saveRun(run));
  const reminded = await remindStaff(settings, now);
  const told = await tellCustomers(settings, now);
  const lateCalls = await chaseCalls(settings, now);
  const { entries, broken } = await makeRegister(settings).verify();
  if (broken !== null) {
    const task = {
      kind: 'job_failed',
      about: 'register',
      params: { job: 'register', number: broken.number },
    } as const;
    await settings.store.transaction((tx) => addTask(tx, task, now));
  }
  return { ...run, reminded, told, lateCalls, registerEntries: entries, registerWhole: broken === null };
}
