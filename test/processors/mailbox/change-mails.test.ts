import { expect, test } from 'vitest';
import { needsHand } from '../../../src/core/fulfilment/change/change-plan.ts';
import { planChanges } from '../../../src/core/fulfilment/change/plan-changes.ts';
import type { FoundRecord, PlanStep } from '../../../src/core/fulfilment/processor.ts';
import { recordHash } from '../../../src/core/fulfilment/record-hash.ts';
import { erasurePlan } from '../../core/fulfilment/outcome/sample-outcomes.ts';
import { day } from '../../support/request-builder.ts';
import { ARRIVED, mail, NOW, openShopMailbox } from '../../support/shop-mailbox.ts';

const ERASE = { action: 'erase' } as const;
const RESTRICT = { action: 'restrict' } as const;
const lift = (restricted: readonly PlanStep[]) => ({ action: 'unrestrict', restricted }) as const;

type Shop = Awaited<ReturnType<typeof openShopMailbox>>;

/** What lies where. */
function lying({ server }: Shop): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...server.folders].flatMap(([path, { mails }]) => (mails.length === 0 ? [] : [[path, mails.length]])),
  );
}

test('an erasure takes away exactly the mail that was approved, and nothing that others marked as deleted', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail({ From: 'piet@klant.example' }), ARRIVED);
  shop.server.arrives(mail(), ARRIVED);
  shop.server.mails[0]?.flags.add('\\Deleted');
  const { records } = await shop.find();
  const { steps, outcomes } = await shop.carryOut(ERASE, records);
  expect(steps.map(({ treatment, sideEffects }) => [treatment, sideEffects])).toEqual([
    ['delete', []],
    ['by_hand', ['mail_copies']],
  ]);
  expect(steps[0]?.recordHash).toBe(recordHash(records[0] ?? never()));
  expect(outcomes).toEqual(['done done']);
  expect(shop.server.mails.map(({ uid }) => uid)).toEqual([1]);
  expect(shop.server.asked).toContain('UID EXPUNGE 2');
  expect((await shop.find()).coverage).toMatchObject({ status: 'complete', found: 0, provesAbsence: true });
});

test('without UIDPLUS a mail goes to the trash, which a person empties; what lies there already is theirs alone', async () => {
  const shop = await openShopMailbox(['MOVE']);
  shop.server.arrives(mail(), ARRIVED);
  shop.server.arrives(mail({ Subject: 'Weg' }), ARRIVED, 'Trash');
  const { records } = await shop.find();
  const { steps, outcomes } = await shop.carryOut(ERASE, records);
  expect(steps.map(({ treatment, sideEffects }) => [treatment, sideEffects])).toEqual([
    ['delete', ['mail_to_trash']],
    ['by_hand', ['mail_trash', 'mail_copies']],
  ]);
  expect(outcomes).toEqual(['done done']);
  expect(lying(shop)).toEqual({ Trash: 2 });
  expect(shop.server.asked.join('\n')).not.toMatch(/EXPUNGE|STORE/);
});

test('with neither UIDPLUS nor MOVE nothing is done, for it would take away what others marked; a person does it', async () => {
  const shop = await openShopMailbox([]);
  shop.server.arrives(mail(), ARRIVED);
  const { records } = await shop.find();
  expect((await shop.carryOut(ERASE, records)).outcomes).toEqual(['mailbox.no_uidplus not_done']);
  expect((await shop.carryOut(RESTRICT, records)).outcomes).toEqual(['mailbox.no_uidplus not_done']);
  expect(lying(shop)).toEqual({ INBOX: 1 });
  expect(await shop.source.check()).toEqual({ ok: true, may: ['find', 'export'] });
});

test('a server that lost UIDPLUS since the preview leaves the mail where it is', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail(), ARRIVED);
  const { records } = await shop.find();
  shop.server.capabilities.delete('UIDPLUS');
  expect((await shop.carryOut(ERASE, records)).outcomes).toEqual(['mailbox.no_uidplus not_done']);
  shop.server.folders.delete('Trash');
  const trashOnly = (await shop.find()).records;
  expect((await shop.carryOut(ERASE, trashOnly)).outcomes).toEqual(['mailbox.no_trash not_done']);
});

