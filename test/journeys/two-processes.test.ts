import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestIn, settleSources, staffActor } from '../support/desk-staff.ts';
import { codeIn, type DeskUnderTest, startTestDesk } from '../support/running-desk.ts';
import { webCustomer } from '../support/web-customer.ts';

const SANNE = 'sanne@example.nl';
const SECRET_KEY = Buffer.alloc(32, 9).toString('base64');

let one: DeskUnderTest;
let two: DeskUnderTest;

beforeAll(async () => {
  one = await startTestDesk({ SECRET_KEY });
  two = await startTestDesk({ SECRET_KEY, DATABASE_URL: one.connectionString });
});

afterAll(async () => {
  await two?.stop();
  await one?.stop();
});

test('two processes on one database are one desk: a conversation goes on at either, and everything happens once', async () => {
  const here = webCustomer(one.url);
  const number = await here.asksForACopy();
  const there = webCustomer(two.url);
  for (const [name, value] of here.client.cookies) there.client.cookies.set(name, value);
  expect(await there.transcript()).toContain(number);
  await there.givesIdentity('Sanne de Vries', SANNE);
  const code = codeIn((await one.mails(SANNE, 1))[0]);
  expect((await here.says(code)).said).toMatch(/klopt\./);

  const owner = await staffActor(one.core());
  const request = await settleSources(two.core(), number, owner);
  const seen = await one.core().decisions.preview(request.id, owner);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { version, letterHash } = seen.value;
  const outcomes = await Promise.all(
    [one, two].map((desk) => desk.core().decisions.approve(request.id, version, letterHash, owner)),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  await requestIn(two.core(), number, 'answered');
  expect(await two.mails(SANNE, 2)).toHaveLength(2);
  expect(await here.transcript()).toContain('is gemaild naar s…@example.nl');
  expect((await one.core().register.verify()).broken).toBeNull();
});

test('what one process says reaches the page that is open at the other', async () => {
  const customer = webCustomer(one.url);
  await customer.says('mens');
  const stream = await customer.client.ask('/gesprek/stroom?na=0');
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const owner = await staffActor(two.core());
  const task = (await two.core().desk.tasks('open')).find(({ kind }) => kind === 'human_wanted');
  const answered = await two
    .core()
    .desk.answerConversation(task?.conversationId ?? '', 'Waarmee kan ik helpen?', owner);
  expect(answered).toMatchObject({ ok: true });
  let heard = '';
  for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
    heard += chunk.value;
    if (heard.includes('Waarmee kan ik helpen?')) break;
  }
  await reader?.cancel();
  expect(heard).toContain('Waarmee kan ik helpen?');
});
