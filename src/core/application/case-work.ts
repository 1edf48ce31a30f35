import { ok, type Result, refuse } from '../kernel/result.ts';
import { StaffOnly } from '../kernel/staff-only.ts';
import type { CaseWork } from './case-work-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { type Deciding, deciding } from './deciding.ts';
import { formId } from './form-id.ts';
import { hasCard } from './has-card.ts';
import { runCommand } from './run-command.ts';
import { logName } from './staff-actor.ts';

const NOTE_CHARACTERS = 4_000;

/** Notes and the division of work. */
export function makeCaseWork(settings: CoreSettings): CaseWork {
  return {
    addNote: (requestId, text, actor, form) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const typed = text.forStaff().trim();
        if (typed === '') return refuse('note.empty');
        if (typed.length > NOTE_CHARACTERS) return refuse('note.too_long');
        const id = formId(form, requestId, typed);
        if ((await tx.requests.notes(request.id)).some((note) => note.id === id)) return ok(null);
        const noted = await runCommand(tx, request, { type: 'add_note', by }, now);
        if (!noted.ok) throw new Error(`a note was refused: ${noted.refusal.code}`);
        await tx.requests.addNote({
          id,
          requestId: request.id,
          at: now,
          by,
          text: new StaffOnly(typed),
        });
        return ok(null);
      }),

    assign: (requestId, staffId, actor) =>
      deciding<null, 'decision.wrong_state' | 'staff.unknown'>(
        settings,
        requestId,
        actor,
        async (context) => {
          const member = (await context.tx.staff.all()).find(({ id, active }) => active && id === staffId);
          if (staffId !== null && member === undefined) return refuse('staff.unknown');
          return assign(context, member === undefined ? null : logName(member));
        },
      ),

    take: (requestId, actor) =>
      deciding(settings, requestId, actor, (context) => assign(context, context.by)),
  };
}

async function assign(
  { tx, request, by, now }: Deciding,
  to: string | null,
): Promise<Result<null, 'decision.wrong_state'>> {
  const done = await runCommand(tx, request, { type: 'assign', by, to }, now);
  if (!done.ok) return refuse('decision.wrong_state');
  // Whose work it is changes nothing of what was read and may be approved, so the card's version stays.
  if (done.value !== request && hasCard(done.value))
    await tx.enqueue('update-card', { requestId: request.id, why: 'date' });
  return ok(null);
}
