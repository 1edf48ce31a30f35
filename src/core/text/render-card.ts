import type { ApprovalView } from '../approval/approval-view.ts';
import type { CardAction, CardContent } from '../approval/staff-channel.ts';
import type { Coverage } from '../fulfilment/coverage.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { type ChannelName, isInPerson, type Right } from '../kernel/rights.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { LetterKind } from '../request/letter-kind.ts';
import { breachInWords } from './breach-in-words.ts';
import { dateInWords } from './date-in-words.ts';
import { sourceInWords } from './source-in-words.ts';
import { momentInWords, type TextKey, type TextParams, text, textIfAny } from './texts.ts';

/** What a card may know of a request (R25): no name, words, address or records, so it cannot show them. */
export interface CardFacts {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly right: Right;
  readonly status: string;
  readonly channel: ChannelName;
  readonly level: number;
  readonly receivedAt: Date;
  readonly legalDue: CalendarDay | null;
  readonly customerDue: CalendarDay;
  readonly toldDue: CalendarDay | null;
  readonly notice: {
    readonly waiting: { readonly approved: boolean } | null;
    readonly unanswered: boolean;
    readonly mayDoubt: { readonly ok: boolean };
    readonly mayExtend: { readonly ok: boolean };
  };
  readonly staffDue: CalendarDay;
  /** The legal day had nothing stopped the clock. */
  readonly unstoppedLegalDue: CalendarDay;
  /** Of a reported breach: by when the authority has to know (AVG 33(1)). */
  readonly breachDeadline: Date | null;
  readonly overdue: boolean;
  readonly raised: boolean;
  readonly further: { readonly count: number; readonly last: Date } | null;
  readonly thirdParty: boolean;
  /** Which part stands in the customer's words, on the desk only. */
  readonly partial?: boolean;
  readonly objectsTo: { readonly number: string } | null;
  readonly sources: readonly {
    readonly undecided: number;
    readonly source: string;
    readonly coverage: Coverage;
    readonly counts: readonly { readonly category: string; readonly count: number }[];
  }[];
  readonly tasks: readonly { readonly kind: string; readonly doneAt: Date | null }[];
  readonly letterKind: LetterKind | null;
  readonly approval: ApprovalView;
  /** Who works on it. */
  readonly assignee: string | null;
}

export interface CardOptions {
  readonly language: ReplyLanguage;
  /** Address of this request on the desk. */
  readonly deskUrl: string;
  readonly shop: ShopProfile;
}

