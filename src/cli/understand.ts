import * as z from 'zod';
import type { Understand } from '../core/understanding/understanding.ts';

const question = z.object({
  id: z.union([z.string(), z.number()]),
  channel: z.enum(['chat', 'email']),
  subject: z.string().nullish(),
  text: z.string(),
  language: z.enum(['nl', 'en', 'de', 'fr']).nullish(),
  html: z.string().nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
});

const LONGEST_LINE = 4_000_000;

interface Fault {
  readonly code: 'understand.not_json' | 'understand.wrong_shape' | 'understand.line_too_long';
  readonly message: string;
}

/**
 * Answers JSON lines (each item one line, without its end) with JSON lines, one for one and in order, as they come. A line that cannot be read is
 * answered with its error and the others all the same. Gives the exit code: 0, or 2 after a bad line.
 */
export async function understandCommand(
  lines: AsyncIterable<string>,
  write: (line: string) => void,
  understand: Understand,
): Promise<number> {
  let faults = 0;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const answer = answerLine(line, understand);
    if ('error' in answer) faults += 1;
    write(JSON.stringify(answer));
  }
  return faults === 0 ? 0 : 2;
}

function answerLine(line: string, understand: Understand): { readonly error: Fault } | object {
  if (line.length > LONGEST_LINE) {
    return fault('understand.line_too_long', `a line holds at most ${LONGEST_LINE} characters`);
  }
  let content: unknown;
  try {
    // A byte order mark before the first line counts as white space here, not in JSON.
    content = JSON.parse(line.trim());
  } catch {
    // The parser's own message quotes the line, which may hold personal data.
    return fault('understand.not_json', 'the line is not JSON');
  }
  const parsed = question.safeParse(content);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the line'))];
    return { ...idOf(content), ...fault('understand.wrong_shape', `missing or wrong: ${fields.join(', ')}`) };
  }
  const { id, channel, text, subject, language, html, headers } = parsed.data;
  const understood = understand({
    channel,
    text,
    ...(subject == null ? {} : { subject }),
    ...(language == null ? {} : { language }),
    ...(html == null ? {} : { html }),
    ...(headers == null ? {} : { headers: inSmallLetters(headers) }),
  });
  return {
    id,
    labels: understood.labels,
    topic: understood.topic,
    language: understood.language,
    thirdParty: understood.thirdParty,
    confidence: Math.round(understood.confidence * 1_000) / 1_000,
  };
}

/** Names of header fields are the same in capitals (RFC 5322). */
function inSmallLetters(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function fault(code: Fault['code'], message: string): { readonly error: Fault } {
  return { error: { code, message } };
}

function idOf(content: unknown): { readonly id?: string | number } {
  const parsed = question.pick({ id: true }).safeParse(content);
  return parsed.success ? { id: parsed.data.id } : {};
}
