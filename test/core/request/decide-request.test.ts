import { describe, expect, test } from 'vitest';
import { checkApproval } from '../../../src/core/approval/check-approval.ts';
import { checkCode, proveMailbox } from '../../../src/core/identity/check-code.ts';
import { DAY, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { asId, type ChallengeId, type ConversationId, type RequestId } from '../../../src/core/kernel/ids.ts';
import type { ApprovalProof } from '../../../src/core/request/approval-proof.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import type { RequestCommand } from '../../../src/core/request/request-commands.ts';
import { REQUEST_STATUSES, type RequestState } from '../../../src/core/request/request-state.ts';
import { TRANSITIONS } from '../../../src/core/request/transitions.ts';
import { AT, aRequest, OTHER_STAFF, opened, STAFF, stateAfter } from '../../support/request-builder.ts';

const SEND_AT = later(AT, 10 * MINUTE);
const ALONE = { team: [], reason: '' };

function given(state: RequestState) {
  return {
    when: (command: RequestCommand, now = AT) => {
      const decided = decideRequest(state, command, now);
      return decided.ok ? decided.value.map((event) => event.type) : decided.refusal.code;
    },
  };
}

function approvalOf(state: RequestState, by = STAFF): ApprovalProof {
  const checked = checkApproval(state, { by, version: state.cardVersion, letterHash: 'hash-1', ...ALONE });
  if (!checked.ok) throw new Error(checked.refusal.code);
  return checked.value;
}

const identityProof = () => {
  const requestId = asId<RequestId>('request');
  const conversationId = asId<ConversationId>('conversation');
  const challenge = {
    id: asId<ChallengeId>('challenge'),
    requestId,
    conversationId,
    addressHash: 'address',
    limitHash: 'address',
    codeHash: 'code',
    createdAt: AT,
    acceptedAt: AT,
    usedAt: null,
    revokedAt: null,
  };
  const proof = proveMailbox(
    checkCode([challenge], { request: 0, conversation: 0, address: 0, ip: 0 }, () => true, AT),
    requestId,
    conversationId,
    AT,
  );
  if (proof === undefined) throw new Error('no proof');
  return proof;
};

describe('the lifecycle of a request', () => {
  test('a proven mailbox leads to the search, and no request is proven twice', () => {
    const prove = { type: 'prove', by: 'customer', proof: identityProof() } as const;
    expect(given(aRequest().state()).when(prove)).toEqual(['proven']);
    expect(given(aRequest().asked().state()).when(prove)).toEqual(['proven']);
    expect(given(aRequest().proven().state()).when(prove)).toBe('decision.wrong_state');
  });

  test('an answer is approved only by somebody who opened the preview of exactly this letter', () => {
    const drafted = aRequest().awaitingApproval().state();
    const asked = { by: STAFF, version: drafted.cardVersion, letterHash: 'hash-1', ...ALONE };
    expect(checkApproval(drafted, asked)).toMatchObject({ refusal: { code: 'decision.preview_not_opened' } });
    const seen = aRequest().awaitingApproval().seen().state();
    expect(checkApproval(seen, asked).ok).toBe(true);
    expect(checkApproval(seen, { ...asked, by: OTHER_STAFF })).toMatchObject({
      refusal: { code: 'decision.preview_not_opened' },
    });
    expect(checkApproval(seen, { ...asked, letterHash: 'hash-0' })).toMatchObject({
      refusal: { code: 'decision.letter_changed' },
    });
    expect(checkApproval(seen, { ...asked, version: asked.version - 1 })).toMatchObject({
      refusal: { code: 'decision.card_outdated' },
    });
  });

  test('a decision is taken once: the second click finds that it was taken', () => {
    const approved = aRequest().awaitingApproval().seen().approved(SEND_AT).state();
    const asked = { by: STAFF, version: approved.cardVersion, letterHash: 'hash-1', ...ALONE };
    expect(checkApproval(approved, asked)).toMatchObject({ refusal: { code: 'decision.already_taken' } });
    const sent = aRequest().awaitingApproval().seen().approved(SEND_AT).sent().state();
    expect(checkApproval(sent, asked)).toMatchObject({ refusal: { code: 'decision.already_taken' } });
  });

  test('an access answer waits for every source; a refusal does not', () => {
    const open = aRequest().awaitingApproval('access_answer', false).seen().state();
    const approve = (state: RequestState) =>
      given(state).when({ type: 'approve', by: STAFF, proof: approvalOf(state), sendAt: SEND_AT });
    expect(approve(open)).toBe('decision.sources_open');
    expect(approve(aRequest().awaitingApproval('refusal', false).seen().state())).toEqual(['approved']);
    expect(approve(aRequest().awaitingApproval().seen().state())).toEqual(['approved']);
  });

  test('a source is reopened until approval, and an access answer waits for it again', () => {
    const state = aRequest().awaitingApproval().seen().state();
    const reopen = (source: string) => ({ type: 'reopen_source', by: STAFF, source }) as const;
    expect(given(state).when(reopen('jouwweb'))).toEqual(['source_reopened']);
    expect(given(state).when(reopen('postnl'))).toBe('decision.wrong_state');
    const reopened = aRequest()
      .awaitingApproval()
      .seen()
      .then({ type: 'source_reopened', source: 'jouwweb' })
      .state();
    expect(reopened).toMatchObject({ searches: { jouwweb: { coverage: 'pending_manual', settled: false } } });
    expect(reopened.cardVersion).toBe(state.cardVersion + 1);
    expect(given(reopened).when(reopen('jouwweb'))).toBe('decision.wrong_state');
    expect(
      given(reopened).when({ type: 'approve', by: STAFF, proof: approvalOf(state), sendAt: SEND_AT }),
    ).toBe('decision.sources_open');
  });

  test('a decision that staff still have to write cannot be approved', () => {
    const state = aRequest('erasure')
      .searched()
      .then(
        { type: 'draft_made', letterId: 'letter-1', letterHash: 'hash-1', kind: 'decision', complete: false },
        { type: 'preview_opened', letterHash: 'hash-1' },
      )
      .state();
    expect(given(state).when({ type: 'approve', by: STAFF, proof: approvalOf(state), sendAt: SEND_AT })).toBe(
      'decision.text_missing',
    );
  });

  test('an approved answer can be stopped until just before it leaves, and then needs a new look', () => {
    const state = aRequest().awaitingApproval().seen().approved(SEND_AT).state();
    const stop = { type: 'stop', by: STAFF, version: state.cardVersion } as const;
    expect(given(state).when(stop, later(SEND_AT, -MINUTE))).toEqual(['stopped']);
    expect(given(state).when(stop, SEND_AT)).toBe('decision.too_late');
    expect(given(state).when({ ...stop, version: stop.version - 1 })).toBe('decision.card_outdated');
    const stopped = aRequest().awaitingApproval().seen().approved(SEND_AT).then({ type: 'stopped' }).state();
    expect(stopped).toMatchObject({ status: 'awaiting_approval', seen: [] });
  });

  test('nothing is sent before its time, nor a letter that was not approved', () => {
    const state = aRequest().awaitingApproval().seen().approved(SEND_AT).state();
    const sent = { type: 'confirm_sent', by: 'system', letterId: 'letter-1' } as const;
    expect(given(state).when(sent, later(SEND_AT, -1))).toBe('decision.too_late');
    expect(given(state).when({ ...sent, letterId: 'letter-0' }, SEND_AT)).toBe('decision.wrong_state');
    expect(given(state).when(sent, SEND_AT)).toEqual(['sent']);
  });

  test('a mail that cannot be delivered brings the request back to staff', () => {
    const state = aRequest()
      .awaitingApproval()
      .seen()
      .approved(SEND_AT)
      .then({ type: 'send_failed', reason: 'rejected' })
      .state();
    expect(state).toMatchObject({ status: 'awaiting_approval', seen: [], letter: { id: 'letter-1' } });
  });

  test('a refusal names its ground, the article where the ground has several, and the facts (AVG 12(4))', () => {
    const state = aRequest().awaitingApproval().state();
    const refusal = { type: 'prepare_refusal', by: STAFF, version: state.cardVersion } as const;
    const facts = 'Er is driemaal per maand hetzelfde gevraagd.';
    const when = (rest: { ground: 'excessive' | 'condition_missing'; article: string; facts: string }) =>
      given(state).when({ ...refusal, ...rest });
    expect(when({ ground: 'excessive', article: '', facts })).toEqual(['refusal_prepared']);
    expect(when({ ground: 'excessive', article: '', facts: ' ' })).toBe('refusal_ground.facts_missing');
    const article = '17(1)';
    expect(when({ ground: 'condition_missing', article, facts })).toBe('refusal_ground.not_for_right');
    const erasure = aRequest('erasure').awaitingApproval('decision').state();
    const erased = { type: 'prepare_refusal', by: STAFF, version: erasure.cardVersion } as const;
    const missing = { ...erased, ground: 'condition_missing', facts } as const;
    expect(given(erasure).when({ ...missing, article: '' })).toBe('refusal_ground.article_missing');
    expect(given(erasure).when({ ...missing, article })).toEqual(['refusal_prepared']);
  });

  test('an unproven request can be withdrawn where it was made; a proven one needs the proven channel (R3)', () => {
    const withdraw = (provenHere: boolean) =>
      ({ type: 'withdraw', by: 'customer', as: 'withdrawn', provenHere }) as const;
    expect(given(aRequest().state()).when(withdraw(false))).toEqual(['withdrawn']);
    expect(given(aRequest().proven().state()).when(withdraw(false))).toBe('request.withdrawal_needs_proof');
    expect(given(aRequest().proven().state()).when(withdraw(true))).toEqual(['withdrawn']);
  });

  test('a withdrawn request comes back with its old receipt date, to where it stood', () => {
    const reopen = { type: 'reopen', by: 'customer' } as const;
    expect(given(aRequest().withdrawn().state()).when(reopen)).toEqual(['reopened']);
    const unproven = aRequest().withdrawn().then({ type: 'reopened' }).state();
    expect(unproven).toMatchObject({ status: 'received', receivedAt: AT.toISOString() });
    expect(aRequest().proven().withdrawn().then({ type: 'reopened' }).state()).toMatchObject({
      status: 'gathering',
      level: 1,
    });
    expect(given(aRequest().awaitingApproval().seen().approved(SEND_AT).sent().state()).when(reopen)).toBe(
      'decision.wrong_state',
    );
  });

  test('staff may close what nobody proved, from the promised day on; what needs no proof never lapses (R16)', () => {
    const lapse = { type: 'lapse', by: STAFF, version: 1 } as const;
    const promised = new Date('2026-12-02T09:00:00Z');
    for (const request of [aRequest(), aRequest().asked()]) {
      expect(given(request.state()).when(lapse, later(promised, -DAY))).toBe('decision.too_early');
      expect(given(request.state()).when(lapse, promised)).toEqual(['lapsed']);
      expect(given(request.state()).when({ ...lapse, version: 2 }, promised)).toBe('decision.card_outdated');
    }
    expect(given(aRequest('objection').state()).when(lapse, promised)).toBe('decision.too_early');
    expect(given(aRequest().proven().state()).when(lapse, promised)).toBe('decision.wrong_state');
    const lapsed = aRequest().then({ type: 'lapsed' }).state();
    expect(lapsed).toMatchObject({ status: 'lapsed', closedBy: STAFF, closedAt: AT.toISOString() });
  });

  test('a draft in which not a word changed is no new draft', () => {
    const state = aRequest().awaitingApproval().state();
    const letter = { id: 'letter-1', hash: 'hash-1', kind: 'access_answer', complete: true } as const;
    expect(given(state).when({ type: 'make_draft', by: 'system', letter })).toEqual([]);
    expect(
      given(state).when({ type: 'make_draft', by: 'system', letter: { ...letter, id: 'letter-2' } }),
    ).toEqual(['draft_made']);
  });
});

/** One request in every status, and one command of every type. */
const STATES: Readonly<Record<string, RequestState>> = {
  received: aRequest().state(),
  awaiting_identity: aRequest().asked().state(),
  gathering: aRequest().searching().state(),
  awaiting_approval: aRequest().awaitingApproval().seen().state(),
  executing: aRequest().awaitingApproval().seen().approved(SEND_AT).state(),
  answered: aRequest().awaitingApproval().seen().approved(SEND_AT).sent().state(),
  refused: aRequest()
    .awaitingApproval('refusal')
    .seen()
    .approved(SEND_AT)
    .then({ type: 'sent', outcome: 'refused' })
    .state(),
  answered_generally: aRequest().then({ type: 'withdrawn', as: 'answered_generally' }).state(),
  withdrawn: aRequest().withdrawn().state(),
  lapsed: aRequest().then({ type: 'lapsed' }).state(),
  joined: aRequest().searching().then({ type: 'joined', into: 'PB-2345-6789', due: opened().due }).state(),
};

const NEEDED = {
  lastMailAt: null,
  waiting: 1,
  openTasks: 1,
  openComplaints: 1,
  cards: 1,
  holds: [],
  erasedSince: false,
};

describe('what the table of transitions does not list is refused', () => {
  const proof = approvalOf(aRequest().awaitingApproval().seen().state());
  const letter = { id: 'letter-2', hash: 'hash-2', kind: 'access_answer', complete: true } as const;
  const commands: readonly RequestCommand[] = [
    { type: 'choose_copy', by: 'customer' },
    { type: 'ask_identity', by: 'customer' },
    { type: 'record_code_mailed', by: 'system', challengeId: 'c' },
    { type: 'record_code_failed', by: 'system', reason: 'rejected' },
    { type: 'prove', by: 'customer', proof: identityProof() },
    { type: 'start_search', by: 'system', sources: [] },
    {
      type: 'record_search',
      by: 'system',
      search: { source: 's', coverage: 'complete', settled: true, found: 0 },
    },
    { type: 'reopen_source', by: STAFF, source: 'jouwweb' },
    { type: 'withhold_record', by: STAFF, source: 'jouwweb', ref: 'jouwweb:2', reason: null },
    { type: 'make_draft', by: 'system', letter },
    { type: 'open_preview', by: STAFF, letterHash: 'hash-1' },
    { type: 'change_paragraphs', by: STAFF, version: 1 },
    { type: 'prepare_refusal', by: STAFF, version: 1, ground: 'excessive', article: '', facts: 'f' },
    { type: 'prepare_answer', by: STAFF, version: 1 },
    { type: 'approve', by: STAFF, proof, sendAt: SEND_AT },
    { type: 'stop', by: STAFF, version: 1 },
    { type: 'confirm_sent', by: 'system', letterId: 'letter-1' },
    { type: 'fail_send', by: 'system', letterId: 'letter-1', reason: 'rejected' },
    {
      type: 'record_authority',
      by: STAFF,
      version: 1,
      authority: { capacity: 'heir', seen: null, seenOn: null, receives: false },
    },
    { type: 'post_code', by: STAFF, challengeId: 'c' },
    { type: 'answer_elsewhere', by: STAFF },
    { type: 'ask_facts', by: STAFF },
    { type: 'give_facts', by: 'customer' },
    { type: 'end_facts', by: 'customer' },
    { type: 'record_facts', by: 'customer', right: true },
    { type: 'ask_customer', by: STAFF },
    { type: 'withdraw', by: 'customer', as: 'withdrawn', provenHere: true },
    { type: 'reopen', by: 'customer' },
    { type: 'lapse', by: STAFF, version: 1 },
    { type: 'join', by: 'system', into: 'PB-2345-6789', due: opened().due },
    {
      type: 'take_in',
      by: 'system',
      other: 'PB-2345-6789',
      receivedAt: '',
      due: opened().due,
      raised: false,
    },
    { type: 'follow', by: 'system', as: 'answered' },
    { type: 'replay_erasure', by: 'system', at: AT },
    { type: 'look_at', by: STAFF },
    { type: 'open_answer', by: 'customer' },
    { type: 'download_answer', by: 'customer' },
    { type: 'hand_over_portable', by: 'system' },
    { type: 'take_portable', by: 'system' },
    { type: 'stop_portable', by: 'customer' },
    { type: 'note_customer_wrote', by: 'customer' },
    { type: 'narrow', by: 'customer' },
    { type: 'note_human_wanted', by: 'customer' },
    { type: 'note_codes_allowed', by: STAFF },
    { type: 'note_task_done', by: STAFF, task: 'human_wanted' },
    { type: 'anonymise', by: 'system', facts: NEEDED, grounds: [], recipients: [] },
  ];

  for (const [status, state] of Object.entries(STATES)) {
    const allowed = TRANSITIONS[state.status];
    test(`in ${status}, all but ${allowed.length} of ${commands.length} commands`, () => {
      for (const command of commands) {
        if (allowed.includes(command.type)) continue;
        expect(given(state).when(command), command.type).toBe('decision.wrong_state');
      }
    });
  }

  test('the states above cover every status but the last one, after which there is no request', () => {
    const reached = new Set<string>(Object.values(STATES).map((state) => state.status));
    expect(REQUEST_STATUSES.filter((status) => !reached.has(status))).toEqual(['anonymised']);
  });

  test('an event that cannot follow is a bug and throws', () => {
    expect(() => stateAfter([{ type: 'stopped' }])).toThrow(/begins with opened/);
    expect(() => aRequest().then({ type: 'stopped' }).state()).toThrow(/without an approval/);
    expect(() =>
      aRequest()
        .then(...aRequest().events)
        .state(),
    ).toThrow(/opened once/);
  });
});
