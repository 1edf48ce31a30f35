import { access, constants, stat } from 'node:fs/promises';
import type { CoreApi } from './core/application/core-api.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import type { Log } from './platform/log.ts';
import { dropFolder, watchFolder } from './processors/jouwweb/drop-folder.ts';
import { JOUWWEB } from './processors/jouwweb/jouwweb.ts';
import { exportReader } from './processors/shared/export-reader.ts';

/** Takes in what appears in the folder of exports. Refuses a folder that is not there, or from which nothing can be removed. */
export async function startDropFolder(
  folder: string,
  { sources }: Pick<CoreApi, 'sources'>,
  log: Log,
): Promise<Result<{ stop(): Promise<void> }, 'export.folder_missing'>> {
  if (!(await isUsable(folder))) return refuse('export.folder_missing');
  const onError = (error: unknown) => log.error({ error }, 'a file of the export folder was not taken in');
  const drop = dropFolder({
    folder,
    maxBytes: exportReader.maxBytes,
    take: (content) => sources.takeDropped(JOUWWEB, content),
    report: ({ code }) => sources.reportDropped(JOUWWEB, code),
    onError,
  });
  return ok(watchFolder(drop, onError));
}

async function isUsable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.R_OK | constants.W_OK);
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
