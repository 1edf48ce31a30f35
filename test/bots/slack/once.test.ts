import { expect, test } from 'vitest';
import { createOnce } from '../../../src/bots/slack/once.ts';
import type { StaffReply } from '../../../src/core/approval/staff-channel.ts';

const DONE: StaffReply = { type: 'notice', text: 'Bewaard.', done: true };
const REFUSED: StaffReply = { type: 'errors', fields: { note: 'Leeg.' } };

/** What was asked of the core, with a reply for each time. */
function work(...replies: readonly StaffReply[]) {
  let asked = 0;
  return {
    asked: () => asked,
    run: async () => {
      const reply = replies[asked] ?? DONE;
      asked += 1;
      return reply;
    },
  };
}

test('a dialog that was done has the reply of the first time, whenever it comes again', async () => {
  const once = createOnce();
  const { run, asked } = work();
  expect(await Promise.all([once('V1', run), once('V1', run)])).toEqual([DONE, DONE]);
  expect(await once('V1', run)).toEqual(DONE);
  expect(asked()).toBe(1);
});

test('what was refused, or broke, may be sent in anew; another dialog is another matter', async () => {
  const once = createOnce();
  const { run, asked } = work(REFUSED);
  expect(await once('V1', run)).toEqual(REFUSED);
  expect(await once('V1', run)).toEqual(DONE);
  await expect(once('V2', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await once('V2', run)).toEqual(DONE);
  expect(asked()).toBe(3);
});

test('of very many dialogs the oldest is forgotten', async () => {
  const once = createOnce();
  const { run, asked } = work();
  for (let dialog = 0; dialog <= 1_000; dialog += 1) await once(`V${dialog}`, run);
  await once('V1000', run);
  expect(asked()).toBe(1_001);
  await once('V0', run);
  expect(asked()).toBe(1_002);
});
