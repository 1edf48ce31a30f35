import { describe, expect, test } from 'vitest';
import { replyView } from '../../../src/bots/slack/modal-view.ts';
import type { ModalContent } from '../../../src/core/approval/staff-channel.ts';
import { STAFF_EVIDENCE } from '../../../src/core/identity/identity-proof.ts';
import type { ReplyLanguage } from '../../../src/core/kernel/language.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { groundsFor } from '../../../src/core/request/refusal-ground.ts';
import {
  renderChangeModal,
  renderOpenModal,
  renderWriteModal,
} from '../../../src/core/text/render-customer-modals.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { renderPreviewModal, renderRefusalModal } from '../../../src/core/text/render-modals.ts';
import { renderDoubtModal, renderExtensionModal } from '../../../src/core/text/render-notice-modals.ts';
import {
  callNote,
  renderAssignModal,
  renderCallModal,
  renderNoteModal,
} from '../../../src/core/text/render-work-modals.ts';
import { requestList } from '../../../src/core/text/request-list.ts';
import { day } from '../../support/request-builder.ts';
import { modalView, textsIn } from '../../support/slack/block-kit.ts';
import { LANGUAGES } from './read-text.ts';
import { anAccessAnswer } from './sample-letters.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const WORDS = { title: 'Privacybalie', close: 'Sluiten' };
const HERE = { own: 'web', last: null } as const;
const written = (language: ReplyLanguage) => ({
  text: 'Eén ding nog.\n\nWelk jaar bedoelt u?',
  signedBy: 'Anna de Vries',
  language,
  shop: firstProfile(),
});

const FORMS: Readonly<Record<string, (language: ReplyLanguage) => ModalContent>> = {
  refuse: (language) => renderRefusalModal(groundsFor('erasure'), language),
  doubt: (language) => renderDoubtModal({ again: false, asked: 'late' }, language),
  extend: (language) => renderExtensionModal({ until: day('2027-02-23'), promisePassed: true }, language),
  change: renderChangeModal,
  ask: (language) => renderWriteModal('ask', language, { own: 'web', last: 'telegram' }, written(language)),
  answer: (language) => renderWriteModal('answer', language, { own: 'web', last: null }),
  note: renderNoteModal,
  assign: (language) => renderAssignModal([{ value: 's1', label: 'Anna de Vries' }], 's1', language),
  call: (language) => renderCallModal(NOW, language),
  open: (language) =>
    renderOpenModal(
      { channel: 'phone', right: 'access', language: 'nl', day: '2026-11-23' },
      STAFF_EVIDENCE,
      language,
    ),
};

