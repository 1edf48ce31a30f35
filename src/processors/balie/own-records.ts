import {
  type Finding,
  type FoundRecord,
  OWN_RECORDS,
  type Processor,
} from '../../core/fulfilment/processor.ts';

/** What this desk itself keeps about the person of a request: its requests and conversations (row 83). */
export type ReadOwnRecords = (requestId: string) => Promise<readonly FoundRecord[]>;

/** This desk as one of the sources: it proves absence, for it reads all it has. */
export function ownRecords(read: ReadOwnRecords): Processor {
  return {
    capabilities: () => ({
      source: OWN_RECORDS,
      role: 'own',
      supports: {
        find: 'api',
        export: 'api',
        rectify: 'manual',
        erase: 'manual',
        restrict: 'manual',
        unrestrict: 'manual',
      },
      searchBy: ['email'],
      canProveAbsence: true,
    }),
    check: async () => ({ ok: true }),
    async *find(_keys, context): AsyncIterable<Finding> {
      const records = await read(context.requestId);
      for (const record of records) yield { type: 'record', record };
      yield {
        type: 'coverage',
        coverage: { status: 'complete', scanned: records.length, found: records.length, provesAbsence: true },
      };
    },
  };
}
