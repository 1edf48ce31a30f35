import { describe, expect, test } from 'vitest';
import { after, DAY, HOUR } from '../../../src/core/kernel/clock.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestCommand } from '../../../src/core/request/request-commands.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import type { RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, STAFF } from '../../support/request-builder.ts';

const SEND_AT = after(AT, DAY);
const LATER = after(SEND_AT, HOUR);
const PLAN = { level: 1, route: 'page', ends: 'answered', whole: true, copy: false } as const;
const LETTER = { letterId: 'letter-1', letterHash: 'hash-1', kind: 'decision', complete: true } as const;
const FAILED = { type: 'fail_send', by: 'system', letterId: 'letter-1', reason: 'smtp_550' } as const;

function given(state: RequestState, command: RequestCommand, now = LATER) {
  const decided = decideRequest(state, command, now);
  return decided.ok ? decided.value.map(({ type }) => type) : decided.refusal.code;
}

function then(state: RequestState, ...events: readonly RequestEvent[]): RequestState {
  let reached = state;
  for (const event of events) {
    const next = evolveRequest(reached, event, { by: STAFF, at: LATER });
    if (next.status === 'anonymised') throw new Error('still a request');
    reached = next;
  }
  return reached;
}

/** An erasure that was approved; announced and done as far as the events say. */
function erasing(...events: readonly RequestEvent[]): RequestState {
  const plan = {
    ...PLAN,
    announceDays: 0,
    steps: ['erase:jouwweb', 'tell:postnl'],
    care: 'erasure',
  } as const;
  const state = aRequest('erasure')
    .searched()
    .then({ type: 'draft_made', ...LETTER, plan })
    .approved(SEND_AT)
    .state();
  return then(state, ...events);
}

const ANNOUNCED: readonly RequestEvent[] = [
  { type: 'announcement_queued', letterId: 'letter-1' },
  { type: 'announced', letterId: 'letter-1' },
];
const DONE: readonly RequestEvent[] = [
  ...ANNOUNCED,
  { type: 'execution_begun' },
  { type: 'step_done', step: 'erase:jouwweb' },
  { type: 'step_done', step: 'tell:postnl' },
];
const MISSED: RequestEvent = { type: 'undelivered', reason: 'smtp_550' };
const version = ({ cardVersion }: RequestState) => ({ by: STAFF, version: cardVersion });

describe('the letter of an erasure that was carried out does not arrive', () => {
  test('the request stays executed, with its steps done, and goes back to no approval', () => {
    expect(given(erasing(...DONE), FAILED)).toEqual(['undelivered']);
    const missed = erasing(...DONE, MISSED);
    expect(missed).toMatchObject({ status: 'executing', done: ['erase:jouwweb', 'tell:postnl'] });
    expect(given(missed, FAILED)).toEqual([]);
    expect(given(missed, { type: 'halt', ...version(missed) })).toBe('decision.already_executed');
    expect(given(missed, { type: 'confirm_step', by: STAFF, step: 'erase:jouwweb' })).toBe(
      'step.already_done',
    );
    const ready = erasing(...DONE);
    expect(given(ready, { type: 'halt', ...version(ready) })).toBe('decision.already_executed');
  });

  test('before anything was carried out it is decided again; half-way it waits for the people who do it', () => {
    expect(given(erasing(), FAILED)).toEqual(['send_failed']);
    expect(given(erasing(...ANNOUNCED), FAILED)).toEqual(['send_failed']);
    expect(given(erasing(...DONE.slice(0, 4)), FAILED)).toEqual([]);
  });

  test('it is mailed once more on the word of a person, and only while it is missing', () => {
    const missed = erasing(...DONE, MISSED);
    expect(given(missed, { type: 'retry_delivery', ...version(missed) })).toEqual(['delivery_retried']);
    const again = then(missed, { type: 'delivery_retried' });
    expect(again).not.toHaveProperty('undelivered');
    expect(given(again, { type: 'retry_delivery', ...version(again) })).toBe('decision.wrong_state');
    expect(given(missed, { type: 'retry_delivery', by: STAFF, version: missed.cardVersion - 1 })).toBe(
      'decision.card_outdated',
    );
  });

  test('posted, it ends; a day that is still to come is refused, and one that was not missed is not posted', () => {
    const missed = erasing(...DONE, MISSED);
    const post = (state: RequestState, on: string) =>
      given(state, { type: 'post_letter', ...version(state), on: day(on) });
    expect(post(missed, '2026-11-03')).toEqual(['posted', 'sent']);
    expect(post(missed, '2026-11-05')).toBe('delivery.day_ahead');
    expect(post(erasing(...DONE), '2026-11-03')).toBe('decision.wrong_state');
  });
});

