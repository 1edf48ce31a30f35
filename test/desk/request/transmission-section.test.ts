import { expect, test } from 'vitest';
import type { RequestDetail } from '../../../src/core/application/core-api.ts';
import { transmissionSection } from '../../../src/desk/request/transmission-section.ts';
import { day } from '../../support/request-builder.ts';
import { textOf } from '../../support/web-customer.ts';
import { VIEW } from '../plain-view.ts';
import { sampleRequest } from '../sample-requests.ts';

const SENT = {
  sentAt: new Date('2026-11-20T09:00:00Z'),
  until: day('2026-11-26'),
  openedAt: null,
  stoppedAt: null,
  live: true,
  renewable: true,
} as const satisfies RequestDetail['transmission'];
const STOP = 'Stop de overdracht';
const RENEW = 'Stuur een nieuwe link en code';

function shown(transmission: RequestDetail['transmission']): string {
  return textOf(String(transmissionSection(VIEW, sampleRequest({ transmission }))));
}

test('staff see until when the link works, whether the receiver was there, and can stop or renew it', () => {
  expect(shown(null)).toBe('');
  const waiting = shown(SENT);
  for (const said of ['Die werkt tot en met', '26 november', 'nog niets opgehaald', STOP, RENEW])
    expect(waiting).toContain(said);
  expect(waiting).not.toContain('werkt niet meer');
  expect(shown({ ...SENT, openedAt: new Date('2026-11-21T09:00:00Z') })).toContain(
    'haalde de gegevens op: 21 november 2026',
  );
  expect(shown({ ...SENT, live: false })).toContain('De link werkt niet meer.');
});

test('what was stopped is said to be, and is neither stopped again nor renewed', () => {
  const stopped = { ...SENT, stoppedAt: new Date('2026-11-22T09:00:00Z'), live: false, renewable: false };
  expect(shown(stopped)).toContain('Gestopt: 22 november 2026');
  for (const button of [STOP, RENEW]) expect(shown(stopped)).not.toContain(button);
});
