import type { StaffId } from '../kernel/ids.ts';
import type { NewStaff, StaffRow } from './rows.ts';

/** Who works for the shop, and their way in. */
export interface StaffRepository {
  /** Of all who change who works here, one at a time, until the end of the transaction. */
  administer(): Promise<void>;
  byId(id: StaffId): Promise<StaffRow | undefined>;
  byEmail(email: string): Promise<StaffRow | undefined>;
  /** Only somebody who works here; a removal waits until this transaction has ended. */
  acting(id: StaffId): Promise<StaffRow | undefined>;
  /**
   * The same for a Slack user, whose name of today is kept when the desk knows no address; undefined too when this address, if Slack tells it, was
   * removed by a person.
   */
  actingInSlack(userId: string, name: string, email?: string): Promise<StaffRow | undefined>;
  /** The two rows that are one person: this Slack user's own, and that of the address that Slack tells. */
  twoOfOne(
    userId: string,
    email: string,
  ): Promise<{ readonly slack: StaffId; readonly desk: StaffId } | undefined>;
  /** From now on the Slack user is the member of the desk; the row of their own stays for the log's sake. */
  link(slack: StaffId, desk: StaffId): Promise<void>;
  add(member: NewStaff, now: Date): Promise<StaffRow>;
  rename(id: StaffId, name: string): Promise<void>;
  makeOwner(id: StaffId): Promise<void>;
  /** Not active any more; sessions and unused links end with it. */
  remove(id: StaffId, by: string, at: Date): Promise<void>;
  /** Active from now on; not `configured`: also when the configuration no longer names this person. */
  readmit(id: StaffId, configured: boolean): Promise<void>;
  /** Whoever left included: the log names them. */
  all(): Promise<readonly StaffRow[]>;
  addLink(link: {
    readonly tokenHash: string;
    readonly staffId: StaffId;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  }): Promise<void>;
  /** Links made for this person since then, used or not. */
  countLinks(staffId: StaffId, since: Date): Promise<number>;
  linkUsable(tokenHash: string, now: Date): Promise<boolean>;
  /** Uses the link up; undefined when it was used, expired or unknown. Only one of two at once succeeds. */
  useLink(tokenHash: string, now: Date): Promise<StaffRow | undefined>;
  addSession(session: {
    readonly tokenHash: string;
    readonly staffId: StaffId;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  }): Promise<void>;
  ofSession(tokenHash: string, now: Date): Promise<StaffRow | undefined>;
  endSession(tokenHash: string): Promise<void>;
}
