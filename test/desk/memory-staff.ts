import type { Desk, FormerStaff, StaffMember } from '../../src/core/application/core-api.ts';
import { ok, refuse } from '../../src/core/kernel/result.ts';
import { day } from './sample-requests.ts';

type StaffPart = Pick<
  Desk,
  'staff' | 'formerStaff' | 'addStaff' | 'renameStaff' | 'removeStaff' | 'readmitStaff' | 'makeOwner'
>;
type Actor = Parameters<Desk['addStaff']>[1];

/** Who works at the memory desk; `left` ends the sessions of somebody who leaves. */
export function memoryStaff(staff: StaffMember[], left: (id: string) => void) {
  const former: FormerStaff[] = [];
  const acting = (by: Actor) => (by.via === 'desk' ? staff.find(({ id }) => id === by.staffId) : undefined);
  const owns = (by: Actor) => acting(by)?.owner === true;

  function change(id: string, to: Partial<StaffMember>): StaffMember | undefined {
    const index = staff.findIndex((member) => member.id === id);
    const member = staff[index];
    if (member === undefined) return undefined;
    staff[index] = { ...member, ...to };
    return staff[index];
  }

  const part: StaffPart = {
    staff: async () => staff,
    formerStaff: async () => former,
    async addStaff(email, by) {
      if (!email.includes('@')) return refuse('staff.address_invalid');
      if (!owns(by)) return refuse('staff.owner_only');
      const member = { id: `s${staff.length + 1}`, email, slackUserId: null, name: email, owner: false };
      staff.push(member);
      return ok(member);
    },
    async renameStaff(id, name, by) {
      if (name === '') return refuse('staff.name_invalid');
      const renamed = owns(by) || acting(by)?.id === id ? change(id, { name }) : undefined;
      return renamed === undefined ? refuse('staff.unknown') : ok(renamed);
    },
    async removeStaff(ids, by) {
      if (!owns(by)) return refuse('staff.owner_only');
      const leaving = staff.filter(({ id }) => ids.includes(id));
      if (leaving.length !== ids.length) return refuse('staff.unknown');
      if (!staff.some((member) => member.owner && !leaving.includes(member)))
        return refuse('staff.last_owner');
      for (const member of leaving) {
        staff.splice(staff.indexOf(member), 1);
        former.push({ ...member, owner: false, removedDay: day('2026-11-23'), removedBy: by.name });
        left(member.id);
      }
      return ok(null);
    },
    async readmitStaff(id, by) {
      if (!owns(by)) return refuse('staff.owner_only');
      const index = former.findIndex((member) => member.id === id);
      const [member] = index === -1 ? [] : former.splice(index, 1);
      if (member === undefined) return refuse('staff.unknown');
      staff.push(member);
      return ok(member);
    },
    async makeOwner(id, by) {
      if (!owns(by)) return refuse('staff.owner_only');
      const member = staff.find((one) => one.id === id);
      if (member === undefined) return refuse('staff.unknown');
      if (member.email === '') return refuse('staff.no_address');
      return ok(change(id, { owner: true }) ?? member);
    },
  };
  return { part, former };
}
