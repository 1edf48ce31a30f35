import type {
  Actor,
  ModalContent,
  StaffDialogues,
  StaffReply,
} from '../../../src/core/approval/staff-channel.ts';

/** One call of the port's other side, as it came in. */
export interface Heard {
  readonly call: 'openPreview' | 'openRefusal' | 'submitApproval' | 'submitRefusal' | 'stop';
  readonly requestId: string;
  readonly version: number;
  readonly by: Actor;
  readonly letterHash?: string;
  readonly answer?: { readonly ground: string; readonly article: string; readonly facts: string };
}

export const LETTER_HASH = 'a'.repeat(64);

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
    { id: 'article', kind: 'text', label: 'Artikel', maxLength: 40, optional: true },
    { id: 'facts', kind: 'text', label: 'Feiten', maxLength: 2_000, optional: false },
  ],
  submit: 'Verder',
  cancel: 'Terug',
};

/**
 * The port's other side in memory, for one request: it hears every call, a version is decided once, and an older card
 * finds a newer version. `tell` wakes those who wait for a call. `hold` keeps answers back until `release`;
 * `breakDown` rejects, as a lost database does.
 */
export function recordDialogues(tell: () => void, requestId = 'req-1') {
  const heard: Heard[] = [];
  let version = 1;
  let decidedBy: string | null = null;
  let held = Promise.resolve();
  let release = () => {};
  let broken = false;

  async function hear(call: Heard, reply: () => StaffReply): Promise<StaffReply> {
    heard.push(call);
    tell();
    await held;
    if (broken) throw new Error('the database is gone; the last words were: jansen@example.nl');
    if (call.requestId !== requestId) return { type: 'notice', text: 'Dit verzoek is er niet.' };
    if (decidedBy !== null) return { type: 'notice', text: `Al besloten door ${decidedBy}.` };
    if (call.version !== version) return { type: 'notice', text: 'Deze kaart is verouderd.' };
    return reply();
  }

  const preview = (): StaffReply => ({
    type: 'modal',
    step: 'approve',
    modal: PREVIEW,
    version,
    letterHash: LETTER_HASH,
  });

  const dialogues: StaffDialogues = {
    openPreview: (id, v, by) => hear({ call: 'openPreview', requestId: id, version: v, by }, preview),
    openRefusal: (id, v, by) =>
      hear({ call: 'openRefusal', requestId: id, version: v, by }, () => ({
        type: 'modal',
        step: 'refuse',
        modal: REFUSAL_FORM,
        version,
      })),
    submitApproval: (id, v, letterHash, by) =>
      hear({ call: 'submitApproval', requestId: id, version: v, by, letterHash }, () => {
        decidedBy = by.name;
        return { type: 'notice', text: 'Akkoord. Het antwoord gaat over 10 minuten weg.' };
      }),
    submitRefusal: (id, v, answer, by) =>
      hear({ call: 'submitRefusal', requestId: id, version: v, by, answer }, () => {
        if (answer.facts.trim().length < 10) return { type: 'notice', text: 'Beschrijf de feiten.' };
        version += 1;
        return preview();
      }),
    stop: (id, v, by) =>
      hear({ call: 'stop', requestId: id, version: v, by }, () => ({ type: 'notice', text: 'Gestopt.' })),
  };

  return {
    dialogues,
    heard,
    hold(): void {
      const gate = Promise.withResolvers<void>();
      held = gate.promise;
      release = gate.resolve;
    },
    release: () => release(),
    breakDown(): void {
      broken = true;
    },
    newVersion(): void {
      version += 1;
    },
  };
}
