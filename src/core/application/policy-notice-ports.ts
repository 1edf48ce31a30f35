export type PolicyPersonStatus = 'waiting' | 'queued' | 'sent' | 'failed' | 'left_out';

/** The mail about one version to those whose data it affects (F31), as a whole. */
export interface PolicyNoticeRow {
  readonly version: number;
  readonly status: 'listed' | 'sending' | 'stopped' | 'done';
  readonly people: number;
  readonly leftOut: { readonly erased: number; readonly restricted: number; readonly unusable: number };
  readonly perHour: number;
  readonly listedAt: Date;
  /** Null while none may go. */
  readonly nextAt: Date | null;
}

export interface PolicyNoticeRepository {
  /** Locked until the end of the transaction. */
  lock(version: number): Promise<PolicyNoticeRow | undefined>;
  save(notice: PolicyNoticeRow): Promise<void>;
  /** In the place of a list of this version that was not begun. */
  list(
    version: number,
    people: readonly { readonly personHash: string; readonly address: string }[],
    at: Date,
  ): Promise<void>;
  /** The next who wait; the caller holds the lock of the notice. */
  waiting(
    version: number,
    limit: number,
  ): Promise<readonly { readonly personHash: string; readonly address: string }[]>;
  /** The address is not kept here from now on. */
  settle(
    version: number,
    personHash: string,
    status: 'queued' | 'left_out',
    mailId: string | null,
  ): Promise<void>;
  /** Of which person a mail is; undefined when it is nobody's any more. */
  ofMail(mailId: string): Promise<{ readonly version: number; readonly personHash: string } | undefined>;
  markMail(mailId: string, status: 'sent' | 'failed' | 'left_out'): Promise<void>;
  /** The mail did not leave: its person waits again. */
  putBack(version: number, personHash: string, address: string): Promise<void>;
  /** A backup was put back: who got a mail since is not known here. */
  stopAll(): Promise<void>;
  counts(version: number): Promise<Readonly<Record<PolicyPersonStatus, number>>>;
  /** Of these keyed hashes of addresses, those whose data may only be stored now (AVG 18(2), 21(1); F28). */
  restricted(addressHashes: readonly string[]): Promise<readonly string[]>;
  /** The language in which somebody with this address wrote last. */
  language(addressHashes: readonly string[]): Promise<string | undefined>;
}
