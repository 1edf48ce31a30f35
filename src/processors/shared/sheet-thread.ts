import { parentPort, workerData } from 'node:worker_threads';
import readSheets from 'read-excel-file/universal';
import { figures, joinedSheets, type SheetText, sheetText } from './sheet-text.ts';

/** Reads one spreadsheet beside everything else, so that no chat waits for it; ends with its answer. */
const content: unknown = workerData;
if (!(content instanceof ArrayBuffer)) throw new Error('no spreadsheet was handed over');
const sheet = await read(content);
if (sheet.ok) {
  const table = new TextEncoder().encode(sheet.text);
  parentPort?.postMessage({ ok: true, table }, [table.buffer]);
} else parentPort?.postMessage(sheet);

async function read(zip: ArrayBuffer): Promise<SheetText> {
  try {
    const sheets = await readSheets(zip, { parseNumber: figures });
    const rows = joinedSheets(sheets.map(({ data }) => data));
    return rows === undefined ? { ok: false, code: 'export.xlsx_unreadable' } : sheetText(rows);
  } catch {
    // What the file says wrong may hold a customer's words.
    return { ok: false, code: 'export.xlsx_unreadable' };
  }
}
