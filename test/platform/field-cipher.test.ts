import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { createFieldCipher } from '../../src/platform/field-cipher.ts';
import { loadSecretKey } from '../../src/platform/secret-key.ts';

const secret = (byte: number, ...before: number[]) =>
  loadSecretKey({
    secretKey: new Redacted(Buffer.alloc(32, byte)),
    previousSecretKeys: before.map((old) => new Redacted(Buffer.alloc(32, old))),
    dataDir: '/nowhere',
  });
const cipher = createFieldCipher(await secret(1));
const words = cipher.column('Message.textEnc');

test('what is sealed opens again, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (text, rowId) => {
      expect(words.openText(words.seal(text, rowId), rowId)).toBe(text);
    }),
  );
  expect(words.open(words.seal(Uint8Array.of(0, 255, 10), 'row'), 'row')).toEqual(Buffer.of(0, 255, 10));
});

test('the same words are sealed differently every time', () => {
  expect(words.seal('Jan Voorbeeld', 'row')).not.toEqual(words.seal('Jan Voorbeeld', 'row'));
});

test('a value that was changed anywhere does not open', () => {
  const sealed = words.seal('Jan Voorbeeld', 'row');
  for (const position of sealed.keys()) {
    const changed = Uint8Array.from(sealed);
    changed[position] = (changed[position] ?? 0) ^ 1;
    expect(() => words.open(changed, 'row')).toThrow('does not open');
  }
});

test('a value that was cut does not open', () => {
  const sealed = words.seal('Jan Voorbeeld', 'row');
  for (const length of [0, 1, 28, sealed.length - 1]) {
    expect(() => words.open(sealed.subarray(0, length), 'row')).toThrow('does not open');
  }
});

test('a value does not open in another row or another column', () => {
  const sealed = words.seal('Jan Voorbeeld', 'row');
  expect(() => words.open(sealed, 'other row')).toThrow('does not open');
  expect(() => cipher.column('Letter.bodyEnc').open(sealed, 'row')).toThrow('does not open');
});

test('the error of a value that does not open repeats nothing of it', () => {
  const sealed = words.seal('Jan Voorbeeld', 'row');
  expect(() => words.open(sealed, 'Jan')).toThrow(/^a value of Message\.textEnc does not open: [a-z ,]+$/);
});

test('after a change of key, old values open and new ones are sealed with the new key', async () => {
  const old = words.seal('Jan Voorbeeld', 'row');
  const rotated = createFieldCipher(await secret(2, 1)).column('Message.textEnc');
  expect(rotated.openText(old, 'row')).toBe('Jan Voorbeeld');
  expect(() => words.open(rotated.seal('Jan Voorbeeld', 'row'), 'row')).toThrow('does not open');
  const afterwards = createFieldCipher(await secret(2)).column('Message.textEnc');
  expect(() => afterwards.open(old, 'row')).toThrow('does not open');
});

test('the keyed hash of a value is the same each time, and another one for each column and each secret', async () => {
  const [hash] = cipher.pseudonyms('Conversation.key', '4711');
  expect(cipher.pseudonyms('Conversation.key', '4711')).toEqual([hash]);
  expect(hash).not.toContain('4711');
  expect(cipher.pseudonyms('Message.inboundKey', '4711')).not.toContain(hash);
  const rotated = createFieldCipher(await secret(2, 1)).pseudonyms('Conversation.key', '4711');
  expect(rotated).toEqual([expect.any(String), hash]);
  expect(rotated[0]).not.toBe(hash);
});