test('what the tax law keeps is kept until its last day, and goes after it', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail({ text: 'Factuur 4711' }), ARRIVED);
  const { records } = await shop.find();
  expect(shop.source.plan(ERASE, records, NOW)).toMatchObject([
    { treatment: 'keep', hold: { basis: 'awr_52', until: '2033-12-31' } },
  ]);
  const later = new Date('2034-01-01T12:00:00Z');
  const [step] = shop.source.plan(ERASE, records, later);
  expect(step?.treatment).toBe('delete');
  // read again at execution: a step of a wrong day changes nothing
  expect(await shop.execute(step ?? never())).toEqual({ status: 'held' });
  expect(lying(shop)).toEqual({ INBOX: 1 });
});

test('a restriction puts mails apart and its end puts exactly those back, each in its own folder, unmarked', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail(), ARRIVED);
  shop.server.arrives(mail({ Subject: 'Verkocht' }), ARRIVED, 'Sent');
  shop.server.arrives(mail({ Subject: 'Map' }), ARRIVED, 'Klanten/Jan');
  const { steps, outcomes } = await shop.carryOut(RESTRICT, (await shop.find()).records);
  expect(outcomes).toEqual(Array(3).fill('done done'));
  expect(lying(shop)).toEqual({
    'AVG-beperkt/INBOX': 1,
    'AVG-beperkt/Sent': 1,
    'AVG-beperkt/Klanten/Jan': 1,
  });
  // of another restriction
  shop.server.arrives(mail({ Subject: 'Eerder' }), ARRIVED, 'AVG-beperkt/INBOX');
  const { records } = await shop.find();
  expect(records.map(({ provenance }) => provenance.place)).toEqual(Array(4).fill('restricted'));
  shop.server.folders.delete('Klanten/Jan');
  expect((await shop.carryOut(lift(steps), records)).outcomes).toEqual(Array(3).fill('done done'));
  expect(lying(shop)).toEqual({ INBOX: 2, Sent: 1, 'AVG-beperkt/INBOX': 1 });
  const flags = [...shop.server.folders.values()].flatMap(({ mails }) =>
    mails.flatMap((one) => [...one.flags]),
  );
  expect(flags).toEqual([]);
});

test('where every folder lies below INBOX, and nothing can be moved at once, a restriction does the same', async () => {
  const shop = await openShopMailbox(['UIDPLUS']);
  Object.assign(shop.server.root, { delimiter: '.', prefix: 'INBOX.' });
  for (const path of ['Sent', 'Trash']) shop.server.folders.delete(path);
  shop.server.arrives(mail(), ARRIVED);
  shop.server.arrives(mail({ Subject: 'Map' }), ARRIVED, 'INBOX.Klanten');
  shop.server.arrives(mail({ From: 'piet@klant.example' }), ARRIVED, 'INBOX.Klanten');
  shop.server.folders.get('INBOX.Klanten')?.mails[1]?.flags.add('\\Deleted');
  const { steps, outcomes } = await shop.carryOut(RESTRICT, (await shop.find()).records);
  expect(outcomes).toEqual(['done done', 'done done']);
  expect(lying(shop)).toEqual({
    'INBOX.AVG-beperkt.INBOX': 1,
    'INBOX.AVG-beperkt.Klanten': 1,
    'INBOX.Klanten': 1,
  });
  expect((await shop.carryOut(lift(steps), (await shop.find()).records)).outcomes).toEqual([
    'done done',
    'done done',
  ]);
  expect(lying(shop)).toEqual({ INBOX: 1, 'INBOX.Klanten': 2 });
});

test('a restriction is lifted by what was restricted, also when nobody searched since', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail(), ARRIVED, 'Sent');
  const { records } = await shop.find();
  const { steps } = await shop.carryOut(RESTRICT, records);
  expect((await shop.carryOut(lift(steps), records)).outcomes).toEqual(['done done']);
  expect(lying(shop)).toEqual({ Sent: 1 });
  expect(shop.source.plan(lift([]), records, NOW)).toEqual([]);
});

