import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { understandCommand } from '../../src/cli/understand.ts';
import { understand } from '../core/understanding/trained.ts';

async function run(text: string): Promise<{ code: number; lines: unknown[] }> {
  const lines: unknown[] = [];
  const code = await understandCommand(
    Readable.from(text.split('\n')),
    (line) => lines.push(JSON.parse(line)),
    understand,
  );
  return { code, lines };
}

const question = (id: string | number, text: string) => JSON.stringify({ id, channel: 'chat', text });

test('every line is answered by one line with the agreed fields, in the same order', async () => {
  const { code, lines } = await run(
    `${question('a', 'wat bewaren jullie van mij')}\n${question(2, 'gebruiken jullie cookies')}\n`,
  );
  expect(code).toBe(0);
  expect(lines).toEqual([
    {
      id: 'a',
      labels: ['access'],
      topic: null,
      language: 'nl',
      thirdParty: false,
      confidence: expect.any(Number),
    },
    {
      id: 2,
      labels: ['policy_question'],
      topic: 'cookies',
      language: 'nl',
      thirdParty: false,
      confidence: expect.any(Number),
    },
  ]);
});

test('the HTML part and header fields of a mail are read, whatever case their names have', async () => {
  const html = { id: 'h', channel: 'email', text: '', html: '<p>Ik wil inzage in mijn gegevens</p>' };
  const headers = { ...html, id: 'a', headers: { 'Auto-Submitted': 'auto-replied' } };
  const { lines } = await run(`${JSON.stringify(html)}\n${JSON.stringify(headers)}`);
  expect(lines).toMatchObject([{ labels: ['access'] }, { labels: ['auto_reply'] }]);
});

test('subject and language are used when given and may be null', async () => {
  const mail = { id: 'm', channel: 'email', subject: 'Inzageverzoek', text: '', language: null };
  const code = { id: 'c', channel: 'chat', subject: null, text: '123456', language: 'en' };
  const { lines } = await run(`${JSON.stringify(mail)}\n${JSON.stringify(code)}`);
  expect(lines).toMatchObject([{ labels: ['access'] }, { language: 'en' }]);
});

test('a byte order mark, CRLF and empty lines do no harm', async () => {
  const text = `\ufeff${question(1, 'wis mijn gegevens')}\r\n\r\n${question(2, 'mens')}`;
  const { code, lines } = await run(text);
  expect(code).toBe(0);
  expect(lines).toMatchObject([
    { id: 1, labels: ['erasure'] },
    { id: 2, labels: ['human'] },
  ]);
});

test('a bad line is answered with its error and its id where it has one; the others are answered; the exit code is 2', async () => {
  const { code, lines } = await run(
    [
      'geen json',
      question(1, 'mens'),
      '{"id":"x","channel":"fax","text":"hoi"}',
      '{"channel":"chat","text":"hoi"}',
      '{"id":5,"channel":"chat"}',
      '[]',
      'null',
      question(2, 'mens'),
    ].join('\n'),
  );
  expect(code).toBe(2);
  expect(lines).toEqual([
    { error: { code: 'understand.not_json', message: expect.any(String) } },
    expect.objectContaining({ id: 1, labels: ['human'] }),
    { id: 'x', error: { code: 'understand.wrong_shape', message: 'missing or wrong: channel' } },
    { error: { code: 'understand.wrong_shape', message: 'missing or wrong: id' } },
    { id: 5, error: { code: 'understand.wrong_shape', message: 'missing or wrong: text' } },
    { error: expect.objectContaining({ code: 'understand.wrong_shape' }) },
    { error: expect.objectContaining({ code: 'understand.wrong_shape' }) },
    expect.objectContaining({ id: 2, labels: ['human'] }),
  ]);
});

test('an error never repeats what the line held', async () => {
  const { lines } = await run('{"id":1,"text":"ik ben sanne@example.nl');
  expect(JSON.stringify(lines)).not.toContain('sanne');
});

test('a line beyond any message is refused', async () => {
  const huge = `{"id":1,"channel":"chat","text":"${'a'.repeat(5_000_000)}"}`;
  const { code, lines } = await run(`${huge}\n${question(2, 'mens')}`);
  expect(code).toBe(2);
  expect(lines).toMatchObject([{ error: { code: 'understand.line_too_long' } }, { id: 2 }]);
});

test('answers come while the input is still open', async () => {
  const seen: string[] = [];
  async function* input(): AsyncGenerator<string> {
    yield question(1, 'mens');
    yield question(2, seen.length === 1 ? 'hallo' : 'te laat');
  }
  await understandCommand(input(), (line) => seen.push(line), understand);
  expect(seen[1]).toContain('greeting');
});

test('nothing in, nothing out', async () => {
  expect(await run('')).toEqual({ code: 0, lines: [] });
});
