import { after, DAY } from '../kernel/clock.ts';
import { termMs } from '../kernel/retention-terms.ts';
import { addTask } from './add-task.ts';
import { chaseCalls } from './chase-calls.ts';
import type { CoreSettings } from './core-settings.ts';
import { makeRegister } from './register.ts';
import { remindStaff } from './remind-staff.ts';
import { tellCustomers } from './tell-customers.ts';

export interface DailyReport {
  /** Rows removed or emptied, by class. */
  readonly purged: Readonly<Record<string, number>>;
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
  const purged = await settings.store.transaction((tx) =>
    tx.retention.purge({
      ipAddress: after(now, -termMs('ip_address')),
      policyChat: after(now, -termMs('policy_chat')),
      package: after(now, -termMs('package')),
      holdingPlace: after(now, -termMs('holding_place')),
      staffSession: after(now, -DAY),
    }),
  );
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
  return { purged, reminded, told, lateCalls, registerEntries: entries, registerWhole: broken === null };
}
