import type { RegisterRow } from '../core/application/core-api.ts';
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

/** 1 when an entry was changed, removed, added or moved. */
export async function registerVerify(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core }) => {
    const { entries, broken } = await core.register.verify();
    if (broken === null) {
      context.write(`The register is whole: ${entries} entries.`);
      return 0;
    }
    context.explain(
      `The register was changed: request ${broken.number} does not follow at entry ${broken.sequence}.`,
    );
    return 1;
  });
}
