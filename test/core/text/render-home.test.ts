import { expect, test } from 'vitest';
import { type HomeFacts, renderHome } from '../../../src/core/text/render-home.ts';
import { day } from '../../support/request-builder.ts';

const DESK = 'https://balie.example.nl/balie';
const open = (number: string, staffDue: string, assigneeId: string | null = null) => ({
  id: `id-${number}`,
  number,
  right: 'access' as const,
  staffDue: day(staffDue),
  assigneeId,
});
const FACTS: HomeFacts = {
  now: new Date('2026-11-23T09:00:00Z'),
  today: day('2026-11-23'),
  me: 'id-anna',
  open: [
    open('PB-4', '2026-12-20'),
    open('PB-1', '2026-11-20'),
    open('PB-2', '2026-11-23', 'id-anna'),
    open('PB-3', '2026-12-07', 'id-of-another-anna'),
  ],
  unproven: 2,
  held: 1,
  figures: { received: 12, answered: 7, refused: 1, medianDays: 9, onTimePercent: 88 },
};
const page = (facts: Partial<HomeFacts> = {}, language: 'nl' | 'en' = 'nl') =>
  renderHome({ ...FACTS, ...facts }, DESK, language);
const textOf = (facts?: Partial<HomeFacts>, language?: 'nl' | 'en') =>
  page(facts, language)
    .flatMap((part) => ('text' in part ? [part.text] : []))
    .join('\n');

test('every open request stands in one bar, by the days that are left', () => {
  const bars = page().find((part) => part.kind === 'bars');
  expect(bars?.kind === 'bars' && bars.rows.map(({ count }) => count)).toEqual([1, 1, 0, 1, 1]);
});

test('late ones come first, then the nearest, then what is mine, with the holding place and the figures', () => {
  const words = textOf();
  expect(words).toContain('Inzage, PB-1: te laat sinds 20 november 2026.');
  expect(words.indexOf('PB-1')).toBeLessThan(words.indexOf('PB-2'));
  expect(words.indexOf('PB-3')).toBeLessThan(words.indexOf('PB-4'));
  expect(words.split('Van mij')[1]).toMatch(/PB-2[\s\S]*1 mail wacht op u[\s\S]*2 onbevestigde verzoeken/);
  expect(words).toContain(
    'Binnengekomen: 12. Beantwoord of afgewezen: 8. Op tijd: 88%. De helft was klaar binnen 9 dagen.',
  );
});

test('what there is nothing of is left out, and a long list ends in a number', () => {
  const calm = textOf({ open: [], unproven: 0, held: 0, figures: null });
  expect(calm).toMatch(
    /^Open verzoeken\nEr staat niets open\.\nVan mij\nU werkt nu aan geen verzoek\.\nBijgewerkt op/,
  );
  const many = Array.from({ length: 11 }, (_, at) => open(`PB-${at}`, '2026-12-20'));
  expect(textOf({ open: many })).toContain('En nog 3 op de balie.');
});

test('it is there in English too, and its links go to the desk', () => {
  expect(textOf({}, 'en')).toContain('Access, PB-1: late since 20 November 2026.');
  expect(JSON.stringify(page())).toContain(`${DESK}/register/cijfers`);
});
