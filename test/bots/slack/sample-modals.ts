import type { ModalContent } from '../../../src/core/approval/staff-channel.ts';

export const PREVIEW: ModalContent = {
  title: 'Controleer het antwoord',
  paragraphs: [
    'Aan s…@example.nl',
    'Beste mevrouw S…,\n\nU vroeg wat wij van u bewaren.',
    'Gevonden: 3 bestellingen.',
  ],
  inputs: [],
  submit: 'Akkoord',
  cancel: 'Terug',
};

export const REFUSAL_FORM: ModalContent = {
  title: 'Weigeren',
  paragraphs: ['Kies een grond. De klant leest de reden.'],
  inputs: [
    {
      id: 'ground',
      kind: 'select',
      label: 'Grond',
      optional: false,
      options: [
        { value: 'excessive', label: 'Buitensporig vaak gevraagd' },
        { value: 'not_own_data', label: 'Niet de eigen gegevens' },
      ],
    },
    { id: 'article', kind: 'text', label: 'Artikel', maxLength: 40, long: false, optional: true },
    { id: 'facts', kind: 'text', label: 'Feiten', maxLength: 2_000, long: true, optional: false },
  ],
  submit: 'Verder',
  cancel: 'Terug',
};
