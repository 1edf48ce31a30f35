import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { planLetter } from '../../../src/core/fulfilment/outcome/plan-letter.ts';
import { proveByEvidence } from '../../../src/core/identity/prove-by-evidence.ts';
import { after, DAY } from '../../../src/core/kernel/clock.ts';
import { asId } from '../../../src/core/kernel/ids.ts';
import { RIGHTS, type Right } from '../../../src/core/kernel/rights.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import { groundsFor, type RefusalGround } from '../../../src/core/request/refusal-ground.ts';
import type { RequestCommand } from '../../../src/core/request/request-commands.ts';
import {
  type FoldedState,
  hasEnded,
  REQUEST_STATUSES,
  type RequestState,
} from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, opened, STAFF } from '../../support/request-builder.ts';
import { ALL_SAMPLES } from '../fulfilment/outcome/sample-outcomes.ts';

const SEND_AT = after(AT, DAY);
/** When every stop time and every announced day is over. */
const LATER = after(AT, 60 * DAY);
type Move = (state: RequestState) => RequestState | undefined;

/** One command by staff or the program; undefined when it is refused. */
function give(state: RequestState, command: RequestCommand, now: Date): RequestState | undefined {
  const decided = decideRequest(state, command, now);
  if (!decided.ok || decided.value.length === 0) return undefined;
  const reached = decided.value.reduce<FoldedState>(
    (before, event) => evolveRequest(before, event, { by: STAFF, at: now }),
    state,
  );
  return reached.status === 'anonymised' ? undefined : reached;
}

const then =
  (
    ...commands: readonly ((state: RequestState) => { command: RequestCommand; now?: Date } | undefined)[]
  ): Move =>
  (state) =>
    commands.reduce<RequestState | undefined>((before, next) => {
      const given = before === undefined ? undefined : next(before);
      return before === undefined || given === undefined
        ? undefined
        : give(before, given.command, given.now ?? AT);
    }, state);

const by = STAFF;

/** What the use cases do in one go: decide, and draft the letter with what its approval needs. */
function drafts(refusedOn: RefusalGround | null, outcome: Outcome | null, hash: string) {
  return (state: RequestState) => {
    const plan = planLetter(
      { right: state.right, refusedOn, outcome },
      { channel: state.channel, proven: state.level > 0, sendTo: '' },
    );
    const answer = state.right === 'access' ? 'access_answer' : 'decision';
    const kind = refusedOn === null ? answer : 'refusal';
    const complete = kind !== 'decision' || outcome !== null;
    const letter = { id: hash, hash, kind, complete, plan } as const;
    return { command: { type: 'make_draft', by, letter } as const };
  };
}

/** Everything that staff and the program can do, and nothing that a customer must do. */
function moves(right: Right): readonly Move[] {
  const outcomes = ALL_SAMPLES.filter((sample) => sample.right === right).map((outcome, index) =>
    then(
      ({ cardVersion: version }) => ({
        command: { type: 'set_outcome', by, version, result: outcome.result },
      }),
      drafts(null, outcome, `outcome-${index}`),
    ),
  );
  const refusals = groundsFor(right).map(({ ground, articles }) =>
    then(
      ({ cardVersion: version }) => ({
        command: {
          type: 'prepare_refusal',
          by,
          version,
          ground,
          article: articles[0] ?? '',
          facts: 'feiten',
        },
      }),
      drafts(ground, null, `refused-${ground}`),
    ),
  );
  const proof = {
    requestId: asId<never>('request'),
    conversationId: asId<never>('conversation'),
    addressHash: 'hash',
  };
  return [
    ...outcomes,
    ...refusals,
    then(({ cardVersion: version }) => ({
      command: { type: 'name_objection', by, version, against: 'situation' },
    })),
    then(() => ({ command: { type: 'start_search', by, sources: ['jouwweb'] } })),
    then(() => ({
      command: {
        type: 'record_search',
        by,
        search: { source: 'jouwweb', coverage: 'complete', settled: true, found: 1 },
      },
    })),
    then(drafts(null, null, 'first-draft')),
    then(() => ({
      command: { type: 'prove', by, proof: proveByEvidence('call_back', proof, AT) },
    })),
    then((state) => {
      if (state.status !== 'awaiting_approval') return undefined;
      const { id: letterId, hash: letterHash } = state.letter;
      return {
        command: {
          type: 'approve',
          by,
          // The proof of a preview that was opened, which only its check can make.
          proof: { __brand: 'ApprovalProof', letterId, letterHash, by },
          sendAt: SEND_AT,
        },
      };
    }),
    // The person asked twice; the other request is answered some day, for it has such a way too.
    then(({ due }) => ({ command: { type: 'join', by, into: 'PB-2345-6789', due } })),
    then(() => ({ command: { type: 'follow', by, as: 'answered' } })),
    ...(['announce', 'confirm_announced'] as const).map((type) => then(withLetter(type, AT))),
    ...(['begin', 'confirm_sent'] as const).map((type) => then(withLetter(type, LATER))),
    then((state) => {
      if (state.status !== 'executing') return undefined;
      const open = state.letter.plan?.steps.find((step) => state.done?.includes(step) !== true);
      if (open === undefined) return undefined;
      const [verb, recipient = ''] = open.split(':');
      const told = { type: 'tell_recipient', by, recipient, how: 'mail', on: day('2026-11-02') } as const;
      return { command: verb === 'tell' ? told : { type: 'confirm_step', by, step: open }, now: LATER };
    }),
  ];
}

