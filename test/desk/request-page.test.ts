import { afterEach, describe, expect, test } from 'vitest';
import type { RequestDetail } from '../../src/core/application/core-api.ts';
import { OWNER } from './memory-desk.ts';
import { day, IDS, sampleRequest } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

let desk: Desk | undefined;
afterEach(() => desk?.stop());

async function cardOf(given: Partial<RequestDetail>, path = `/balie/verzoek/${IDS.ready}`) {
  desk = await startDesk({ week: { requests: [sampleRequest(given)], tasks: [] } });
  return desk.visitor(OWNER).get(path);
}

describe('a request for somebody else', () => {
  test('says so at the top of its page', async () => {
    expect((await cardOf({ thirdParty: true })).words).toContain('Vraagt voor iemand anders');
  });

  test('and one for oneself does not', async () => {
    expect((await cardOf({ thirdParty: false })).words).not.toContain('Vraagt voor iemand anders');
  });
});

describe('what came of a source', () => {
  const asked = (coverage: string) => ({
    history: [
      {
        sequence: 1,
        at: new Date('2026-10-30T10:22:00Z'),
        type: 'source_searched',
        by: 'system',
        params: { source: 'postnl', coverage, settled: false, found: 0 },
      },
    ],
  });

  test.each([
    ['pending_manual', 'Uitkomst van een bron: PostNL, wacht op een medewerker'],
    ['not_possible', 'Uitkomst van een bron: PostNL, kon niet'],
    ['complete', 'Uitkomst van een bron: PostNL, doorzocht'],
  ])('%s is told as what it is, on the card and in the register', async (coverage, words) => {
    const path = `/balie/register/${sampleRequest().number}`;
    expect((await cardOf(asked(coverage))).words).toContain(words);
    await desk?.stop();
    expect((await cardOf(asked(coverage), path)).words).toContain(words);
  });
});

describe('the dates', () => {
  test('show the legal one without the stop too, so that nobody leans on the stop', async () => {
    const stopped = { legalDue: day('2026-12-08'), unstoppedLegalDue: day('2026-11-30') };
    expect((await cardOf(stopped)).words).toContain(
      'Volgens de wet, zonder stilstand maandag 30 november 2026',
    );
    await desk?.stop();
    expect((await cardOf({})).words).not.toContain('zonder stilstand');
  });

  test('say when closing days moved the one of staff, and from which day', async () => {
    const redated = { at: new Date('2026-11-12T08:05:00Z'), from: day('2026-11-27') };
    expect((await cardOf({ redated })).words).toContain(
      'Uw datum is op 12 november 2026 om 09:05 aangepast aan de sluitingsdagen. Hij was vrijdag 27 november 2026.',
    );
    await desk?.stop();
    expect((await cardOf({})).words).not.toContain('aangepast aan de sluitingsdagen');
  });
});

test('what must be kept is kept on the last day too', async () => {
  expect((await cardOf({})).words).toContain('Moet bewaard blijven tot en met 31-12-2033.');
});

test('a request from the counter is not asked in writing: the page says to call', async () => {
  const page = await cardOf({ channel: 'counter' });
  expect(page.words).toContain('bel de klant');
  expect(page.html).not.toContain('/vragen"');
});

describe('the register of one request', () => {
  test('tells its facts in words, dates one by one, and nothing in JSON', async () => {
    const due = { receivedDay: '2026-10-30', legalDue: null, customerDue: '2026-11-29' };
    const history = [
      {
        sequence: 1,
        at: new Date('2026-10-30T10:15:00Z'),
        type: 'opened',
        by: 'customer',
        params: {
          right: 'access',
          channel: 'web',
          receivedAt: '2026-10-30T10:15:00Z',
          due: JSON.stringify(due),
          raised: true,
          thirdParty: false,
        },
      },
      {
        sequence: 2,
        at: new Date('2026-10-30T10:22:00Z'),
        type: 'search_started',
        by: 'system',
        params: { sources: JSON.stringify(['postnl', 'jouwweb']), level: 1 },
      },
    ];
    const { words } = await cardOf({ history }, `/balie/register/${sampleRequest().number}`);
    expect(words).toContain(
      'Recht: Inzage; Kanaal: Webchat; Ontvangen: 30 oktober 2026 om 11:15; Dag van ontvangst: 30-10-2026; Aan de klant gezegd: 29-11-2026; Met voorrang: Ja; Voor iemand anders: Nee',
    );
    expect(words).toContain('Bronnen: PostNL, JouwWeb (bestellingen); Bewijs: E-mailadres bewezen');
    expect(words).not.toMatch(/[{}]|thirdParty|customerDue/);
  });
});
