import type { RegisterRow } from '../core/application/core-api.ts';
import { faultWords } from '../core/text/fault-words.ts';
import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

const LISTED = 10_000;

/** Every request, without anything about who it is of. */
export async function registerList(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core }) => {
    for (const row of await core.register.list(LISTED))
      context.write(context.json ? JSON.stringify(row) : registerLine(row));
    return 0;
  });
}

/** One request in one line; of one that was anonymised only the month of its receipt is known (R34). */
export function registerLine(row: RegisterRow): string {
  const onTime = row.onTime === null ? 'open' : row.onTime ? 'on time' : 'late';
  if (row.status !== 'anonymised')
    return `${row.number}  ${row.receivedDay}  ${row.right}  ${row.status}  ${row.channel}  ${onTime}`;
  const { number, month, right, status, outcome, daysUsed, grounds, recipients } = row;
  const told = [...grounds, ...recipients].join(', ');
  return `${number}  ${month}  ${right}  ${status}  ${outcome} in ${daysUsed} days  ${onTime}  ${told}`.trimEnd();
}

/** Entries between two lines of progress. */
const TOLD_EVERY = 100_000;

/**
 * 1 when something was changed past the desk, each fault on a line of standard error. With the number of a seal that
 * was noted before also when the last one is older: then an old database was put back.
 */
export async function registerVerify(context: CommandContext): Promise<number> {
  const [noted] = context.args;
  if (noted !== undefined && !/^\d{1,9}$/.test(noted)) {
    context.explain('The number of a seal is a whole number, as an earlier check printed it.');
    return 2;
  }
  return withCore(context, async ({ core }) => {
    let told = 0;
    const verified = await core.register.verify(({ requests, of, entries }) => {
      if (entries < told + TOLD_EVERY) return;
      told = entries;
      context.explain(`${requests} of ${of} requests checked, ${entries} entries.`);
    });
    const { entries, requests, seal, faults } = verified;
    const older = noted !== undefined && seal < Number(noted);
    if (context.json) context.write(JSON.stringify({ ...verified, older }));
    else if (faults.length === 0)
      context.write(`The register is whole: ${entries} entries of ${requests} requests, seal ${seal}.`);
    if (faults.length > 0) context.explain('The register was changed outside the desk:');
    for (const fault of faults) context.explain(faultWords('en', fault));
    if (older)
      context.explain(`The last seal is ${seal}, older than ${noted}: an old database was put back.`);
    return faults.length === 0 && !older ? 0 : 1;
  });
}
