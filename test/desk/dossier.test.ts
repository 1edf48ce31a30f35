import { describe, expect, test } from 'vitest';
import type { DossierPart } from '../../src/core/application/core-api.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import { partMarkup } from '../../src/desk/dossier/part-markup.ts';
import { textOf } from '../support/web-customer.ts';
import { VIEW } from './plain-view.ts';

const AT = new Date('2026-11-02T10:00:00Z');

async function wordsOf(part: DossierPart): Promise<string> {
  const context = {
    words: VIEW.words,
    shop: firstProfile(),
    explain: () => [],
    labels: new Map<string, string>(),
    language: 'nl' as const,
  };
  return textOf(`${await partMarkup(context, part)}`);
}

const MAIL = {
  part: 'mail',
  kind: 'answer',
  status: 'sent',
  createdAt: AT,
  acceptedAt: AT,
  failure: null,
  letterId: null,
} as const;

describe('a dossier says of a mail', () => {
  test('when the mail server took it', async () => {
    expect(await wordsOf(MAIL)).toContain(
      'Antwoord. Aangenomen door de mailserver (2 november 2026 om 11:00)',
    );
  });

  test('that it waits', async () => {
    expect(await wordsOf({ ...MAIL, status: 'queued', acceptedAt: null })).toContain('Wacht op verzending');
  });

  test('that it did not arrive, and why', async () => {
    const failed = { ...MAIL, status: 'failed', acceptedAt: null, failure: 'smtp_550' } as const;
    expect(await wordsOf(failed)).toContain('Niet bezorgd (smtp_550)');
  });
});

describe('a dossier says of the log', () => {
  test('that it is whole, with the number of the seal', async () => {
    expect(await wordsOf({ part: 'chain', entries: 12, fault: null, seal: 7 })).toContain(
      'Het logboek klopt: 12 regels, niets gewijzigd (zegel 7).',
    );
  });

  test('which entry was changed', async () => {
    const fault = { fault: 'entry', number: 'PB-2222-2222', sequence: 3 } as const;
    expect(await wordsOf({ part: 'chain', entries: 12, fault, seal: 7 })).toContain(
      'Verzoek PB-2222-2222: regel 3 is gewijzigd, verwijderd, ingevoegd of verplaatst.',
    );
  });

  test('who did what, and by which versions', async () => {
    const step = {
      part: 'step',
      sequence: 4,
      at: AT,
      type: 'looked_at',
      by: 'cli',
      versions: 'deadline-1 policy-2',
      params: { what: 'dossier' },
    } as const;
    const said = await wordsOf(step);
    expect(said).toContain('4. 2 november 2026 om 11:00');
    expect(said).toContain('de beheerder');
    expect(said).toContain('Wat: dossier');
    expect(said).toContain('[deadline-1 policy-2]');
  });
});

test('what the customer wrote stands in it word for word, and is never markup', async () => {
  const entry = { sequence: 1, at: AT, from: 'customer', text: '<b>Wat</b> bewaart u?' } as const;
  expect(await wordsOf({ part: 'message', entry, status: 'stored' })).toContain('<b>Wat</b> bewaart u?');
});

test('what a mail held that is not kept, it says too', async () => {
  const entry = { sequence: 1, at: AT, from: 'customer', text: 'Dag', leftOut: ['quoted', 'cut'] } as const;
  const said = await wordsOf({ part: 'message', entry, status: 'stored' });
  expect(said).toContain('Een eerdere mail die hierin stond, is niet bewaard.');
  expect(said).toContain('De rest was te lang en is niet bewaard.');
});

test('of an anonymised request it says what remains and nothing else', async () => {
  const remains = {
    part: 'remains',
    number: 'PB-2222-2222',
    right: 'erasure',
    outcome: 'refused',
    grounds: ['condition_missing 17(1)'],
    recipients: ['jouwweb'],
    month: '2026-01',
    daysUsed: 30,
    onTime: true,
  } as const;
  const said = await wordsOf(remains);
  for (const fact of ['2026-01', '30', 'Een voorwaarde van dit recht ontbreekt', 'Ja'])
    expect(said).toContain(fact);
});

test('it names everybody who holds data of the customer', async () => {
  expect(await wordsOf({ part: 'recipients', names: ['Mollie', 'PostNL'] })).toContain('Mollie PostNL');
});

test('of a letter it says what became of it, and in what words it told each recipient', async () => {
  const body = { language: 'nl', title: 'Besluit', blocks: [] } as const;
  const said = await wordsOf({
    ...{ part: 'letter', version: 2, kind: 'decision', hash: 'h', createdAt: AT, body, approved: [] },
    input: { free: { opening: '', closing: '' }, refusal: null },
    delivery: [{ as: 'sent', at: AT }],
    told: [
      {
        ...{ recipient: 'postnl', how: 'mail', on: amsterdamDay(AT) },
        notice: { recipient: 'postnl', kind: 'instruction', nl: 'Wis deze klant.', en: 'Erase it.' },
      },
    ],
  });
  for (const fact of ['2 november 2026 om 11:00', 'Wis deze klant.', 'Erase it.'])
    expect(said).toContain(fact);
});
