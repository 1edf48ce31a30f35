import { expect, test } from 'vitest';
import { createCore } from '../../../src/core/application/create-core.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { asId } from '../../../src/core/kernel/ids.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { E_BOEKHOUDEN } from '../../../src/processors/e-boekhouden/books-records.ts';
import { eBoekhouden } from '../../../src/processors/e-boekhouden/e-boekhouden.ts';
import { exportReader } from '../../../src/processors/shared/export-reader.ts';
import { decideOutcome } from '../../support/decide-outcome.ts';
import { approveLetter, timePasses } from '../../support/decided-letter.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { type FakeBooks, fakeEBoekhouden } from '../../support/fake-e-boekhouden.ts';
import { aRequest, day } from '../../support/request-builder.ts';
import { SANNE, SOLD } from '../../support/sold-books.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });

/** The desk with these books, of which one customer's part is searched by the desk itself. */
async function searched(fake: FakeBooks, email: string) {
  const open = use();
  const books = eBoekhouden({ token: new Redacted(fake.token), apiUrl: fake.url });
  const settings = {
    ...open.settings,
    sources: (profile: Parameters<typeof open.settings.sources>[0]) => [
      ...open.settings.sources(profile).filter((one) => one.capabilities().source !== E_BOEKHOUDEN),
      books,
    ],
  };
  const desk = { ...open, settings, core: createCore(settings, exportReader) };
  const events = aRequest('erasure').then(
    { type: 'identity_asked' },
    { type: 'proven', level: 2, method: 'order_facts' },
    { type: 'search_started', sources: [E_BOEKHOUDEN] },
  ).events;
  const id = await settings.store.transaction(async (tx) => {
    const request = await storeRequest(tx, events, { email });
    await tx.enqueue('gather-source', { requestId: request.id, source: E_BOEKHOUDEN });
    return request.id;
  });
  await workOff(desk);
  const searches = await settings.store.transaction((tx) => tx.requests.searches(asId(id)));
  return { desk, id, records: searches.find(({ source }) => source === E_BOEKHOUDEN)?.records ?? [] };
}

/** What a law keeps stays, the rest goes. */
function planOf(records: readonly FoundRecord[]) {
  const kinds = new Map(records.map((record) => [`${record.category} ${record.hold?.until}`, record]));
  return [...kinds].map(([kind, { category, hold }]) => {
    const count = records.filter((one) => `${one.category} ${one.hold?.until}` === kind).length;
    const base = { source: E_BOEKHOUDEN, category, count, facts: '' };
    return hold === null
      ? ({ ...base, treatment: 'erase', ground: null, until: null } as const)
      : ({ ...base, treatment: 'keep', ground: 'tax', until: day(hold.until) } as const);
  });
}

async function erased(fake: FakeBooks, email: string) {
  const { desk, id, records } = await searched(fake, email);
  const by = await staffActor(desk.core, 'eigenaar@example.nl');
  await decideOutcome(
    desk.core,
    id,
    {
      ...({ right: 'erasure', result: 'planned', basis: 'not_needed', planWhy: '', lost: [] } as const),
      plan: planOf(records),
      backupUntil: addDays(amsterdamDay(desk.clock.now()), 30),
      suppression: false,
      recipients: [],
    },
    by,
  );
  await approveLetter(desk, id, by);
  await timePasses(desk, DAY);
  const rows = await desk.settings.store.transaction((tx) => tx.changes.ofRequest(asId(id)));
  const journal = rows.map(({ payload, treatment, status }) =>
    [payload?.step.recordRef, treatment, status].join(' '),
  );
  return { desk, id, by, journal };
}

test('of whom invoices are held only the spare fields go; another relation is emptied, and deleted by a person', async () => {
  const fake = await fakeEBoekhouden(SOLD);
  const { desk, id, by, journal } = await erased(fake, 'sanne@example.nl');
  expect(journal).toEqual(['relation:1 mask done', 'relation:2 mask done', 'relation:2 by_hand by_hand']);
  expect(fake.relation(SANNE)).toMatchObject({ name: 'Sanne de Vries', phoneNumber: '', inactive: true });
  expect(fake.relation(2)).toMatchObject({ name: 'Gewist (AVG)', emailAddress: '', inactive: true });
  expect((await desk.core.desk.card(id))?.status).toBe('executing');
  await desk.core.outcomes.confirmSteps(id, [`erase:${E_BOEKHOUDEN}`], by);
  await workOff(desk);
  expect((await desk.core.desk.card(id))?.status).toBe('answered');
});
