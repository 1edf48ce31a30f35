import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addTask } from '../../../src/core/application/add-task.ts';
import { remindStaff } from '../../../src/core/application/remind-staff.ts';
import { asId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { StaffOnly } from '../../../src/core/kernel/staff-only.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { invite, type Member } from '../../support/desk-session.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

// a working hour of a Monday
const use = useCore({ from: new Date('2026-11-23T09:30:00Z') });
const CLI = { via: 'cli', name: 'cli' } as const;
let owner: Member;
let sam: Member;
let number: string;
let people = 0;

beforeAll(async () => {
  owner = await invite(use(), 'noor@example.nl', 'Noor Visser');
});
beforeEach(async () => {
  sam = await invite(use(), 'sam@example.nl', 'Sam de Wit');
  people += 1;
  number = await coreCustomer(use()).proves('Els Bos', `els.${people}@example.nl`);
});

const card = () => cardOf(use(), number);
const note = async (text: string, by: Member | typeof CLI = sam) =>
  use().core.caseWork.addNote((await card()).id, new StaffOnly(text), by);
const assign = async (to: string | null, by: Member | typeof CLI = owner) =>
  use().core.caseWork.assign((await card()).id, to, by);
const mailsTo = async (address: string) =>
  (await use().core.desk.caughtMail(500)).filter(({ to }) => to === address);

describe('a note', () => {
  test('stands with the request, by whom and when, in the order they were written; the log has no word of it', async () => {
    await note('Mevrouw belde, zij mist haar bestelling.');
    use().clock.advance(60_000);
    await note('Morgen terugbellen.', owner);
    const { notes, history } = await card();
    expect(notes.map(({ by, text }) => `${by}: ${text.forStaff()}`)).toEqual([
      'Sam de Wit: Mevrouw belde, zij mist haar bestelling.',
      'Noor Visser: Morgen terugbellen.',
    ]);
    expect((notes[1]?.at.getTime() ?? 0) - (notes[0]?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(60_000);
    expect(history.filter(({ type }) => type === 'note_added').map(({ by }) => by)).toEqual([
      'Sam de Wit',
      'Noor Visser',
    ]);
    expect(JSON.stringify(history)).not.toContain('bestelling');
    const { rows } = await use().sql.query('SELECT "textEnc"::text AS sealed FROM "RequestNote"');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('bestelling').toString('hex'));
  });

  test('is in no message, mail or copy of the customer', async () => {
    const secret = `geheim-${number}`;
    await note(secret);
    await workOff(use());
    const customer = await use().core.desk.conversation((await card()).conversationId, owner);
    expect(JSON.stringify(customer?.entries)).not.toContain(secret);
    expect(JSON.stringify((await card()).sources)).not.toContain(secret);
    expect(JSON.stringify(await use().core.desk.caughtMail(500))).not.toContain(secret);
  });

  test('changes nothing of what may be approved', async () => {
    const before = (await card()).version;
    await note('Even gekeken.');
    expect((await card()).version).toBe(before);
  });

  test('is refused when it is empty, too long, or by nobody who works here', async () => {
    expect(await note('  ')).toMatchObject({ refusal: { code: 'note.empty' } });
    expect(await note('x'.repeat(4_001))).toMatchObject({ refusal: { code: 'note.too_long' } });
    expect(await note('x', CLI)).toMatchObject({ refusal: { code: 'decision.not_allowed' } });
    expect((await card()).notes).toEqual([]);
  });
});

describe('whose work a request is', () => {
  test('stands on it and in the lists, is logged once, and can be taken back', async () => {
    expect((await card()).assignee).toBeNull();
    await assign(sam.staffId);
    await assign(sam.staffId);
    const { id, assignee, history } = await card();
    expect(assignee).toBe('Sam de Wit');
    expect((await use().core.desk.requests('open')).find((row) => row.id === id)?.assignee).toBe(
      'Sam de Wit',
    );
    const assigned = history.filter(({ type }) => type === 'assigned');
    expect(assigned).toMatchObject([{ by: 'Noor Visser', params: { to: 'Sam de Wit' } }]);
    await assign(null);
    expect((await card()).assignee).toBeNull();
    await use().core.caseWork.take(id, sam);
    expect((await card()).assignee).toBe('Sam de Wit');
  });

  test('brings that person the alarms and the reminders of it, beside the owner', async () => {
    await assign(sam.staffId);
    const { id } = await card();
    const { settings, clock } = use();
    const before = (await mailsTo('sam@example.nl')).length;
    await settings.store.transaction((tx) =>
      addTask(tx, { kind: 'delivery_failed', about: id, requestId: asId<RequestId>(id) }, clock.now()),
    );
    await workOff(use());
    expect((await mailsTo('sam@example.nl')).length).toBe(before + 1);
    expect((await mailsTo('noor@example.nl'))[0]?.text).toContain(number);
    // another request's date is not Sam's
    const other = await coreCustomer(use()).proves('Jan Bos', `jan.${people}@example.nl`);
    clock.moveTo('2026-12-21T09:30:00Z');
    await remindStaff(settings, clock.now());
    await workOff(use());
    const [reminder] = await mailsTo('sam@example.nl');
    expect(reminder?.text).toContain(number);
    expect(reminder?.text).not.toContain(other);
    expect((await mailsTo('noor@example.nl'))[0]?.text).toContain(other);
    clock.moveTo('2026-11-23T09:30:00Z');
  });

  test('is nobody’s in particular once that person has left', async () => {
    await assign(sam.staffId);
    await use().core.desk.removeStaff([sam.staffId], owner);
    await workOff(use());
    expect((await card()).assignee).toBeNull();
    expect(await assign(sam.staffId)).toMatchObject({ refusal: { code: 'staff.unknown' } });
    await use().core.desk.readmitStaff(sam.staffId, owner);
  });
});
