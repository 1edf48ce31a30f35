import { expect, test } from 'vitest';
import type { DeskTools } from '../../../src/desk/frame/desk-tools.ts';
import { makeView } from '../../../src/desk/frame/view.ts';
import { datesSection } from '../../../src/desk/request/dates-section.ts';
import { createCsrf } from '../../../src/platform/csrf.ts';
import { textOf } from '../../support/web-customer.ts';
import { day, sampleRequest } from '../sample-requests.ts';

const TOOLS: DeskTools = {
  clock: { now: () => new Date('2026-11-23T09:00:00Z') },
  language: 'nl',
  demo: true,
  secureCookies: false,
  csrf: createCsrf(Buffer.alloc(32, 7)),
  explainDeadline: () => ['Zo is het gerekend.'],
  isWorkday: () => true,
  report: () => undefined,
};

function words(given: Parameters<typeof sampleRequest>[0]): string {
  return textOf(String(datesSection(makeView(TOOLS, undefined, '', undefined), sampleRequest(given))));
}

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
