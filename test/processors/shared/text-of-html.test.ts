import { expect, test } from 'vitest';
import { textOfHtml } from '../../../src/processors/shared/text-of-html.ts';

test.each([
  ['<p>Jan</p><p>bestelde <b>een kaars</b></p>', 'Jan\nbestelde een kaars'],
  ['Een<br/>twee<BR>drie', 'Een\ntwee\ndrie'],
  ['<style>p { color: red }</style>Wit<script>alert("W-1001")</script>', 'Wit'],
  ['<style>p { color: red }', ''],
  ['&lt;b&gt; &amp; &quot;x&quot;&nbsp;&#8364;&#0;&onbekend;', '<b> & "x" €&#0;&onbekend;'],
  ['1 < 2 en 3 > 2', '1 < 2 en 3 > 2'],
  ['<ul><li>een</li><li>twee</li></ul>', 'een\ntwee'],
])('%j reads as %j', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test('a mail made to break programs is read as fast as another one', () => {
  for (const part of ['<script>', '<', '<p ', '</style', '&#1;'])
    expect(textOfHtml(part.repeat(200_000)).length).toBeLessThanOrEqual(part.length * 200_000);
});
