import type { Actor } from '../approval/staff-channel.ts';
import { isSettled } from '../fulfilment/coverage.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import { TRANSITIONS } from '../request/transitions.ts';
import type { CoreSettings } from './core-settings.ts';
import type { FoundFileRow } from './file-ports.ts';
import { noteLook } from './note-look.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { sourceName } from './source-name.ts';
import type { FoundFileView, FoundRecordView } from './sources-api.ts';
import { logName, staffMember } from './staff-actor.ts';
import { foundFileBytes } from './take-files.ts';

/** One found record with its files, for staff who decide whether it leaves; that they looked is logged. */
export function viewRecord(
  settings: CoreSettings,
  requestId: string,
  { source, ref }: { readonly source: string; readonly ref: string },
  by: Actor,
): Promise<FoundRecordView | undefined> {
  return looking(settings, requestId, by, async (tx, request) => {
    const head = (await tx.requests.searchHeads(request.id)).find((one) => one.source === source);
    if (head === undefined) return undefined;
    let record: FoundRecord | undefined;
    for (let place = 0; place < head.pieces && record === undefined; place += 1)
      record = (await tx.requests.recordsAt(request.id, source, place))?.find((one) => one.ref === ref);
    if (record === undefined) return undefined;
    const [whole = record] = await tx.requests.whole(request.id, source, [record]);
    const files = await tx.requests.files(request.id);
    return {
      number: request.number,
      source,
      name: sourceName(source, await tx.profiles.latest()),
      record: whole,
      files: files.filter((file) => file.source === source && file.recordRef === ref).map(viewOf),
      changeable: TRANSITIONS[request.state.status].includes('withhold_record') && isSettled(head.coverage),
    };
  });
}

/** A file of a found record, byte for byte; evidence of a search by hand is none. That somebody looked is logged. */
export async function viewFile(
  settings: CoreSettings,
  requestId: string,
  fileId: string,
  by: Actor,
): Promise<(FoundFileView & { readonly content: Uint8Array }) | undefined> {
  const file = await looking(settings, requestId, by, async (tx, request) => {
    const found = (await tx.requests.files(request.id)).find(({ id }) => id === fileId);
    const heads = await tx.requests.searchHeads(request.id);
    return heads.some(({ source }) => source === found?.source) ? found : undefined;
  });
  if (file === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of foundFileBytes(settings.store, file)()) parts.push(part);
  return { ...viewOf(file), content: Buffer.concat(parts) };
}

function looking<Found>(
  { store, clock }: CoreSettings,
  requestId: string,
  by: Actor,
  find: (tx: Tx, request: RequestRow) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  return store.transaction(async (tx) => {
    const member = await staffMember(tx, by);
    const request = await tx.requests.lock(asId<RequestId>(requestId));
    if (member === undefined || request === undefined) return undefined;
    const found = await find(tx, request);
    if (found !== undefined) await noteLook(tx, request, logName(member), clock.now(), 'record');
    return found;
  });
}

function viewOf({ id, recordRef, name, mediaType, bytes }: FoundFileRow): FoundFileView {
  return { id, recordRef, name, mediaType, bytes };
}
