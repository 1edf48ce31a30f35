import { describe, expect, test } from 'vitest';
import { checkNoticeApproval } from '../../../src/core/approval/check-approval.ts';
import type { ClockEvent } from '../../../src/core/deadline/read-clock.ts';
import { after, DAY } from '../../../src/core/kernel/clock.ts';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { approvalBlock } from '../../../src/core/request/approval-block.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import type { NoticeKind } from '../../../src/core/request/notice.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import type { DueDays, RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, opened, STAFF } from '../../support/request-builder.ts';

/** Received on 2 November: the law gives until 2 December. */
const on = (text: string): Date => new Date(`2026-${text}T12:00:00Z`);
const asked = (text: string): ClockEvent => ({ at: on(text), event: 'identity_requested' });
const shown = (text: string): ClockEvent => ({ at: on(text), event: 'identity_verified' });
const longer = (text: string): ClockEvent => ({ at: on(text), event: 'extended' });
const { due } = opened();
const STOPPED: DueDays = { ...due, legalDue: null };

const prepared = (kind: NoticeKind): RequestEvent => ({
  type: 'notice_prepared',
  kind,
  letterId: 'notice-1',
  letterHash: 'hash-n',
});
const APPROVED: RequestEvent = { type: 'notice_approved', letterId: 'notice-1', letterHash: 'hash-n' };

function told(
  kind: NoticeKind,
  {
    state = aRequest().proven().state(),
    clock = [],
    now = on('11-04'),
  }: {
    state?: RequestState;
    clock?: readonly ClockEvent[];
    now?: Date;
  } = {},
) {
  const { cardVersion: version } = state;
  const command = {
    type: 'prepare_notice',
    by: STAFF,
    version,
    kind,
    letterId: 'n',
    letterHash: 'h',
    clock,
  } as const;
  const decided = decideRequest(state, command, now);
  return decided.ok ? decided.value.map(({ type }) => type) : decided.refusal.code;
}

describe('what may be told meanwhile, and what not (AVG 12(3), 12(6))', () => {
  const executing = aRequest().awaitingApproval().seen().approved(after(AT, DAY)).state();
  const weighed = aRequest('objection', [{ ...opened('objection'), against: 'situation' }]).state();
  test.each<[string, NoticeKind, Parameters<typeof told>[1], string | readonly string[]]>([
    ['a doubt within three days', 'identity_doubt', {}, ['notice_prepared']],
    ['a doubt on the last legal day', 'identity_doubt', { now: on('12-02') }, ['notice_prepared']],
    ['a doubt after it', 'identity_doubt', { now: on('12-03') }, 'doubt.after_due'],
    [
      'a second ask while the first is open: a reminder, also after the due',
      'identity_doubt',
      { clock: [asked('11-04')], now: on('12-20') },
      ['notice_prepared'],
    ],
    [
      'a new doubt after the first was settled',
      'identity_doubt',
      { clock: [asked('11-04'), shown('11-06')], now: on('12-04') },
      ['notice_prepared'],
    ],
    [
      'a doubt in the extended time',
      'identity_doubt',
      { clock: [longer('11-20')], now: on('12-10') },
      'doubt.after_due',
    ],
    ['a doubt after the decision', 'identity_doubt', { state: executing }, 'doubt.decided'],
    [
      'a doubt about what was answered',
      'identity_doubt',
      { state: aRequest().awaitingApproval().seen().approved(AT).sent().state() },
      'decision.wrong_state',
    ],
    ['an extension within the month', 'extension', { now: on('12-02') }, ['notice_prepared']],
    ['an extension after it', 'extension', { now: on('12-03') }, 'extension.too_late'],
    [
      'an extension while the clock stands still',
      'extension',
      { clock: [asked('11-04')] },
      'extension.stopped',
    ],
    [
      'an extension in the days that a stop gave back',
      'extension',
      { clock: [asked('11-04'), shown('11-09')], now: on('12-07') },
      ['notice_prepared'],
    ],
    ['a second extension', 'extension', { clock: [longer('11-20')], now: on('11-25') }, 'extension.already'],
    [
      'an extension after one that came too late',
      'extension',
      { clock: [longer('12-03')], now: on('12-04') },
      'extension.too_late',
    ],
    ['an extension while the answer is carried out', 'extension', { state: executing }, ['notice_prepared']],
    ['a doubt about an objection that is weighed', 'identity_doubt', { state: weighed }, ['notice_prepared']],
  ])('%s', (_case, kind, given, expected) => {
    expect(told(kind, given)).toEqual(expected);
  });

  test.each<Right>(['objection', 'withdraw_consent', 'complaint', 'breach_report'])(
    'nobody has to prove anything for %s, so no doubt delays it; an extension is possible',
    (right) => {
      const state = aRequest(right).state();
      expect(told('identity_doubt', { state })).toBe('doubt.nothing_to_prove');
      expect(told('extension', { state })).toEqual(['notice_prepared']);
    },
  );
});

