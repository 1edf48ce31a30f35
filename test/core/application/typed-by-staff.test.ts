import { expect, test } from 'vitest';
import { typedByStaff } from '../../../src/core/application/typed-by-staff.ts';
import { BSN_REMOVED } from '../../../src/core/application/without-bsn.ts';
import { StaffOnly } from '../../../src/core/kernel/staff-only.ts';
import { learned } from '../../support/learned.ts';

const NUMBER = '123456789';
const TYPED = `Zijn bsn is ${NUMBER}.`;

/** What a command of staff gets to see of these arguments. */
async function seen(...typed: readonly unknown[]): Promise<readonly unknown[]> {
  let got: readonly unknown[] = [];
  const groups = {
    group: {
      command: (...args: readonly unknown[]) => {
        got = args;
      },
    },
  };
  typedByStaff({ understand: await learned() }, groups).group.command(...typed);
  return got;
}

test('a number is taken out of a text, wherever in the arguments it stands (R14)', async () => {
  const form = { fields: { 'plan.0.facts': [TYPED, 'niets'] }, rows: [{ text: TYPED }], version: 3 };
  expect(await seen('id', form, TYPED)).toEqual([
    'id',
    {
      fields: { 'plan.0.facts': [`Zijn bsn is ${BSN_REMOVED}.`, 'niets'] },
      rows: [{ text: `Zijn bsn is ${BSN_REMOVED}.` }],
      version: 3,
    },
    `Zijn bsn is ${BSN_REMOVED}.`,
  ]);
});

test('what is no typed text stays as it is: days, files, an order number, an id', async () => {
  const at = new Date('2026-11-02T09:00:00Z');
  const content = new Uint8Array([1, 2, 3]);
  const id = '12345678-9012-4345-8678-901234567890';
  const given = [at, { content, at }, 'Bestelling 123456789 is binnen.', id, null, undefined, 7];
  expect(await seen(...given)).toEqual(given);
  expect((await seen(content))[0]).toBe(content);
});

test('a note that only staff see loses it too, and stays one', async () => {
  const [note] = await seen(new StaffOnly(TYPED));
  expect(note).toBeInstanceOf(StaffOnly);
  expect(note instanceof StaffOnly ? note.forStaff() : '').toBe(`Zijn bsn is ${BSN_REMOVED}.`);
});
