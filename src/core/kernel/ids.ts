import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

type Brand<Name extends string> = string & { readonly __brand: Name };

export type RequestId = Brand<'RequestId'>;
export type ConversationId = Brand<'ConversationId'>;
export type ChallengeId = Brand<'ChallengeId'>;
export type LetterId = Brand<'LetterId'>;
export type StaffId = Brand<'StaffId'>;
export type TaskId = Brand<'TaskId'>;
/** What a customer is told: `PB-` and eight characters that cannot be mistaken for each other. */
export type RequestNumber = Brand<'RequestNumber'>;

/** A random id for a new row. */
export function newId<Id extends Brand<string>>(): Id {
  return randomUUID() as Id;
}

/** Takes an id that comes from our own rows, addresses or job data; the row it names may still not exist. */
export function asId<Id extends Brand<string>>(text: string): Id {
  return text as Id;
}

/** Always the same id for the same text (RFC 9562, version 8): what it names can be made once only. */
export function idOf<Id extends Brand<string>>(text: string): Id {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-') as Id;
}

const UNAMBIGUOUS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random, so that a number tells a stranger neither how many requests there are nor whether one exists. */
export function newRequestNumber(): RequestNumber {
  let characters = '';
  for (let i = 0; i < 8; i += 1) characters += UNAMBIGUOUS.charAt(randomInt(UNAMBIGUOUS.length));
  return `PB-${characters.slice(0, 4)}-${characters.slice(4)}` as RequestNumber;
}

/** 256 random bits as base64url: for links and sessions. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

const RETURN_GROUPS = 5;

/** 98 random bits in five groups of four characters: to be printed and typed over. Only its hash is stored. */
export function newReturnCode(): string {
  const group = () =>
    Array.from({ length: 4 }, () => UNAMBIGUOUS.charAt(randomInt(UNAMBIGUOUS.length))).join('');
  return Array.from({ length: RETURN_GROUPS }, group).join('-');
}

/** Six decimal digits, uniformly drawn, leading zeros kept. */
export function newCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0');
}
