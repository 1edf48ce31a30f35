import { z } from 'zod';
import { RECIPIENT_ANSWERS, TELLING_WAYS } from '../kernel/recipient-contact.ts';
import { AUTHORITIES, type Authority, CAPACITY_NAMES } from '../request/authority.ts';
import type { LetterPlan } from '../request/letter-plan.ts';
import { FEE_SETTLEMENTS, NOTICE_KINDS, type NoticeKind, type NoticeReference } from '../request/notice.ts';
import type {
  AskedFacts,
  DueDays,
  LetterReference,
  ObjectionAgainst,
  RequestState,
} from '../request/request-state.ts';
import { exactly } from './exactly.ts';
import { channel, language, letterKind, right, storedDay } from './stored-values.ts';

export const dueDays = exactly<DueDays>()(
  z.strictObject({
    receivedDay: storedDay,
    legalDue: storedDay.nullable(),
    policyDue: storedDay,
    customerDue: storedDay,
    staffDue: storedDay,
    toldDue: storedDay.exactOptional(),
  }),
);

/** What an approval needs and sets going. */
export const letterPlan = exactly<LetterPlan>()(
  z.strictObject({
    level: z.int(),
    route: z.enum(['page', 'mail', 'conversation', 'hand']),
    ends: z.enum(['answered', 'refused']),
    whole: z.boolean(),
    copy: z.boolean(),
    announceDays: z.int().nullable(),
    steps: z.array(z.string()).readonly(),
    care: z.enum(['erasure', 'abuse']).exactOptional(),
    doubts: z.array(z.string()).readonly().exactOptional(),
    noticeBy: storedDay.exactOptional(),
  }),
);

export const objectionAgainst = exactly<ObjectionAgainst>()(z.enum(['marketing', 'situation']));

export const noticeKind = exactly<NoticeKind>()(z.enum(NOTICE_KINDS));

const notice = exactly<NoticeReference>()(
  z.strictObject({
    kind: noticeKind,
    id: z.string(),
    hash: z.string(),
    seen: z.array(z.string()).readonly(),
    approvedBy: z.string().exactOptional(),
  }),
);
export const tellingWay = z.enum(TELLING_WAYS);
export const recipientAnswer = z.enum(RECIPIENT_ANSWERS);

const letter = exactly<LetterReference>()(
  z.strictObject({
    id: z.string(),
    hash: z.string(),
    kind: letterKind,
    complete: z.boolean(),
    plan: letterPlan.exactOptional(),
  }),
);

/** What staff saw of a power to act for somebody; each of a closed list, and a day. */
export const authorityShape = {
  capacity: z.enum(CAPACITY_NAMES),
  seen: z.enum(AUTHORITIES).nullable(),
  seenOn: storedDay.nullable(),
  receives: z.boolean(),
};
const authority = exactly<Authority>()(z.strictObject(authorityShape));

const askedFacts = exactly<AskedFacts>()(
  z.strictObject({ stage: z.enum(['asked', 'given', 'ended']), wrong: z.int() }),
);

const base = {
  right,
  channel,
  language,
  receivedAt: z.string(),
  due: dueDays,
  raised: z.boolean(),
  sequence: z.int(),
  cardVersion: z.int(),
  level: z.int(),
  assignee: z.string().exactOptional(),
  against: objectionAgainst.exactOptional(),
  facts: askedFacts.exactOptional(),
  preparedBy: z.string().exactOptional(),
  alsoPreparedBy: z.array(z.string()).readonly().exactOptional(),
  outcomeBy: z.string().exactOptional(),
  told: z
    .record(
      z.string(),
      z.strictObject({
        on: storedDay,
        how: tellingWay,
        answer: recipientAnswer.nullable(),
        chasedOn: storedDay.exactOptional(),
      }),
    )
    .exactOptional(),
  foundSince: z.literal(true).exactOptional(),
  notice: notice.exactOptional(),
  forOther: z.literal(true).exactOptional(),
  authority: authority.exactOptional(),
  fee: z.enum(['announced', ...FEE_SETTLEMENTS]).exactOptional(),
  posted: z.literal(true).exactOptional(),
  returned: z.literal(true).exactOptional(),
  elsewhere: z.string().exactOptional(),
  knownSender: z.literal(true).exactOptional(),
  objectsTo: z.string().exactOptional(),
};
const searching = {
  searches: z.record(
    z.string(),
    z.strictObject({
      coverage: z.string(),
      settled: z.boolean(),
      found: z.int(),
      undecided: z.int().exactOptional(),
      cameBack: z.literal(true).exactOptional(),
    }),
  ),
};
const drafted = { ...searching, letter, seen: z.array(z.string()).readonly() };

export const closedStatus = z.enum(['answered', 'answered_generally', 'refused', 'withdrawn', 'lapsed']);

/** What is left of a request in its last event. */
export const remains = {
  right,
  outcome: closedStatus,
  grounds: z.array(z.string()).readonly(),
  recipients: z.array(z.string()).readonly(),
  month: z.string(),
  daysUsed: z.int(),
  onTime: z.boolean(),
};

/** Column PrivacyRequest.state: what the events of a request fold to. */
export const requestState = exactly<RequestState>()(
  z.discriminatedUnion('status', [
    z.strictObject({ ...base, status: z.literal('received') }),
    z.strictObject({ ...base, status: z.literal('awaiting_identity') }),
    z.strictObject({ ...base, ...searching, status: z.literal('gathering') }),
    z.strictObject({ ...base, ...drafted, status: z.literal('awaiting_approval') }),
    z.strictObject({
      ...base,
      ...drafted,
      status: z.literal('executing'),
      approvedBy: z.string(),
      sendAt: z.string(),
      announcedAt: z.string().nullable().exactOptional(),
      done: z.array(z.string()).readonly().exactOptional(),
      changed: z
        .record(z.string(), z.strictObject({ made: z.int(), left: z.int() }).nullable())
        .exactOptional(),
      undelivered: z.string().exactOptional(),
    }),
    z.strictObject({
      ...base,
      status: closedStatus,
      closedBy: z.string(),
      closedAt: z.string(),
      letter: letter.nullable(),
    }),
    z.strictObject({
      ...base,
      status: z.literal('joined'),
      joinedTo: z.string(),
      closedBy: z.string(),
      closedAt: z.string(),
    }),
  ]),
);
