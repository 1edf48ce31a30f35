import type { RequestDetail, SourceView, TaskRow } from '../../src/core/application/core-api.ts';
import { computeDeadlines } from '../../src/core/deadline/compute-deadlines.ts';
import { day } from '../support/request-builder.ts';

const RECEIVED = new Date('2026-10-30T10:15:00Z');

const NOTHING_TOLD: RequestDetail['notice'] = {
  waiting: null,
  mailed: [],
  mayFee: { ok: true, value: null },
  fee: null,
  stoppedSince: null,
  unanswered: false,
  mayDoubt: { ok: true, value: { since: day('2026-11-02'), again: false, asked: 'prompt' } },
  mayExtend: { ok: true, value: { until: day('2027-01-30'), promisePassed: false } },
};

/** A request that is ready to be decided, for views of it that are functions of their arguments. */
export function sampleRequest(given: Partial<RequestDetail> = {}): RequestDetail {
  const due = computeDeadlines(RECEIVED, []);
  return {
    id: '11111111-1111-4111-8111-111111111111',
    number: 'PB-2345-6789',
    right: 'access',
    status: 'awaiting_approval',
    channel: 'web',
    level: 1,
    receivedAt: RECEIVED,
    staffDue: due.staffDue,
    customerDue: due.customerDue,
    overdue: false,
    raised: false,
    openTasks: 0,
    mayLapse: false,
    version: 4,
    name: 'Fatima el Amrani',
    contact: null,
    assignee: null,
    assigneeId: null,
    further: null,
    notes: [],
    email: 'fatima@example.nl',
    words: 'wat bewaren jullie van mij?',
    language: 'nl',
    thirdParty: false,
    legalDue: due.legalDue,
    refusalMissed: null,
    toldDue: null,
    unstoppedLegalDue: due.legalDue ?? due.customerDue,
    breachDeadline: null,
    redated: null,
    steps: due.steps,
    proof: { method: 'code_to_mailbox', at: RECEIVED },
    sources: [],
    pastPromise: false,
    tasks: [],
    letterHash: null,
    letterKind: 'access_answer',
    approval: { phase: 'pending', mayApprove: true, blockedBy: null },
    changes: [],
    notice: NOTHING_TOLD,
    refusalChoices: [],
    authority: null,
    groundWithout: null,
    transmission: null,
    doubts: [],
    neededLevel: null,
    answerTo: null,
    idReason: null,
    postal: '',
    facts: null,
    against: null,
    answersUnproven: false,
    openKeys: [],
    searchingNow: [],
    packing: null,
    results: [],
    history: [],
    conversationId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
    answerIn: { conversationId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', channel: 'web' },
    objectsTo: null,
    objectedBy: [],
    joinedTo: null,
    joined: [],
    ...given,
  };
}

export function sampleTask(given: Partial<TaskRow> = {}): TaskRow {
  return {
    id: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
    kind: 'manual_search',
    requestId: null,
    number: null,
    conversationId: null,
    createdAt: RECEIVED,
    dueDay: day('2026-11-25'),
    doneAt: null,
    params: {},
    ...given,
  };
}

export function sampleSource(given: Partial<SourceView> = {}): SourceView {
  const coverage = { status: 'complete', scanned: 9, found: 0, provesAbsence: true } as const;
  const source = { source: 'mailbox', name: 'Mail & meer', coverage, counts: [], records: [] };
  return {
    ...source,
    searching: false,
    undecided: 0,
    reopenable: false,
    failed: false,
    changeable: false,
    ...given,
  };
}
