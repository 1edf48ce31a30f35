import { describe, expect, it } from 'vitest';
import type { ApprovalView } from '../../../src/core/approval/approval-view.ts';
import type { ModalContent } from '../../../src/core/approval/staff-channel.ts';
import { type CalendarDay, parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { groundsFor } from '../../../src/core/request/refusal-ground.ts';
import { type CardFacts, renderCard } from '../../../src/core/text/render-card.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { renderPreviewModal, renderRefusalModal } from '../../../src/core/text/render-modals.ts';
import { renderDoubtModal, renderExtensionModal } from '../../../src/core/text/render-notice-modals.ts';
import { slackWords } from '../../../src/core/text/slack-words.ts';
import { staffNotice } from '../../../src/core/text/staff-notice.ts';
import { LANGUAGES } from './read-text.ts';
import { anAccessAnswer, aRefusal } from './sample-letters.ts';

const shop = firstProfile();

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

const PERSONAL = { name: 'Sanne de Vries', email: 'sanne@example.nl', words: 'Wat bewaren jullie van mij' };
const PENDING: ApprovalView = { phase: 'pending', mayApprove: true, blockedBy: null };

/** As the core gives it: the person's name, address, words and records are there and must not be shown. */
function detail(approval: ApprovalView, change: Partial<CardFacts> = {}): CardFacts {
  const { results } = anAccessAnswer();
  const whole = {
    ...PERSONAL,
    id: 'request-1',
    version: 4,
    number: 'PB-2345-6789',
    right: 'access',
    status: 'awaiting_approval',
    channel: 'telegram',
    level: 1,
    receivedAt: new Date('2026-11-02T23:30:00Z'),
    legalDue: day('2026-12-03'),
    customerDue: day('2026-12-03'),
    toldDue: null,
    notice: { waiting: null, unanswered: false, mayDoubt: { ok: false }, mayExtend: { ok: false } },
    staffDue: day('2026-12-03'),
    unstoppedLegalDue: day('2026-12-03'),
    breachDeadline: null,
    overdue: false,
    raised: false,
    thirdParty: false,
    objectsTo: null,
    sources: results.map(({ source, coverage, records }) => ({
      source,
      coverage,
      undecided: 0,
      counts: records.map(({ category }) => ({ category, count: 1 })),
      records,
    })),
    tasks: [
      { kind: 'manual_search', doneAt: null },
      { kind: 'fresh_export', doneAt: new Date('2026-11-03T10:00:00Z') },
    ],
    letterKind: 'access_answer',
    assignee: null,
    assigneeId: null,
    further: null,
    approval,
  } as const;
  return { ...whole, ...change };
}

function card(approval: ApprovalView, change: Partial<CardFacts> = {}, language: 'nl' | 'en' = 'nl') {
  return renderCard(detail(approval, change), {
    language,
    deskUrl: 'https://privacy.example.nl/balie/1',
    shop,
  });
}

const AT = new Date('2026-11-22T13:05:00Z');
const PHASES: readonly ApprovalView[] = [
  { phase: 'waiting', waitingFor: 'identity' },
  PENDING,
  { phase: 'pending', mayApprove: false, blockedBy: 'sources_open' },
  { phase: 'sending', by: 'Noor Jansen', sendAt: AT },
  { phase: 'resolved', outcome: 'answered', by: 'Noor Jansen', at: AT },
];

describe.each(PHASES)('the card while $phase', (approval) => {
  it.each(LANGUAGES)('holds in %s nothing of the person and no placeholder (R25)', (language) => {
    const shown = JSON.stringify(card(approval, {}, language));
    for (const value of Object.values(PERSONAL)) expect(shown).not.toContain(value);
    expect(shown).not.toMatch(/value of|\{\{|undefined|staff:|terms:/);
  });

  it('fits Slack: title and sections', () => {
    const { title, paragraphs, fields, actions } = card(approval);
    expect(title.length).toBeLessThanOrEqual(24);
    for (const text of [...paragraphs, ...fields.map(({ value }) => value)])
      expect(text.length).toBeLessThan(3000);
    for (const { label } of actions) expect(label.length).toBeLessThanOrEqual(75);
  });
});

describe('the card', () => {
  it('shows right, channel, level of proof, dates with the reason, counts and open tasks', () => {
    const { fields, paragraphs, title } = card(PENDING);
    expect(title).toBe('Verzoek PB-2345-6789');
    expect(fields.map(({ value }) => value)).toEqual([
      'Inzage',
      'Wacht op een besluit',
      'Telegram',
      'E-mailadres bewezen',
      '3 december 2026',
      '3 december 2026',
    ]);
    const words = paragraphs.join('\n');
    // 23:30 UTC is the next day in Amsterdam.
    expect(words).toContain('Ontvangen op 3 november 2026');
    expect(words).toContain('De privacybalie zelf: verzoeken aan de privacybalie 1; ');
    expect(words).toContain('JouwWeb (bestellingen): bestellingen 1');
    expect(words).toContain('MijnDomein deels doorzocht');
    expect(words).toContain('Open taken: Zoek met de hand in de systemen.');
  });

  it('offers what can be decided now and nothing else', () => {
    const offered = PHASES.map((approval) => card(approval).actions.map(({ id }) => id));
    const work = ['take', 'note', 'show'];
    expect(offered).toEqual([
      work,
      ['approve', 'refuse', ...work],
      ['refuse', ...work],
      ['stop', ...work],
      [],
    ]);
  });

  it('offers a letter about the term only while one may be made and none waits', () => {
    const may = { waiting: null, unanswered: false, mayDoubt: { ok: true }, mayExtend: { ok: true } };
    const ids = (approval: ApprovalView, notice: CardFacts['notice'] = may) =>
      card(approval, { notice }).actions.map(({ id }) => id);
    const pending = { phase: 'pending', mayApprove: true, blockedBy: null } as const;
    expect(ids(pending)).toEqual(['approve', 'refuse', 'doubt', 'extend', 'take', 'note', 'show']);
    expect(ids(pending, { ...may, mayDoubt: { ok: false } })).not.toContain('doubt');
    expect(ids(pending, { ...may, waiting: { approved: false } })).not.toContain('extend');
    const leaving = { phase: 'sending', by: 'Noor', sendAt: new Date('2026-11-23T10:00:00Z') } as const;
    expect(ids(leaving)).not.toContain('doubt');
  });

  it('says why approving must wait', () => {
    for (const blockedBy of ['sources_open', 'identity_missing', 'text_missing'] as const) {
      const { paragraphs } = card({ phase: 'pending', mayApprove: false, blockedBy });
      expect(paragraphs[0]).toMatch(/^Goedkeuren kan nog niet: /);
    }
  });

  it('says of how many records staff still have to say whose they are, and nothing more (R25)', () => {
    const blockedBy = 'records_undecided';
    const { sources } = detail({ phase: 'pending', mayApprove: false, blockedBy });
    const undecided = sources.map((source, index) => ({ ...source, undecided: index === 0 ? 3 : 0 }));
    const { paragraphs } = card({ phase: 'pending', mayApprove: false, blockedBy }, { sources: undecided });
    expect(paragraphs[0]).toBe(
      'Goedkeuren kan nog niet: van 3 gegevens moet iemand op de balie nog zeggen van wie ze zijn.',
    );
  });

  it('puts what is late or angry first, and tells of a stopped clock', () => {
    const { paragraphs } = card(PENDING, { overdue: true, raised: true, legalDue: null });
    expect(paragraphs[0]).toContain('Te laat');
    expect(paragraphs[1]).toContain('boos');
    expect(paragraphs.join(' ')).toContain('De wettelijke termijn staat stil');
  });

  it('marks neutrally that somebody asks for another person', () => {
    const { paragraphs } = card(PENDING, { thirdParty: true });
    expect(paragraphs[0]).toBe('Vraagt iets voor iemand anders.');
    expect(card(PENDING).paragraphs.join(' ')).not.toContain('iemand anders');
  });

  it('shrinks at the end to number and outcome, by whom and when', () => {
    const { fields, paragraphs, actions } = card(PHASES[4] ?? PENDING);
    expect(fields.map(({ value }) => value)).toEqual([
      'Beantwoord',
      'Noor Jansen',
      '22 november 2026 om 14:05',
    ]);
    expect([...paragraphs, ...actions]).toEqual([]);
  });
});

function fits(modal: ModalContent): void {
  expect(modal.title.length).toBeLessThanOrEqual(24);
  expect(modal.submit.length).toBeLessThanOrEqual(24);
  expect(modal.cancel.length).toBeLessThanOrEqual(24);
  for (const paragraph of modal.paragraphs) expect(paragraph.length).toBeLessThan(3000);
  for (const input of modal.inputs) {
    expect(input.label.length).toBeLessThanOrEqual(150);
    if (input.kind === 'select')
      for (const { label } of input.options) expect(label.length).toBeLessThanOrEqual(75);
  }
}

describe('the dialogs', () => {
  const preview = {
    letter: renderLetter(anAccessAnswer()),
    letterKind: 'access_answer',
    receiver: PERSONAL.email,
    counts: anAccessAnswer().counts,
    delaySeconds: 600,
    refusalMissed: null,
    copyFirst: null,
    typedReasons: false,
    care: 'none',
    planned: [],
    changes: [],
    planWhy: '',
  } as const;

  it.each(LANGUAGES)(
    'preview in %s the letter that is approved: its words, the person masked',
    (language) => {
      const letter = renderLetter(anAccessAnswer({ language }));
      const modal = renderPreviewModal({ ...preview, letter }, language, shop);
      fits(modal);
      const words = modal.paragraphs.join('\n');
      expect(words).toContain('s…@example.nl');
      expect(words).not.toMatch(/Sanne|sanne|value of|\{\{/);
      expect(words).toMatch(/10 minuten|10 minutes/);
      expect(words).toMatch(/JouwWeb \((bestellingen|orders)\): (bestellingen|orders) 1/);
      for (const block of letter.blocks)
        if (block.kind === 'paragraph' && block.id !== 'greeting') expect(words).toContain(block.text);
      expect(words).toMatch(/(regels|rows)\)/);
      expect(modal.submit).not.toBe('');
    },
  );

  it.each([
    ['nl', 'Na goedkeuren kunt u nog 24 uur op stop drukken.'],
    ['en', 'After approving you can still press stop for 24 hours.'],
  ] as const)('say in %s that an erasure can be stopped for a day, in hours', (language, told) => {
    const modal = renderPreviewModal({ ...preview, delaySeconds: 86_400 }, language, shop);
    expect(modal.paragraphs).toContain(told);
  });

  it('send a letter with own text to the desk: nobody approves what was not shown', () => {
    const own = renderLetter(anAccessAnswer({ free: { opening: 'Geheim van Sanne', closing: '' } }));
    for (const facts of [
      { ...preview, letter: own },
      { ...preview, typedReasons: true },
      { ...preview, letter: renderLetter(aRefusal({ facts: 'Geheim van Sanne' })), letterKind: 'refusal' },
    ] as const) {
      const modal = renderPreviewModal(facts, 'nl', shop);
      fits(modal);
      expect(modal.submit).toBe('');
      expect(modal.paragraphs.join('\n')).toContain('Lees en beslis op de balie.');
      expect(modal.paragraphs.join('\n')).not.toMatch(/Geheim|Sanne/);
    }
  });

  it('name the ground of a refusal', () => {
    const letter = renderLetter(aRefusal({ ground: 'excessive', facts: 'Geheim' }));
    const ground = letter.blocks.find(({ id }) => id === 'why.ground');
    const modal = renderPreviewModal({ ...preview, letter, counts: null, letterKind: 'refusal' }, 'nl', shop);
    expect(modal.paragraphs.join()).not.toContain('De kopie');
    expect(modal.paragraphs).toContain(ground?.kind === 'paragraph' ? ground.text : '');
  });

  it('say that a refusal comes after its month (AVG 12(4))', () => {
    const shown = (missed: CalendarDay | null) =>
      renderPreviewModal({ ...preview, refusalMissed: missed }, 'nl', shop).paragraphs.join('\n');
    expect(shown(parseDay('2026-12-02') ?? null)).toContain('uiterlijk 2 december 2026');
    expect(shown(null)).not.toContain('Deze afwijzing komt laat');
  });

  it('name the copy that goes before an erasure, and approve nothing then (AVG 15)', () => {
    const modal = renderPreviewModal({ ...preview, copyFirst: 'PB-2026-0007' }, 'nl', shop);
    expect(modal.paragraphs.join('\n')).toContain('verzoek om een kopie (PB-2026-0007)');
    expect(modal.submit).toBe('');
  });

  it('send a letter that no dialog can hold to the desk', () => {
    const block = { id: 'long', kind: 'paragraph', text: 'woord '.repeat(4_000), locked: true } as const;
    const letter = { ...preview.letter, blocks: [...preview.letter.blocks, block] };
    expect(renderPreviewModal({ ...preview, letter }, 'nl', shop).submit).toBe('');
  });

  it('leave a receiver that is masked already as it is', () => {
    const masked = renderPreviewModal({ ...preview, receiver: 's…@example.nl' }, 'nl', shop);
    expect(masked.paragraphs[0]).toContain('naar s…@example.nl.');
  });

  it('ask for a ground of the right that is asked for: access has none with an article to choose', () => {
    const modal = renderRefusalModal(groundsFor('access'), 'nl');
    expect(modal.inputs.map(({ id }) => id)).toEqual(['ground', 'facts', 'intent']);
    expect(JSON.stringify(modal)).not.toMatch(/exception_17_3|condition_missing/);
  });

  it.each(LANGUAGES)('ask in %s for a ground from the closed list, an article and the facts', (language) => {
    const modal = renderRefusalModal(groundsFor('erasure'), language);
    fits(modal);
    expect(modal.inputs.map(({ id, optional }) => [id, optional])).toEqual([
      ['ground', false],
      ['article', true],
      ['facts', false],
      ['intent', true],
    ]);
  });

  it('about the term warn of a late question and a promise that is past, in words that fit Slack', () => {
    const late = renderDoubtModal({ again: false, asked: 'late' }, 'nl');
    expect(late.paragraphs.join(' ')).toContain('De wet kan dit te laat vinden.');
    expect(renderDoubtModal({ again: true, asked: 'late' }, 'nl').paragraphs).toHaveLength(1);
    const extension = renderExtensionModal({ until: day('2027-02-02'), promisePassed: true }, 'nl');
    expect(extension.paragraphs.join(' ')).toMatch(/2 februari 2027.*De beloofde dag is voorbij/);
    for (const modal of [late, extension, renderDoubtModal({ again: true, asked: 'prompt' }, 'en')]) {
      expect([...modal.title].length).toBeLessThanOrEqual(24);
      const options = modal.inputs.flatMap((input) => (input.kind === 'several' ? input.options : []));
      expect(options.length).toBeLessThanOrEqual(10);
      expect(options.filter(({ label }) => [...label].length > 75)).toEqual([]);
    }
  });

  it('and notices to staff name the task, its number and its day', () => {
    const notice = { task: 'human_wanted', number: null, dueDay: day('2026-11-25') };
    expect(staffNotice(notice, 'nl')).toBe(
      'Een klant wil een medewerker spreken. Graag uiterlijk woensdag 25 november 2026.',
    );
    const undelivered = { reason: 'blocked', failed: 'telegram', next: 'none' };
    expect(staffNotice({ task: 'delivery_failed', number: null, undelivered }, 'nl')).toBe(
      'Een bericht of mail kwam niet aan. Via Telegram kwam het niet aan. Er is geen andere bewezen weg. Bel de klant of schrijf een brief: wat u weet, staat op de kaart.',
    );
    expect(staffNotice({ task: 'unheard_of', number: 'PB-2345-6789' }, 'nl')).toContain(
      'Er is een nieuwe taak',
    );
    expect(slackWords('nl').title.length).toBeLessThanOrEqual(24);
  });
});

it('a wish about one thing shows as one about a part; which part stands on the desk (R25)', () => {
  const shown = renderCard(detail(PENDING, { partial: true }), {
    language: 'nl',
    deskUrl: 'https://x.example',
    shop,
  });
  expect(shown.paragraphs).toContain('Gaat over een deel van de gegevens.');
});
