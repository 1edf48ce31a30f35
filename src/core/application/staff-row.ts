import { asId, type StaffId } from '../kernel/ids.ts';

/** Somebody who works for the shop, as stored. */
export interface StaffRow {
  readonly id: StaffId;
  readonly email: string | null;
  readonly slackUserId: string | null;
  readonly name: string;
  readonly owner: boolean;
  readonly active: boolean;
  /** Only the configuration brought this person in. */
  readonly configured: boolean;
  readonly removedAt: Date | null;
  /** `staff:<id>`, `cli` or `config`; `same:<id>` when this Slack user turned out to be that member of staff. */
  readonly removedBy: string | null;
}

/** The row of the same person that goes on in place of this one. */
export function goesOnAs({ removedBy }: StaffRow): StaffId | undefined {
  return removedBy?.startsWith(SAME) === true ? asId<StaffId>(removedBy.slice(SAME.length)) : undefined;
}

/** What `removedBy` of a row says that has become another one. */
const SAME = 'same:';

export type NewStaff = Pick<StaffRow, 'email' | 'slackUserId' | 'name' | 'owner' | 'configured'>;
