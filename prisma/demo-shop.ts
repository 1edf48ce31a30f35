import { addDays, type CalendarDay } from '../src/core/kernel/calendar-day.ts';

/** Invented people at example domains: nobody here exists. */
export interface DemoCustomer {
  readonly name: string;
  readonly email: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
}

export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  customer('Sanne de Vries', 'sanne@example.nl', 'Lindelaan 12', '1431 AB', 'Aalsmeer'),
  customer('Mohamed El Idrissi', 'mo.elidrissi@example.nl', 'Kanaalweg 8', '3526 KL', 'Utrecht'),
  customer('Fleur Jansen', 'fleur.jansen@example.com', 'Dorpsstraat 101', '2631 CR', 'Nootdorp'),
  customer('Pieter van den Berg', 'pieter@example.org', 'Molenpad 3', '8011 BV', 'Zwolle'),
  customer('Aylin Demir', 'aylin.demir@example.nl', 'Havenkade 44', '3011 WN', 'Rotterdam'),
  customer('Joke Hofstra', 'jhofstra@example.nl', 'Terpweg 19', '9001 AA', 'Grou'),
  customer('Tim Bakker', 'tim.bakker@example.com', 'Vijverhof 7', '5611 EM', 'Eindhoven'),
  customer('Lotte Peeters', 'lotte@example.be', 'Kerkstraat 55', '2060', 'Antwerpen'),
  customer('Ruud Smit', 'ruudsmit@example.org', 'Zeestraat 210', '1942 AP', 'Beverwijk'),
  customer('Esther Cohen', 'e.cohen@example.nl', 'Plantage 31', '1018 CX', 'Amsterdam'),
  customer('Wouter Dijkstra', 'wouter@example.com', 'Stationsplein 2', '8911 AC', 'Leeuwarden'),
  customer('Nina Visser', 'nina.visser@example.nl', 'Bosrand 66', '6721 DS', 'Bennekom'),
];

function customer(name: string, email: string, street: string, postcode: string, city: string): DemoCustomer {
  return { name, email, street, postcode, city };
}

const ITEMS: readonly (readonly [item: string, cents: number])[] = [
  ['Wax melt "Zilte zee" 6 stuks', 795],
  ['Wax melt "Vers linnen" 6 stuks', 795],
  ['Geurkaars "Vijgenblad" 200 g', 1495],
  ['Brander keramiek wit', 1950],
  ['Proefpakket 12 geuren', 2250],
];

/** Made-up column names: no real JouwWeb export has been seen. */
export const DEMO_EXPORT_HEADER = [
  'Ordernummer',
  'Besteldatum',
  'Naam klant',
  'E-mailadres',
  'Telefoon',
  'Straat',
  'Postcode',
  'Plaats',
  'Land',
  'Artikel',
  'Aantal',
  'Totaal',
  'Betaalwijze',
  'Status',
  'Factuurnummer',
  'Transactie',
  'Barcode',
] as const;

export const DEMO_EXPORT_COLUMNS = [
  'orderNumber',
  'orderDate',
  'name',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'country',
  'item',
  'quantity',
  'amount',
  'paymentMethod',
  'status',
  'invoiceNumber',
  'paymentId',
  'barcode',
] as const;

/** An order export of the demo shop as a Dutch spreadsheet writes it; the newest order is of the day before `today`. */
export function demoExport(today: CalendarDay): string {
  const lines = [DEMO_EXPORT_HEADER.join(';')];
  for (let order = 0; order < 30; order += 1) {
    const person = DEMO_CUSTOMERS[(order * 5) % DEMO_CUSTOMERS.length];
    const [item, cents] = ITEMS[order % ITEMS.length] ?? ITEMS[0] ?? ['', 0];
    if (person === undefined) continue;
    const day = addDays(today, -1 - (29 - order) * 23);
    const quantity = (order % 3) + 1;
    const amount = ((cents * quantity) / 100).toFixed(2).replace('.', ',');
    const country = person.postcode.includes(' ') ? 'Nederland' : 'België';
    lines.push(
      [
        `D${2401 + order}`,
        dutchDay(day),
        person.name,
        person.email,
        `06-0000${String(1000 + order)}`,
        person.street,
        person.postcode,
        person.city,
        country,
        `"${item.replaceAll('"', '""')}"`,
        quantity,
        amount,
        order % 4 === 0 ? 'Creditcard' : 'iDEAL',
        'Verzonden',
        `${day.slice(0, 4)}-${String(1001 + order)}`,
        `tr_demo${String(1001 + order)}`,
        `3SDEMO${String(100_001_001 + order)}`,
      ].join(';'),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}

function dutchDay(day: CalendarDay): string {
  const [year, month, date] = day.split('-');
  return `${date}-${month}-${year}`;
}
