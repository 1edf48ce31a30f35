import { expect, test } from 'vitest';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import { recordHash } from '../../../src/core/fulfilment/record-hash.ts';
import { shortenRecord } from '../../../src/core/fulfilment/shorten-record.ts';

function mail(text: string): FoundRecord {
  return {
    ...{ ref: '1', category: 'message', matchedBy: ['email'], thirdParty: false, hold: null },
    fields: [
      { name: 'subject', value: 'Vraag' },
      { name: 'text', value: text },
    ],
    provenance: { place: 'INBOX', fetchedAt: '2026-11-02T10:00:00Z' },
  };
}

function shortened(text: string) {
  const kept: string[] = [];
  const record = shortenRecord(mail(text), (long) => ({ place: 7, at: kept.push(long) - 1 }));
  return { record, kept, value: record.fields[1]?.value ?? '' };
}

test('what a message of staff may repeat is never shortened', () => {
  const { record, kept } = shortened('a'.repeat(2_000));
  expect(record).toEqual(mail('a'.repeat(2_000)));
  expect(kept).toEqual([]);
});

test('of a long text the beginning stays, the whole is kept beside it, and the record is still known by the whole', () => {
  const text = 'Beste winkel, mijn kaars is krom. '.repeat(100);
  const { record, kept, value } = shortened(text);
  expect(kept).toEqual([text]);
  expect(record.shortened).toEqual({ hash: recordHash(mail(text)), texts: [{ field: 1, place: 7, at: 0 }] });
  expect(recordHash(record)).toBe(recordHash(mail(text)));
  expect(recordHash(record)).not.toBe(recordHash(shortened(`${text}!`).record));
  expect(record.fields[0]).toEqual({ name: 'subject', value: 'Vraag' });
  expect(text.startsWith(value.replace(/ \[…\]$/, ''))).toBe(true);
  expect(value.length).toBeLessThan(310);
});

test('an address, a payment and a parcel that stand anywhere in a long text are still told', () => {
  const end = 'cc: buur@example.org, tr_Abc123 en 3SABCD123456789.';
  const { value } = shortened(`${'woord '.repeat(500)}${end} ${end}`);
  expect(value.split(' […] ')[1]).toBe('buur@example.org tr_Abc123 3SABCD123456789');
});

test('a beginning never ends within an address', () => {
  const { value } = shortened(`${'a'.repeat(290)} sanne@example.nl ${'woord '.repeat(500)}`);
  expect(value).toBe(`${'a'.repeat(290)} […] sanne@example.nl`);
});