test('an approved erasure leaves no mail over: one goes, one is kept by law, and the copies are for a person', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail({ text: 'Factuur 4711' }), ARRIVED);
  shop.server.arrives(mail(), ARRIVED);
  const { records, coverage } = await shop.find();
  const line = { source: 'mijndomein', category: 'message', count: 1, facts: '' } as const;
  const kept = { treatment: 'keep', ground: 'tax', until: day('2033-12-31') } as const;
  const plan = [{ ...line, treatment: 'erase', ground: null, until: null } as const, { ...line, ...kept }];
  const results = [{ source: 'mijndomein', coverage, records }];
  const known = { results, processors: [shop.source], restricted: [], restrictedByHand: [] };
  const planned = planChanges({ ...erasurePlan(), plan }, known, NOW);
  expect(planned.steps.map(({ treatment }) => treatment)).toEqual(['keep', 'delete', 'by_hand']);
  expect(planned.byHand).toEqual([]);
  expect(needsHand(planned, 'erase:mijndomein')).toBe(true);
});

test('a mail is never corrected: it is what somebody wrote', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail(), ARRIVED);
  const corrections = [{ what: 'name', before: 'Jan', after: 'Jon' }] as const;
  const { records } = await shop.find();
  expect(shop.source.plan({ action: 'rectify', corrections }, records, NOW)).toEqual([]);
  expect(shop.source.capabilities().supports.rectify).toBe('none');
});

const changes: readonly (readonly [string, (shop: Shop) => void, string])[] = [
  ['is gone', ({ server }) => server.folders.get('Sent')?.mails.splice(0), 'already_gone'],
  [
    'lies in another folder now',
    ({ server }) => {
      const [moved] = server.folders.get('Sent')?.mails.splice(0) ?? [];
      if (moved !== undefined) server.arrives(moved.raw, ARRIVED, 'Klanten/Jan');
    },
    'changed_since_preview',
  ],
  [
    'has other bytes under its number',
    ({ server }) => {
      const sent = server.folders.get('Sent');
      sent?.mails.splice(0, 1, {
        ...(sent.mails[0] ?? never()),
        raw: 'From: x@klant.example\r\n\r\nAnders\r\n',
      });
    },
    'changed_since_preview',
  ],
  [
    'lies in a folder that was numbered anew',
    ({ server }) => server.renumber('Sent'),
    'changed_since_preview',
  ],
  ['lies in a folder that is gone', ({ server }) => server.folders.delete('Sent'), 'changed_since_preview'],
];

test.each(changes)('a mail that %s since the preview is left alone', async (_what, change, status) => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail(), ARRIVED, 'Sent');
  const [step] = shop.source.plan(ERASE, (await shop.find()).records, NOW);
  change(shop);
  const before = lying(shop);
  expect(await shop.execute(step ?? never())).toEqual({ status });
  expect(lying(shop)).toEqual(before);
  expect(shop.server.asked.join('\n')).not.toMatch(/STORE|EXPUNGE|MOVE/);
});

test('a mail that is gone is neither put apart nor put back: a person looks', async () => {
  const shop = await openShopMailbox();
  shop.server.arrives(mail(), ARRIVED);
  const { records } = await shop.find();
  const [restrict] = shop.source.plan(RESTRICT, records, NOW);
  const [back] = shop.source.plan(lift([restrict ?? never()]), records, NOW);
  shop.server.mails.splice(0);
  expect(await shop.execute(restrict ?? never())).toEqual({ status: 'changed_since_preview' });
  expect(await shop.execute(back ?? never())).toEqual({ status: 'changed_since_preview' });
});

test('a mail that was only moved is not verified as erased; nor one that should lie in the trash', async () => {
  for (const capabilities of [undefined, ['MOVE']]) {
    const shop = await openShopMailbox(capabilities);
    shop.server.arrives(mail(), ARRIVED);
    const [step] = shop.source.plan(ERASE, (await shop.find()).records, NOW);
    const [moved] = shop.server.mails.splice(0);
    shop.server.arrives(moved?.raw ?? never(), ARRIVED, 'Sent');
    expect(await shop.verify(step ?? never())).toBe('not_done');
    shop.server.folders.get('Sent')?.mails.splice(0);
    expect(await shop.verify(step ?? never())).toBe('done');
  }
});

test('a step that names no mail is never carried out', async () => {
  const shop = await openShopMailbox();
  const record: FoundRecord = {
    ref: 'jouwweb:2',
    category: 'message',
    fields: [],
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: 'inbox', fetchedAt: '' },
  };
  const [step] = shop.source.plan(ERASE, [record], NOW);
  expect(await shop.execute(step ?? never())).toEqual({ status: 'changed_since_preview' });
  expect(await shop.verify(step ?? never())).toBe('unknown');
});

function never(): never {
  throw new Error('there is none');
}
