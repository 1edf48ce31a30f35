import { z } from 'zod';
import type { NotedSeal, SealNote } from './core/application/ports.ts';
import { appendFile } from './platform/append-file.ts';
import type { FieldCipher } from './platform/field-cipher.ts';

/** As it is sealed in, with a name for the row. */
const COLUMN = 'noted seal';
const ROW = 'last';
const NOTE = z.strictObject({ number: z.int(), mac: z.string() });

/**
 * The last seal of the register in a file beside the erasure ledger, sealed with the secret: one line, and no history,
 * for times of old seals would say when somebody asked.
 */
export function sealNote(ledger: string, cipher: FieldCipher): SealNote {
  const file = appendFile(`${ledger}.seal`);
  const column = cipher.column(COLUMN);

  function open(lines: readonly string[]): NotedSeal | 'unreadable' | undefined {
    const line = lines.at(-1);
    if (line === undefined) return undefined;
    try {
      return NOTE.parse(JSON.parse(column.openText(Buffer.from(line, 'base64'), ROW)));
    } catch {
      return 'unreadable'; // told as a fault by whoever compares
    }
  }

  function lineOf({ number, mac }: NotedSeal): string {
    return Buffer.from(column.seal(JSON.stringify({ number, mac }), ROW)).toString('base64');
  }

  return {
    read: async () => open(await file.lines()),
    note: (seal) =>
      file.rewrite((lines) => {
        const noted = open(lines);
        const newer = noted === undefined || (noted !== 'unreadable' && noted.number < seal.number);
        return newer ? [lineOf(seal)] : lines;
      }),
    replace: (seal) => file.rewrite(() => [lineOf(seal)]),
  };
}
