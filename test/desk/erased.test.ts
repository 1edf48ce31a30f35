import { beforeAll, expect, test } from 'vitest';
import { watchErasures } from '../../src/core/application/watch-erasures.ts';
import { newId } from '../../src/core/kernel/ids.ts';
import { erasureReceipt } from '../../src/core/register/erasure-receipt.ts';
import { day } from '../support/request-builder.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();
let staff: DeskVisitor;

beforeAll(async () => {
  const { settings } = use();
  staff = await use().visitor(use().owner);
  await settings.store.transaction(async (tx) => {
    await tx.erasures.addHold({
      id: newId(),
      source: 'e-boekhouden',
      category: 'invoice',
      count: 3,
      ground: 'tax',
      until: day('2033-12-31'),
      recordIds: ['2026-0042'],
    });
    await tx.erasures.addMailStops([settings.secrets.hash('mail stop', 'sanne@example.nl')]);
  });
});

test('the register leads to what stays after an erasure: what, where, why and until when, and of nobody', async () => {
  expect((await staff.get('/balie/register')).html).toContain('href="/balie/na-wissing"');
  const { words } = await staff.get('/balie/na-wissing');
  expect(words).toContain('Facturen 3 Belastingwet 31-12-2033');
  expect(words).toContain('1 adres dat geen reclame wil.');
  expect(words).not.toContain('2026-0042');
});

test('before a mailing staff ask whether an address wants advertising', async () => {
  const ask = async (address: string) =>
    staff.submit(await staff.get('/balie/na-wissing'), '/balie/na-wissing/post', { address });
  expect((await ask('Sanne@example.nl')).words).toContain('Dit adres wil geen reclame: stuur niets');
  expect((await ask('ander@example.nl')).words).toContain('staat niet op de lijst');
  expect(await ask('geen adres')).toMatchObject({ status: 409 });
});

test('a receipt is told from a forged one', async () => {
  const { settings } = use();
  const erased = { number: 'PB-2345-6789', day: day('2026-11-20'), outcome: 'all' } as const;
  const receipt = erasureReceipt(erased, 'sanne@example.nl', (text) =>
    settings.secrets.hashes('erasure receipt', text),
  );
  const check = async (code: string) =>
    staff.submit(await staff.get('/balie/na-wissing'), '/balie/na-wissing/bewijs', {
      receipt: code,
      receiptAddress: 'sanne@example.nl',
    });
  expect((await check(receipt)).words).toContain(
    'Dit bewijs is echt: PB-2345-6789, gewist op vrijdag 20 november 2026',
  );
  expect((await check(receipt.replace('2026-11-20', '2026-11-21'))).words).toContain(
    'Dit bewijs is niet door deze winkel gegeven',
  );
});

test('on the page of a hold that has ended stand the numbers of what may go now', async () => {
  const { settings, clock, core } = use();
  const id = newId();
  await settings.store.transaction(async (tx) => {
    await tx.erasures.addHold({
      id,
      source: 'mollie',
      category: 'payment',
      count: 1,
      ground: 'claim',
      until: day('2026-11-01'),
      recordIds: ['tr_7'],
    });
  });
  await watchErasures(settings, clock.now());
  const task = (await core.desk.tasks('open')).find(({ kind }) => kind === 'hold_ended');
  const path = `/balie/taken/${task?.id}`;
  const shown = await staff.get(path);
  expect(shown.words).toContain('Nu wissen: de bewaarplicht is voorbij');
  expect(shown.words).toContain('Kenmerken van de gegevens tr_7');
  await staff.submit(shown, `${path}/klaar`);
  expect((await core.erasures.overview()).holds.map((hold) => hold.id)).not.toContain(id);
});
