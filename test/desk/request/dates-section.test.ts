import { expect, test } from 'vitest';
import { datesSection } from '../../../src/desk/request/dates-section.ts';
import { day } from '../../support/request-builder.ts';
import { textOf } from '../../support/web-customer.ts';
import { VIEW } from '../plain-view.ts';
import { sampleRequest } from '../sample-requests.ts';

const words = (given: Parameters<typeof sampleRequest>[0]) =>
  textOf(String(datesSection(VIEW, sampleRequest(given))));

test('the legal date is shown without the stop too, so that nobody leans on the stop', () => {
  const stopped = { legalDue: day('2026-12-08'), unstoppedLegalDue: day('2026-11-30') };
  expect(words(stopped)).toContain('Volgens de wet, zonder stilstand maandag 30 november 2026');
  expect(words({})).not.toContain('zonder stilstand');
});

test('that closing days moved the date of staff is said, and from which day', () => {
  const redated = { at: new Date('2026-11-12T08:05:00Z'), from: day('2026-11-27') };
  expect(words({ redated })).toContain(
    'Uw datum is op 12 november 2026 om 09:05 aangepast aan de sluitingsdagen. Hij was vrijdag 27 november 2026.',
  );
  expect(words({})).not.toContain('aangepast aan de sluitingsdagen');
});