/** The card of a request; after its end only number and outcome (R25). */
export function renderCard(detail: CardFacts, options: CardOptions): CardContent {
  const { language } = options;
  const words = (key: TextKey, params: TextParams = {}): string => text(language, key, params);
  const frame = {
    requestId: detail.id,
    version: detail.version,
    title: words('staff:card.title', { number: detail.number }),
    resolved: detail.approval.phase === 'resolved',
    link: { label: words('staff:card.open'), url: options.deskUrl },
  };
  const { approval } = detail;
  if (approval.phase === 'resolved') {
    const fields = [
      { label: words('staff:card.outcome'), value: words(`terms:statuses.${approval.outcome}`) },
      { label: words('staff:card.by'), value: approval.by },
      { label: words('staff:card.at'), value: momentInWords(language, approval.at) },
    ];
    return { ...frame, fields, paragraphs: [], actions: [], further: [] };
  }
  const term = (group: string, name: string): string => textIfAny(language, `terms:${group}.${name}`) ?? name;
  return {
    ...frame,
    fields: [
      ...(detail.breachDeadline === null
        ? []
        : [
            {
              label: words('staff:card.breach'),
              value: momentInWords(language, detail.breachDeadline),
            },
          ]),
      { label: words('staff:card.right'), value: term('rights', detail.right) },
      { label: words('staff:card.status'), value: term('statuses', detail.status) },
      { label: words('staff:card.channel'), value: term('channels', detail.channel) },
      { label: words('staff:card.level'), value: term('levels', `level${detail.level}`) },
      { label: words('staff:card.staff_due'), value: dateInWords(language, detail.staffDue) },
      ...(detail.assignee === null ? [] : [{ label: words('staff:card.assignee'), value: detail.assignee }]),
      {
        label: words('staff:card.customer_due'),
        value: dateInWords(language, detail.toldDue ?? detail.customerDue),
      },
    ],
    paragraphs: [
      ...(detail.overdue ? [words('staff:card.overdue')] : []),
      ...(detail.breachDeadline === null ? [] : breachInWords(detail.breachDeadline, language)),
      ...(detail.raised ? [words('staff:card.raised')] : []),
      ...(detail.further === null
        ? []
        : [
            words('staff:card.further', {
              count: detail.further.count,
              moment: momentInWords(language, detail.further.last),
            }),
          ]),
      ...(detail.objectsTo === null
        ? []
        : [words('staff:card.objects_to', { number: detail.objectsTo.number })]),
      ...(detail.thirdParty ? [words('staff:card.third_party')] : []),
      ...(detail.partial === true ? [words('staff:card.partial')] : []),
      ...phaseInWords(detail, words, language),
      datesInWords(detail, words, language),
      ...noticeInWords(detail, words, language),
      ...findingsInWords(detail, words, options),
      tasksInWords(detail, words, term),
    ],
    actions: [...actionsFor(approval, words), ...termActions(detail, words), ...workActions(words)],
    further: furtherActions(detail, words),
  };
}

type Words = (key: TextKey, params?: TextParams) => string;

function phaseInWords(
  { approval, letterKind, sources }: CardFacts,
  words: Words,
  language: ReplyLanguage,
): string[] {
  switch (approval.phase) {
    case 'waiting':
      return [words(`staff:phase.${approval.waitingFor}`)];
    case 'pending': {
      const ready = letterKind === 'refusal' ? 'staff:phase.pending_refusal' : 'staff:phase.pending';
      return approval.blockedBy === null
        ? [words(ready)]
        : [
            words(`staff:block.${approval.blockedBy}`, {
              count: sources.reduce((sum, { undecided }) => sum + undecided, 0),
            }),
          ];
    }
    case 'sending': {
      const moment = momentInWords(language, approval.sendAt);
      return [words('staff:phase.sending', { by: approval.by, moment })];
    }
    case 'carrying_out':
      return [
        words('staff:phase.carrying_out', {
          by: approval.by,
          count: approval.steps.filter(({ done }) => !done).length,
        }),
      ];
    case 'undelivered':
      return [
        words(approval.executed ? 'staff:phase.undelivered_done' : 'staff:phase.undelivered', {
          by: approval.by,
        }),
      ];
    case 'resolved':
      return [];
    default:
      return assertNever(approval);
  }
}

/** The short reason of the dates; every step of the arithmetic stands on the desk. */
function datesInWords(detail: CardFacts, words: Words, language: ReplyLanguage): string {
  const days = {
    received: dateInWords(language, amsterdamDay(detail.receivedAt)),
    customer: dateInWords(language, detail.customerDue),
    staff: dateInWords(language, detail.staffDue),
  };
  const dates =
    detail.legalDue === null
      ? words('staff:card.dates_stopped', days)
      : words('staff:card.dates', { ...days, legal: dateInWords(language, detail.legalDue) });
  if (detail.legalDue === detail.unstoppedLegalDue) return dates;
  return `${dates} ${words('staff:reminder.unstopped', { day: dateInWords(language, detail.unstoppedLegalDue) })}`;
}

/** What the customer was told of the term, and what staff still have to decide about it. */
function noticeInWords({ toldDue, notice }: CardFacts, words: Words, language: ReplyLanguage): string[] {
  const { waiting, unanswered } = notice;
  const letter = waiting?.approved === true ? 'staff:card.notice_leaving' : 'staff:card.notice_draft';
  return [
    ...(toldDue === null ? [] : [words('staff:card.told', { day: dateInWords(language, toldDue) })]),
    ...(waiting === null ? [] : [words(letter)]),
    ...(unanswered ? [words('staff:card.unanswered')] : []),
  ];
}

