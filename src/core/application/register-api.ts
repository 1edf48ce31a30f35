import type { Actor } from '../approval/staff-channel.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Result } from '../kernel/result.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { RegisterFault } from '../register/find-fault.ts';
import type { RegisterReport, ReportUnit } from '../register/register-report.ts';
import type { LiveStatus, Remains } from '../request/request-state.ts';
import type { RequestDetail } from './desk-api.ts';
import type { Dossier, DossierRefusal } from './dossier-api.ts';

/** What is left of a request whose term is over (R34). */
export interface RemainsRow extends Remains {
  readonly number: string;
  readonly status: 'anonymised';
}

export type RegisterRow = RegisterLine | RemainsRow;

export interface RegisterLine {
  readonly number: string;
  readonly right: Right;
  readonly status: LiveStatus;
  readonly channel: ChannelName;
  readonly receivedDay: CalendarDay;
  readonly customerDue: CalendarDay;
  readonly closedDay: CalendarDay | null;
  readonly onTime: boolean | null;
}

export interface RetentionRun {
  readonly at: Date;
  /** Rows removed or emptied and requests anonymised, by class. */
  readonly purged: Readonly<Record<string, number>>;
  /** Closed requests past their term that are still needed, by the code of the reason. */
  readonly kept: Readonly<Record<string, number>>;
}

export interface VerifyProgress {
  readonly requests: number;
  readonly of: number;
  readonly entries: number;
}

export interface VerifiedRegister {
  readonly entries: number;
  readonly requests: number;
  /** Number of the last seal: it only rises, so a lower one than somebody noted tells of an older database. */
  readonly seal: number;
  /** The first fault; null when the register is as the desk wrote it. */
  readonly broken: RegisterFault | null;
  /** At most 100 of them. */
  readonly faults: readonly RegisterFault[];
}

export interface Register {
  list(limit: number): Promise<readonly RegisterRow[]>;
  byNumber(number: string, by: Actor): Promise<RequestDetail | undefined>;
  remains(number: string): Promise<RemainsRow | undefined>;
  /** What the last daily run removed, and what it left because it is still needed. */
  lastRun(): Promise<RetentionRun | undefined>;
  /** What was changed past the desk: an entry, the end of a log, a whole request. `progress` hears of every few hundred. */
  verify(progress?: (done: VerifyProgress) => void): Promise<VerifiedRegister>;
  /**
   * The register as a file, written while it is read. `period` as readPeriod takes it. For an owner or the command line;
   * noted with who and when.
   */
  export(
    asked: { readonly format: 'csv' | 'json'; readonly period: readonly string[] },
    by: Actor,
  ): Promise<Result<RegisterExport, 'register.period_unknown' | 'register.owner_only'>>;
  /** Figures per right and period, of the whole months that `period` touches (readPeriod); the last twelve without one. */
  report(asked: {
    readonly unit: ReportUnit;
    readonly period: readonly string[];
  }): Promise<Result<RegisterReport, 'register.period_unknown'>>;
  /** Everything about one request, by its number; for staff who may decide, or the command line. Noted each time. */
  dossier(number: string, by: Actor): Promise<Result<Dossier, DossierRefusal>>;
  /** Who took out the register or read an uploaded file, newest first. */
  shopLooks(limit: number): Promise<readonly ShopLook[]>;
}

export interface RegisterExport {
  readonly fileName: string;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface ShopLook {
  readonly at: Date;
  readonly name: string;
  readonly what: 'register_csv' | 'register_json' | 'file';
  readonly detail: string;
}
