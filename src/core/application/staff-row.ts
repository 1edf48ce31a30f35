import type { StaffId } from '../kernel/ids.ts';

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
  /** `staff:<id>`, `cli` or `config`. */
  readonly removedBy: string | null;
}

export type NewStaff = Pick<StaffRow, 'email' | 'slackUserId' | 'name' | 'owner' | 'configured'>;
