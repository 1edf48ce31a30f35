import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

const LISTED = 10_000;

/** Every request, without anything about who it is of. */
export async function registerList(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core }) => {
    for (const row of await core.register.list(LISTED)) {
      const onTime = row.onTime === null ? 'open' : row.onTime ? 'on time' : 'late';
      context.write(
        context.json
          ? JSON.stringify(row)
          : `${row.number}  ${row.receivedDay}  ${row.right}  ${row.status}  ${row.channel}  ${onTime}`,
      );
    }
    return 0;
  });
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
