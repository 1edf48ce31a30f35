import type { FoundRecord, StoredText } from './processor.ts';
import { BY_FORM } from './recipient-key.ts';
import { recordHash } from './record-hash.ts';

/** Longer texts stand beside their record. A message of staff is no longer: what it might repeat is never shortened. */
const LONG = 2_000;
const BEGINNING = 300;

/** An address among words; it ends before the full stop of a sentence. */
export const LIKE_AN_ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,189}[a-z0-9])?/gi;

/**
 * The record without its long texts, which `keep` stores. Of each its beginning stays and, after `[…]`, the addresses and
 * numbers that readers look for in a text. What is given holds on to nothing of what it was made of.
 */
export function shortenRecord(
  record: FoundRecord,
  keep: (text: string) => Omit<StoredText, 'field'>,
): FoundRecord {
  const texts: StoredText[] = [];
  const fields = record.fields.map(({ name, value }, field) => {
    if (value.length <= LONG) return { name, value };
    texts.push({ field, ...keep(value) });
    return { name, value: `${beginningOf(value)} […] ${namedIn(value).join(' ')}`.trimEnd() };
  });
  const shortened = texts.length === 0 ? {} : { shortened: { hash: recordHash(record), texts } };
  return structuredClone({ ...record, fields, ...shortened });
}

/** Ends between words: half an address would be another one. */
function beginningOf(text: string): string {
  return text.slice(0, BEGINNING).replace(/\S*$/, '').trimEnd();
}

function namedIn(text: string): readonly string[] {
  const patterns = [LIKE_AN_ADDRESS, ...Object.values(BY_FORM)];
  const found = patterns.flatMap((pattern) => text.match(pattern) ?? []);
  return [...new Set(found)];
}
