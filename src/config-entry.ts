import type { z } from 'zod';
import { address, list } from './config-value.ts';

export const WEB = 'an address that begins with https:// (or http://)';
export const IMAP = 'an address that begins with imaps:// (or imap://)';

/** What .env.example and an error say about a variable: its meaning, what is accepted, and one accepted value. */
export interface ConfigEntry {
  readonly means: string;
  readonly expected: string;
  readonly example: string;
  /** Known by name, because it is agreed; what it is for is not built, so setting it stops the start. */
  readonly notYet?: true;
}

/** Absent means off, or as `means` says. `expected` follows the word "expected" in a message. */
export function optional<Schema extends z.ZodType>(
  schema: Schema,
  means: string,
  expected: string,
  example: string,
) {
  return described(schema.optional(), means, expected, example);
}

/** Takes a schema with a prefault: absent means the example. */
export function standard<Schema extends z.ZodType>(
  schema: Schema,
  means: string,
  expected: string,
  example: string,
) {
  return described(schema, `${means}; absent: ${example}`, expected, example);
}

/** Address of a service: the test servers of a channel stand in its place. */
export function api(means: string, url: string) {
  return standard(address('https:', 'http:').prefault(url), means, WEB, url);
}

/** Comma-separated; absent means an empty list. */
export function listed(item: RegExp, means: string, expected: string, example: string) {
  return described(list(item).prefault(''), means, `${expected}, comma-separated`, example);
}

/** Writes beside a schema what .env.example and errors tell of it. */
export function described<Schema extends z.ZodType>(
  schema: Schema,
  means: string,
  expected: string,
  example: string,
): Schema {
  return schema.meta({ means, expected, example } satisfies ConfigEntry);
}

/** Marks what has no effect yet: whoever sets it is told so instead of believing that it works. */
export function notYet<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ ...schema.meta(), notYet: true });
}

/** What was written beside it. */
export function entryOf(schema: z.ZodType): ConfigEntry {
  const { means = '', expected = '', example = '', notYet: later } = schema.meta() ?? {};
  const entry = { means: String(means), expected: String(expected), example: String(example) };
  return later === true ? { ...entry, notYet: true } : entry;
}
