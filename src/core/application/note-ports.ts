import type { RequestId } from '../kernel/ids.ts';
import type { StaffOnly } from '../kernel/staff-only.ts';

/** What `staff:<id>` wrote for the others. */
export interface NoteRow {
  readonly id: string;
  readonly requestId: RequestId;
  readonly at: Date;
  readonly by: string;
  readonly text: StaffOnly;
}

export interface NoteRepository {
  addNote(note: NoteRow): Promise<void>;
  /** Oldest first. */
  notes(id: RequestId): Promise<readonly NoteRow[]>;
}
