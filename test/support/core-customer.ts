import { randomUUID } from 'node:crypto';
import type { TranscriptEntry } from '../../src/core/application/core-api.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import type { ChannelName } from '../../src/core/kernel/rights.ts';
import { codeIn } from './running-desk.ts';
import type { CoreUnderTest } from './use-core.ts';
import { workOff } from './work-off.ts';

type DeskMessage = Extract<TranscriptEntry, { from: 'desk' }>['message'];

export const QUESTION = 'Wat bewaren jullie van mij?';

/** Somebody who writes, straight into the core as a channel hands it over. */
export function coreCustomer(
  open: CoreUnderTest,
  channel: ChannelName = 'web',
  key: string = randomUUID(),
  ipAddress?: string,
) {
  const { core, clock } = open;
  const from = ipAddress === undefined ? {} : { ipAddress: new Redacted(ipAddress) };
  const base = () => ({
    channel,
    conversationKey: key,
    externalId: randomUUID(),
    receivedAt: clock.now(),
    ...from,
  });

  const says = (text: string) => core.receive({ ...base(), kind: 'text', text });
  const taps = (choice: string) => core.receive({ ...base(), kind: 'choice', choice });

  /** The latest message of this kind that the desk wrote here. */
  async function told<Kind extends DeskMessage['kind']>(kind: Kind) {
    const entries = await core.transcripts.read(channel, key, 0);
    const found = entries.findLast((entry) => entry.from === 'desk' && entry.message.kind === kind);
    if (found?.from !== 'desk') throw new Error(`the desk did not say ${kind}`);
    return found.message;
  }

  async function number(): Promise<string> {
    const message = await told('receipt');
    if (message.kind !== 'receipt') throw new Error('no receipt');
    return message.number;
  }

  return {
    key,
    says,
    taps,
    told,
    number,
    transcript: () => core.transcripts.read(channel, key, 0),
    /** Asks, chooses a copy where that is offered, gives name and address; the code is in the caught mail then. */
    async asks(name: string, address: string, words = QUESTION): Promise<string> {
      await says(words);
      // A wish that was not heard surely enough is confirmed, as a customer would.
      const last = (await core.transcripts.read(channel, key, 0)).at(-1);
      if (last?.from === 'desk' && last.message.kind === 'confirm_right') await says('ja');
      const entries = await core.transcripts.read(channel, key, 0);
      const offered = entries.some((entry) => entry.from === 'desk' && entry.message.kind === 'ask_choice');
      if (offered) await taps(`copy.${await number()}`);
      const order = entries.some((entry) => entry.from === 'desk' && entry.message.kind === 'ask_open_order');
      if (order) await says('nee');
      await says(`${name}, ${address}`);
      await workOff(open);
      return number();
    },
    /** Types the code that was mailed last to this address. */
    async typesCode(address: string): Promise<void> {
      const mails = await core.desk.caughtMail(50);
      await says(codeIn(mails.find(({ to, text }) => to === address && /\b\d{6}\b/.test(text))));
    },
    /** Asks, proves the mailbox, and lets the sources be searched that need nobody. */
    async proves(name: string, address: string, words = QUESTION): Promise<string> {
      const asked = await this.asks(name, address, words);
      await this.typesCode(address);
      await workOff(open);
      return asked;
    },
  };
}

export type CoreCustomer = ReturnType<typeof coreCustomer>;

/** The request with this number as the desk's card has it. */
export async function cardOf({ core }: CoreUnderTest, number: string) {
  const detail = await core.register.byNumber(number, { via: 'cli', name: 'test' });
  if (detail === undefined) throw new Error(`no request ${number}`);
  return detail;
}
