import { html } from 'hono/html';
import type { RequestDetail, StaffMember } from '../../core/application/core-api.ts';
import { actionForm, areaField, selectField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

const NOTE_LENGTH = 4_000;

/** Who works on it, and what staff note for each other: nothing of it reaches the customer. */
export function caseWorkSection(
  view: View,
  detail: RequestDetail,
  staff: readonly StaffMember[],
  typedNote: string,
): Html {
  const { words } = view;
  const { t } = words;
  const { id, notes, assignee, assigneeId, approval } = detail;
  const people = [
    { value: '', label: t('forms:work.nobody') },
    ...staff.map((member) => ({ value: member.id, label: member.name })),
  ];
  const divide =
    approval.phase === 'resolved'
      ? ''
      : actionForm(
          view,
          `/balie/verzoek/${id}/toewijzen`,
          {},
          html`${selectField({ id: 'assignee', label: t('forms:work.assign'), value: assigneeId ?? '', options: people })}
    <button class="secondary" type="submit">${t('forms:work.save')}</button>`,
        );
  return html`<section class="panel" aria-labelledby="werk"><h2 id="werk">${t('forms:work.title')}</h2>
  <p>${assignee === null ? t('forms:work.unassigned') : t('forms:work.assigned', { name: assignee })}</p>
  ${divide}
  <h3>${t('forms:work.notes')}</h3>
  <p class="hint">${t('forms:work.notes_hint')}</p>
  <ul class="history">${notes.map(({ at, by, text }) => html`<li>${text.forStaff()} <span class="muted">${t('desk:history.by', { by, moment: words.moment(at) })}</span></li>`)}</ul>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/notitie`,
    {},
    html`${areaField({ id: 'note', label: t('forms:work.note'), value: typedNote, required: true, maxLength: NOTE_LENGTH, rows: 3 })}
    <button class="secondary" type="submit">${t('forms:work.add')}</button>`,
  )}
</section>`;
}
