import { z } from 'zod';
import { mailStopEntry } from './core/application/mail-stop-entry.ts';
import type { ErasureEntry, ErasureLedger, HoldRow, MailStopEntry } from './core/application/ports.ts';
import { CATEGORIES } from './core/fulfilment/processor.ts';
import { type CalendarDay, parseDay, startOfDay } from './core/kernel/calendar-day.ts';
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
const ERASURE = z.strictObject({
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

const MAIL_STOP = z.strictObject({ mailStop: z.string() });
const SEALED = z.union([ERASURE, MAIL_STOP]);

type Entry = ErasureEntry | MailStopEntry;

/**
 * What has to outlive a restore of this install, in a file of its own (R33): one line each, readable only with the
 * secret, and without anybody's name, address or case number even then.
 */
export function erasureLedger(path: string, cipher: FieldCipher): ErasureLedger {
  const file = appendFile(path);
  const column = cipher.column(COLUMN);

  function lineOf({ id, at, ...rest }: Entry): string {
    const sealed = Buffer.from(column.seal(JSON.stringify(rest), id)).toString('base64');
    return JSON.stringify({ v: VERSION, id, at: at.toISOString(), sealed });
  }

  function open(line: string): Entry | undefined {
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
    append: (entry) => file.append(lineOf(entry)),

    async read() {
      const entries = new Map<string, ErasureEntry>();
      const mailStops = new Map<string, MailStopEntry>();
      let damaged = 0;
      for (const line of await file.lines()) {
        const entry = open(line);
        if (entry === undefined) damaged += isWhole(line) ? 1 : 0;
        else if (isErasure(entry)) entries.set(entry.id, entry);
        else mailStops.set(entry.id, entry);
      }
      return { entries: [...entries.values()], mailStops: [...mailStops.values()], damaged };
    },

    async expire(today) {
      let gone = 0;
      await file.rewrite((lines) =>
        lines.flatMap((line) => {
          const entry = open(line);
          if (entry === undefined) return isWhole(line) ? [line] : [];
          if (!isErasure(entry) || entry.until >= today) return [line];
          gone += 1;
          // As of today: the day of the erasure is what is forgotten.
          return entry.mailStop === null ? [] : [lineOf(mailStopEntry(entry.mailStop, startOfDay(today)))];
        }),
      );
      return gone;
    },
  };
}

/** Without its end a line was never waited for: what it was to say did not count as done. */
function isWhole(line: string): boolean {
  return line.endsWith('}');
}

function isErasure(entry: Entry): entry is ErasureEntry {
  return 'until' in entry;
}
