import type { RequestDetail, SourceView, TaskRow } from '../../src/core/application/core-api.ts';
import { computeDeadlines } from '../../src/core/deadline/compute-deadlines.ts';
import { type CalendarDay, parseDay } from '../../src/core/kernel/calendar-day.ts';
import { groundsFor } from '../../src/core/request/refusal-ground.ts';

export const NASTY = `<script>alert('xss')</script><img src=x onerror="alert(1)"> "quoted" & </textarea>`;

export const IDS = {
  ready: '11111111-1111-4111-8111-111111111111',
  searching: '22222222-2222-4222-8222-222222222222',
  unproven: '33333333-3333-4333-8333-333333333333',
  closed: '44444444-4444-4444-8444-444444444444',
  decision: '55555555-5555-4555-8555-555555555555',
  conversation: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  strangers: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
  manual: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
  fresh: 'dddddddd-dddd-4ddd-8ddd-dddddddddddd',
  human: 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee',
  absent: 'ffffffff-ffff-4fff-8fff-ffffffffffff',
} as const;

export function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
}

function source(view: Partial<SourceView> & Pick<SourceView, 'source' | 'name' | 'coverage'>): SourceView {
  return { counts: [], records: [], reopenable: false, changeable: false, ...view };
}

const ORDERS = Array.from({ length: 3 }, (_, index) => ({
  ref: `order-${index}`,
  category: 'order' as const,
  fields: [
    { name: 'orderNumber', value: `2026-10${index}` },
    { name: 'orderDate', value: `2026-0${index + 3}-14` },
    { name: 'item', value: index === 1 ? NASTY : 'Gietpan 2 kg' },
    { name: 'amount', value: '48,95' },
  ],
  matchedBy: ['email' as const],
  thirdParty: index === 2,
  hold: index === 0 ? { basis: 'awr_52' as const, until: '2033-12-31' } : null,
  provenance: { place: 'export', fetchedAt: '2026-11-20T09:00:00Z' },
}));

export const SOURCES: readonly SourceView[] = [
  source({
    source: 'jouwweb',
    name: 'JouwWeb',
    coverage: {
      status: 'complete',
      scanned: 214,
      found: 3,
      provesAbsence: true,
      period: ['2024-01-03', '2026-11-20'],
    },
    counts: [{ category: 'order', count: 3 }],
    records: ORDERS,
  }),
  source({
    source: 'mijndomein',
    name: 'MijnDomein',
    coverage: { status: 'partial', scanned: 900, found: 0, unsearched: ['Archief 2023', 'Verwijderd'] },
  }),
  source({
    source: 'postnl',
    name: 'PostNL',
    coverage: { status: 'not_possible', reason: 'Portaal ligt eruit.' },
  }),
];

export const WAITING: readonly SourceView[] = [
  source({ source: 'e-boekhouden', name: 'e-Boekhouden', coverage: { status: 'pending_manual' } }),
  source({ source: 'mollie', name: 'Mollie', coverage: { status: 'pending_manual' } }),
  source({ source: 'jouwweb', name: 'JouwWeb', coverage: { status: 'pending_export' } }),
];

/** A request that is ready to be decided; received on 30 October 2026. */
export function sampleRequest(given: Partial<RequestDetail> = {}): RequestDetail {
  const receivedAt = given.receivedAt ?? new Date('2026-10-30T10:15:00Z');
  const due = computeDeadlines(receivedAt, []);
  return {
    id: IDS.ready,
    number: 'PB-2345-6789',
    right: 'access',
    status: 'awaiting_approval',
    channel: 'web',
    level: 1,
    receivedAt,
    staffDue: due.staffDue,
    customerDue: due.customerDue,
    overdue: false,
    raised: false,
    openTasks: 0,
    version: 4,
    name: 'Fatima el Amrani',
    email: 'fatima@example.nl',
    words: `wat bewaren jullie van mij? ${NASTY}`,
    language: 'nl',
    thirdParty: false,
    legalDue: due.legalDue,
    unstoppedLegalDue: due.legalDue ?? due.policyDue,
    redated: null,
    breachDeadline: null,
    steps: due.steps,
    proof: { method: 'code_to_mailbox', at: new Date('2026-10-30T10:21:00Z') },
    sources: SOURCES,
    tasks: [],
    letterHash: null,
    letterKind: 'access_answer',
    approval: { phase: 'pending', mayApprove: true, blockedBy: null },
    refusalChoices: groundsFor(given.right ?? 'access'),
    history: [
      { sequence: 1, at: receivedAt, type: 'opened', by: 'customer', params: { right: 'access' } },
      {
        sequence: 2,
        at: new Date('2026-10-30T10:21:00Z'),
        type: 'proven',
        by: 'customer',
        params: { level: 1 },
      },
      { sequence: 3, at: new Date('2026-10-30T10:22:00Z'), type: 'search_started', by: 'system', params: {} },
    ],
    conversationId: IDS.conversation,
    ...given,
  };
}

export function sampleTask(given: Partial<TaskRow> = {}): TaskRow {
  return {
    id: IDS.manual,
    kind: 'manual_search',
    requestId: IDS.searching,
    number: 'PB-4444-5555',
    conversationId: null,
    createdAt: new Date('2026-11-19T08:00:00Z'),
    dueDay: day('2026-11-25'),
    doneAt: null,
    params: {},
    ...given,
  };
}