test('an answer without steps that did not arrive may be decided again', () => {
  const missed = then(aRequest().awaitingApproval().seen().approved(SEND_AT).state(), MISSED);
  expect(given(missed, { type: 'halt', ...version(missed) })).toEqual(['execution_halted']);
  const back = then(missed, { type: 'execution_halted' });
  expect(back).toMatchObject({ status: 'awaiting_approval', seen: [] });
  expect(back).not.toHaveProperty('undelivered');
});

test('after a backup was put back an approval is decided anew, however late, and what was done only waits for its telling', () => {
  const restore = { type: 'restore', by: 'system' } as const;
  const approved = aRequest().awaitingApproval().seen().approved(SEND_AT).state();
  expect(given(approved, restore)).toEqual(['restored']);
  expect(given(erasing(...ANNOUNCED), restore)).toEqual(['restored']);
  expect(then(approved, { type: 'restored' })).toMatchObject({ status: 'awaiting_approval', seen: [] });
  expect(given(erasing(...DONE), restore)).toEqual(['undelivered']);
  expect(given(erasing(...DONE, MISSED), restore)).toEqual([]);
});

describe('a mail that came back after it was sent', () => {
  test('opens the request again, with everything still done', () => {
    const sent = erasing(...DONE, { type: 'sent', outcome: 'answered' });
    expect(given(sent, { type: 'report_bounce', ...version(sent) })).toEqual(['bounced']);
    const back = then(sent, { type: 'bounced' });
    expect(back).toMatchObject({
      status: 'executing',
      undelivered: 'bounced',
      done: ['erase:jouwweb', 'tell:postnl'],
      approvedBy: STAFF,
    });
    expect(given(back, { type: 'post_letter', ...version(back), on: day('2026-11-03') })).toEqual([
      'posted',
      'sent',
    ]);
  });

  test('is no matter of a request that never had a letter, or whose letter was handed over', () => {
    const withdrawn = aRequest().awaitingApproval().withdrawn().state();
    expect(given(withdrawn, { type: 'report_bounce', ...version(withdrawn) })).toBe('decision.wrong_state');
    const plan = { ...PLAN, route: 'hand', announceDays: null, steps: ['hand_over'] } as const;
    const handed = aRequest('complaint')
      .searched()
      .then({ type: 'draft_made', ...LETTER, plan })
      .approved(SEND_AT)
      .sent();
    expect(given(handed.state(), { type: 'report_bounce', ...version(handed.state()) })).toBe(
      'decision.wrong_state',
    );
  });
});

describe('a notice that data will be used again (AVG 18(3))', () => {
  /** An overruled objection whose use resumes a week after `noticeBy`; or the lifting of a restriction. */
  const noticed = (noticeBy: string, ...events: readonly RequestEvent[]) => {
    const plan = { ...PLAN, announceDays: null, steps: [], noticeBy: day(noticeBy) };
    const made = { type: 'draft_made', ...LETTER, plan } as const;
    return then(aRequest('objection').searched().then(made).approved(SEND_AT).state(), ...events);
  };
  const post = (state: RequestState, on: string) =>
    given(state, { type: 'post_letter', ...version(state), on: day(on) });

  test('is mailed or posted again only while it still comes in time', () => {
    const missed = noticed('2026-11-03', MISSED);
    const retry = { type: 'retry_delivery', ...version(missed) } as const;
    expect(given(missed, retry)).toEqual(['delivery_retried']);
    expect(given(missed, retry, after(LATER, DAY))).toBe('decision.outcome_outdated');
    expect(post(noticed('2026-11-02', MISSED), '2026-11-03')).toBe('decision.outcome_outdated');
    expect(post(noticed('2026-11-02', MISSED), '2026-11-02')).toEqual(['posted', 'sent']);
  });

  test('that comes too late is decided anew: at once when it fails then, on the word of a person afterwards', () => {
    expect(given(noticed('2026-11-03'), FAILED)).toEqual(['undelivered']);
    expect(given(noticed('2026-11-02'), FAILED)).toEqual(['send_failed']);
    const missed = noticed('2026-11-02', MISSED);
    expect(given(missed, { type: 'halt', ...version(missed) })).toEqual(['execution_halted']);
  });

  test('that was announced in time binds no longer: the deed itself is told whenever', () => {
    const told = noticed('2026-11-02', ...ANNOUNCED, MISSED);
    expect(given(told, { type: 'retry_delivery', ...version(told) })).toEqual(['delivery_retried']);
  });
});
