import { beforeAll, beforeEach, expect, test } from 'vitest';
import { giveUpMail } from '../../src/core/application/deliver-mail.ts';
import type { Outcome } from '../../src/core/fulfilment/outcome/outcome.ts';
import { DAY, MINUTE } from '../../src/core/kernel/clock.ts';
import { LIMITS } from '../../src/core/kernel/limits.ts';
import { decideOutcome } from '../support/decide-outcome.ts';
import { approveLetter } from '../support/decided-letter.ts';
import { type DeskActor, staffActor } from '../support/desk-staff.ts';
import { readyRequest } from '../support/desk-work.ts';
import { openSite } from '../support/open-site.ts';
import { day } from '../support/request-builder.ts';
import { codeIn } from '../support/running-desk.ts';
import { unzip } from '../support/unzip.ts';
import { useCore } from '../support/use-core.ts';
import { workOff } from '../support/work-off.ts';
import { visitorClient } from './visitor-client.ts';

const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
const RECEIVER = 'privacy@anderewinkel.example';
const UNKNOWN = '/overdracht/een-link-die-nooit-bestond';
let owner: DeskActor;
let visitor: ReturnType<typeof visitorClient>;

beforeAll(async () => {
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});
beforeEach(async () => {
  visitor = visitorClient((await openSite(use())).ask);
});

async function mailsTo(address: string) {
  return (await use().core.desk.caughtMail(200)).filter(({ to }) => to === address);
}

function linkIn(mail: { readonly text: string } | undefined, path: string): string {
  return mail?.text.match(new RegExp(`/${path}/[\\w-]+`))?.[0] ?? '';
}

/** The two mails that were sent last: the link of the receiver, and what the customer got. */
async function sentTo(email: string) {
  const own = (await mailsTo(email)).find(({ text }) => text.includes('/overdracht-stoppen/'));
  return {
    page: linkIn((await mailsTo(RECEIVER))[0], 'overdracht'),
    code: codeIn(own),
    stop: linkIn(own, 'overdracht-stoppen'),
  };
}

