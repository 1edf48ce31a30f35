import { expect, test } from 'vitest';
import { giveUpMail } from '../../../src/core/application/deliver-mail.ts';
import { joinRequests } from '../../../src/core/application/join-requests.ts';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import { coreVisitor } from '../../support/core-visitor.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();
const ROUNDS = 25;
const MAILS = 10;
const PATIENCE_MS = 60_000;
const ADDRESS = 'sanne@example.nl';

async function asksForACode(address: string) {
  const customer = coreVisitor(use);
  await customer.says('wat bewaren jullie van mij');
  await customer.taps(`copy.${(await customer.request()).number}`);
  await customer.says(`Sanne de Vries, ${address}`);
  return customer;
}

test(
  'a customer who writes while staff ask something: neither waits for the other',
  async () => {
    const { core, conflicts } = use();
    const customer = await asksForACode(ADDRESS);
    await customer.says(await customer.lastCode(ADDRESS));
    const { id, state } = await customer.request();
    const by = await staffActor(core, 'eigenaar@example.nl');
    const asks = (text: string) => core.decisions.askCustomer(id, state.cardVersion, text, by);
    // From here everything that is written is meant for staff.
    expect((await asks('Kunt u uw lijst sturen?')).ok).toBe(true);
    const before = conflicts();
    for (let round = 0; round < ROUNDS; round += 1) {
      const [, asked] = await Promise.all([
        customer.says(`dit hoort er ook nog bij: punt ${round} van mijn lijst`),
        asks(`Klopt punt ${round} ook?`),
      ]);
      expect(asked).toEqual({ ok: true, value: null });
    }
    expect(conflicts() - before).toBe(0);
    const { history = [] } = (await core.desk.card(id)) ?? {};
    const times = (type: string) => history.filter((entry) => entry.type === type).length;
    expect([times('question_asked'), times('customer_wrote')]).toEqual([ROUNDS + 1, ROUNDS]);
  },
  PATIENCE_MS,
);

test(
  'a customer who writes while a mail fails: neither waits for the other',
  async () => {
    const { settings, conflicts, jobs } = use();
    const before = conflicts();
    for (let round = 0; round < MAILS; round += 1) {
      const customer = await asksForACode(`klant-${round}@example.nl`);
      const mailId = (await jobs('send-mail')).at(-1)?.data.mailId ?? '';
      await Promise.all([
        customer.says('ik wil een medewerker spreken'),
        giveUpMail(settings, mailId, 'smtp_unreachable'),
      ]);
      const heard = (await customer.heard()).map(({ kind }) => kind);
      expect(heard).toContain('code_undeliverable');
      expect(heard).toContain('human_called');
    }
    expect(conflicts() - before).toBe(0);
  },
  PATIENCE_MS,
);

test(
  'two chats of one person that are joined while both write: neither waits for the other',
  async () => {
    const { settings, conflicts, clock } = use();
    const before = conflicts();
    for (let round = 0; round < MAILS; round += 1) {
      // So many codes in an hour are more than the shop mails to chats (R7).
      clock.advance(2 * HOUR);
      const address = `samen-${round}@example.nl`;
      const [one, other] = [await asksForACode(address), await asksForACode(address)];
      await one.says(await one.lastCode(address, 0));
      await other.says(await other.lastCode(address, 1));
      const ids = [(await one.request()).id, (await other.request()).id];
      await Promise.all([
        ...ids.map((id) => joinRequests(settings, id)),
        one.says('ik wil een medewerker spreken'),
        other.says('ik wil een medewerker spreken'),
      ]);
      const statuses = [(await one.request()).state.status, (await other.request()).state.status];
      expect(statuses.toSorted()).toEqual(['gathering', 'joined']);
    }
    expect(conflicts() - before).toBe(0);
  },
  PATIENCE_MS,
);