describe('a notice', () => {
  const draft = aRequest().proven().then(prepared('identity_doubt'));
  const ask = { by: STAFF, version: draft.state().cardVersion, letterHash: 'hash-n' };

  test('is approved by somebody who opened its preview, once, and not after another draft took its place', () => {
    expect(checkNoticeApproval(draft.state(), ask)).toMatchObject({
      refusal: { code: 'decision.preview_not_opened' },
    });
    const seen = draft.then({ type: 'preview_opened', letterHash: 'hash-n' });
    expect(checkNoticeApproval(seen.state(), ask).ok).toBe(true);
    expect(checkNoticeApproval(seen.then(prepared('extension')).state(), ask).ok).toBe(false);
    expect(checkNoticeApproval(seen.then(APPROVED).state(), ask)).toMatchObject({
      refusal: { code: 'decision.already_taken' },
    });
    expect(told('extension', { state: seen.then(APPROVED).state() })).toBe('notice.leaving');
  });

  test('changes the clock when it has left, not when it was approved; a failure leaves a draft', () => {
    const approved = draft.then(APPROVED).state();
    expect(approved.due).toEqual(due);
    const confirm = { type: 'confirm_notice', by: 'system', letterId: 'notice-1', due: STOPPED } as const;
    expect(decideRequest(draft.state(), confirm, AT)).toMatchObject({ refusal: { code: 'notice.none' } });
    expect(decideRequest(approved, confirm, AT)).toMatchObject({
      value: [
        { type: 'notice_sent', kind: 'identity_doubt' },
        { type: 'redated', cause: 'identity_requested', due: STOPPED },
      ],
    });
    // Told too late to count.
    expect(decideRequest(approved, { ...confirm, due: null }, AT)).toMatchObject({
      value: [{ type: 'notice_sent', kind: 'identity_doubt' }],
    });
    const failed = draft.then(APPROVED, { type: 'notice_failed', reason: 'rejected' }).state();
    expect(failed).toMatchObject({ due, notice: { seen: [] } });
    expect(failed.notice?.approvedBy).toBeUndefined();
  });

  test('goes on beside the draft of the answer, and is gone when the request is', () => {
    const both = aRequest().awaitingApproval().then(prepared('extension'), { type: 'paragraphs_changed' });
    expect(both.state()).toMatchObject({ letter: { id: 'letter-1' }, notice: { id: 'notice-1' } });
    expect(both.withdrawn().state().notice).toBeUndefined();
  });

  test('about a doubt holds back what needs proof, from its approval until the thing came', () => {
    const blocked = (...events: readonly RequestEvent[]) => {
      const state = aRequest()
        .awaitingApproval()
        .then(...events)
        .state();
      return state.status === 'awaiting_approval' ? approvalBlock(state) : undefined;
    };
    const stopped: RequestEvent = { type: 'redated', cause: 'identity_requested', due: STOPPED };
    expect(blocked(prepared('identity_doubt'))).toBeNull();
    expect(blocked(prepared('identity_doubt'), APPROVED)).toBe('identity_doubted');
    expect(blocked(stopped)).toBe('identity_doubted');
    expect(blocked(stopped, { type: 'redated', cause: 'identity_verified', due })).toBeNull();
  });
});

describe('the end of a stop (law.md 2.10 d)', () => {
  const end = (text: string, clock = [asked('11-04')], now = on('11-20')) => {
    const command = { type: 'end_stop', by: STAFF, on: day(`2026-${text}`), clock, due } as const;
    const decided = decideRequest(aRequest().proven().state(), command, now);
    return decided.ok ? decided.value : decided.refusal.code;
  };

  test('is the day on which the thing came: not before it was asked, not in the future', () => {
    expect(end('11-10')).toEqual([{ type: 'redated', cause: 'identity_verified', on: '2026-11-10', due }]);
    expect(end('11-04')).toHaveLength(1);
    expect(end('11-20')).toHaveLength(1);
    expect(end('11-03')).toBe('stop.before_asked');
    expect(end('11-21')).toBe('stop.in_future');
  });

  test('is the end of one stop: without it there is nothing to end', () => {
    expect(end('11-10', [])).toBe('stop.not_open');
    expect(end('11-10', [asked('11-04'), shown('11-08')])).toBe('stop.not_open');
  });
});

describe('a breach (AVG 34)', () => {
  const sent = aRequest().awaitingApproval().seen().approved(AT).sent();

  test('is told after the end of a request too, and nothing else is', () => {
    expect(told('breach', { state: sent.state() })).toEqual(['notice_prepared']);
    for (const kind of ['identity_doubt', 'extension', 'fee'] as const)
      expect(told(kind, { state: sent.state() })).toBe('decision.wrong_state');
  });

  test('changes no date when it has left, and its bounce takes none back', () => {
    const state = sent.then(prepared('breach'), APPROVED).state();
    const by = 'system';
    const left = { type: 'confirm_notice', by, letterId: 'notice-1', due: STOPPED } as const;
    expect(decideRequest(state, left, on('12-30'))).toEqual({
      ok: true,
      value: [{ type: 'notice_sent', kind: 'breach', letterId: 'notice-1' }],
    });
    const told = sent.then({ type: 'notice_sent', kind: 'breach', letterId: 'notice-1' }).state();
    const bounce = { type: 'bounce_notice', by: STAFF, letterId: 'notice-1', due: null } as const;
    const back = (kind: NoticeKind) =>
      decideRequest(told, { ...bounce, kind, version: told.cardVersion }, on('12-31'));
    expect(back('breach')).toMatchObject({ ok: true });
    expect(back('fee')).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
  });

  test('still waits when the request ends meanwhile; another notice has nothing more to tell', () => {
    const ends = (kind: NoticeKind) => aRequest().proven().then(prepared(kind)).withdrawn().state();
    expect(ends('breach').notice).toMatchObject({ kind: 'breach' });
    expect(ends('extension').notice).toBeUndefined();
  });
});
