import type { AnswerView } from '../../src/core/application/core-api.ts';
import { type CalendarDay, parseDay } from '../../src/core/kernel/calendar-day.ts';

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no such day: ${text}`);
  return parsed;
}

type Records = AnswerView['results'][number]['records'];

const provenance = { place: 'bestellingen.csv', fetchedAt: '2026-11-23T10:00:00Z' };

function order(ref: string, item: string, hold: Records[number]['hold']): Records[number] {
  return {
    ref,
    category: 'order',
    matchedBy: ['email'],
    thirdParty: false,
    hold,
    provenance,
    fields: [
      { name: 'orderNumber', value: ref },
      { name: 'orderDate', value: '2026-03-14' },
      { name: 'name', value: 'Sanne de Vries' },
      { name: 'email', value: 'sanne.de.vries.met.een.lang.adres@example.nl' },
      { name: 'item', value: item },
      { name: 'amount', value: '24,95' },
    ],
  };
}

const LETTER: NonNullable<AnswerView['letter']> = {
  title: 'Antwoord op uw verzoek om inzage',
  language: 'nl',
  blocks: [
    { id: 'opening', kind: 'paragraph', text: 'Beste Sanne de Vries,\nDank voor uw vraag.', locked: false },
    { id: 'h1', kind: 'heading', text: 'Waarvoor wij uw gegevens gebruiken', locked: true },
    { id: 'l1', kind: 'list', items: ['om uw bestelling te sturen', 'voor de boekhouding'], locked: true },
    { id: 'h2', kind: 'heading', text: 'Wie uw gegevens krijgt', locked: true },
    {
      id: 't1',
      kind: 'table',
      head: ['Ontvanger', 'Waarvoor', 'Hoe lang'],
      rows: [
        ['PostNL', 'bezorging van pakketten', 'volgens het eigen beleid van PostNL'],
        ['Mollie', 'betalingen', 'volgens het eigen beleid van Mollie'],
      ],
      locked: true,
    },
    { id: 'ap', kind: 'paragraph', text: 'U kunt klagen bij de Autoriteit Persoonsgegevens.', locked: true },
  ],
};

/** An answer with everything in it: a letter, several sources, words that look like markup. */
export const ANSWER: AnswerView = {
  number: 'PB-2345-6789',
  right: 'access',
  status: 'answered',
  receivedDay: day('2026-11-22'),
  dueDay: day('2026-12-22'),
  expiresDay: day('2027-01-20'),
  language: 'nl',
  letter: LETTER,
  results: [
    {
      source: 'jouwweb',
      sourceName: 'JouwWeb',
      coverage: { status: 'complete', scanned: 200, found: 5, provesAbsence: true },
      withheld: 2,
      records: [
        order('2026-0103', 'Geurkaars "Vijg" <script>alert(1)</script>', {
          basis: 'awr_52',
          until: '2033-12-31',
        }),
        order('2026-0188', 'Waxmelts, doos van 12', null),
        { ...order('2026-0190', '[x](https://example.com)', null), thirdParty: true },
      ],
    },
    {
      source: 'postnl',
      sourceName: 'PostNL',
      coverage: { status: 'not_possible', reason: 'geen toegang' },
      withheld: 0,
      records: [],
    },
    {
      source: 'mollie',
      sourceName: 'Mollie',
      coverage: { status: 'complete', scanned: 0, found: 0, provesAbsence: false },
      withheld: 0,
      records: [],
    },
    {
      source: 'e-boekhouden',
      sourceName: 'e-Boekhouden',
      coverage: { status: 'complete', scanned: 80, found: 0, provesAbsence: true },
      withheld: 0,
      records: [],
    },
  ],
  downloadable: true,
};

/** A request that is still being worked on. */
export const LETTERLESS: AnswerView = {
  ...ANSWER,
  status: 'gathering',
  letter: null,
  results: [],
  downloadable: false,
  expiresDay: null,
};
