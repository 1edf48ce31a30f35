import { expect, test } from 'vitest';
import type { DossierPart } from '../../../src/core/application/dossier-api.ts';
import { makeDossier } from '../../../src/core/application/make-dossier.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { cardOf } from '../../support/core-customer.ts';
import { approveNotice, staffActor } from '../../support/desk-staff.ts';
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
  await approveNotice(use().core, asked.id, asked.by);
  const weaker = await ready('Ria Blom');
  await doubt(weaker, ['order_facts']);
  await approveNotice(use().core, weaker.id, weaker.by);
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
  await approveNotice(use().core, id, by);
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

test('a letter that came back told nobody: its extension or stop counts no more, and the register counts none', async () => {
  const { core, sql } = use();
  const countedExtended = async () => {
    const report = await core.register.report({ unit: 'month', period: ['2026'] });
    return report.ok ? report.value.total.extended : undefined;
  };
  const before = await countedExtended();
  const extended = await ready('Bo Kuiper');
  const typed = { reasons: ['systems'], facts: 'Uw bestellingen staan in vijf systemen.' };
  await core.notices.prepareExtension(extended.id, (await extended.card()).version, typed, extended.by);
  await approveNotice(use().core, extended.id, extended.by);
  const doubted = await ready('Mia Prins');
  await doubt(doubted, ['call_back']);
  await approveNotice(use().core, doubted.id, doubted.by);
  await workOff(use());
  expect(await extended.card()).toMatchObject({
    toldDue: '2027-02-02',
    notice: { mailed: [{ kind: 'extension' }] },
  });
  for (const { id, by, card, customer, number } of [extended, doubted]) {
    const { version, notice } = await card();
    const letterId = notice.mailed[0]?.letterId ?? '';
    const bounce = (on: number) => core.notices.bounced(id, on, letterId, by);
    expect(await bounce(version - 1)).toMatchObject({ refusal: { code: 'decision.card_outdated' } });
    expect(await bounce(version)).toEqual({ ok: true, value: null });
    // The chat said that it was mailed: now it says that it came back, and no word of whereto.
    expect(await customer.told('notice_undeliverable')).toEqual({ kind: 'notice_undeliverable', number });
    await customer.says('/status');
    expect(await customer.told('status')).toMatchObject({ requests: [{ number, state: 'returned' }] });
    const after = await card();
    expect(after).toMatchObject({
      legalDue: '2026-12-02',
      staffDue: '2026-12-02',
      notice: { mailed: [], stoppedSince: null, mayDoubt: { ok: true }, mayExtend: { ok: true } },
      tasks: expect.arrayContaining([expect.objectContaining({ kind: 'delivery_failed', doneAt: null })]),
    });
    expect(after.toldDue ?? '2026-12-02').toBe('2026-12-02');
    expect(await bounce(after.version)).toMatchObject({ refusal: { code: 'notice.none' } });
    const { rows } = await sql.query('SELECT "failure" FROM "OutboundMail" WHERE "letterId" = $1', [
      letterId,
    ]);
    expect(rows).toEqual([{ failure: 'bounced' }]);
  }
  expect(await countedExtended()).toBe(before);
});

test('a notice goes to the address where the answer goes, without what was found when nobody proved it', async () => {
  const { core } = use();
  const { id, by, card, email } = await ready('Kees Vos');
  await core.outcomes.recordProof(
    id,
    (await card()).version,
    { method: 'call_back', name: '', email: '' },
    by,
  );
  const elsewhere = await core.outcomes.answerElsewhere(id, (await card()).version, 'kees@example.com', by);
  expect(elsewhere).toEqual({ ok: true, value: null });
  const typed = { reasons: ['systems'], facts: `U bestelde als ${email}.` };
  const prepare = async (facts: string) =>
    core.notices.prepareExtension(id, (await card()).version, { ...typed, facts }, by);
  expect(await prepare(typed.facts)).toMatchObject({
    refusal: { code: 'staff_text.holds_record_content' },
  });
  expect(await prepare('Uw bestellingen staan in vijf systemen.')).toEqual({ ok: true, value: null });
  expect(await core.notices.preview(id, by)).toMatchObject({ value: { receiver: 'kees@example.com' } });
  await approveNotice(use().core, id, by);
  await workOff(use());
  const mail = (await core.desk.caughtMail(50)).find(({ text }) => text.includes('vijf systemen'));
  expect(mail).toMatchObject({ to: 'kees@example.com' });
});
