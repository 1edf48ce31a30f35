import type { Actor } from '../approval/staff-channel.ts';
import type { Result } from '../kernel/result.ts';
import type { StaffOnly } from '../kernel/staff-only.ts';

/** What a member of staff noted about a request, for the others. */
export interface NoteView {
  readonly id: string;
  readonly at: Date;
  /** Name of who wrote it. */
  readonly by: string;
  readonly text: StaffOnly;
}

type NotHere = 'decision.not_allowed' | 'decision.request_unknown';

/** How staff divide and remember the work on a request; nothing of it reaches the customer. */
export interface CaseWork {
  /** `form` names what was sent in: the same words of the same form are one note. */
  addNote(
    requestId: string,
    text: StaffOnly,
    by: Actor,
    form?: string,
  ): Promise<Result<null, NotHere | 'note.empty' | 'note.too_long'>>;
  /** To somebody who works here, or with null to nobody; alarms about it go to that person too. */
  assign(
    requestId: string,
    staffId: string | null,
    by: Actor,
  ): Promise<Result<null, NotHere | 'decision.wrong_state' | 'staff.unknown'>>;
  /** To the one who asks for it. */
  take(requestId: string, by: Actor): Promise<Result<null, NotHere | 'decision.wrong_state'>>;
}
