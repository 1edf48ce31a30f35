import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { CoreSettings } from './core-settings.ts';
import { inviteStaff, readmitStaff } from './invite-staff.ts';
import { makeOwner } from './make-owner.ts';
import { removeStaff } from './remove-staff.ts';
import { renameStaff } from './rename-staff.ts';
import { staffView } from './sign-in.ts';
import { staffMember, staffNames } from './staff-actor.ts';
import type { StaffDesk } from './staff-api.ts';
import { goesOnAs } from './staff-row.ts';

/** Who works here, and who did. */
export function makeStaffDesk({ store, clock }: CoreSettings): StaffDesk {
  return {
    staff: () =>
      store.transaction(async (tx) =>
        (await tx.staff.all()).filter((member) => member.active).map(staffView),
      ),

    acting: (by) =>
      store.transaction(async (tx) => {
        const member = await staffMember(tx, by);
        return member === undefined ? undefined : staffView(member);
      }),

    formerStaff: () =>
      store.transaction(async (tx) => {
        const nameOf = await staffNames(tx);
        return (await tx.staff.all()).flatMap((member) => {
          const { removedAt, removedBy } = member;
          if (removedAt === null || removedBy === null || goesOnAs(member)) return [];
          return { ...staffView(member), removedDay: amsterdamDay(removedAt), removedBy: nameOf(removedBy) };
        });
      }),

    addStaff: (email, by, name) => store.transaction((tx) => inviteStaff(tx, email, by, name, clock.now())),
    renameStaff: (id, name, by) => store.transaction((tx) => renameStaff(tx, id, name, by)),
    removeStaff: (ids, by) => store.transaction((tx) => removeStaff(tx, ids, by, clock.now())),
    readmitStaff: (id, by) => store.transaction((tx) => readmitStaff(tx, id, by)),
    makeOwner: (id, by) => store.transaction((tx) => makeOwner(tx, id, by)),
  };
}
