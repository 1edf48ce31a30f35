import { expect, test } from 'vitest';
import type { AnswerView } from '../../../src/core/application/core-api.ts';
import { sourceHtml } from '../../../src/pages/answer/records-html.ts';
import { textOf } from '../../support/web-customer.ts';

type SourceResult = AnswerView['results'][number];
type FoundRecord = SourceResult['records'][number];

const RECORD: FoundRecord = {
  ref: 'mail:1',
  category: 'message',
  fields: [{ name: 'subject', value: 'Uw "bestelling" <b>' }],
  matchedBy: ['email'],
  thirdParty: false,
  hold: null,
  provenance: { place: 'INBOX', fetchedAt: '2026-11-22T10:00:00Z' },
};

async function shown(result: Partial<SourceResult>): Promise<string> {
  const coverage = { status: 'complete', scanned: 9, found: 1, provesAbsence: true } as const;
  const source = {
    source: 'mailbox',
    sourceName: 'Mail & meer',
    coverage,
    records: [],
    given: result.records?.length ?? 0,
    byHand: false,
    withheld: 0,
  };
  return String(await sourceHtml({ ...source, ...result }, 'nl'));
}

test('of a record that is also about somebody else the customer is told so', async () => {
  expect(textOf(await shown({ records: [{ ...RECORD, thirdParty: true }] }))).toContain(
    'Dit gaat ook over iemand anders.',
  );
});

test('of very many records the first stand on the page, and it says that all of them are in the file', async () => {
  const page = textOf(await shown({ records: [RECORD], given: 1_234 }));
  expect(page).toContain('1234');
  expect(page).toContain('Ze staan alle in het bestand');
  expect(textOf(await shown({ records: [RECORD] }))).not.toContain('Ze staan alle');
});

test('a record that is kept for a claim is not said to be kept for the tax law', async () => {
  const hold = { basis: 'claim', until: '2031-12-31' } as const;
  const claim = textOf(await shown({ records: [{ ...RECORD, hold }] }));
  expect(claim).toContain('Dit bewaren wij voor een lopende zaak tot en met woensdag 31 december 2031.');
  expect(claim).not.toContain('factuur');
});

test('a source that was searched in part names what was not, and is not said to hold nothing', async () => {
  const coverage = { status: 'partial', scanned: 9, found: 0, unsearched: ['Archief 2023'] } as const;
  const words = textOf(await shown({ coverage }));
  expect(words).toContain('Archief 2023');
  expect(words).not.toContain('geen gegevens van u');
});

test('names of sources and values are words, never markup', async () => {
  const markup = await shown({ records: [RECORD] });
  expect(markup).toContain('Mail &amp; meer');
  expect(markup).toContain('Uw &quot;bestelling&quot; &lt;b&gt;');
});
