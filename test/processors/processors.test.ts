import { expect, test } from 'vitest';
import { isChanging } from '../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import { sourceInWords } from '../../src/core/text/source-in-words.ts';
import { type SourcePorts, shopSources } from '../../src/processors/processors.ts';

const PORTS: SourcePorts = {
  exports: { latest: async () => undefined },
  erased: async () => ({ erasedOn: undefined, held: new Set<string>() }),
  readOwnRecords: async () => [],
};
const sources = shopSources(PORTS);

function idsOf(recipients: readonly string[], ports = PORTS) {
  const shop = firstProfile();
  return shopSources(ports)({
    ...shop,
    recipients: shop.recipients.filter(({ id }) => recipients.includes(id)),
  }).map((source) => source.capabilities().source);
}

test('what the export of orders does not hold is a source of its own that a person searches', async () => {
  expect(idsOf(['jouwweb', 'postnl'])).toEqual([
    'balie',
    'jouwweb',
    'jouwweb_rest',
    'postnl',
    'other_places',
  ]);
  expect(idsOf(['postnl'])).not.toContain('jouwweb_rest');
  const [other] = sources(firstProfile()).filter((source) => source.capabilities().source === 'jouwweb_rest');
  expect(other?.capabilities()).toMatchObject({ canProveAbsence: false, supports: { find: 'manual' } });
});

test('both parts of JouwWeb are named by what they hold', () => {
  expect(sourceInWords('nl', 'jouwweb', firstProfile())).toBe('JouwWeb (bestellingen)');
  expect(sourceInWords('nl', 'jouwweb_rest', firstProfile())).toBe(
    'JouwWeb (formulieren, klantaccounts, notities, nieuwsbrief)',
  );
});

test('PostNL with a key is searched by number, and what the shop keeps at MijnPostNL by hand', () => {
  const apiKey = new Redacted('key');
  const settings = { apiUrl: 'https://api.postnl.nl', apiKey, customerCode: 'DEVC', customerNumber: '1' };
  const ports = { ...PORTS, postnl: settings };
  expect(idsOf(['postnl'], ports)).toEqual(['balie', 'postnl', 'postnl_rest', 'other_places']);
  const [api, rest] = shopSources(ports)(firstProfile())
    .map((source) => source.capabilities())
    .filter(({ source }) => source.startsWith('postnl'));
  expect(api).toMatchObject({ role: 'independent_controller', supports: { find: 'api', erase: 'refer' } });
  // PostNL decides about what it keeps itself; an address book there is the shop's.
  expect(rest).toMatchObject({ role: 'processor', supports: { find: 'manual', erase: 'manual' } });
});

test('e-Boekhouden with a token is changed from here, and its archive is searched by hand', () => {
  const eBoekhouden = { token: new Redacted('token'), apiUrl: 'https://api.e-boekhouden.nl' };
  const ports = { ...PORTS, eBoekhouden };
  expect(idsOf(['e-boekhouden'])).toEqual(['balie', 'e-boekhouden', 'other_places']);
  expect(idsOf(['e-boekhouden'], ports)).toEqual([
    'balie',
    'e-boekhouden',
    'e_boekhouden_rest',
    'other_places',
  ]);
  const [api] = shopSources(ports)(firstProfile()).filter(isChanging);
  expect(api?.capabilities()).toMatchObject({ role: 'processor', supports: { find: 'api', erase: 'api' } });
  expect(sourceInWords('nl', 'e_boekhouden_rest', firstProfile())).toBe(
    'e-Boekhouden (digitaal archief, auditbestand)',
  );
});

test('the mailbox is that of whoever hosts mail, and what IMAP does not reach is searched by hand beside it', () => {
  const url = new Redacted('imaps://info:geheim@mail.example.nl');
  const mailbox = { url, desk: { address: null, sent: () => false } };
  expect(idsOf(['mijndomein'], { ...PORTS, mailbox })).toEqual([
    'balie',
    'mijndomein',
    'mailbox_rest',
    'other_places',
  ]);
  expect(idsOf(['mijndomein'])).toEqual(['balie', 'mijndomein', 'other_places']);
  expect(idsOf(['mollie'], { ...PORTS, mailbox })).not.toContain('mailbox_rest');
  const [found] = shopSources({ ...PORTS, mailbox })(firstProfile())
    .map((source) => source.capabilities())
    .filter(({ source }) => source === 'mijndomein');
  expect(found).toMatchObject({ canProveAbsence: true, supports: { find: 'api', rectify: 'none' } });
});

test('Mollie with a key is searched and changed from here', () => {
  const accessToken = new Redacted('live_1');
  const ports = {
    ...PORTS,
    mollie: { apiUrl: 'https://api.mollie.com', accessToken, writeToken: undefined },
  };
  const [found] = shopSources(ports)(firstProfile()).filter(
    (source) => source.capabilities().source === 'mollie',
  );
  expect(found?.capabilities()).toMatchObject({ supports: { find: 'api', erase: 'api' } });
  expect(found !== undefined && isChanging(found)).toBe(true);
});