function withLetter(type: 'announce' | 'confirm_announced' | 'begin' | 'confirm_sent', now: Date) {
  return (state: RequestState) =>
    state.status === 'executing'
      ? { command: { type, by, letterId: state.letter.id, notBefore: now } as const, now }
      : undefined;
}

/** What tells two states apart for what can follow. */
function mark(state: RequestState): string {
  const { status, level, against } = state;
  const letter = 'letter' in state ? [state.letter?.id, state.letter?.plan?.level] : [];
  const executing = state.status === 'executing' ? [String(state.announcedAt), String(state.done)] : [];
  const searches = 'searches' in state ? Object.values(state.searches).map(({ settled }) => settled) : [];
  return JSON.stringify([status, level, against, letter, executing, searches]);
}

function explore(from: readonly RequestState[], right: Right) {
  const seen = new Map(from.map((state) => [mark(state), state]));
  const next = new Map<string, Set<string>>();
  const queue = [...from];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    const to = new Set<string>();
    for (const move of moves(right)) {
      const reached = move(state);
      if (reached === undefined) continue;
      to.add(mark(reached));
      if (seen.has(mark(reached))) continue;
      seen.set(mark(reached), reached);
      queue.push(reached);
    }
    next.set(mark(state), to);
  }
  return { seen, next };
}

/** The marks from which a closed state can be reached. */
function leadingToEnd({ seen, next }: ReturnType<typeof explore>): ReadonlySet<string> {
  const good = new Set([...seen].filter(([, state]) => hasEnded(state)).map(([key]) => key));
  for (let grew = true; grew; ) {
    grew = false;
    for (const [key, to] of next)
      if (!good.has(key) && [...to].some((reached) => good.has(reached))) {
        good.add(key);
        grew = true;
      }
  }
  return good;
}

describe.each(RIGHTS)('a request for %s', (right) => {
  const channels = ['web', 'counter'] as const;
  const objections = right === 'objection' ? ([undefined, 'marketing', 'situation'] as const) : [undefined];
  const starts = channels.flatMap((channel) =>
    objections.map((against) => [
      { ...opened(right), channel, ...(against === undefined ? {} : { against }) },
    ]),
  );

  test('has from every open state a lawful way to its end, without the customer doing anything', () => {
    const from = starts.flatMap((events) => [
      aRequest(right, events).state(),
      aRequest(right, events).asked().state(),
      aRequest(right, events).searching().state(),
    ]);
    const graph = explore(from, right);
    const good = leadingToEnd(graph);
    const dead = [...graph.seen.keys()].filter((key) => !good.has(key));
    expect(dead).toEqual([]);
    // The walk has been everywhere that staff and program can bring it.
    expect(new Set([...graph.seen.values()].map(({ status }) => status))).toEqual(
      new Set(
        REQUEST_STATUSES.filter((status) => status !== 'anonymised' && !LEFT_TO_CUSTOMER.has(status)).filter(
          (status) => status !== 'refused' || groundsFor(right).length > 0,
        ),
      ),
    );
  });

  test('is never stuck before it is proven: some letter may leave at level 0', () => {
    for (const events of starts) {
      const unproven = explore([aRequest(right, events).state()], right);
      const left = [...unproven.seen.values()].some((state) => hasEnded(state) && state.level === 0);
      expect(left).toBe(true);
    }
  });
});

/** Ends that only the customer brings about, or time. */
const LEFT_TO_CUSTOMER: ReadonlySet<string> = new Set(['answered_generally', 'withdrawn', 'lapsed']);

test('an objection to advertising can end in no refusal, whichever way staff go (AVG 21(3))', () => {
  const start = aRequest('objection', [{ ...opened('objection'), against: 'marketing' }]).state();
  const withoutRenaming = explore([start], 'objection');
  const refused = [...withoutRenaming.seen.values()].filter(
    (state) => state.status === 'refused' && state.against === 'marketing',
  );
  expect(refused).toEqual([]);
});
