import type { Actor } from '../approval/staff-channel.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Result } from '../kernel/result.ts';

export interface StaffMember {
  readonly id: string;
  /** Empty for somebody who is known in Slack only. */
  readonly email: string;
  readonly slackUserId: string | null;
  readonly name: string;
  readonly owner: boolean;
}

/** Somebody who left: the name stays at what was decided with it. */
export interface FormerStaff extends StaffMember {
  readonly removedDay: CalendarDay;
  /** A name, or `cli` or `config`. */
  readonly removedBy: string;
}

/** Who works here. Owners and the command line change it; what they change holds from the next click on. */
export interface StaffDesk {
  staff(): Promise<readonly StaffMember[]>;
  /** The member of staff behind an actor, with the name that stands below what that person writes; undefined for any other. */
  acting(by: Actor): Promise<StaffMember | undefined>;
  formerStaff(): Promise<readonly FormerStaff[]>;
  /** Also of somebody who left. Without a name the address gives one until the person has a better one. */
  addStaff(
    email: string,
    by: Actor,
    name?: string,
  ): Promise<Result<StaffMember, 'staff.address_invalid' | 'staff.owner_only'>>;
  /** By the owner, or by the person themselves. */
  renameStaff(
    id: string,
    name: string,
    by: Actor,
  ): Promise<Result<StaffMember, 'staff.unknown' | 'staff.name_invalid'>>;
  /** All of them or none: sessions and sign-in links end, nothing can be decided any more, also in Slack. */
  removeStaff(
    ids: readonly string[],
    by: Actor,
  ): Promise<Result<null, 'staff.unknown' | 'staff.owner_only' | 'staff.last_owner'>>;
  readmitStaff(id: string, by: Actor): Promise<Result<StaffMember, 'staff.unknown' | 'staff.owner_only'>>;
  /** An owner more: alarms come by mail, so an address is needed. */
  makeOwner(
    id: string,
    by: Actor,
  ): Promise<Result<StaffMember, 'staff.unknown' | 'staff.owner_only' | 'staff.no_address'>>;
}
