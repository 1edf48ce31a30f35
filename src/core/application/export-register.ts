import { HOUR, after as later } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { EXPORT_COLUMNS, type ExportedRequest, exportCells } from '../register/exported-request.ts';
import { type Period, readPeriod } from '../register/read-period.ts';
import type { CoreSettings } from './core-settings.ts';
import { ownerActing } from './owner-acting.ts';
import type { ExportCursor } from './ports.ts';
import type { Register, RegisterExport } from './register-api.ts';

/** Rows that are held at a time. */
const PAGE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The register as a file, for an owner or the command line, in pages: any number of rows. Who took it out is written
 * down before the first row leaves.
 */
export async function exportRegister(
  settings: CoreSettings,
  ...[{ format, period: words }, by]: Parameters<Register['export']>
): Promise<Result<RegisterExport, 'register.period_unknown' | 'register.owner_only'>> {
  const period = readPeriod(words);
  if (!period.ok) return period;
  const { from, to } = period.value;
  const noted = await settings.store.transaction(async (tx) => {
    const who = await ownerActing(tx, by);
    if (who === undefined) return false;
    const at = settings.clock.now();
    const what = format === 'csv' ? 'register_csv' : 'register_json';
    // Each one counts: it is a copy that is out of our hands.
    await tx.register.noteShopLook({ at, by: who, what, detail: `${from}/${to}` }, later(at, HOUR));
    return true;
  });
  if (!noted) return refuse('register.owner_only');
  const rows = rowsOf(settings, period.value);
  const content = format === 'csv' ? settings.writeTable(cellsOf(rows)) : asJson(rows);
  return ok({ fileName: `register_${from}_${to}.${format}`, content });
}

async function* rowsOf({ store }: CoreSettings, period: Period): AsyncGenerator<ExportedRequest> {
  for (const table of ['live', 'anonymised'] as const) {
    let cursor: ExportCursor | undefined = [table, period.from, FIRST_ID];
    while (cursor !== undefined) {
      const after: ExportCursor = cursor;
      const { rows, next } = await store.transaction((tx) => tx.register.exported(period, after, PAGE));
      yield* rows;
      cursor = next;
    }
  }
}

async function* cellsOf(rows: AsyncIterable<ExportedRequest>): AsyncGenerator<readonly string[]> {
  yield EXPORT_COLUMNS;
  for await (const row of rows) yield exportCells(row);
}

/** One array, a row on a line. */
async function* asJson(rows: AsyncIterable<ExportedRequest>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let before = '[\n';
  for await (const row of rows) {
    yield encoder.encode(`${before}${JSON.stringify(row)}`);
    before = ',\n';
  }
  yield encoder.encode(before === '[\n' ? '[]\n' : '\n]\n');
}
