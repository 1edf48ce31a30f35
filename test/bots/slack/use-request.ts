import { afterEach, beforeAll } from 'vitest';
import type { CardContent } from '../../../src/core/approval/staff-channel.ts';
import { renderCard } from '../../../src/core/text/render-card.ts';
import { cardOf } from '../../support/core-customer.ts';
import { invite, type Member } from '../../support/desk-session.ts';
import { type Asker, readyRequest } from '../../support/desk-work.ts';
import type { CoreUnderTest } from '../../support/use-core.ts';

const FATIMA: Asker = {
  name: 'Fatima el Amrani',
  email: 'fatima@example.nl',
  orders: [{ orderNumber: 'W-2026101', orderDate: '2026-03-14', item: 'Gietpan 2 kg' }],
};

/** A request that waits for a decision, for all tests of a file; what a test decided is taken back after it. */
export function useRequest(use: () => CoreUnderTest, asker = FATIMA) {
  let owner: Member;
  let number: string;
  beforeAll(async () => {
    owner = await invite(use(), 'noor@example.nl', 'Noor Visser');
    number = (await readyRequest(use(), owner, asker)).detail.number;
  });
  afterEach(async () => {
    await use().comesBack();
    await stop();
    const { letterKind } = await request.now();
    if (letterKind === 'refusal') await request.moves();
  });

  async function stop(): Promise<void> {
    const { id, version, approval } = await request.now();
    if (approval.phase === 'sending') await use().core.decisions.stop(id, version, owner);
  }

  const request = {
    now: () => cardOf(use(), number),
    owner: () => owner,
    /** Who saw its letter; that is noted a moment after it was shown. */
    async looks() {
      const { history } = await request.now();
      return history.flatMap(({ type, by }) => (type === 'preview_opened' ? [by] : []));
    },
    /** What happened to it since, as the log has it, but for looks. */
    async since<Value>(work: () => Promise<Value>) {
      const before = (await request.now()).history.length;
      const value = await work();
      const { history } = await request.now();
      const steps = history.slice(before).filter(({ type }) => type !== 'preview_opened');
      return { value, steps: steps.map(({ type, by }) => `${type} by ${by}`) };
    },
    /** Somebody at the desk works on it: what a card shows is older then. */
    async moves(): Promise<void> {
      const { decisions } = use().core;
      const { id, version } = await request.now();
      const facts = 'Dit is het vijfde verzoek in twee weken.';
      const refusal = { ground: 'excessive', article: '', facts } as const;
      await decisions.prepareRefusal(id, version, refusal, owner);
      await decisions.prepareAnswer(id, (await request.now()).version, owner);
    },
    /** Its card as the product puts it into words. */
    async card(): Promise<CardContent> {
      const detail = await request.now();
      const deskUrl = `https://balie.example.nl/balie/verzoek/${detail.id}`;
      return renderCard(detail, { language: 'nl', deskUrl, shop: await use().core.desk.profile() });
    },
  };
  return request;
}
