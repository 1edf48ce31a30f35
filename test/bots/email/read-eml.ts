import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMail } from '../../../src/bots/email/parse-mail.ts';
import { ownAddressOf } from '../../../src/bots/email/thread-tokens.ts';
import { type Envelope, translateMail } from '../../../src/bots/email/translate.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'eml');

export const NOW = new Date('2025-11-03T09:15:00Z');
/** Of the conversation that a new mail would begin. */
export const NEW = 'aaaaaaaaaaaaaaaaaaaa';
/** Named in the fixtures. */
export const TOKEN = '0123456789abcdef0123';

export const EML: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => name.slice(0, -'.eml'.length))
  .sort();

/** As it goes over the wire: the files have the line ends of the repository. */
export function rawEml(name: string): Buffer {
  const text = readFileSync(join(FOLDER, `${name}.eml`)).toString('latin1');
  return Buffer.from(text.replace(/\n/g, '\r\n'), 'latin1');
}

/** What the channel makes of it; undefined when it is not readable as a mail. */
export async function translateEml(name: string, envelope: Partial<Envelope> = {}) {
  const mail = await parseMail(rawEml(name));
  if (mail === undefined) return undefined;
  const [, to = 'privacy@example.nl'] = /^To: (.*)\r$/m.exec(rawEml(name).toString('latin1')) ?? [];
  return translateMail(
    mail,
    { from: 'sanne@example.com', to: [to], ...envelope },
    { own: ownAddressOf('privacy@example.nl'), now: NOW, newToken: NEW, authenticated: false },
  );
}

/** The message of a mail that is taken. */
export async function messageOf(name: string, envelope?: Partial<Envelope>) {
  const translated = await translateEml(name, envelope);
  if (translated?.kind !== 'message') throw new Error(`${name} is not taken`);
  const { message } = translated;
  const { mail } = message;
  if (mail === undefined) throw new Error('no mail');
  const text = message.kind === 'text' ? message.text : message.kind === 'file' ? message.caption : undefined;
  return { ...message, mail, text };
}
