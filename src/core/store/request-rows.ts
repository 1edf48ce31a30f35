import { z } from 'zod';
import type { LoggedEvent, Particulars, RequestRow } from '../application/rows.ts';
import { ACCESS_QUESTIONS } from '../kernel/access-questions.ts';
import { exactly } from './exactly.ts';
import { Prisma } from './generated/client.ts';
import { requestEvent } from './request-event-schema.ts';
import { requestState } from './request-state-schema.ts';
import { openJson, type SealedColumns } from './sealed-columns.ts';
import { conversationId, requestId, right, storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

export const WORDS = 'PrivacyRequest.wordsEnc';
export const NAME = 'PrivacyRequest.nameEnc';
export const EMAIL = 'PrivacyRequest.emailEnc';
export const CONTACT = 'PrivacyRequest.contactEnc';
export const PARTICULARS = 'PrivacyRequest.particularsEnc';

/** For `SELECT … FROM "PrivacyRequest" r`. */
export const REQUEST_COLUMNS = Prisma.raw(
  ['id', 'number', 'right', 'conversationId', 'receivedAt', 'wordsEnc', 'nameEnc', 'emailEnc', 'emailHash']
    .concat(['contactEnc', 'particularsEnc', 'provenAt', 'state', 'headHash'])
    .map((name) => `r."${name}"`)
    .join(', '),
);

const REQUEST = z.object({
  id: requestId,
  number: z.string(),
  right,
  conversationId,
  receivedAt: z.date(),
  wordsEnc: storedBytes,
  nameEnc: storedBytes.nullable(),
  emailEnc: storedBytes.nullable(),
  contactEnc: storedBytes.nullable(),
  particularsEnc: storedBytes.nullable(),
  emailHash: z.string().nullable(),
  provenAt: z.date().nullable(),
  state: requestState,
  headHash: z.string(),
});

const words = z.strictObject({ text: z.string(), source: z.string() });
const contact = z.strictObject({ name: z.string(), email: z.string(), postal: z.string() });

const particulars = exactly<Particulars>()(
  z.strictObject({
    idReason: z.string().exactOptional(),
    answerTo: z.string().exactOptional(),
    narrowed: z.string().exactOptional(),
    newValue: z.string().exactOptional(),
    questions: z.array(z.enum(ACCESS_QUESTIONS)).readonly().exactOptional(),
  }),
);

/** One row of REQUEST_COLUMNS, opened and checked. What does not open is empty, and the row says so. */
export function readRequest(sealed: SealedColumns, found: unknown, { orElse }: MetUnreadable): RequestRow {
  const { wordsEnc, nameEnc, emailEnc, contactEnc, particularsEnc, ...row } = REQUEST.parse(found);
  return orElse<RequestRow>(
    () => ({
      ...row,
      words: openJson(sealed[WORDS], words, wordsEnc, row.id),
      name: nameEnc === null ? null : sealed[NAME].openText(nameEnc, row.id),
      email: emailEnc === null ? null : sealed[EMAIL].openText(emailEnc, row.id),
      ...(particularsEnc === null
        ? {}
        : { particulars: openJson(sealed[PARTICULARS], particulars, particularsEnc, row.id) }),
      ...(contactEnc === null ? {} : { contact: openJson(sealed[CONTACT], contact, contactEnc, row.id) }),
    }),
    (unreadable) => ({ ...row, words: { text: '', source: '' }, name: null, email: null, unreadable }),
  );
}

const EVENT = z.object({
  sequence: z.int(),
  at: z.date(),
  type: z.string(),
  actor: z.string(),
  data: z.record(z.string(), z.json()),
  previousHash: z.string(),
  hash: z.string(),
  versions: z.string().nullable(),
});

/** One entry of the log; refuses an event that this version of the program does not know. */
export function readEvent(found: unknown): LoggedEvent {
  const { type, actor, data, versions, ...row } = EVENT.parse(found);
  const event = requestEvent.parse({ ...data, type });
  return { ...row, by: actor, event, ...(versions === null ? {} : { versions }) };
}
