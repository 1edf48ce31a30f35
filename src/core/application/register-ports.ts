import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { LinkedEntry } from '../register/event-chain.ts';
import type { ExportedRequest } from '../register/exported-request.ts';
import type { StandingLog, WrittenHead } from '../register/find-fault.ts';
import type { RegisterSeal } from '../register/log-head.ts';
import type { Period } from '../register/read-period.ts';
import type { RegisterReport, ReportUnit } from '../register/register-report.ts';
import type { CaseFigures } from '../request/case-figures.ts';
import type { RequestEvent } from '../request/request-events.ts';
import type { DriftRows } from './drift-ports.ts';
import type { PlanFigures } from './follow-plans.ts';
import type { ReviewEvent } from './review-ports.ts';

/** One log for the check of the register: what stands in the database beside what the desk wrote. */
export interface CheckedLog {
  readonly requestId: string;
  readonly standing:
    | (StandingLog & { readonly begin: { readonly sequence: number; readonly previousHash: string } })
    | undefined;
  readonly head: WrittenHead | undefined;
  /** As the seal counts it; null until it was sealed. */
  readonly sealedMac: string | null;
}

/** What is noted of a seal outside the database (0008). */
export interface NotedSeal {
  readonly number: number;
  /** Its keyed hash. */
  readonly mac: string;
}

/** The last seal, outside the database: an older database, or a register that was made anew, is seen by it. */
export interface SealNote {
  /** `unreadable`: somebody else wrote there. */
  read(): Promise<NotedSeal | 'unreadable' | undefined>;
  /** In the place of an older one only. */
  note(seal: NotedSeal): Promise<void>;
  /** Whatever was noted. */
  replace(seal: NotedSeal): Promise<void>;
}

/** Requests first, then what remains of the others; after this day or month of receipt and this id. */
export type ExportCursor = readonly ['live' | 'anonymised', string, string];

/** Somebody of the shop took out or read what belongs to no one request. */
export interface ShopLookRow {
  readonly at: Date;
  /** `staff:<id>` or `cli`. */
  readonly by: string;
  readonly what: 'register_csv' | 'register_json' | 'file';
  /** Period of the register, or id of the file. */
  readonly detail: string;
}

/** Reading the whole register in bounded memory: pages by id. */
export interface RegisterRepository extends DriftRows {
  /** How many logs there are. */
  count(): Promise<number>;
  /** The next logs after an id ('' = from the first), also those of which only one side is there. */
  logs(after: string, limit: number): Promise<readonly CheckedLog[]>;
  log(requestId: string): Promise<CheckedLog | undefined>;
  /** Of the request that had this number, when only that remains of it. */
  idOfRemains(number: string): Promise<string | undefined>;
  /** All entries of these logs in their order, as they stand, read in pages. */
  entries(ids: readonly string[]): AsyncIterable<LinkedEntry>;
  /** All entries in the logs of plans for people past two years, as they stand, log by log in their order (R32). */
  planEntries(): Promise<readonly LinkedEntry[]>;
  /** An entry of such a log as this version of the program reads it; undefined when it does not know it. */
  planEventOf(entry: LinkedEntry): ReviewEvent | undefined;
  /** What stands beside these logs. */
  planFigures(): Promise<readonly PlanFigures[]>;
  /** What stands beside these logs: in the columns, in the state that is kept, and as the hash of the present letter. */
  figures(ids: readonly string[]): Promise<ReadonlyMap<string, readonly CaseFigures[]>>;
  /** An entry as this version of the program reads it; undefined when it does not know it. */
  eventOf(entry: LinkedEntry): RequestEvent | undefined;
  /** Undefined when it is gone; `genuine`: the keyed hash is of it. Number 0 is over no logs at all. */
  seal(): Promise<(RegisterSeal & { readonly genuine: boolean; readonly mac: string }) | undefined>;
  /**
   * Takes the next heads that changed since they were sealed into the seal, from after an id; two processes never do so
   * at once. Heads that the desk did not write stay out. Answers from where to go on; undefined = all are sealed.
   */
  sealNext(after: string, limit: number): Promise<string | undefined>;
  /** A page of the register by receipt; `next` is where to go on, undefined when there is nothing more. */
  exported(
    period: Pick<Period, 'to'>,
    after: ExportCursor,
    limit: number,
  ): Promise<{ readonly rows: readonly ExportedRequest[]; readonly next: ExportCursor | undefined }>;
  /** The figures of whole months; what is open is as old as it is on `today`. */
  report(asked: {
    readonly unit: ReportUnit;
    readonly period: Period;
    readonly today: CalendarDay;
  }): Promise<RegisterReport>;
  /** Unless this person did the same after that instant. */
  noteShopLook(look: ShopLookRow, since: Date): Promise<void>;
  /** Newest first. */
  shopLooks(limit: number): Promise<readonly ShopLookRow[]>;
}
