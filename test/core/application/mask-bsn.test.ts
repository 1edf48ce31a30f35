import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCore } from '../../../src/core/application/create-core.ts';
import { StaffOnly } from '../../../src/core/kernel/staff-only.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { exportReader } from '../../../src/processors/shared/export-reader.ts';
import { cardOf } from '../../support/core-customer.ts';
import { decideOutcome, versionOf } from '../../support/decide-outcome.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { readyRequest } from '../../support/desk-work.ts';
import { useCore } from '../../support/use-core.ts';
import { erasurePlan } from '../fulfilment/outcome/sample-outcomes.ts';

const use = useCore();

const STORY = 'Ik bestelde in de zomer een vaas en die kwam niet aan. '.repeat(1_800);

test('of a citizen number at the end of 100 kB nothing is stored, and that one was there stays visible (R14)', async () => {
  const { core, clock } = use();
  const text = `wat bewaren jullie van mij? ${STORY} mijn bsn is 123456789 en mijn rijbewijs 1234 56 789`;
  expect(text.length).toBeGreaterThan(99_000);
  const key = randomUUID();
  await core.receive({
    channel: 'web',
    conversationKey: key,
    externalId: randomUUID(),
    receivedAt: clock.now(),
    kind: 'text',
    text,
  });
  const entries = await core.transcripts.read('web', key, 0);
  const [first] = entries.flatMap((entry) => (entry.from === 'customer' ? [entry.text] : []));
  expect(first).toMatch(/mijn bsn is \[BSN verwijderd\] en mijn rijbewijs \[BSN verwijderd\]$/);
  const said = entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message.kind] : []));
  expect(said).toContain('bsn_removed');
  for (const { id } of await core.desk.requests('unproven')) {
    const request = await core.desk.card(id);
    expect(request?.words).not.toContain('123456789');
  }
});

test('every command of staff, in every group, gets its texts without a citizen number (R14)', async () => {
  const { settings } = use();
  const looked: string[] = [];
  const transaction = () => Promise.reject(new Error('nothing is stored here'));
  const core = createCore(
    {
      ...settings,
      store: { ...settings.store, transaction },
      understand: (message) => {
        looked.push(message.text);
        return settings.understand(message);
      },
    },
    exportReader,
  );
  // What customers say, in a mailbox too, is masked where it is received; what they type there is no text of staff.
  const { receive: _receive, mailboxes: _mails, transcripts: _read, answers: _page, ...others } = core;
  // Of what another controller collects staff type nothing: they stop or renew it by the request's id.
  const { signIn: _code, transmissions: _collects, ...staff } = others;
  const commands = Object.entries(staff).flatMap(([group, named]) =>
    Object.entries(named).map(([name, command]) => ({ of: `${group}.${name}`, command })),
  );
  expect(commands.length).toBeGreaterThan(60);
  for (const { of, command } of commands) {
    const typed = `${of}: het bsn is 123456789`;
    await new Promise((done) => done(Reflect.apply(command, undefined, [typed, { typed }, typed]))).catch(
      () => undefined,
    );
    expect(looked).toContain(typed);
  }
});

test('of an outcome, a doubt, an extension and a note nothing like it is stored (R14)', async () => {
  const { core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const asker = { name: 'Gijs Dam', email: 'gijs@example.nl', words: 'Verwijder al mijn gegevens' };
  const { detail } = await readyRequest(use(), by, asker);
  const typed = 'Het bsn 123456789 stond in de mail.';
  const plan = erasurePlan().plan.map((line) => (line.facts === '' ? line : { ...line, facts: typed }));
  await decideOutcome(core, detail.id, erasurePlan({ plan }), by);
  const letter = await core.decisions.preview(detail.id, by);
  if (!letter.ok) throw new Error(letter.refusal.code);
  expect(letterText(letter.value.letter)).toContain('Het bsn [BSN verwijderd] stond in de mail.');
  const notice = async (made: Promise<{ readonly ok: boolean }>) => {
    expect((await made).ok).toBe(true);
    const preview = await core.notices.preview(detail.id, by);
    if (!preview.ok) throw new Error(preview.refusal.code);
    return letterText(preview.value.letter);
  };
  const version = () => versionOf(core, detail.id);
  const doubt = { reason: typed, asks: ['call_back'] };
  expect(await notice(core.notices.prepareDoubt(detail.id, await version(), doubt, by))).not.toMatch(/12345/);
  const longer = { reasons: ['systems'], facts: typed };
  expect(await notice(core.notices.prepareExtension(detail.id, await version(), longer, by))).not.toMatch(
    /12345/,
  );
  await core.caseWork.addNote(detail.id, new StaffOnly(typed), by);
  const { notes } = await cardOf(use(), detail.number);
  expect(notes.map(({ text }) => text.forStaff())).toEqual(['Het bsn [BSN verwijderd] stond in de mail.']);
});
