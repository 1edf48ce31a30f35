import { Worker } from 'node:worker_threads';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { unpackedSize } from './unpacked-size.ts';

export type SheetRefusal = 'export.xlsx_unreadable' | 'export.too_large';

type Answer =
  | { readonly ok: true; readonly table: Uint8Array }
  | { readonly ok: false; readonly code: SheetRefusal };

/** What a table of 200,000 orders unpacks to, with room: more is no export but an attack. */
const MOST_UNPACKED = 256 * 1024 * 1024;
const MOST_MEMORY_MB = 1024;
const LONGEST_MS = 120_000;

/** `.xlsx`, as a ZIP begins. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** `.xls`, and an `.xlsx` with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * A file as text: of an `.xlsx` its sheets, under one header, as CSV, anything else as it is. Read in a thread of its own, bounded in
 * size, memory and time; formulas are not calculated, only their last outcome counts.
 */
export async function asTable(content: Uint8Array): Promise<Result<Uint8Array, SheetRefusal>> {
  const begins = (sign: readonly number[]) => sign.every((byte, at) => content[at] === byte);
  if (begins(OLE)) return refuse('export.xlsx_unreadable');
  if (!begins(ZIP)) return ok(content);
  const size = unpackedSize(content);
  if (size === undefined) return refuse('export.xlsx_unreadable');
  if (size > MOST_UNPACKED) return refuse('export.too_large');
  const answer = await inThread(content);
  return answer.ok ? ok(answer.table) : refuse(answer.code);
}

async function inThread(content: Uint8Array): Promise<Answer> {
  const copy = content.slice().buffer;
  const thread = new Worker(new URL('./sheet-thread.ts', import.meta.url), {
    workerData: copy,
    transferList: [copy],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    stdout: true,
    stderr: true,
  });
  const clock = setTimeout(() => void thread.terminate(), LONGEST_MS);
  try {
    return await new Promise<Answer>((resolve) => {
      thread.once('message', (answer: Answer) => resolve(answer));
      // Out of memory or time: both are a matter of size.
      thread.once('error', () => resolve({ ok: false, code: 'export.too_large' }));
      thread.once('exit', () => resolve({ ok: false, code: 'export.too_large' }));
    });
  } finally {
    clearTimeout(clock);
    await thread.terminate();
  }
}
