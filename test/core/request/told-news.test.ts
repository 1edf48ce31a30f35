import { expect, test } from 'vitest';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { toldNews } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, opened } from '../../support/request-builder.ts';

const { due } = opened();
const ready = aRequest().awaitingApproval();
const sent = ready.seen().approved(AT).sent();
const left = (kind: 'fee' | 'extension' | 'breach'): RequestEvent => ({
  type: 'notice_sent',
  kind,
  letterId: 'notice-1',
});
const back = (kind: 'fee' | 'extension' | 'breach'): RequestEvent => ({
  type: 'notice_bounced',
  kind,
  letterId: 'notice-1',
});
const stopped: RequestEvent = {
  type: 'redated',
  cause: 'identity_requested',
  due: { ...due, legalDue: null },
};
const later: RequestEvent = {
  type: 'redated',
  cause: 'extended',
  due: { ...due, toldDue: day('2027-02-02') },
};

test.each([
  ['nothing is told before how far it is', ready, undefined],
  ['an answer that came back is not called sent', sent.then({ type: 'bounced' }), 'undelivered'],
  ['a stop: the customer is waited for', ready.then(stopped), 'paused'],
  ['a fee waits for a yes (AVG 12(5))', ready.then(left('fee')), 'fee_asked'],
  [
    'a fee that was paid is no news',
    ready.then(left('fee'), { type: 'fee_settled', as: 'paid', on: day('2026-11-05') }),
    undefined,
  ],
  ['a later day was told (AVG 12(3))', ready.then(left('extension'), later), 'later'],
  ['a letter that came back is not called sent', ready.then(left('fee'), back('fee')), 'returned'],
  ['another one that left since is', ready.then(left('fee'), back('fee'), left('fee')), 'fee_asked'],
  ['what has ended is told as it ended', sent.then(left('breach'), back('breach')), undefined],
  ['what ended after a letter came back too', ready.then(left('fee'), back('fee')).withdrawn(), undefined],
] as const)('%s', (_rule, request, news) => {
  expect(toldNews(request.state())).toBe(news);
});
