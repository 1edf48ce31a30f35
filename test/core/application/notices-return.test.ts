import { expect, test } from 'vitest';
import type { DossierPart } from '../../../src/core/application/dossier-api.ts';
import { makeDossier } from '../../../src/core/application/make-dossier.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { cardOf } from '../../support/core-customer.ts';
import { type DeskActor, staffActor } from '../../support/desk-staff.ts';
import { readyRequest } from '../../support/desk-work.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

/** A Monday, ten o'clock in Amsterdam. */
const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
const REASON = 'U schreef met een andere naam dan eerst.';

async function ready(name: string) {
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.nl`;
  const { customer, detail } = await readyRequest(use(), by, { name, email });
  const card = () => cardOf(use(), detail.number);
  return { by, customer, email, number: detail.number, id: detail.id, card };
}

async function approveNotice(id: string, by: DeskActor) {
  const { notices } = use().core;
  const preview = await notices.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  const { version, letterHash } = preview.value;
  return notices.approve(id, version, letterHash, by);
}

async function doubt({ id, by, card }: Awaited<ReturnType<typeof ready>>, asks: readonly string[]) {
  const { version } = await card();
  return use().core.notices.prepareDoubt(id, version, { reason: REASON, asks }, by);
}

test('a proof that was asked for ends the stop, whatever draft was dropped since, and so does a stronger one', async () => {
  const { core, clock } = use();
  const prove = async (
    { id, by, card }: Awaited<ReturnType<typeof ready>>,
    method: 'call_back' | 'order_facts',
  ) => core.outcomes.recordProof(id, (await card()).version, { method, name: '', email: '' }, by);
  const asked = await ready('Ton Smit');
  await doubt(asked, ['call_back']);
  await approveNotice(asked.id, asked.by);
  const weaker = await ready('Ria Blom');
  await doubt(weaker, ['order_facts']);
  await approveNotice(weaker.id, weaker.by);
  await workOff(use());
  clock.advance(DAY);
  await doubt(asked, ['order_facts']);
  await core.notices.drop(asked.id, (await asked.card()).version, asked.by);
  // What only the dropped draft asked for is not what the customer was told would do.
  expect(await prove(asked, 'order_facts')).toEqual({ ok: true, value: null });
  expect(await asked.card()).toMatchObject({ legalDue: null });
  expect(await prove(asked, 'call_back')).toEqual({ ok: true, value: null });
  expect(await asked.card()).toMatchObject({ legalDue: '2026-12-03', notice: { stoppedSince: null } });
  expect(await prove(weaker, 'call_back')).toEqual({ ok: true, value: null });
  expect(await weaker.card()).toMatchObject({ legalDue: '2026-12-03', notice: { stoppedSince: null } });
  clock.advance(-DAY);
});

test('the dossier holds the letters about the term, with who approved them and when they left', async () => {
  const { core, settings } = use();
  const { id, by, card, number } = await ready('Els Bakker');
  const typed = { reasons: ['systems'], facts: 'Uw bestellingen staan in vijf systemen.' };
  await core.notices.prepareExtension(id, (await card()).version, typed, by);
  await approveNotice(id, by);
  await workOff(use());
  const dossier = await makeDossier(settings, number, by);
  if (!dossier.ok) throw new Error(dossier.refusal.code);
  let letter: DossierPart | undefined;
  for await (const part of dossier.value.parts)
    if (part.part === 'letter' && part.kind === 'extension') letter = part;
  expect(letter).toMatchObject({
    approved: [{ seenAt: expect.any(Date) }],
    delivery: [{ as: 'notice_sent', at: expect.any(Date) }],
    told: [],
  });
  expect(JSON.stringify(letter)).toContain('vijf systemen');
});
