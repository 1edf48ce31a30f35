import type { LetterModel, SourceResult } from '../../../src/core/fulfilment/letter.ts';
import type { Category, FoundRecord, LegalHold } from '../../../src/core/fulfilment/processor.ts';
import { type CalendarDay, parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';

export type AccessModel = Extract<LetterModel, { readonly kind: 'access_answer' }>;
export type RefusalModel = Extract<LetterModel, { readonly kind: 'refusal' }>;
export type FeeModel = Extract<LetterModel, { readonly kind: 'fee' }>;
export type DoubtModel = Extract<LetterModel, { readonly kind: 'identity_doubt' }>;
export type ExtensionModel = Extract<LetterModel, { readonly kind: 'extension' }>;
export type DecisionModel = Extract<LetterModel, { readonly kind: 'decision' }>;

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

function base() {
  const shop = firstProfile();
  return {
    number: 'PB-2345-6789',
    language: 'nl' as const,
    name: 'Sanne de Vries',
    receivedDay: day('2026-11-02'),
    free: { opening: '', closing: '' },
    shop,
    signedBy: 'Noor Jansen',
    child: false,
  };
}

export function aRecord(
  ref: string,
  category: Category,
  names: readonly string[],
  hold: LegalHold | null,
): FoundRecord {
  return {
    ref,
    category,
    fields: names.map((name) => ({ name, value: `value of ${name}` })),
    matchedBy: ['email'],
    thirdParty: false,
    hold,
    provenance: { place: 'row 2', fetchedAt: '2026-11-20T10:00:00Z' },
  };
}

const OWN: SourceResult = {
  source: 'balie',
  coverage: { status: 'complete', scanned: 2, found: 2, provesAbsence: true },
  records: [
    aRecord('balie:1', 'request', ['number', 'receivedAt'], null),
    aRecord('balie:2', 'conversation', ['at', 'text'], null),
  ],
};

const ORDERS: SourceResult = {
  source: 'jouwweb',
  coverage: {
    status: 'complete',
    scanned: 200,
    found: 1,
    provesAbsence: true,
    period: ['2019-01-05', '2026-11-20'],
  },
  records: [
    aRecord('jouwweb:7', 'order', ['orderNumber', 'orderDate', 'amount'], {
      basis: 'awr_52',
      until: '2033-12-31',
    }),
  ],
};

const OWN_COUNTS: AccessModel['counts'] = [
  { source: 'balie', category: 'request', count: 1 },
  { source: 'balie', category: 'conversation', count: 1 },
];

/** An order found in JouwWeb; every source but two was searched. */
export function anAccessAnswer(change: Partial<AccessModel> = {}): AccessModel {
  return {
    ...base(),
    kind: 'access_answer',
    right: 'access',
    recipients: base().shop.recipients,
    results: [
      OWN,
      ORDERS,
      {
        source: 'mijndomein',
        coverage: { status: 'partial', scanned: 10, found: 0, unsearched: ['Archief'] },
        records: [],
      },
      {
        source: 'postnl',
        coverage: { status: 'not_possible', reason: 'Zoeken op naam kan niet.' },
        records: [],
      },
    ],
    withheld: [],
    counts: [...OWN_COUNTS, { source: 'jouwweb', category: 'order', count: 1 }],
    ...change,
  };
}

/** Nothing but the request itself; `proven` says whether every search proves that. */
export function nothingFound(proven: boolean): AccessModel {
  return anAccessAnswer({
    results: [
      OWN,
      {
        source: 'jouwweb',
        coverage: { status: 'complete', scanned: 200, found: 0, provesAbsence: proven },
        records: [],
      },
    ],
    counts: OWN_COUNTS,
  });
}

export function aRefusal(change: Partial<RefusalModel> = {}): RefusalModel {
  return {
    ...base(),
    kind: 'refusal',
    right: 'erasure',
    ground: 'exception_17_3',
    article: '17(3)(b)',
    facts: 'U bestelde op 2 januari; de factuur hoort bij onze administratie.',
    ...change,
  };
}

export function aDecision(change: Partial<DecisionModel> = {}): DecisionModel {
  return {
    ...base(),
    kind: 'decision',
    right: 'objection',
    outcome: null,
    toTell: [],
    results: [OWN, ORDERS],
    withheld: [],
    counts: [...OWN_COUNTS, { source: 'jouwweb', category: 'order', count: 1 }],
    ...change,
  };
}

/** Asked two days after receipt. */
export function aDoubt(change: Partial<DoubtModel> = {}): DoubtModel {
  return {
    ...base(),
    kind: 'identity_doubt',
    right: 'access',
    reason: 'U schreef met een andere naam dan eerst.',
    asks: ['code_to_mailbox', 'order_facts', 'call_back', 'post_code'],
    since: day('2026-11-04'),
    ...change,
  };
}

export function anExtension(change: Partial<ExtensionModel> = {}): ExtensionModel {
  return {
    ...base(),
    kind: 'extension',
    right: 'access',
    reasons: ['amount', 'systems', 'redaction', 'several_requests'],
    facts: 'Uw bestellingen staan in vijf systemen, samen met die van uw huisgenoot.',
    until: day('2027-02-02'),
    ...change,
  };
}

type BreachModel = Extract<LetterModel, { kind: 'breach' }>;

export function aBreachLetter(change: Partial<BreachModel> = {}): BreachModel {
  return {
    ...base(),
    kind: 'breach',
    right: 'access',
    breach: '00000000-0000-4000-8000-000000000001',
    what: 'Een lijst met adressen ging naar een verkeerde ontvanger.',
    data: 'Namen en adressen van klanten.',
    consequences: 'Vreemden weten waar u woont.',
    measures: 'De ontvanger wiste de lijst.',
    way: 'mail',
    ...change,
  };
}

export function aFee(change: Partial<FeeModel> = {}): FeeModel {
  return {
    ...base(),
    kind: 'fee',
    right: 'access',
    ground: 'excessive',
    cents: 1250,
    basis: 'Een half uur zoeken, en de kosten van het kopiëren.',
    facts: 'Op 1, 8 en 15 oktober kreeg u dezelfde gegevens. Er is sindsdien niets veranderd.',
    intent: 'U schreef dat u doorgaat tot u geld krijgt.',
    until: day('2026-12-02'),
    ...change,
  };
}
