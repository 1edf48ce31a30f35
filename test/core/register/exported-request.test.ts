import { describe, expect, test } from 'vitest';
import {
  EXPORT_COLUMNS,
  type ExportedRequest,
  exportCells,
} from '../../../src/core/register/exported-request.ts';
import { wholeMonths } from '../../../src/core/register/register-report.ts';
import { day } from '../../support/request-builder.ts';

const ROW: ExportedRequest = {
  number: 'PB-2222-2222',
  right: 'erasure',
  status: 'refused',
  received: '2026-02-01',
  channel: 'telegram',
  customerDue: '2026-03-01',
  staffDue: '2026-02-27',
  closed: '2026-02-21',
  daysUsed: 20,
  onTime: true,
  extended: false,
  grounds: ['condition_missing 17(1)', 'unfounded'],
  anonymised: false,
};

describe('a row of the export', () => {
  test('has a cell for each column, in the order of the closed list', () => {
    expect(exportCells(ROW)).toEqual([
      'PB-2222-2222',
      'erasure',
      'refused',
      '2026-02-01',
      'telegram',
      '2026-03-01',
      '2026-02-27',
      '2026-02-21',
      '20',
      'true',
      'false',
      'condition_missing 17(1); unfounded',
      'false',
    ]);
    expect(Object.keys(ROW)).toEqual([...EXPORT_COLUMNS]);
  });

  test('leaves a cell empty where nothing is known, and says nothing and no apart', () => {
    const cells = exportCells({
      ...ROW,
      channel: null,
      daysUsed: null,
      onTime: null,
      extended: null,
      grounds: [],
    });
    expect(cells.filter((cell) => cell === '')).toHaveLength(5);
    expect(exportCells({ ...ROW, onTime: false, daysUsed: 0 })).toEqual(
      expect.arrayContaining(['false', '0']),
    );
  });
});

test.each([
  ['2026-01-15', '2026-01-15', '2026-01-01', '2026-01-31'],
  ['2026-02-28', '2026-04-01', '2026-02-01', '2026-04-30'],
  ['2028-02-29', '2028-02-29', '2028-02-01', '2028-02-29'],
  ['2025-12-31', '2026-02-01', '2025-12-01', '2026-02-28'],
])('the figures of %s to %s are those of %s to %s: never of a part of a month', (from, to, first, last) => {
  expect(wholeMonths({ from: day(from), to: day(to) })).toEqual({ from: first, to: last });
});
