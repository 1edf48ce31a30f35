import { expect, test } from 'vitest';
import { storableText } from '../../../src/core/kernel/storable-text.ts';

test('control characters and halves of characters are marked, the words and their lines stay', () => {
  expect(storableText('één\r\ntwee\rdrie\tvier')).toBe('één\ntwee\ndrie\tvier');
  expect(storableText('a\u0000b\u001fc\u007fd')).toBe('a\ufffdb\ufffdc\ufffdd');
  expect(storableText('\ud83d \u{1f525}')).toBe('\ufffd \u{1f525}');
});