/** Somebody takes the data to another shop, and staff approved that. */
async function handedOver(name: string) {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.nl`;
  const { customer, detail } = await readyRequest(use(), owner, {
    name,
    email,
    words: 'Ik wil mijn gegevens meenemen naar een andere winkel',
    orders: [{ orderNumber: `${name.length}01`, orderDate: '2026-09-01', item: 'Theepot' }],
  });
  const given: Outcome = {
    right: 'portability',
    result: 'given',
    leftOut: [],
    to: 'receiver',
    sending: 'link',
    receiver: 'Andere Winkel',
    receiverEmail: RECEIVER,
    confirmedOn: day('2026-11-02'),
  };
  await decideOutcome(use().core, detail.id, given, owner);
  await approveLetter(use(), detail.id, owner);
  await workOff(use());
  return { id: detail.id, customer, email, ...(await sentTo(email)) };
}

async function types(page: string, code: string): Promise<Response> {
  return visitor.post(page, { ...(await visitor.form(page, page)), code });
}

/** A code that is not this one. */
function otherThan(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

/** What a link shows that does not work. */
async function ended(page: string): Promise<string> {
  const answer = await visitor.ask(page);
  expect(answer.status).toBe(404);
  return (await answer.text()).replaceAll(page, '/overdracht/T');
}

const standing = async (id: string) => (await use().core.desk.card(id))?.transmission;
const logged = async (id: string) => (await use().core.desk.card(id))?.history ?? [];

test('the receiver gets a link without the code or a name, the customer the code; with both only the portable data leave (AVG 20(2))', async () => {
  const { id, email, page, code } = await handedOver('Anna Bos');
  const [toReceiver] = await mailsTo(RECEIVER);
  for (const secret of [code, 'Anna', email]) expect(toReceiver?.text).not.toContain(secret);
  const own = (await mailsTo(email)).map(({ text }) => text).join('\n');
  expect(own).not.toContain(page);
  expect(own).toContain('We mailen Andere Winkel een link');
  expect(await standing(id)).toMatchObject({ openedAt: null, stoppedAt: null, live: true });
  const entry = (await logged(id)).find(({ type }) => type === 'portable_handed_over');
  expect(entry).toMatchObject({ by: 'system', params: {} });

  const shown = await visitor.page(page);
  for (const about of ['Anna', 'Theepot', email]) expect(shown).not.toContain(about);
  const taken = await types(page, ` ${code.slice(0, 3)} ${code.slice(3)} `);
  expect(taken.headers.get('Content-Type')).toBe('application/zip');
  const files = unzip(Buffer.from(await taken.arrayBuffer()));
  expect([...files.keys()].sort()).toEqual([
    'lees-mij.txt',
    'manifest.json',
    'overdraagbaar.csv',
    'overdraagbaar.jsonld',
  ]);
  expect(files.get('overdraagbaar.jsonld')?.toString()).toContain('Theepot');
  expect(files.get('lees-mij.txt')?.toString()).toContain('AVG artikel 20 lid 2');
  expect((await standing(id))?.openedAt).not.toBeNull();

  // A download that broke off is begun again; later the code has done its work.
  use().clock.advance(29 * MINUTE);
  expect((await types(page, code)).status).toBe(200);
  expect((await logged(id)).filter(({ type }) => type === 'portable_taken')).toHaveLength(1);
  use().clock.advance(MINUTE);
  expect((await visitor.ask(page)).status).toBe(404);
});

test('a wrong code is told and counted, after too many the right one is of no use either (R7), and staff stop the link', async () => {
  const { id, page, code } = await handedOver('Carla Mus');
  const wrong = await types(page, otherThan(code));
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('Deze code klopt niet');
  expect(await (await types(page, 'geen code')).text()).toContain('Typ de code van zes cijfers');
  for (let tries = 1; tries < LIMITS.wrongCodesPerRequest.most; tries += 1)
    expect((await types(page, otherThan(code))).status).toBe(422);
  const blocked = await types(page, code);
  expect(blocked.status).toBe(422);
  expect(await blocked.text()).toContain('te vaak een verkeerde code');
  expect((await standing(id))?.openedAt).toBeNull();

  const { transmissions } = use().core;
  expect(await transmissions.stop(id, owner)).toEqual({ ok: true, value: null });
  expect(await ended(page)).toBe(await ended(UNKNOWN));
  expect(await transmissions.stop(id, owner)).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
  expect((await logged(id)).filter(({ type }) => type === 'portable_stopped')).toHaveLength(1);
});

test('an ended link looks like an unknown one; staff send a new one, and what the customer stops stays stopped', async () => {
  const before = await handedOver('Hugo Top');
  const { id } = before;
  const fields = await visitor.form(before.page, before.page);
  use().clock.advance(7 * DAY);
  expect(await ended(before.page)).toBe(await ended(UNKNOWN));
  expect((await visitor.post(before.page, { ...fields, code: before.code })).status).toBe(404);
  expect(await standing(id)).toMatchObject({ live: false, stoppedAt: null, renewable: true });

  const { transmissions } = use().core;
  expect(await transmissions.renew(id, owner)).toEqual({ ok: true, value: null });
  await workOff(use());
  const { page, stop } = await sentTo(before.email);
  expect(page).not.toBe(before.page);
  expect((await visitor.ask(page)).status).toBe(200);
  expect(await visitor.page(stop)).toContain('Wat al is opgehaald, krijgen we niet terug.');
  expect((await visitor.post(stop, {})).status).toBe(403);
  expect((await visitor.ask(page)).status).toBe(200);
  const stopped = await visitor.post(stop, await visitor.form(stop, stop));
  expect(await stopped.text()).toContain('Het doorgeven is gestopt');
  expect(await ended(page)).toBe(await ended(UNKNOWN));
  expect((await visitor.ask(stop)).status).toBe(404);
  expect((await logged(id)).at(-1)).toMatchObject({ type: 'portable_stopped', by: 'customer' });
  expect(await transmissions.renew(id, owner)).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
});

test('a link or a code that did not arrive is work for a person, and the answer itself stays sent', async () => {
  const { settings, core, jobs } = use();
  const { id, customer } = await handedOver('Iris Dam');
  expect(await core.transmissions.renew(id, owner)).toEqual({ ok: true, value: null });
  const [job] = (await jobs('send-mail')).slice(-1);
  await giveUpMail(settings, job?.data.mailId ?? '', 'rejected');
  const card = await core.desk.card(id);
  expect(card?.status).toBe('answered');
  expect(card?.tasks.filter(({ doneAt }) => doneAt === null)).toMatchObject([
    { kind: 'delivery_failed', params: { reason: 'rejected' } },
  ]);
  await expect(customer.told('answer_undeliverable')).rejects.toThrow('did not say');
  await workOff(use());
});