function findingsInWords(detail: CardFacts, words: Words, { language, shop }: CardOptions): string[] {
  if (detail.sources.length === 0) return [];
  const named = detail.sources.map((found) => ({
    ...found,
    name: sourceInWords(language, found.source, shop),
  }));
  const counts = named.flatMap(({ name, counts: found }) =>
    found
      .filter(({ count }) => count > 0)
      .map(({ category, count }) =>
        words('staff:card.count', {
          source: name,
          category: (textIfAny(language, `terms:categories.${category}`) ?? category).toLocaleLowerCase(
            language,
          ),
          count,
        }),
      ),
  );
  const sources = named.map(({ name, coverage }) =>
    words('staff:card.source', {
      source: name,
      coverage: words(`terms:coverage.${coverage.status}`).toLocaleLowerCase(language),
    }),
  );
  return [
    counts.length === 0
      ? words('staff:card.found_nothing')
      : words('staff:card.found', { counts: counts.join('; ') }),
    words('staff:card.sources', { sources: sources.join('; ') }),
  ];
}

function tasksInWords(
  { tasks }: CardFacts,
  words: Words,
  term: (group: string, name: string) => string,
): string {
  const open = tasks.filter(({ doneAt }) => doneAt === null).map(({ kind }) => term('tasks', kind));
  return open.length === 0
    ? words('staff:card.no_tasks')
    : words('staff:card.tasks', { tasks: open.join('; ') });
}

/** AVG 12(6), 12(3): as long as nothing leaves and no letter about the term waits. */
function termActions({ approval, notice }: CardFacts, words: Words): readonly CardAction[] {
  const { waiting, mayDoubt, mayExtend } = notice;
  if (waiting !== null || (approval.phase !== 'pending' && approval.phase !== 'waiting')) return [];
  return [
    ...(mayDoubt.ok ? [{ id: 'doubt', label: words('staff:action.doubt'), style: 'plain' } as const] : []),
    ...(mayExtend.ok ? [{ id: 'extend', label: words('staff:action.extend'), style: 'plain' } as const] : []),
  ];
}

/** Open to whoever may decide, as long as the request is open. */
function workActions(words: Words): readonly CardAction[] {
  return [
    { id: 'take', label: words('staff:action.take'), style: 'plain' },
    { id: 'note', label: words('staff:action.note'), style: 'plain' },
    { id: 'show', label: words('staff:action.show'), style: 'plain' },
  ];
}

/** Nothing that is written here reaches somebody who asked in person; only a letter that waits can be changed. */
function furtherActions({ approval, channel }: CardFacts, words: Words): readonly CardAction[] {
  const ids = [
    ...(approval.phase === 'pending' ? (['change'] as const) : []),
    ...(isInPerson(channel) ? [] : (['ask', 'answer'] as const)),
    'call',
    'assign',
  ] as const;
  return ids.map((id) => ({ id, label: words(`staff:action.${id}`), style: 'plain' }));
}

/** What can be decided now. A refusal needs no finished search; without a decision to take there is no button. */
function actionsFor(approval: ApprovalView, words: Words): readonly CardAction[] {
  const refuse: CardAction = { id: 'refuse', label: words('staff:action.refuse'), style: 'danger' };
  switch (approval.phase) {
    case 'pending':
      return approval.mayApprove
        ? [{ id: 'approve', label: words('staff:action.approve'), style: 'primary' }, refuse]
        : [refuse];
    case 'sending':
      return [{ id: 'stop', label: words('staff:action.stop'), style: 'danger' }];
    case 'carrying_out':
    case 'undelivered':
    case 'waiting':
    case 'resolved':
      return [];
    default:
      return assertNever(approval);
  }
}
