import { describe, expect, it } from 'vitest';
import { parseText } from './parse-text.ts';

describe('parse_mode', () => {
  it('in any case; without one the text is the text', () => {
    expect(parseText('<b>a</b> &lt;', 'html')).toBe('a <');
    expect(parseText('_a_ \\.', 'MARKDOWNV2')).toBe('a .');
    expect(parseText('*a*.', 'Markdown')).toBe('a.');
    expect(parseText('<b>_a_', undefined)).toBe('<b>_a_');
  });

  it.each([
    ['a.', 'MarkdownV2', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['é _a', 'Markdown', "Can't find end of Italic entity at byte offset 3"],
    ['é <x>', 'HTML', 'Unsupported start tag "x" at byte offset 3'],
    ['a</b>', 'HTML', 'Unexpected end tag at byte offset 1'],
  ])('%s is refused in %s', (text, mode, reason) => {
    expect(() => parseText(text, mode)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});
