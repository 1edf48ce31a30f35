import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../src/core/fulfilment/coverage.ts';
import { coverageInWords } from '../../../src/core/text/coverage-in-words.ts';

type Kind = 'system' | 'file' | 'hand';
type Case = readonly [Coverage, Kind, nl: string, en: string];

const done = { status: 'complete', scanned: 100 } as const;
const period = ['2024-01-01', '2026-11-20'] as const;
const partial = { status: 'partial', scanned: 100, unsearched: ['before_erasure', 'mail_large'] } as const;
const NL_SURE = 'Helemaal doorzocht. Niets gevonden.';
const EN_SURE = 'Searched completely. Nothing found.';
const NL_PARTIAL =
  'Deels doorzocht. Niet doorzocht: regels van vóór een eerdere wissing, het eind van een heel grote mail.';
const EN_PARTIAL =
  'Partly searched. Not searched: rows from before an earlier erasure, the end of a very large mail.';

/** Every way in which a search ends, for every kind of source that can end so, with something found and without. */
const CASES: readonly Case[] = [
  [{ ...done, found: 0, provesAbsence: true }, 'system', NL_SURE, EN_SURE],
  [{ ...done, found: 2, provesAbsence: true }, 'system', 'Doorzocht.', 'Searched.'],
  [
    { ...done, found: 0, provesAbsence: true, period },
    'file',
    'Helemaal doorzocht, over 1 januari 2024 tot en met 20 november 2026. Niets gevonden.',
    'Searched completely, from 1 January 2024 up to and including 20 November 2026. Nothing found.',
  ],
  [
    { ...done, found: 2, provesAbsence: true, period },
    'file',
    'Doorzocht, over 1 januari 2024 tot en met 20 november 2026.',
    'Searched, from 1 January 2024 up to and including 20 November 2026.',
  ],
  [
    { ...done, found: 0, provesAbsence: false },
    'system',
    'Doorzocht, zonder treffer. Dat bewijst niet dat er niets is.',
    'Searched, without a hit. That does not prove that there is nothing.',
  ],
  [
    { ...done, found: 2, provesAbsence: false },
    'system',
    'Doorzocht. Er kan meer zijn dan wij daar konden vinden.',
    'Searched. There may be more than we could find there.',
  ],
  [
    { ...done, found: 0, provesAbsence: false },
    'hand',
    'Met de hand doorzocht, zonder treffer. Dat bewijst niet dat er niets is.',
    'Searched by hand, without a hit. That does not prove that there is nothing.',
  ],
  [{ ...done, found: 2, provesAbsence: false }, 'hand', 'Met de hand doorzocht.', 'Searched by hand.'],
  [{ ...partial, found: 0 }, 'system', NL_PARTIAL, EN_PARTIAL],
  [{ ...partial, found: 2 }, 'file', NL_PARTIAL, EN_PARTIAL],
  [
    { status: 'not_possible', reason: 'Geen toegang.' },
    'hand',
    'Kon niet worden doorzocht: Geen toegang.',
    'Could not be searched: Geen toegang.',
  ],
  [{ status: 'pending_manual' }, 'hand', 'Nog niet doorzocht.', 'Not searched yet.'],
  [{ status: 'pending_export' }, 'file', 'Nog niet doorzocht.', 'Not searched yet.'],
  [
    { status: 'failed', code: 'api.no_answer', retryable: true },
    'system',
    'Nog niet doorzocht.',
    'Not searched yet.',
  ],
];

describe('how a source was searched, in the letter and on the page (R31)', () => {
  test.each(CASES)('%j, %s', (coverage, kind, nl, en) => {
    expect(coverageInWords('nl', coverage, kind === 'hand')).toBe(nl);
    expect(coverageInWords('en', coverage, kind === 'hand')).toBe(en);
  });

  test('"nothing found" is said only where a search to the end proves it', () => {
    for (const [coverage, kind] of CASES) {
      const sure = coverage.status === 'complete' && coverage.provesAbsence && coverage.found === 0;
      const said = coverageInWords('nl', coverage, kind === 'hand').includes('Niets gevonden');
      expect(said).toBe(sure);
    }
  });

  test('every way of ending stands above', () => {
    const ways = new Set(CASES.map(([{ status }]) => status));
    const all = ['complete', 'failed', 'not_possible', 'partial', 'pending_export', 'pending_manual'];
    expect([...ways].toSorted()).toEqual(all);
  });
});
