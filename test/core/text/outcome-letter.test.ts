import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { ChangesTold, LetterBlock, RenderedLetter } from '../../../src/core/fulfilment/letter.ts';
import type { Outcome } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { ALL_SAMPLES, correction, rectified, SAMPLES } from '../fulfilment/outcome/sample-outcomes.ts';
import { LANGUAGES } from './read-text.ts';
import { aDecision, aRecord, aRefusal, nothingFound } from './sample-letters.ts';

const FRAME = [
  'greeting',
  'decision',
  'opening',
  'closing',
  'remedies',
  'remedies.authority',
  'remedies.court',
  'questions',
  'regards',
  'signature',
];

/** The table "Outcomes" of docs/letters.md. */
const ELEMENTS = readFileSync(new URL('../../../docs/letters.md', import.meta.url), 'utf8')
  .split('\n## ')
  .find((section) => section.startsWith('Outcomes'))
  ?.split('\n')
  .filter((line) => /^\| `/.test(line))
  .map((line) => {
    const [right = '', result = '', element = '', block = '', when = '', source = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { of: `${right} ${result}`, element, block, when, source };
  });

function rendered(outcome: Outcome, language: 'nl' | 'en' = 'nl'): RenderedLetter {
  const { right } = outcome;
  const withheld =
    right === 'portability' && outcome.to === 'receiver'
      ? [{ source: 'jouwweb', reason: 'rights_of_others' as const, count: 1 }]
      : [];
  const refused = withheld.map(({ source, reason }) => ({
    ...{ source, reason, category: 'message' as const },
    facts: 'In deze berichten staat ook wat een buurman vertelde.',
  }));
  const stopped = outcome.result === 'nothing_found' ? { mailStopped: true as const } : {};
  const changes = outcome.right === 'erasure' && outcome.result === 'planned' ? { changes: CHANGES } : {};
  return renderLetter(aDecision({ right, outcome, language, withheld, refused, ...stopped, ...changes }));
}

const CHANGES: ChangesTold = {
  byHand: [{ source: 'jouwweb', category: 'order' }],
  blanked: [{ source: 'e-boekhouden', category: 'contact_details', fields: ['phone', 'iban'] }],
};

/** Every letter and announcement by "right result", as the table names them. */
function letters(): ReadonlyMap<string, readonly (readonly LetterBlock[])[]> {
  const found = new Map<string, (readonly LetterBlock[])[]>();
  const add = (key: string, blocks: readonly LetterBlock[]) =>
    found.set(key, [...(found.get(key) ?? []), blocks]);
  for (const outcome of ALL_SAMPLES) {
    const key = `${outcome.right} ${outcome.result}`;
    const letter = rendered(outcome);
    add(key, letter.blocks);
    if (letter.before !== undefined) add(`${key}, before`, letter.before.blocks);
  }
  return found;
}

const LETTERS = letters();

describe.each([...LETTERS])('the letter of %s', (of, samples) => {
  const elements = ELEMENTS?.filter((element) => element.of === of) ?? [];
  const ids = samples.map((blocks) => blocks.map(({ id }) => id));

  it('holds what the table asks for: always, or in the case that it names', () => {
    expect(elements.length).toBeGreaterThan(0);
    for (const { block, when } of elements) {
      const holding = ids.filter((blocks) => blocks.includes(block));
      const needed = when === 'always' ? samples.length : 1;
      expect([block, holding.length >= needed]).toEqual([block, true]);
    }
  });

  it('holds no block without its source in the table', () => {
    const known = [...FRAME, ...elements.map(({ block }) => block)];
    expect(ids.flat().filter((id) => !known.includes(id))).toEqual([]);
  });

  it('names a source for each element', () => {
    expect(elements.filter(({ source }) => !/\d/.test(source))).toEqual([]);
  });
});

test('the table knows no letter that cannot be rendered', () => {
  expect([...new Set(ELEMENTS?.map(({ of }) => of))].filter((of) => !LETTERS.has(of))).toEqual([]);
});

describe.each(ALL_SAMPLES)('$right $result', (outcome) => {
  it('is complete in both languages: a title of its own, no placeholder, no empty part', () => {
    const titles = new Set<string>();
    for (const language of LANGUAGES) {
      const letter = rendered(outcome, language);
      titles.add(letter.title);
      expect(letter.title).not.toMatch(/Ons besluit|Our decision/);
      const parts = [letter.blocks, letter.before?.blocks ?? []].flat().flatMap(wordsOf);
      for (const part of parts) {
        expect(part).not.toMatch(/\{\{|\}\}|undefined|null|outcome:|letter:|\$t\(/);
        expect(part.trim()).not.toBe('');
      }
    }
    expect(titles.size).toBe(2);
  });

  it('has a stable id for each block and locks all of them', () => {
    const { blocks, before } = rendered(outcome);
    for (const part of [blocks, before?.blocks ?? []]) {
      expect(new Set(part.map(({ id }) => id)).size).toBe(part.length);
      expect(part.filter(({ locked }) => !locked)).toEqual([]);
    }
  });
});

function wordsOf(block: LetterBlock): readonly string[] {
  if (block.kind === 'list') return block.items;
  return block.kind === 'table' ? [...block.head, ...block.rows.flatMap(nonEmpty)] : [block.text];
}

/** A cell may be empty on purpose: an old value that nobody knows. */
function nonEmpty(row: readonly string[]): readonly string[] {
  return row.filter((cell) => cell !== '');
}

function said(
  outcome: Outcome | undefined,
  id: string,
  change: Parameters<typeof aDecision>[0] = {},
): string {
  if (outcome === undefined) throw new Error('no sample');
  const { right } = outcome;
  const block = renderLetter(aDecision({ ...change, right, outcome })).blocks.find((one) => one.id === id);
  return block === undefined ? '' : wordsOf(block).join('\n');
}

test.each([
  ['newsletter', true],
  ['offers', true],
  ['contact', false],
  ['cookies', false],
] as const)('who withdraws consent for %s is told of the list of mail stops: %s', (consent, told) => {
  const [sample] = SAMPLES.withdraw_consent.stopped;
  const outcome = sample === undefined ? undefined : { ...sample, consents: [consent] };
  expect(said(outcome, 'suppression') !== '').toBe(told);
});

test('a complaint and a report name the AP and no court: they are no decision on a right', () => {
  for (const outcome of [SAMPLES.complaint.answered[0], SAMPLES.breach_report.looked_into[0]]) {
    expect(said(outcome, 'remedies.authority')).toContain('autoriteitpersoonsgegevens.nl');
    expect(said(outcome, 'remedies.court')).toBe('');
  }
  expect(said(SAMPLES.objection.overruled[0], 'remedies.court')).toContain('zes weken');
});

test('what staff typed and what is of this person is marked, so that it is read at the desk only (R25)', () => {
  for (const outcome of ALL_SAMPLES) {
    const { blocks, before } = rendered(outcome);
    const typed = Object.values(outcome).filter((value) => typeof value === 'string' && / /.test(value));
    for (const block of [...blocks, ...(before?.blocks ?? [])]) {
      const holds = wordsOf(block).some((words) => typed.some((text) => words.includes(String(text))));
      if (holds) expect([block.id, 'typed' in block && block.typed]).toEqual([block.id, true]);
    }
  }
});

test('nothing to erase is said as surely as it was searched, no more (R31)', () => {
  const [nothing] = SAMPLES.erasure.nothing_found;
  const found = (proven: boolean) => {
    const { results, counts } = nothingFound(proven);
    return said(nothing, 'nothing', { results, counts });
  };
  expect(found(true)).toContain('We hebben niets over u gevonden');
  expect(found(false)).toContain('Dat bewijst niet dat er niets is');
});

test('an erasure tells of the list of mail stops whenever the address is on it, asked for or not (R33)', () => {
  const [, plain] = SAMPLES.erasure.planned;
  const [nothing] = SAMPLES.erasure.nothing_found;
  for (const outcome of [plain, nothing]) {
    expect(said(outcome, 'suppression')).toBe('');
    expect(said(outcome, 'suppression', { mailStopped: true })).toContain('die geen reclame willen');
  }
});

test('portability without data says so, and never that there is nothing anywhere', () => {
  const { results, counts } = nothingFound(false);
  const [given] = SAMPLES.portability.given;
  expect(said(given, 'result', { results, counts })).toContain('Dat bewijst nog niet');
  expect(said(given, 'found.table', { results, counts: [] })).toBe('');
});

test('what was left out of a portable copy is named with the clause of that right (AVG 20(4))', () => {
  const withheld = [{ source: 'jouwweb', reason: 'other_person', count: 2 }] as const;
  const results = [
    { source: 'jouwweb', coverage: { status: 'pending_manual' }, records: [aRecord('1', 'order', [], null)] },
  ] as const;
  expect(said(SAMPLES.portability.given[1], 'withheld.text', { withheld, results })).toContain(
    'artikel 20 lid 4',
  );
});

test('a statement beside the data is not called a correction, and the letter says why nothing was corrected (AVG 12(4), 16)', () => {
  const words = JSON.stringify(rendered(rectified({ corrections: [correction('email', 'statement')] })));
  expect(words).toContain('We hebben uw gegevens niet veranderd.');
  expect(words).toContain('E-mailadres: We konden niet vaststellen');
  expect(words).not.toContain('verbeterd');
});

test('an erasure in part says that the rest stays, with ground and last day for each line', () => {
  const [planned, whole] = SAMPLES.erasure.planned;
  expect(said(planned, 'result')).toContain('Een deel blijft');
  expect(said(planned, 'kept.table')).toMatch(/AWR artikel 52.*\n31 december 2033/);
  expect(said(planned, 'register.text')).toContain('tot zes weken na de laatste dag');
  expect(said(planned, 'register.text')).toContain('de redenen in de tabel en wie we het vertelden');
  expect(said(whole, 'result')).not.toContain('Een deel blijft');
  expect(said(whole, 'register.text')).toContain('14 dagen');
});

test('an erasure is still to come in its announcement, and done in its letter, which claims no more than was done', () => {
  const [part, whole] = SAMPLES.erasure.planned.map((outcome) => rendered(outcome));
  const title = (blocks: readonly LetterBlock[] = []) => blocks.find(({ id }) => id === 'erased');
  expect(title(part?.before?.blocks)).toMatchObject({ text: 'Wat we gaan wissen' });
  expect(title(part?.blocks)).toMatchObject({ text: 'Wat we hebben gewist' });
  expect(part?.title).toBe('We hebben een deel van uw gegevens gewist');
  expect(whole?.title).toBe('We hebben uw gegevens gewist');
});

test('an erasure says what a person does, and what goes from what stays: in time and place as it is (R22)', () => {
  const [part] = SAMPLES.erasure.planned.map((outcome) => rendered(outcome));
  const at = (blocks: readonly LetterBlock[] = [], wanted: string) =>
    blocks.filter(({ id }) => id.startsWith(wanted)).flatMap(wordsOf);
  expect(at(part?.blocks, 'by_hand')).toEqual([
    'Dit deed een medewerker met de hand, helemaal of voor een deel:',
    'Bestellingen bij JouwWeb (bestellingen)',
  ]);
  expect(at(part?.before?.blocks, 'by_hand')[0]).toMatch(/^Dit doet/);
  expect(at(part?.blocks, 'blanked')).toEqual([
    'Van wat blijft, hebben we dit wel gewist. Het is daar niet nodig:',
    'Contactgegevens bij e-Boekhouden: Telefoonnummer, Rekeningnummer',
  ]);
  expect(at(part?.before?.blocks, 'blanked')[0]).toMatch(/wissen we/);
  const [, whole] = SAMPLES.erasure.planned;
  const plain = renderLetter(aDecision({ right: 'erasure', outcome: whole ?? null }));
  expect([...at(plain.blocks, 'by_hand'), ...at(plain.blocks, 'blanked')]).toEqual([]);
});

test('a child is written to as a child, in what a child can be answered: nowhere u or uw (R4)', () => {
  const outcomes = [
    ...SAMPLES.withdraw_consent.stopped.slice(0, 2),
    ...SAMPLES.withdraw_consent.not_held,
    ...SAMPLES.objection.marketing_stopped.map((sample) => ({ ...sample, recipients: [] })),
    ...SAMPLES.complaint.answered.map((sample) => ({ ...sample, answer: 'Dat klopt.' })),
    ...SAMPLES.breach_report.looked_into,
    ...SAMPLES.erasure.planned.map((sample) => ({
      ...sample,
      plan: sample.plan.map((line) => ({ ...line, facts: '' })),
    })),
    ...SAMPLES.erasure.nothing_found,
  ];
  const models = [
    ...outcomes.map((outcome) => aDecision({ right: outcome.right, outcome, child: true })),
    ...(['access', 'erasure'] as const).flatMap((right) =>
      (['no_authority', 'not_identifiable'] as const).map((ground) =>
        aRefusal({ right, ground, article: null, facts: 'Je schreef dat je 14 bent.', child: true }),
      ),
    ),
  ];
  for (const model of models) {
    const { title, blocks, before } = renderLetter(model);
    const first = before === undefined ? [] : [before.title, ...before.blocks.flatMap(wordsOf)];
    const formal = [title, ...first, ...blocks.flatMap(wordsOf)].filter((words) =>
      /(?<![\p{L}])(u|uw)(?![\p{L}])/iu.test(words),
    );
    expect([title, formal]).toEqual([title, []]);
  }
});
