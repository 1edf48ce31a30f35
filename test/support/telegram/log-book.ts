import type { TelegramLog } from '../../../src/bots/telegram/send.ts';

/** Keeps what an adapter logs, for tests of what it says and of what it keeps to itself. */
export function logBook() {
  const lines: string[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  const log: TelegramLog = { info: at('info'), warn: at('warn'), error: at('error') };
  return { ...log, lines: (): readonly string[] => lines };
}
