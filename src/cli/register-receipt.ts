import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

/** Whether a receipt of an erasure was given by this shop, to this address (R34). 1 when it was not. */
export async function registerReceipt(context: CommandContext): Promise<number> {
  const { args } = context;
  const address = args.at(-1)?.includes('@') === true ? args.at(-1) : undefined;
  const receipt = (address === undefined ? args : args.slice(0, -1)).join(' ');
  if (receipt === '') {
    context.explain('Which one? register receipt PB-2345-6789 2026-11-22 A 0123-… klant@example.nl');
    return 2;
  }
  return withCore(context, async ({ core }) => {
    const checked = await core.erasures.checkReceipt(receipt, address ?? '');
    if (!checked.ok) {
      context.explain('This shop did not give this receipt to this address.');
      return 1;
    }
    const { number, day, outcome } = checked.value;
    if (context.json) context.write(JSON.stringify(checked.value));
    else
      context.write(
        `${number}: erased on ${day}, ${outcome === 'all' ? 'all of it' : 'a part had to stay'}.`,
      );
    return 0;
  });
}

/** One address a line in; those that want no advertising out. 1 when there is one. */
export async function mailingCheck(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core }) => {
    let stopped = 0;
    for await (const line of context.lines)
      for (const address of line.split(/[\s,;]+/).filter((one) => one !== '')) {
        const may = await core.erasures.mayMail(address);
        if (may.ok && may.value) continue;
        stopped += 1;
        context.write(may.ok ? address : `${address} is no address`);
      }
    if (stopped > 0) context.explain(`${stopped} to leave out.`);
    return stopped > 0 ? 1 : 0;
  });
}
