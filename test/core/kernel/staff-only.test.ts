import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { LetterInput } from '../../../src/core/application/letter-input.ts';
import type { MailContent } from '../../../src/core/application/rows.ts';
import type { OutboundContent } from '../../../src/core/conversation/channel.ts';
import type { OutboundMessage } from '../../../src/core/conversation/messages.ts';
import type { RenderedLetter, RenderLetter } from '../../../src/core/fulfilment/letter.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import { StaffOnly } from '../../../src/core/kernel/staff-only.ts';
import type { MailToRender } from '../../../src/core/text/render-mail.ts';
import { ROOT, sourceFiles } from '../../rules/support/tree.ts';

/** Whether a value of this type can hold what is for staff only, at any depth. */
type Holds<Whole> = StaffOnly extends Whole
  ? true
  : Whole extends Date | string | number | boolean | null | undefined
    ? false
    : Whole extends object
      ? { [Key in keyof Whole]-?: Holds<Whole[Key]> }[keyof Whole]
      : false;

type ToCustomer =
  | OutboundMessage
  | OutboundContent
  | MailContent
  | MailToRender
  | LetterInput
  | Parameters<RenderLetter>[0]
  | RenderedLetter
  | FoundRecord;

test('nothing from which a message, mail, letter or copy for a customer is made can hold a note of staff', () => {
  // Does not compile once one of them can.
  const reaches: true extends Holds<ToCustomer> ? 'it can' : 'it cannot' = 'it cannot';
  const known: true extends Holds<{ readonly deep: readonly [{ readonly note: StaffOnly }] }>
    ? 'it can'
    : 'it cannot' = 'it can';
  expect([reaches, known]).toEqual(['it cannot', 'it can']);
});

test('put into words, JSON or a log by mistake, a note says only that it is there', () => {
  const note = new StaffOnly('Mevrouw was boos.');
  for (const shown of [
    `${note}`,
    JSON.stringify({ note }),
    inspect(note),
    JSON.stringify(new Error(`${note}`)),
  ])
    expect(shown).not.toContain('boos');
  expect(note.forStaff()).toBe('Mevrouw was boos.');
});

test('its words are taken out where staff look and where they are sealed, and nowhere else', () => {
  const users = sourceFiles().filter((path) =>
    readFileSync(join(ROOT, path), 'utf8').includes('.forStaff()'),
  );
  const allowed = [
    'src/cli/', // the command line is for staff
    'src/core/application/case-work.ts', // its length
    'src/core/application/typed-by-staff.ts', // a citizen number leaves it (R14)
    'src/core/application/dossier', // an inspector's
    'src/core/store/note-rows.ts', // sealed
    'src/desk/',
  ];
  expect(users.filter((path) => !allowed.some((start) => path.startsWith(start)))).toEqual([]);
  expect(users).toContain('src/desk/request/case-work-section.ts');
});
