import { addTask } from './add-task.ts';
import { catchUpAnswers } from './catch-up-answers.ts';
import { chaseCalls } from './chase-calls.ts';
import { chaseRecipients } from './chase-recipients.ts';
import type { RetentionRun } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { isolatedSteps } from './isolated-steps.ts';
import { askYearlyExport } from './look-for-past-customers.ts';
import { watchDrift } from './policy-drift.ts';
import { purgePastTerm } from './purge.ts';
import { redateComplaints } from './redate-complaints.ts';
import { remindStaff } from './remind-staff.ts';
import { reportFailedJob } from './report-failed-job.ts';
import { sealRegister } from './seal-register.ts';
import { tellCustomers } from './tell-customers.ts';
import { verifyRegister } from './verify-register.ts';
import { watchErasures } from './watch-erasures.ts';

export interface DailyReport extends RetentionRun {
  /** Requests of which staff were reminded, and customers who heard that an answer is not there: in working hours. */
  readonly reminded: number;
  readonly told: number;
  /** Calls for a person that waited too long: the owner was alarmed and the customer told (R5). */
  readonly lateCalls: number;
  readonly registerEntries: number;
  readonly registerWhole: boolean;
  /** Number of the last seal: outside the database it tells when an older one was put back. */
  readonly registerSeal: number;
  /** Steps and classes that failed, each once. */
  readonly failed: readonly string[];
}

/** The run did all that it could, and a part of it failed: the cause is the first error. */
export class DailyRunFailed extends Error {
  readonly report: DailyReport;

  constructor(report: DailyReport, cause: unknown) {
    super(`the daily run failed in part: ${report.failed.join(', ')}`, { cause });
    this.name = 'DailyRunFailed';
    this.report = report;
  }
}

/**
 * Once a day: what is past its term goes (R35), late calls for a person are chased (R5), and the register's chains are
 * checked; a break alarms staff (row 73). A step that fails leaves out no other: staff are alarmed and the run ends by
 * throwing DailyRunFailed, so that it is tried again.
 */
export async function dailyRun(settings: CoreSettings): Promise<DailyReport> {
  const now = settings.clock.now();
  const { attempt, failed } = isolatedSteps();
  const run = await purgePastTerm(settings, now, attempt);
  await attempt('report', () => settings.store.transaction((tx) => tx.retention.saveRun(run)), undefined);
  await attempt('two_years', () => askYearlyExport(settings, now), undefined);
  await attempt('drift', () => watchDrift(settings, now), undefined);
  await attempt('erasures', () => watchErasures(settings, now), undefined);
  await attempt('complaints', () => redateComplaints(settings), 0);
  const reminded = await attempt('reminders', () => remindStaff(settings, now), 0);
  const told = await attempt('customers', () => tellCustomers(settings, now), 0);
  await attempt('answers', () => catchUpAnswers(settings, now), 0);
  await attempt('recipients', () => chaseRecipients(settings, now), 0);
  const lateCalls = await attempt('calls', () => chaseCalls(settings, now), 0);
  const checked = await attempt('register', () => checkRegister(settings, now), {
    registerEntries: 0,
    registerWhole: false,
    registerSeal: 0,
  });
  if (failed.length > 0)
    await attempt('alarm', () => reportFailedJob(settings, 'daily', undefined), undefined);
  const steps = [...new Set(failed.map(({ step }) => step))];
  const report = { ...run, reminded, told, lateCalls, ...checked, failed: steps };
  const [first] = failed;
  if (first !== undefined) throw new DailyRunFailed(report, first.error);
  return report;
}

async function checkRegister(settings: CoreSettings, now: Date) {
  await sealRegister(settings);
  const { entries, broken, seal } = await verifyRegister(settings);
  if (broken !== null) {
    const { fault, number } = broken;
    const params = { fault, ...(number === null ? {} : { number }) };
    await settings.store.transaction((tx) =>
      addTask(tx, { kind: 'register_broken', about: 'register', params }, now),
    );
  }
  return { registerEntries: entries, registerWhole: broken === null, registerSeal: seal };
}
