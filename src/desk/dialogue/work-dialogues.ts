import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import { ok, refuse } from '../../core/kernel/result.ts';
import { StaffOnly } from '../../core/kernel/staff-only.ts';
import { renderOpenModal } from '../../core/text/render-customer-modals.ts';
import {
  CALL_DIRECTIONS,
  callNote,
  NOBODY,
  renderAssignModal,
  renderCallModal,
  renderNoteModal,
} from '../../core/text/render-work-modals.ts';
import { emptyForm, momentOf, readInPerson } from '../in-person/in-person-form.ts';
import { STAFF_PROOFS } from '../request/proof-forms.ts';
import { type Dialogue, type DialogueTools, done } from './dialogue.ts';

/** What staff keep of their work: stored with us and shown on the desk only (R25). */
export function workDialogues({ core, language, clock }: DialogueTools) {
  const { caseWork, desk, inPerson } = core;

  const note: Dialogue = {
    at: { 'note.empty': 'note', 'note.too_long': 'note' },
    open: async () => ok(renderNoteModal(language)),
    submit: async ({ about, by, form: sent }, form) => {
      const text = new StaffOnly(form.text('note'));
      const noted = await caseWork.addNote(about.requestId, text, by, sent);
      return noted.ok ? done({ type: 'noted' }, language) : noted;
    },
  };

  const call: Dialogue = {
    at: { 'in_person.moment_invalid': 'day', 'note.empty': 'words', 'note.too_long': 'words' },
    open: async () => ok(renderCallModal(clock.now(), language)),
    submit: async ({ about, by, form: sent }, form) => {
      const now = clock.now();
      const at = momentOf({ day: form.text('day'), time: form.text('time') }, now);
      if (Number.isNaN(at.getTime()) || amsterdamDay(at) > amsterdamDay(now))
        return refuse('in_person.moment_invalid');
      const words = form.text('words');
      if (words === '') return refuse('note.empty');
      const direction = CALL_DIRECTIONS.find((known) => known === form.text('direction')) ?? 'by_customer';
      const text = new StaffOnly(callNote({ direction, at, words }, language));
      const noted = await caseWork.addNote(about.requestId, text, by, sent);
      return noted.ok ? done({ type: 'called' }, language) : noted;
    },
  };

  const assign: Dialogue = {
    at: { 'staff.unknown': 'assignee' },
    open: async ({ about }) => {
      const [detail, staff] = await Promise.all([desk.card(about.requestId), desk.staff()]);
      if (detail === undefined) return refuse('decision.request_unknown');
      const people = staff.map(({ id, name }) => ({ value: id, label: name }));
      return ok(renderAssignModal(people, detail.assigneeId ?? '', language));
    },
    submit: async ({ about, by }, form) => {
      const chosen = form.text('assignee');
      const to = chosen === NOBODY ? null : chosen;
      const assigned = await caseWork.assign(about.requestId, to, by);
      if (!assigned.ok) return assigned;
      const name = (await desk.staff()).find(({ id }) => id === to)?.name;
      return done(name === undefined ? { type: 'released' } : { type: 'assigned', name }, language);
    },
  };

  const open: Dialogue = {
    at: {
      'in_person.moment_invalid': 'day',
      'in_person.words_missing': 'words',
      'in_person.contact_missing': 'email',
      'in_person.address_invalid': 'email',
    },
    open: async () => {
      const fields = { ...emptyForm(clock.now()), channel: 'phone' };
      return ok(renderOpenModal(fields, STAFF_PROOFS, language));
    },
    submit: async ({ by, form: sent }, form) => {
      const { asked } = readInPerson(form, clock.now());
      const opened = await inPerson.open(asked, by, sent);
      if (!opened.ok) return opened;
      const { number } = opened.value;
      return done({ type: 'opened', number, onPaper: asked.email === '' }, language);
    },
  };

  return { note, call, assign, open };
}
