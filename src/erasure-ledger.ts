import { z } from 'zod';
import type { ErasureEntry, ErasureLedger, HoldRow } from './core/application/ports.ts';
import { CATEGORIES } from './core/fulfilment/processor.ts';
import { type CalendarDay, parseDay } from './core/kernel/calendar-day.ts';
import { asId, type RequestId } from './core/kernel/ids.ts';
import { appendFile } from './platform/append-file.ts';
import type { FieldCipher } from './platform/field-cipher.ts';

/** As it is sealed in: a line opens as a line of this file under its own id only. */
const COLUMN = 'erasure ledger';
const VERSION = 1;

const day = z.string().transform((text, context): CalendarDay => {
  const read = parseDay(text);
  if (read !== undefined) return read;
  context.addIssue('not a calendar day');
  return z.NEVER;
});
const texts = z.array(z.string()).readonly();
const hold: z.ZodType<HoldRow> = z.strictObject({
  id: z.uuid(),
  source: z.string(),
  category: z.enum(CATEGORIES),
  count: z.int(),
  ground: z.enum(['tax', 'oss', 'order', 'claim', 'expression', 'law']),
  until: day,
  recordIds: texts,
});
const LINE = z.strictObject({
  v: z.literal(VERSION),
  id: z.uuid(),
  at: z.iso.datetime(),
  sealed: z.base64(),
});
const SEALED = z.strictObject({
  requestId: z
    .uuid()
    .transform((text) => asId<RequestId>(text))
    .nullable(),
  addressHashes: texts,
  until: day,
  holds: z.array(hold).readonly(),
  // Lines from before these were kept have none.
  othersRecords: texts.default([]),
  mailStop: z.string().nullable(),
});

/**
 * The erasures of this install in a file of their own (R33): one line each, readable only with the secret, and without
 * anybody's name, address or case number even then.
 */
export function erasureLedger(path: string, cipher: FieldCipher): ErasureLedger {
  const file = appendFile(path);
  const column = cipher.column(COLUMN);

  function open(line: string): ErasureEntry | undefined {
    try {
      const { id, at, sealed } = LINE.parse(JSON.parse(line));
      const opened = SEALED.parse(JSON.parse(column.openText(Buffer.from(sealed, 'base64'), id)));
      return { id, at: new Date(at), ...opened };
    } catch {
      return undefined; // counted by the caller
    }
  }

  return {
    check: () => file.check(),

    async append({ id, at, ...rest }) {
      const sealed = Buffer.from(column.seal(JSON.stringify(rest), id)).toString('base64');
      await file.append(JSON.stringify({ v: VERSION, id, at: at.toISOString(), sealed }));
    },

    async read() {
      const entries = new Map<string, ErasureEntry>();
      let damaged = 0;
      for (const line of await file.lines()) {
        const entry = open(line);
        if (entry !== undefined) entries.set(entry.id, entry);
        // Without its end the line was never waited for: that erasure did not count as carried out.
        else if (line.endsWith('}')) damaged += 1;
      }
      return { entries: [...entries.values()], damaged };
    },
  };
}