describe.each(LANGUAGES)('a form for staff in %s', (language) => {
  test.each(Object.entries(FORMS))('%s: every word is there whole, as Slack shows it', (_name, form) => {
    const modal = form(language);
    const view = replyView(
      { type: 'modal', name: 'note', about: { requestId: 'r', version: 1 }, modal },
      WORDS,
    );
    expect(modalView.safeParse(view).error).toBeUndefined();
    const words = [view.title.text, view.submit?.text, view.close?.text, ...textsIn(view.blocks)];
    expect(
      words.filter((text) => text === undefined || /…$|^–$|\{\{|staff:|forms:|terms:/.test(text)),
    ).toEqual([]);
    const ids = modal.inputs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the preview asks what a decision needs (R19)', () => {
  const erasure = {
    letter: renderLetter(anAccessAnswer()),
    letterKind: 'decision',
    receiver: 'sanne@example.nl',
    counts: null,
    delaySeconds: 86_400,
    refusalMissed: null,
    copyFirst: null,
    typedReasons: false,
    care: 'none',
    planned: [{ source: 'mijndomein', category: 'message', count: 2, treatment: 'erase' }],
    changes: [],
    planWhy: '',
  } as const;
  const preview = (change: Partial<Parameters<typeof renderPreviewModal>[0]> = {}) =>
    renderPreviewModal({ ...erasure, ...change }, 'nl', firstProfile());

  test('what goes is counted; without more care nothing is asked', () => {
    expect(preview().paragraphs).toContain('Wat er gebeurt: MijnDomein: berichten 2 (wissen).');
    expect(preview().paragraphs.join()).not.toContain('De kopie bevat');
    expect(preview({ counts: [] }).paragraphs).toContain('De kopie bevat geen gegevens.');
    expect(preview().inputs).toEqual([]);
    expect(preview().submit).toBe('Goedkeuren');
  });

  test('per system it says how much is done there, by the desk and by hand, and what else comes of it (R25)', () => {
    const many = { category: 'order', fields: ['phone'], sideEffects: [] } as const;
    const changes = [
      { ...many, source: 'mollie', treatment: 'delete', count: 3, sideEffects: ['a_code'] },
      { ...many, source: 'mijndomein', treatment: 'by_hand', count: null },
    ] as const;
    const { paragraphs } = preview({ changes });
    expect(paragraphs).toContain('Per systeem: Mollie: verwijderen 3; MijnDomein: met de hand.');
    expect(paragraphs).toContain('Let op: a_code');
  });

  test('alone, a person says why: of an erasure, or of an answer that leaves rows out', () => {
    const [reason] = preview({ care: 'reason' }).inputs;
    expect(reason).toMatchObject({ id: 'reason', optional: false, label: 'Waarom mag dit worden gewist?' });
    const [partly] = preview({ care: 'reason', planned: [] }).inputs;
    expect(partly?.label).toBe('Waarom antwoordt u al?');
  });

  test('who prepared it has no button; nor is there one for what a colleague wrote about the plan', () => {
    expect(preview({ care: 'somebody_else' })).toMatchObject({ submit: '', inputs: [] });
    const explained = preview({ planWhy: 'De mailbox is met de hand geteld.', care: 'reason' });
    expect(explained).toMatchObject({ submit: '', inputs: [] });
    expect(JSON.stringify(explained)).not.toContain('geteld');
  });
});

test('a question is shown as the customer will read it, in the customer’s language, with the name below (R15)', () => {
  const { paragraphs } = renderWriteModal('ask', 'nl', HERE, written('en'));
  expect(paragraphs.slice(2, -1)).toEqual([
    'Eén ding nog.',
    'Welk jaar bedoelt u?',
    'The time limit for your answer keeps running.',
    `Anna de Vries, ${firstProfile().name}`,
  ]);
});

test('a call is noted with its moment in Amsterdam and who called', () => {
  const call = { direction: 'no_answer', at: new Date('2026-11-23T23:30:00Z'), words: 'Voicemail.' } as const;
  expect(callNote(call, 'nl')).toBe(
    'Telefoon, 24 november 2026 om 00:30. Wij belden, niemand nam op.\nVoicemail.',
  );
});

test.each([
  ['ask', null, 'via: Webchat.', null],
  ['ask', 'telegram', 'via: Webchat.', 'De klant schreef het laatst via: Telegram.'],
  ['answer', 'telegram', 'via: Telegram.', null],
  ['answer', null, 'via: Webchat.', null],
] as const)(
  'a form to write (%s) says where the customer reads it, and a question why not where he wrote last: %s',
  (name, last, where, why) => {
    for (const text of [undefined, written('nl')]) {
      const words = renderWriteModal(name, 'nl', { own: 'web', last }, text).paragraphs.join('\n');
      expect(words).toContain(`De klant leest dit ${where}`);
      expect(words.includes('schreef het laatst')).toBe(why !== null);
      if (why !== null) expect(words).toContain(why);
    }
  },
);

test('a list says what does not fit in it, and what is late', () => {
  const line = {
    number: 'PB-2345-6789',
    right: 'erasure',
    status: 'awaiting_approval',
    staffDue: day('2026-12-01'),
    overdue: true,
    assignee: 'Anna de Vries',
  } as const;
  const many = Array.from({ length: 52 }, (_, index) => ({ ...line, id: `r${index}` }));
  const list = requestList(many, { none: 'none', unproven: 1 }, 'nl');
  expect(list.lines).toHaveLength(50);
  expect(list.lines[0]?.text).toBe(
    'Te laat. PB-2345-6789: Gegevens wissen, wacht op een besluit. Klaar op 1 december 2026. Anna de Vries doet dit.',
  );
  expect(list.paragraphs).toEqual([
    'En nog 2 verzoeken, op de balie.',
    'Op de balie staat nog 1 verzoek zonder bewijs.',
  ]);
});
