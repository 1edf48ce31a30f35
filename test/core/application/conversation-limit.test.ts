import { expect, test } from 'vitest';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { LIMITS } from '../../../src/core/kernel/limits.ts';
import { visitorClient } from '../../pages/visitor-client.ts';
import { coreCustomer } from '../../support/core-customer.ts';
import { openSite } from '../../support/open-site.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

/** Conversations that this network began just now, by a keyed hash as the core makes it. */
async function begun(network: string, count: number): Promise<void> {
  const { settings, clock, sql } = use();
  await sql.query(
    `INSERT INTO "Conversation" ("id", "channel", "key", "keyEnc", "language", "dialogueEnc", "createdAt", "lastAt", "ipHash")
     SELECT gen_random_uuid(), 'web', $1 || n, '', 'nl', '', $2, $2, $1 FROM generate_series(1, $3) n`,
    [settings.secrets.hash('ip', network), clock.now(), count],
  );
}

test('a network begins a hundred conversations a day; one more is not taken in, and those that are open go on', async () => {
  const { clock, sql } = use();
  const most = LIMITS.conversationsPerNetwork.most;
  await begun('2001:db8:5:5::/64', most - 1);
  const last = coreCustomer(use(), 'web', 'last', '2001:db8:5:5::1');
  expect(await last.says('hallo')).toEqual({ status: 'stored' });
  const more = coreCustomer(use(), 'web', 'more', '2001:db8:5:5:ffff::2');
  expect(await more.says('wis al mijn gegevens')).toEqual({ status: 'refused' });
  expect(await more.transcript()).toEqual([]);
  const { rows } = await sql.query('SELECT count(*)::int AS n FROM "Conversation"');
  expect(rows).toEqual([{ n: most }]);
  expect(await last.says('medewerker')).toEqual({ status: 'stored' });
  expect(await coreCustomer(use(), 'web', 'other', '2001:db8:5:6::1').says('hallo')).toEqual({
    status: 'stored',
  });
  clock.advance(DAY);
  expect(await more.says('wis al mijn gegevens')).toEqual({ status: 'stored' });
});

test('who is refused reads how to reach the shop, and the text stays in its field', async () => {
  await begun('127.0.0.1', LIMITS.conversationsPerNetwork.most);
  const { url, close } = await (await openSite(use())).serve();
  const visitor = visitorClient(url);
  const form = { ...(await visitor.form('/', '/gesprek')), tekst: 'Wis alles van mij' };
  const refused = await visitor.post('/gesprek', form);
  expect(refused.status).toBe(429);
  const page = await refused.text();
  expect(page).toContain('te veel gesprekken begonnen');
  expect(page).toContain('>Wis alles van mij</textarea>');
  const json = await visitor.post('/gesprek', form, 'application/json');
  expect([json.status, await json.json()]).toMatchObject([
    429,
    { error: expect.stringContaining('Mail of bel') },
  ]);
  await close();
});
