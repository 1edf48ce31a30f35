import { html } from 'hono/html';
import type { Refusal } from '../../core/kernel/result.ts';
import type { TextKey } from '../../core/text/texts.ts';
import type { Html } from './html.ts';
import type { View } from './view.ts';

/** One message above a page: what was done, or why not and what to do next. */
export interface Notice {
  readonly tone: 'done' | 'refused';
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a redirect may report; the address holds the word, never a text. */
const DONE = {
  goedgekeurd: 'desk:done.approved',
  gestopt: 'desk:done.stopped',
  gesloten: 'desk:done.lapsed',
  ingetrokken: 'desk:done.withdrawn',
  alineas: 'desk:done.paragraphs',
  eerst: 'desk:done.paragraphs_first',
  uitkomst: 'desk:done.outcome',
  bezwaar: 'desk:done.objection',
  bewijs: 'desk:done.proof',
  codevraag: 'desk:done.proof_asked',
  anderadres: 'desk:done.elsewhere',
  machtiging: 'desk:done.authority',
  feitenvraag: 'desk:done.facts_asked',
  stappen: 'desk:done.steps',
  anders: 'desk:done.halted',
  link: 'desk:done.link',
  nogmaals: 'desk:done.retried',
  gepost: 'desk:done.posted',
  mis: 'desk:done.went_wrong',
  datalek: 'desk:done.breach',
  overdrachtgestopt: 'desk:done.transmission_stopped',
  overdrachtopnieuw: 'desk:done.transmission_renewed',
  ontvanger: 'desk:done.recipient',
  teruggekomen: 'desk:done.bounced',
  brief: 'desk:done.notice',
  onderweg: 'desk:done.notice_sent',
  vervallen: 'desk:done.notice_dropped',
  briefterug: 'desk:done.notice_bounced',
  loopt: 'desk:done.resumed',
  vergoeding: 'desk:done.fee',
  weigering: 'desk:done.refusal',
  antwoord: 'desk:done.answer',
  gevraagd: 'desk:done.asked',
  beantwoord: 'desk:done.replied',
  geplaatst: 'desk:done.placed',
  codes: 'desk:done.codes_allowed',
  overgenomen: 'desk:done.taken_over',
  teruggegeven: 'desk:done.handed_back',
  taak: 'desk:done.task',
  genoteerd: 'desk:done.noted',
  toegewezen: 'desk:done.assigned',
  gezocht: 'desk:done.searched',
  opnieuw: 'desk:done.reopened',
  kopie: 'desk:done.withheld',
  vanwie: 'desk:done.decided',
  zoektook: 'desk:done.also_searched',
  zoektniet: 'desk:done.not_searched',
  zoektweer: 'desk:done.searching_again',
  deels: 'desk:done.partly',
  bestand: 'desk:done.uploaded',
  kolommen: 'desk:done.columns',
  winkel: 'desk:done.shop',
  uitgenodigd: 'desk:done.invited',
  geopend: 'desk:done.opened',
  opgenomen: 'desk:done.taken_down',
  genoemd: 'desk:done.renamed',
  verwijderd: 'desk:done.staff_removed',
  toegelaten: 'desk:done.readmitted',
  eigenaar: 'desk:done.owner',
} as const satisfies Record<string, TextKey>;

export type Done = keyof typeof DONE;

/** Whether the word in the address is one that the desk itself put there. */
export function isDone(word: string | undefined): word is Done {
  return word !== undefined && Object.hasOwn(DONE, word);
}

/** The message of what was just done, if the address reports anything. */
export function noticeOf(view: View): Notice | undefined {
  return isDone(view.done) ? { tone: 'done', title: view.words.t(DONE[view.done]), lines: [] } : undefined;
}

/** Where the desk does more than the general text of a refusal says. */
const OWN_WORDS: ReadonlyMap<string, TextKey> = new Map([
  ['profile.changed_meanwhile', 'desk:notice.profile_changed'],
]);

/** Why not, and what to do next; `more` tells what happened meanwhile, when somebody else was first. */
export function refusedNotice({ words }: View, refusal: Refusal, more: readonly string[] = []): Notice {
  const own = OWN_WORDS.get(refusal.code);
  return { tone: 'refused', title: own === undefined ? words.refusal(refusal) : words.t(own), lines: more };
}

/** The message as it stands above a page; it takes the focus. */
export function noticeBox(notice: Notice | undefined): Html | '' {
  if (notice === undefined) return '';
  // autofocus: after a posted form the keyboard and the screen reader start here (WCAG 2.2, 3.3.1, 4.1.3).
  return html`<div class="notice ${notice.tone}" role="${notice.tone === 'done' ? 'status' : 'alert'}" tabindex="-1" autofocus>
    <p class="notice-title">${notice.title}</p>
    ${notice.lines.map((line) => html`<p>${line}</p>`)}
  </div>`;
}
